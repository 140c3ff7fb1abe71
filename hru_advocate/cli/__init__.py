"""``hru-vault``: the same casework without screens, for scripts and for IT."""
