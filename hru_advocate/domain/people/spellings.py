"""One spelling for the ways a name is written down by ear or by another keyboard: Mac and Mc, Muhammad and Mohammed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

_ONE_NAME: Final = (
    "muhammad mohammed mohamed mohammad mohamad muhammed mohamud mahomed mohd md", "ahmed ahmad ahmet", "ali aly",
    "hussain hussein hossain husain hussien", "hassan hasan", "yusuf yousef yousuf youssef yusef joseph",
    "ayesha aisha aysha aisya aicha", "khadija khadijah khadeeja", "zaynab zainab zeinab", "sara sarah",
    "abdul abdel abdal", "rahman rehman rahmaan", "shaun sean shawn shane", "rhys reece rees reese",
    "niamh neve nieve", "ciara keira kiera kira", "eilidh ailee eilee", "mhairi vari varie",
    "siobhan shivaun shevaun", "sinead shinead", "aoife eefa", "caoimhe keeva kiva", "eoin owen euan ewan owain",
    "ieuan ioan iwan ifan evan", "sian sharn shan", "sion shon", "david dafydd davydd", "huw hugh", "gwilym william",
    "tomos thomas", "mair mary", "gethin gethyn", "geoffrey jeffrey jeffery geoff jeff",
    "stephen steven stefan steffan", "catherine katherine kathryn catharine katharine cathryn katrin catrin",
    "elizabeth elisabeth", "philip phillip", "graham graeme grahame", "alan allan allen", "clare claire clair",
    "lesley leslie", "lee leigh lea", "amy aimee ami", "christina kristina cristina", "christine kristine",
    "teresa theresa", "jacqueline jacquelyn jaqueline", "debra deborah", "rebecca rebekah rebeca",
    "caitlin kaitlyn katelyn kaitlin", "lakshmi laxmi", "lindsay lindsey lynsey linsey", "kelly kellie",
    "vivien vivienne vivian", "anna hannah hanna ana", "natalia natalya nataliya", "yulia julia iulia",
    "aleksandra alexandra", "aleksander alexander oleksandr aleksandr", "mikhail michael mihai",
    "katarzyna catarina katerina ekaterina", "smith smyth smythe", "brown browne", "clark clarke", "reid reed read",
    "davies davis", "hughes huws", "price pryce", "thompson thomson", "johnson johnston johnstone",
    "nichols nicholls nicholas", "stewart stuart", "mcleod mccloud", "begum begam", "bibi beebi",
    "sheikh shaikh shaykh", "nguyen nguen", "saint st",
)  # fmt: skip
"""Names that are written in more than one way by who hears them, folded."""

_ONE: Final = {word: group.split()[0] for group in _ONE_NAME for word in group.split()}
_UMLAUTS: Final = re.compile(r"(?<=\w)([aou])e(?=\w)")
_SHORTEST: Final = 5
_PARTICLES: Final = frozenset(
    "mac mc o d van von der den de del della di da dos la le al el ul ur ap ab bin ibn abd st saint ter ten".split()
)
"""Words that are written apart from the name that follows them, or in one with it: van der Berg, Vanderberg."""


_HEARD: Final = (
    ("ph", "f"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("kh", "k"), ("dh", "d"), ("ck", "k"), ("x", "ks"),
    ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("j", "y"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"),
    ("y", "i"), ("oo", "u"), ("ou", "u"), ("ae", "e"), ("ai", "e"),
)  # fmt: skip
"""Letters that are heard as others, in the order they are taken."""
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A rough key of how a folded word is heard: Harpreet and Harprit, Phillips and Filips have one."""
    for letters, heard in _HEARD:
        word = word.replace(letters, heard)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=8192)
def spelt(word: str) -> str:
    """A folded word of a name as it is compared: Mac as Mc, Mueller as Müller, the ways of one name as one."""
    if len(word) >= _SHORTEST:
        word = f"mc{word[3:]}" if word.startswith("mac") else word
        word = _ONE.get(word) or _UMLAUTS.sub(r"\1", word)
    return _ONE.get(word, word)


def gathered(words: Iterable[str]) -> Iterator[str]:
    """The words of a name, each particle in one with what follows it."""
    before = ""
    for word in words:
        before += word
        if word not in _PARTICLES:
            yield before
            before = ""
    if before:
        yield before
