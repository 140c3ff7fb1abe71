"""From typed text to placed glyphs: what may be printed, fonts, shaping, direction, line breaking."""
