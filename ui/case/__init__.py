"""A case read back: its page part by part, one record, the versions of its plan."""
