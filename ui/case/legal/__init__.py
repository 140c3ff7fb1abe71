"""Law and court in a case: orders, the criminal case, hearings, legal options talked about."""
