"""Erasure by authority, told from laptop to laptop: the notice, taking it in, answering it, who still has to hear."""
