"""The version of a plan that is being written, shared by the plan builder and the paper page."""
