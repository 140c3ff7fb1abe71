"""Paper: which documents there are, what they say of a case, and the copies that are out."""
