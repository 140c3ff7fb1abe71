"""Plain frozen data and rules: no file, no clock, no screen."""
