"""A conversation: themes at the left, one question in front, notes at the right."""
