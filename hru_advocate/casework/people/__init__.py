"""The people of a case: the rules for reaching the victim safely, and names that are hidden until asked for."""
