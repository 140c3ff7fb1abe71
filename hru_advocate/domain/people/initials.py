"""The initials of a name: who is meant, without saying it aloud to whoever looks over a shoulder."""

from __future__ import annotations

import re
from typing import Final

TITLES: Final = frozenset(
    "mr mrs ms miss mx mstr messrs dr prof professor rev revd reverend fr imam rabbi rt hon sir dame baroness madam "
    "mme mlle frau herr sra cllr capt captain maj lt pc wpc pcso det detective constable sgt sergeant insp "
    "inspector cpl csi ds dc dci wdc dcs dsu ch supt superintendent".split()
)
"""Forms of address and ranks, without their full stops."""

_ALSO_NAMES: Final = frozenset(
    "master father canon lord lady baron judge major col colonel nurse sister pan pani chief commander".split()
)
"""Titles that are family names too: at the end of a name they are one."""

_RANKS: Final = frozenset("DC DS DI DCI DSU DCS WDC TDC SC PS CI CC ACC DCC ADC TI TPS HHJ".split())
"""Ranks that are told from names by being all capitals: DI Example, but Di Example."""

_AFTER: Final = frozenset("OBE MBE CBE QPM KC QC JP PhD BSc MSc Esq Jnr Snr Jr Sr II III IV".split())
"""What stands after a name and is no part of it."""

_WORD: Final = re.compile(r"[^\W_]+")
_BESIDE: Final = re.compile(
    r"(?<=[^\W_])[\s,;(]+(?:n(?:\u00e9|e)e|born|formerly|aka|a\.k\.a\.?|also known as|known as|alias)\s.*",
    re.IGNORECASE,
)
"""Another name behind the one somebody goes by."""


def initials_of(name: str) -> str:
    """Initials for lists: ``M. K.``. Signs, titles and collar numbers are skipped, unless nothing else is there."""
    parts = [words for part in _BESIDE.sub("", name).split() if (words := _words(part))]
    named = [word for place, words in enumerate(parts) if (word := _named(words, last=place == len(parts) - 1))]
    named = [word for word in named if not word.isdigit()] or named  # PC 1234 Example
    while len(named) > 1 and named[-1] in _AFTER:
        named.pop()
    return " ".join(f"{word[0].upper()}." for word in named or [words[0] for words in parts]) or "?"


def _words(part: str) -> list[str]:
    """The words between two spaces; an apostrophe at the end of a title parts nothing: Rev'd."""
    plain = re.sub("['\u2019]", "", part)
    return _WORD.findall(plain if plain.casefold().strip(".,") in TITLES else part)


def without_titles(name: str) -> str:
    """A name without forms of address and ranks; the whole of it where nothing else is there."""
    parts = name.split()
    kept = [
        part
        for place, part in enumerate(parts)
        if (words := _words(part)) and _named(words, last=place == len(parts) - 1)
    ]
    return " ".join(kept) or name


def _named(words: list[str], *, last: bool) -> str:
    """The word of a name between two spaces, without a title before it; "" when there is only a title."""
    return next((word for word in words if not _is_title(word, last=last)), "")


def _is_title(word: str, *, last: bool) -> bool:
    plain = word.casefold()
    return plain in TITLES or word in _RANKS or (plain in _ALSO_NAMES and not last)
