"""The incidents of a case: the quick line, the table, what was noted."""
