"""Help: the page about where one is, and every key."""
