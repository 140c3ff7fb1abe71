"""The devices of the unit: which are enrolled, how two meet, and the sealed packages that come from them."""
