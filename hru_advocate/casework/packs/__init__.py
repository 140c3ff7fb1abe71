"""Packs of directory and law: who may sign them, made and signed, looked at, and taken."""
