"""Words that are a month, or of the work, and somebody's name as well: *April told me* is not *in April*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hru_advocate.domain.identifying.folded_text import TextChunk
from hru_advocate.domain.time_words.named_days import MONTHS

ALSO_MONTHS: Final = frozenset({"jan", "april", "may", "june", "jun", "august", "dec"})
"""Months that are somebody's name as well, in full and short."""
ALSO_TOOLS: Final = frozenset({"dara"})
"""Risk tools whose name is a first name too; in capitals throughout they are the tool."""
_OTHER_MONTHS: Final = frozenset({*MONTHS, *(month[:3] for month in MONTHS), "sept"}) - ALSO_MONTHS
_BEFORE_A_MONTH: Final = frozenset(
    "in since until till til during last next this early late mid every each around the a an".split()
)
_BEFORE_OF: Final = frozenset(
    "end start beginning middle month rest whole most all part half week weeks first second third last".split()
)
_OPENS_A_SPAN: Final = frozenset({"between", "from"})
_WITHIN_A_SPAN: Final = frozenset("and or to until till through onwards onward".split())
_AFTER_A_TOOL: Final = frozenset("form tool score assessment points questions checklist risk was is".split())
_BEFORE_A_TOOL: Final = frozenset("the a an this her his their our new another".split())


def may_name_somebody(chunks: Sequence[TextChunk], at: int) -> bool:
    """Say whether a word with a capital is such a word, and nothing beside it says that it is no name there."""
    letters = chunks[at].letters
    if letters in ALSO_TOOLS:
        return not chunks[at].shouted and not _is_tool(chunks, at)
    return letters in ALSO_MONTHS and not _is_month(chunks, at)


def _is_tool(chunks: Sequence[TextChunk], at: int) -> bool:
    return _before(chunks, at) in _BEFORE_A_TOOL or _after(chunks, at) in _AFTER_A_TOOL


def _before(chunks: Sequence[TextChunk], at: int) -> str:
    """The folded word before one within its sentence, "" where there is none."""
    return "" if at == 0 or chunks[at].opens else chunks[at - 1].letters or chunks[at - 1].text


def _after(chunks: Sequence[TextChunk], at: int) -> str:
    return "" if at + 1 >= len(chunks) or chunks[at + 1].opens else chunks[at + 1].letters or chunks[at + 1].text


def _is_month(chunks: Sequence[TextChunk], at: int) -> bool:
    """Say whether a day, a year, another month or a word for a time stands beside it."""
    before = _before(chunks, at)
    beside = [chunks[one] for one in (at - 1, at + 1) if 0 <= one < len(chunks)]
    if any(one.text[:1].isdigit() or one.letters in _OTHER_MONTHS for one in beside):
        return True
    if before in _BEFORE_A_MONTH:
        return True
    if before == "of":
        told = chunks[at - 2] if at > 1 else None
        return told is not None and (told.text[:1].isdigit() or told.letters in _BEFORE_OF)
    if before in _OPENS_A_SPAN:
        return _after(chunks, at) in _WITHIN_A_SPAN
    return before in _WITHIN_A_SPAN and at > 1 and _ends_a_span(chunks, at - 2)


def _ends_a_span(chunks: Sequence[TextChunk], at: int) -> bool:
    """Say whether what stands before *and* or *to* is a month, or a day."""
    letters = chunks[at].letters
    return (
        letters in _OTHER_MONTHS or chunks[at].text[:1].isdigit() or (letters in ALSO_MONTHS and _is_month(chunks, at))
    )
