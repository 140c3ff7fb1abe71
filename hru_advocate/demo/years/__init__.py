"""Makes ten believable years of a unit: thousands of referrals from the first day to closing, keeping and erasure."""
