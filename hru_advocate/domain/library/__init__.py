"""The program's knowledge before any case: measures, factors, needs, and what the unit says of them."""
