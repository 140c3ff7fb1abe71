"""The initials of a name: who is meant, without saying it aloud to whoever looks over a shoulder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

TITLES: Final = frozenset(
    "mr mrs ms miss mx mstr messrs dr prof professor rev revd reverend fr imam rabbi rt hon sir dame baroness madam "
    "mme mlle frau herr sra cllr capt captain maj lt pc wpc pcso det detective constable sgt sergeant insp "
    "inspector cpl csi ds dc dci wdc dcs dsu ch supt superintendent".split()
)
"""Forms of address and ranks, without their full stops."""

_ALSO_NAMES: Final = frozenset(
    "master father canon lord lady baron judge major col colonel nurse sister pan pani chief commander constable "
    "sergeant captain hon herr".split()
)
"""Titles that are family names too: at the end of a name, after a first name and before a comma they are one."""
_OF_TWO_WORDS: Final = frozenset("constable con sergeant superintendent".split())
_BEFORE_A_RANK: Final = frozenset(
    "det detective police chief special staff acting temporary custody desk duty the".split()
)
"""Words that make a rank of the next one, wherever that stands: *Detective Constable*, but *Mr Constable*."""

_RANKS: Final = frozenset("DC DS DI DCI DSU DCS WDC TDC SC PS CI CC ACC DCC ADC TI TPS HHJ".split())
"""Ranks that are told from names by being all capitals: DI Example, but Di Example."""

_AFTER: Final = frozenset("OBE MBE CBE QPM KC QC JP PhD BSc MSc Esq Jnr Snr Jr Sr II III IV".split())
"""Words after a name that are no part of it."""

_WORD: Final = re.compile(r"[^\W_]+")
_THE: Final = re.compile(r"^\s*the\s+(?=(?:rt|right|hon|honourable|rev|revd|reverend|most|very)\b)", re.IGNORECASE)
"""The article before a title: The Rt Hon, the Rev'd."""
_BESIDE: Final = re.compile(
    r"(?<=[^\W_])[\s,;(]+(?:n(?:\u00e9|e)e|born|formerly|aka|a\.k\.a\.?|also known as|known as|alias)\s.*",
    re.IGNORECASE,
)
"""Another name behind the one somebody goes by."""


def initials_of(name: str) -> str:
    """Initials for lists: ``M. K.``. Signs, titles and collar numbers are skipped, unless nothing else is there."""
    parts = [part for part in _BESIDE.sub("", _THE.sub("", name)).split() if _words(part)]
    named = [word for word in _names_in(parts) if word]
    named = [word for word in named if not word.isdigit()] or named  # PC 1234 Example
    while len(named) > 1 and named[-1] in _AFTER:
        named.pop()
    return " ".join(f"{word[0].upper()}." for word in named or [_words(part)[0] for part in parts]) or "?"


def _words(part: str) -> list[str]:
    """The words between two spaces; an apostrophe at the end of a title parts nothing: Rev'd."""
    plain = re.sub("['\u2019]", "", part)
    return _WORD.findall(plain if plain.casefold().strip(".,") in TITLES else part)


def without_titles(name: str) -> str:
    """A name without forms of address and ranks; the whole of it where nothing else is there."""
    parts = [part for part in name.split() if _words(part)]
    return " ".join(part for part, word in zip(parts, _names_in(parts), strict=True) if word) or name


def _names_in(parts: Sequence[str]) -> Iterator[str]:
    """Yield the word of a name of each part between two spaces, without a title before it; "" for a title alone."""
    named, before = False, ""
    for place, part in enumerate(parts):
        ends = part.endswith(",") or _AFTER.issuperset(map(_plain, parts[place + 1 :]))
        words = _words(part)
        word = next((one for one in words if not _is_title(one, before, name_here=ends or named)), "")
        named = named or (bool(word) and not word.isdigit())
        before = words[-1].casefold()
        yield word


def _plain(part: str) -> str:
    return part.strip(".,()")


def _is_title(word: str, before: str, *, name_here: bool) -> bool:
    """Say whether a word is no name: ``name_here`` where a family name stands, which some titles are as well."""
    plain = word.casefold()
    if plain in _OF_TWO_WORDS and before in _BEFORE_A_RANK:
        return True
    if plain in _ALSO_NAMES:
        return not name_here
    return plain in TITLES or word in _RANKS
