"""Leaving as proof: one case as a bundle that a stranger can check, and the whole vault as documented files."""
