"""The unit's own pages: measures, languages, paper out, give-away words."""
