"""The grammar of words about time: a whole phrase is read, or nothing of it is."""
