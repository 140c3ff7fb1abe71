"""Closing a case, keeping and erasing closed ones, and the unit's people."""
