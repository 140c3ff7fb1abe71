"""The safety plan: facts, suggestions, coverage, and versions held against each other."""
