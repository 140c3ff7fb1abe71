"""One question as it stands on a page, and what stands about it: a warning, a veil, the reasons there is no answer."""
