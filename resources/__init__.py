"""Directory, measures, factors, needs, fonts, icons and styles: data only."""
