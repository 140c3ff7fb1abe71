"""The ledger in the file: written, read, taken in, proven, and its views kept true."""
