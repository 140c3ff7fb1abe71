"""Words of a letter that name an order, bail or a licence, and whether what they say of it needs one that holds."""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = re.compile(
    r"(?<!\bin )(?<!\bout of )(?<!\bgood )(?<!\bworking )(?<!\bstanding )(?<!\bpostal )(?<!\bmoney )\borders?\b"
    r"(?! of (?:time|events|dates?|business|importance)\b)"
    r"|\binjunctions?\b|\b(?:police |court )?bail(?:ed)?\b|\bnon-?\s?mol(?:s|estation)?\b(?!\s+orders?\b)"
    r"|(?<!\bdriving )(?<!\bdriver's )(?<!\btelevision )(?<!\btv )\blicen[cs]es?\b"
    r"|(?-i:\b(?:NMO|SPO|RO|DVPO|DVPN|DAPO|DAPN|SHPO|CBO)s?\b)",
    re.IGNORECASE,
)
"""An order, bail or licence by any of its names; not what is in order, nor a licence to drive."""
_OF_CHILDREN: Final = re.compile(
    r"\b(?:child(?:ren)?'?s?|arrangements|contact|care|supervision|steps|issue|possession|financial|parental)\s+$",
    re.IGNORECASE,
)
"""Kinds of orders that protect nobody from the other person: they are noted elsewhere."""
_ABOUT_CHILDREN: Final = re.compile(r"^\s+(?:is\s+)?about\s+(?:the\s+)?(?:child|children)\b", re.IGNORECASE)
_KIND: Final = r"(?:[\w’'-]+\s+){0,3}$"
_DENIED_BEFORE: Final = re.compile(
    r"\b(?:no(?![ -]contact\b)|never|without|nor|neither|no longer)\s+(?:[\w’'-]+\s+){0,5}$"
    r"|(?:\bnot|n['’]t)\s+(?:[\w’'-]+\s+){0,2}(?:have|had|on|under|(?:protected|bound)\s+by|subject\s+to|got|an?|any)\s+(?:an?\s+|any\s+)?"
    + _KIND
    + r"|\b(?:earlier|former|previous|old|expired|ended|lapsed|past)\s+"
    + _KIND
    + r"|\b(?:was|were|had)\s+(?:once\s+|then\s+)?(?:on|under|an?|protected\s+by|subject\s+to)\s+(?:an?\s+|the\s+)?"
    + _KIND
    + r"|\b(?:broke|breached|had\s+broken)\s+(?:an?|the|this|that|his|her|their)\s+"
    + _KIND,
    re.IGNORECASE,
)
"""Words right before it that say that there is none, or that it is of a time gone by."""
_ASKED_BEFORE: Final = re.compile(
    r"\b(?:appl(?:y|ies|ied|ying)|applications?|ask(?:s|ed|ing)?|seek(?:s|ing)?|wants?|wish(?:es)?|hop(?:es|ing)|advice"
    r"|advised?|consider(?:s|ing)?|think(?:s|ing)?|would\s+like|help(?:s|ed)?|how)\b[^,;:]{0,40}"
    r"\b(?:for|about|on|of|get|have|make|to|into)\s+(?:an?|any|another|such\s+an?)\s+"
    + _KIND
    + r"|\b(?:wants?|seeks?|needs?|would\s+like|considers?|requests?|if|whether|once|in\s+case|unless)\s+"
    r"(?:an?|any|another|such\s+an?)\s+"
    + _KIND
    + r"|\b(?:may|might|could|can|would|should)\s+(?!break|breach)(?:\w+\s+){0,3}(?:an?|any)\s+"
    + _KIND,
    re.IGNORECASE,
)
"""Words right before it that say that somebody wants one, or what would be if there were one."""
_DENIED_AFTER: Final = re.compile(
    r"^(?:(?!\band\b|\bbut\b)[^,;:]){0,60}?\b(?:ended|expired|lapsed|ran\s+out|discharged|revoked|lifted|refused"
    r"|no\s+longer|(?:is|are)\s+not|(?:is|are)n['’]t|not\s+(?:yet\s+)?(?:in|made|granted|known)|never"
    r"|(?:was|were)\s+(?:once\s+)?in\s+(?:force|place|effect))\b"
    r"|^[^,;:]{0,60}\band\s+(?:has\s+|have\s+)?(?:since\s+|now\s+)?(?:ended|expired|lapsed)\b",
    re.IGNORECASE,
)
"""Words behind it that say that it holds no more, or not yet."""


def names_order(sentence: str) -> bool:
    """Say whether a sentence names an order, bail or licence of the other person's as something that is there.

    A denial counts only where it belongs to the name: *bail not to contact her* denies no bail.
    """
    return any(_claims(sentence[: found.start()], sentence[found.end() :]) for found in _NAMED.finditer(sentence))


def _claims(before: str, after: str) -> bool:
    if _OF_CHILDREN.search(before) and not re.search(r"\bno[ -]contact\s+$", before, re.IGNORECASE):
        return False
    return not (
        _ABOUT_CHILDREN.search(after)
        or _DENIED_BEFORE.search(before)
        or _ASKED_BEFORE.search(before)
        or _DENIED_AFTER.search(after)
    )
