"""Incidents: what was done, how often, when; the list of behaviours; the line and the rows they are noted with."""
