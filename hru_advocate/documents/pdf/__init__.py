"""How a page looks: page blocks in, a tagged PDF out."""
