"""The directory of services: found, read, confirmed, put on a plan."""
