"""The results of the search."""
