"""Form definitions: data only."""
