"""Takes out of typed or pasted text what nobody sees, so that no answer is refused for it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hru_advocate.domain.numbers_in_text import has_right_to_left

_LINE_END: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What Word, Outlook and PowerPoint put at the end of a line, of a paragraph, or for Shift+Enter."""

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters, soft hyphens, zero-width spaces, byte order marks, signs that turn the direction of writing."""

_MARKS: Final = re.compile("[\u061c\u200e\u200f]")
"""Marks that say from where to read; they have a use beside Arabic or Hebrew letters only."""

_JOINERS: Final = re.compile("[\u200c\u200d]")
_SPACES: Final = re.compile("[\t\u00a0\u202f\u2007]")


def cleaned(text: str, *, lines: bool) -> str:
    """Text as it is kept: what can be seen of it, unchanged, on several lines or on one.

    Line ends of every kind become one kind, and a space where one line is asked for; what has no shape goes. The
    joiners of Persian and Hindi writing and of emoji stay where they join something.
    """
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    if not has_right_to_left(text):
        text = _MARKS.sub("", text)
    if _JOINERS.search(text):
        text = "".join(char for place, char in enumerate(text) if not _JOINERS.match(char) or _joins(text, place))
    if lines:
        return text.strip("\n") if text.strip() else ""
    return re.sub(" *\n[ \n]*", " ", _SPACES.sub(" ", text).strip())


def _joins(text: str, place: int) -> bool:
    """Say whether a joiner stands between two signs that can be joined: letters beyond Latin, marks, emoji."""
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(beside) == 2 and all(not char.isascii() and unicodedata.category(char)[0] in "LMS" for char in beside)
