"""The list of cases, and the search for them and for all that stands in them."""
