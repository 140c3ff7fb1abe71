"""What an entry of the ledger is, a record made of entries, and what one adds to the views."""
