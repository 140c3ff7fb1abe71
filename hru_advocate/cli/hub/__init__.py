"""The command of whoever keeps a mailbox."""
