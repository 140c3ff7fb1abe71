"""Law and court: orders, the criminal case with its clocks, hearings."""
