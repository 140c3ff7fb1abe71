"""People and the rules of safe contact with them."""
