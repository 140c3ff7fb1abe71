"""Lists that are searched, filtered and walked by keys."""
