"""The initials of a name: who is meant, without saying it aloud to whoever looks over a shoulder."""

from __future__ import annotations

import re
from typing import Final

_TITLES: Final = frozenset(
    "mr mrs ms miss mx mstr messrs dr prof professor rev revd reverend fr imam rabbi rt hon sir dame baroness madam "
    "mme cllr capt captain maj lt pc wpc pcso det detective constable sgt sergeant insp inspector cpl csi".split()
)
"""Forms of address and ranks, without their full stops."""

_ALSO_NAMES: Final = frozenset("master father canon lord lady baron judge major col colonel".split())
"""Titles that are family names too: at the end of a name they are one."""

_RANKS: Final = frozenset("DC DS DI DCI DSU DCS WDC TDC SC PS CI CC ACC DCC ADC TI TPS HHJ".split())
"""Ranks that are told from names by being all capitals: DI Example, but Di Example."""

_AFTER: Final = frozenset("OBE MBE CBE QPM KC QC JP PhD BSc MSc Esq Jnr Snr Jr Sr".split())
"""What stands after a name and is no part of it."""

_WORD: Final = re.compile(r"[^\W_]+")


def initials_of(name: str) -> str:
    """Initials for lists: ``M. K.``. Signs, titles and collar numbers are skipped, unless nothing else is there."""
    parts = [words for part in name.split() if (words := _WORD.findall(part))]
    named = [word for place, words in enumerate(parts) if (word := _named(words, last=place == len(parts) - 1))]
    if named and len(named) < len(parts):  # PC 1234 Example
        named = [word for word in named if not word.isdigit()] or named
    if len(named) > 1 and named[-1] in _AFTER:
        named.pop()
    return " ".join(f"{word[0].upper()}." for word in named or [words[0] for words in parts]) or "?"


def _named(words: list[str], *, last: bool) -> str:
    """The word of a name between two spaces, without a title before it; "" when there is only a title."""
    return next((word for word in words if not _is_title(word, last=last)), "")


def _is_title(word: str, *, last: bool) -> bool:
    plain = word.casefold()
    return plain in _TITLES or word in _RANKS or (plain in _ALSO_NAMES and not last)
