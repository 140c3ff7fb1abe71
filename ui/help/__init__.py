"""Help: the keys one can work with."""
