"""The end of a case: its closure, how long it is kept, and the people of the unit who sign for it."""
