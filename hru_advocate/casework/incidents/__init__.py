"""Incidents of a case: noting them, many at once, the questions after saving, evidence, the list of behaviours."""
