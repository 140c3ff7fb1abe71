"""Services of the directory: whom they help, when they answer, what of them is confirmed."""
