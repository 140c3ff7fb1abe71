"""The lists, the search and the schema held against what they must be, cell by cell."""
