"""What every screen stands in: the window, its frame, the lock, the cover, and the way to the vault and back."""
