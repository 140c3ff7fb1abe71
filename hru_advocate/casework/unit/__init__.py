"""The unit's own content: its measures and the languages of its papers."""
