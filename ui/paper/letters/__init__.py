"""The builder of a letter: its words at the left, the very page at the right, and what is left to do before it goes."""
