"""Cases: the list, the page of one, and its pictures of risk and need."""
