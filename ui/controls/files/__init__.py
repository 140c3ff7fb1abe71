"""Files and folders on this computer that a person chooses."""
