"""Law and court in a case: orders, the criminal case with its clocks, hearings."""
