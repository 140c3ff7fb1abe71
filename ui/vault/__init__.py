"""Making, unlocking and recovering a vault, and its settings."""
