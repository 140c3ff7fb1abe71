"""One screen per file; no screen imports another."""
