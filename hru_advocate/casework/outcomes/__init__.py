"""Outcomes of a case and the figures of the unit, read from the vault."""
