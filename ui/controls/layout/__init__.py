"""How controls are arranged: cards, panes, rows that flow, tabs."""
