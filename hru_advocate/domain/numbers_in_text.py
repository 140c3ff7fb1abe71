"""Numbers of several parts in running text, such as telephone numbers: one rule, on paper and on screens.

In right-to-left writing Unicode's rules show the parts of a telephone number in turn from the right, so that
01632 960123 stands as 960123 01632 and somebody rings the wrong number. Here a number of several parts is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_RIGHT_TO_LEFT: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
_NUMBER: Final = (
    r"\+?(?:\(\d+\)[ \u00a0\u202f]?)?\d+"
    r"(?:(?:[ \u00a0\u202f]?\(\d+\)[ \u00a0\u202f]?|[ \u00a0\u202f]{1,2}|[./\u2010\u2011-])\d+)*"
)
"""Compiled when a text first asks for it: hardly any does, and labels are wanted before the first window."""
_DIGITS: Final = 6  # of the shortest number in parts that people ring, 116 123
_ISOLATED: Final = "\u2066\u202d{}\u202c\u2069"
"""A run of its own from left to right, whose digits are shown in their order even where they are Arabic ones."""


def has_right_to_left(text: str) -> bool:
    """True for a text that may hold right-to-left writing."""
    return not text.isascii() and re.search(_RIGHT_TO_LEFT, text) is not None


def places_of_numbers(text: str) -> list[tuple[int, int]]:
    """Give the places where each number of several parts begins and ends."""
    return [found.span() for found in re.finditer(_NUMBER, text) if _is_in_parts(found[0])]


def with_numbers(text: str, change: Callable[[str], str]) -> str:
    """A text with each of its numbers of several parts changed."""
    return re.sub(_NUMBER, lambda found: change(found[0]) if _is_in_parts(found[0]) else found[0], text)


def shown_text(text: str) -> str:
    """A text as a screen shows it: in right-to-left writing its numbers are kept in their order by invisible marks.

    For display alone. What is stored, searched, copied or read aloud stays as it was typed.
    """
    return with_numbers(text, _ISOLATED.format) if has_right_to_left(text) else text


def _is_in_parts(number: str) -> bool:
    return not number.isdecimal() and sum(char.isdecimal() for char in number) >= _DIGITS
