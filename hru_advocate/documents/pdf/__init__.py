"""Page blocks in, a tagged PDF out."""
