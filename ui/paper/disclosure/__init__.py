"""The builder of a disclosure on the screen."""
