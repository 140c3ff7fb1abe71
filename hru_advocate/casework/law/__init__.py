"""Law and court in a case: orders and their conditions."""
