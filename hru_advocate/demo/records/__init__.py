"""The steps of a made-up case: one module for each kind of record it has been through."""
