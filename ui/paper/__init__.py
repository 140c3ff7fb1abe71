"""Paper: asked first, seen as the very bytes, then printed; every copy is remembered."""
