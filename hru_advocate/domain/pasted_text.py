"""Takes out of typed or pasted text what nobody sees, so that no answer is refused for it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hru_advocate.domain.numbers_in_text import has_right_to_left

_LINE_END: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x85\u2028\u2029]")
"""Marks of Word, Outlook and PowerPoint at the end of a line, of a paragraph, or for Shift+Enter."""

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\uffa0\ufff9-\ufffc]"
)
"""Control characters, soft hyphens, zero-width spaces, byte order marks, letters without shape, the place of a picture
that was not copied, signs that turn the direction of writing."""

_MARKS: Final = re.compile("[\u061c\u200e\u200f]")
"""Marks that say from where to read; they have a use beside Arabic or Hebrew letters only."""

_JOINERS: Final = re.compile("[\u200c\u200d]")
_SPACES: Final = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164]")

_CELL_END: Final = re.compile("\r?\x07")
"""Word's mark at the end of a cell, and twice at the end of a row."""

_OF_WORD: Final = str.maketrans(
    {"\x1e": "-", "\uf02d": "-", "\uf0b7": "\u2022", "\uf0a7": "\u25aa", "\uf0d8": "\u203a", "\uf0e0": "\u2192"}
    | {"\uf0fc": "\u2713", "\uf06f": "\u25e6", "\uf0a8": "\u25aa"}
)
"""Word's own hyphen that does not break, and its bullets, which stand for a shape in one of its fonts only."""


def cleaned(text: str, *, lines: bool) -> str:
    """Text as it is kept: what can be seen of it, unchanged, on several lines or on one.

    Line ends of every kind become one kind, and a space where one line is asked for; what has no shape goes. The
    joiners of Persian and Hindi writing and of emoji stay where they join something.
    """
    if "\x07" in text:
        text = _CELL_END.sub("\t", text.replace("\r\x07\r\x07", "\n")).rstrip("\t")
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text.translate(_OF_WORD)))
    text = text if lines else _SPACES.sub(" ", text)  # first: beside a filler that becomes a space no joiner joins
    if not has_right_to_left(without_marks := _MARKS.sub("", text)):
        text = without_marks
    if _JOINERS.search(text):
        text = "".join(char for place, char in enumerate(text) if not _JOINERS.match(char) or _joins(text, place))
    if lines:
        return text.strip("\n") if text.strip() else ""
    return re.sub(" *\n[ \n]*", " ", text.strip())


def _joins(text: str, place: int) -> bool:
    """Say whether a joiner stands between two signs that can be joined: letters beyond Latin, marks, emoji."""
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(beside) == 2 and all(not char.isascii() and unicodedata.category(char)[0] in "LMS" for char in beside)
