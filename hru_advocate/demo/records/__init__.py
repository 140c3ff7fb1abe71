"""What a made-up case has been through, step by step: one module for each kind of record."""
