"""HRU Advocate: the core, usable from a script, without screens."""

__version__ = "0.1.0"
