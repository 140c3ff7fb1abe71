"""Tells how it is going for the people of the unit, and what the unit may tell of it in numbers."""
