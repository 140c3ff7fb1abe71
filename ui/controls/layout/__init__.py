"""Arrangements of controls: cards, panes, rows that flow, tabs."""
