"""Identifying things in a text: what a case knows, and whatever else may tell who or where somebody is."""
