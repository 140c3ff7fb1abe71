"""Form definitions, the kinds of question in them, and the answers."""
