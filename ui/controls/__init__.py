"""Controls that many screens use, and how they look."""
