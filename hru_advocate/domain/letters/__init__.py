"""Letters: their templates, how one is filled from a case, what in its text tells who somebody is."""
