"""What each document says and leaves out: records in, page blocks out."""
