"""What every page that makes paper shows: the very bytes as pages, and how a file of them is saved."""
