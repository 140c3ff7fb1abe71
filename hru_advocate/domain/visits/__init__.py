"""Visits: who goes, when out and back, and how they stand by the clock."""
