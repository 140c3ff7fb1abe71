"""Papers of the office: what professionals read, keep, hand on and are asked for."""
