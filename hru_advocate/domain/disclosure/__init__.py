"""Disclosure: what leaves the unit, what on it tells who somebody is, and what is blacked out."""
