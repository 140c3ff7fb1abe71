"""Packs of directory and law: what stands in one, what it would change here, what of it is taken."""
