"""The Legal page: legal options, found, read and confirmed; never advice."""
