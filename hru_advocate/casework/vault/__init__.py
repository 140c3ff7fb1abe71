"""Opening, locking and proving the vault, and the one worker that owns it while it is open."""
