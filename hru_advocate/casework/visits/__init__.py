"""Visits of cases: planned, held against rules and flags, out, overdue, back."""
