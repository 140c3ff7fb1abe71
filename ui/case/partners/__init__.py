"""The part of a case page about partners."""
