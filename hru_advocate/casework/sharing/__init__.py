"""Two laptops of one unit: which devices belong to it, and cases that go from one to another, sealed."""
