"""Work with partners as the records of a case say it: flags, meetings, the repeat clock, safeguarding."""
