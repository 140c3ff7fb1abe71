"""Who may unlock, never what is inside."""
