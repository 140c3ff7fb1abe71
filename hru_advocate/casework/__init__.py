"""What an advocate can ask for: commands and queries, one short file per subject."""
