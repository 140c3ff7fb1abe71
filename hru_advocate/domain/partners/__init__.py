"""What is done about a case together with partners, as its records say it: flags, meetings, referrals."""
