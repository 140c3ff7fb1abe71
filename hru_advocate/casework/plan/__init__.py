"""The safety plan: the board it is built on, its versions, and what asks for a new look."""
