"""Composing documents, what each says and leaves out: records in, page blocks out."""
