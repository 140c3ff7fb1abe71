"""The closing page of a case."""
