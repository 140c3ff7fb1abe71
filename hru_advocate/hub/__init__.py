"""A mailbox in PostgreSQL for sealed packages: it keeps them, and can read nothing of them."""
