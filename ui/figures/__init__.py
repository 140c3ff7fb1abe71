"""The unit's figures: a period and an area, each table with its picture and its numbers, for a meeting."""
