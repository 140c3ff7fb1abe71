"""Folds text so that people find words however they type them: ``lodz`` finds ``Łódź``."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ŧ": "t",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ı": "i",
    "ŋ": "n",
    # One letter, several keyboards: Arabic, Persian and Urdu forms of alef, yeh, kaf and heh.
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ې": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ـ": "",  # a stretch of the line, no letter
}


class _Table(dict[int, str]):
    """The fold of each character, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category in {"Cf", "Co", "Cn", "Cs"} or category.startswith("M"):
            folded = ""
        elif category == "Nd":
            folded = str(unicodedata.digit(character))
        else:
            folded = _LETTERS.get(character, character)
        self[code] = folded
        return folded


_TABLE: Final = _Table()
_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Fold text for search: no accents, no case, one form of each letter and digit; spaces and signs stay.

    Marks go (Unicode category M, after NFKD), invisible and private characters go, Arabic letter
    variants and the digits of every script become one form. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", spread).translate(_TABLE)


def words_of(text: str) -> list[str]:
    """Split text into its folded words: runs of letters and digits."""
    return _WORD.findall(fold(text))
