"""Finds people, whose a number is, services, measures and law for the search of everything, beside what was written."""
