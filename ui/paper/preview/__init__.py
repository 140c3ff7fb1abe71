"""Parts of every page that makes paper: the very bytes as pages, and how a file of them is saved."""
