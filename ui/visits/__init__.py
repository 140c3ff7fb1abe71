"""Visits: before one goes, and visit mode."""
