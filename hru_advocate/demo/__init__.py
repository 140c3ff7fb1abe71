"""Made-up cases, for the tests, for ``hru-vault demo`` and for trying the program out."""
