"""Checks of records by their purpose, made before anything is saved."""
