"""Entries of the ledger, the records made of them, and what each adds to the views."""
