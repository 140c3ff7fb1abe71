"""The context of a layout: everything a block needs to become strips, and text as lines and strips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from hru_advocate.documents.blocks import Phrases, RichText, Tone, plain
from hru_advocate.documents.pdf.strips import DrawnItem, DrawnText, Strip
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.bidi import base_level, is_right_to_left
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine, break_lines
from hru_advocate.documents.pdf.typesetting.words import ShapedWords
from hru_advocate.documents.style import QUIET, Sheet, TextStyle

_BASELINE: Final = 0.74  # share of the leading above the baseline


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """The words shaped so far, the measures of the sheet, the page's language and the page's own few phrases."""

    words: ShapedWords
    sheet: Sheet
    language: str
    phrases: Phrases

    @property
    def right_to_left(self) -> bool:
        """True for a page that is laid out from right to left."""
        return is_right_to_left(self.language)

    def runs_right_to_left(self, text: RichText) -> bool:
        """True for a text that stands from the right, whichever side most on the page stands from."""
        return base_level(plain(text), right_to_left=self.right_to_left_runs(text)[0]) == 1

    def right_to_left_runs(self, text: RichText) -> list[bool]:
        """For each run of a text, True if its language is written from right to left."""
        if isinstance(text, str):
            return [self.right_to_left]
        return [is_right_to_left(run.language) for run in text] or [self.right_to_left]

    def lines(self, text: RichText, style: TextStyle, width: float) -> list[TypesetLine]:
        """A text in one style, broken to a width in points; quiet runs in it are greyer, strong ones heavier."""
        if isinstance(text, str):
            return break_lines(self.words, [(text, style)], width, self.right_to_left_runs(text))
        runs = [(run.text, _tone_style(style, run.tone)) for run in text] or [("", style)]
        return break_lines(self.words, runs, width, self.right_to_left_runs(text))

    def elements(self, element: Element, text: RichText) -> tuple[Element, ...]:
        """The element of each run of a text: the one given, or a part of it in another language."""
        if isinstance(text, str):
            return (element,)
        return tuple(element if run.language == self.language else element.inline(run.language) for run in text) or (
            element,
        )


@cache
def _tone_style(style: TextStyle, tone: Tone) -> TextStyle:
    if tone == "quiet":
        return replace(style, grey=max(style.grey, QUIET), strong=False)
    return replace(style, strong=style.strong or tone == "strong")


def baseline(style: TextStyle) -> float:
    """The distance of a baseline below the top of its line, in points."""
    return round(style.leading * _BASELINE, 2)


def drawn_lines(
    lines: list[TypesetLine], style: TextStyle, x: float, down: float, elements: tuple[Element, ...]
) -> list[DrawnItem]:
    """Lines one under the other inside one strip, the first line's top at ``down``."""
    return [DrawnText(x, down + at * style.leading + baseline(style), line, elements) for at, line in enumerate(lines)]


def line_strips(lines: list[TypesetLine], style: TextStyle, x: float, elements: tuple[Element, ...]) -> list[Strip]:
    """Lines as strips of their own; two lines at each end stay together, so that none stands alone on a page."""
    strips = [
        Strip(style.leading, [DrawnText(x, baseline(style), line, elements)], leading=style.leading) for line in lines
    ]
    if len(strips) > 1:
        strips[0].keep_with_next = strips[-2].keep_with_next = True
    return strips


def aligned(layout: LayoutContext, strips: list[Strip], text: RichText) -> list[Strip]:
    """Running words stand from the side that they run from, whatever the page does."""
    if layout.runs_right_to_left(text):
        for strip in strips:
            strip.right_to_left = True
    return strips
