"""The head of everything that belongs to one case: who, how safe, where one can go."""
