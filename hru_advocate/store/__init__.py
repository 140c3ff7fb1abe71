"""The only SQL: the encrypted file, its ledger and the views worked out from it."""
