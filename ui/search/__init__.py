"""What the search found."""
