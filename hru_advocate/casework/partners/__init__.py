"""Work with partners on a case, in words for lists and the page of the case."""
