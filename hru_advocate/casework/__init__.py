"""Commands and queries an advocate can ask for, by subject."""
