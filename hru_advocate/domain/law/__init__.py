"""Law and court: orders and their conditions."""
