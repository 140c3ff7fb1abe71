"""Records of every kind: saved, corrected, checked, read back and searched."""
