"""The keys: they know who may unlock, never what is inside."""
