"""The desk: what every block needs to become strips, and text as inks and strips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.documents.pdf_lines import Line, Words, break_lines
from hru_advocate.documents.pdf_strips import Ink, Strip, TextInk
from hru_advocate.documents.pdf_tags import Element
from hru_advocate.documents.style import Look, Phrases, Sheet

_BASELINE: Final = 0.74  # share of the leading above the baseline


@dataclass(frozen=True, slots=True)
class Desk:
    """The words shaped so far, the measures of the sheet, the page's language and the page's own few phrases."""

    words: Words
    sheet: Sheet
    language: str
    phrases: Phrases

    def lines(self, text: str, look: Look, width: float) -> list[Line]:
        """A text in one look, broken to a width in points."""
        return break_lines(self.words, [(text, look)], width)


def baseline(look: Look) -> float:
    """How far the baseline lies below the top of its line."""
    return round(look.leading * _BASELINE, 2)


def text_inks(lines: list[Line], look: Look, x: float, down: float, element: Element) -> list[Ink]:
    """Lines one under the other inside one strip, the first line's top at ``down``."""
    return [TextInk(x, down + at * look.leading + baseline(look), line, (element,)) for at, line in enumerate(lines)]


def line_strips(lines: list[Line], look: Look, x: float, voices: tuple[Element, ...]) -> list[Strip]:
    """Lines as strips of their own; two lines at each end stay together, so that none stands alone on a page."""
    strips = [Strip(look.leading, [TextInk(x, baseline(look), line, voices)], step=look.leading) for line in lines]
    if len(strips) > 1:
        strips[0].glued = strips[-2].glued = True
    return strips
