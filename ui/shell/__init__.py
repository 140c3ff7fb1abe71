"""The shell around every screen: the window, its frame, the lock, the cover, and the way to the vault and back."""
