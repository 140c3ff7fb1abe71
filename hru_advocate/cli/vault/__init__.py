"""Commands that keep the vault itself: its proof, its copies, its keys."""
