"""A diary somebody kept, read from a file: its letters, its rows, its columns, its days. No file is opened here."""
