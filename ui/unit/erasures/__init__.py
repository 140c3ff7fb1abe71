"""Erasures that travel: what colleagues ask to be erased here, and who has heard of what was erased here."""
