"""Disclosure in a case: the builder by a recipient's template, the receipt, the log, requests for material."""
