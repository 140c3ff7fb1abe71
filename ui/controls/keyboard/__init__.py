"""Keys: shortcuts, the physical key behind a letter of another layout, arrows among several, Caps Lock."""
