"""The layout: what every block needs to become strips, and text as inks and strips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.documents.blocks import Phrases, RichText, Tone, plain
from hru_advocate.documents.pdf.strips import DrawnItem, DrawnText, Strip
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.bidi import base_level, is_leftward
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
    def leftward(self) -> bool:
        """Whether the page is laid out from right to left."""
        return is_leftward(self.language)

    def runs_leftward(self, text: RichText) -> bool:
        """Whether a text stands from the right, whichever side most on the page stands from."""
        return base_level(plain(text), leftward=self.ways(text)[0]) == 1

    def ways(self, text: RichText) -> list[bool]:
        """Whether the language of each run of a text is written from right to left."""
        if isinstance(text, str):
            return [self.leftward]
        return [is_leftward(run.language) for run in text] or [self.leftward]

    def lines(self, text: RichText, look: TextStyle, width: float) -> list[TypesetLine]:
        """A text in one look, broken to a width in points; quiet runs in it are greyer, strong ones heavier."""
        if isinstance(text, str):
            return break_lines(self.words, [(text, look)], width, self.ways(text))
        runs = [(run.text, _toned(look, run.tone)) for run in text] or [("", look)]
        return break_lines(self.words, runs, width, self.ways(text))

    def voices(self, element: Element, text: RichText) -> tuple[Element, ...]:
        """Who says each run of a text: the element itself, or a part of it in another language."""
        if isinstance(text, str):
            return (element,)
        return tuple(element if run.language == self.language else element.inline(run.language) for run in text) or (
            element,
        )


def _toned(look: TextStyle, tone: Tone) -> TextStyle:
    if tone == "quiet":
        return replace(look, grey=max(look.grey, QUIET), strong=False)
    return replace(look, strong=look.strong or tone == "strong")


def baseline(look: TextStyle) -> float:
    """How far the baseline lies below the top of its line."""
    return round(look.leading * _BASELINE, 2)


def text_inks(
    lines: list[TypesetLine], look: TextStyle, x: float, down: float, voices: tuple[Element, ...]
) -> list[DrawnItem]:
    """Lines one under the other inside one strip, the first line's top at ``down``."""
    return [DrawnText(x, down + at * look.leading + baseline(look), line, voices) for at, line in enumerate(lines)]


def line_strips(lines: list[TypesetLine], look: TextStyle, x: float, voices: tuple[Element, ...]) -> list[Strip]:
    """Lines as strips of their own; two lines at each end stay together, so that none stands alone on a page."""
    strips = [Strip(look.leading, [DrawnText(x, baseline(look), line, voices)], step=look.leading) for line in lines]
    if len(strips) > 1:
        strips[0].glued = strips[-2].glued = True
    return strips


def sided(layout: LayoutContext, strips: list[Strip], text: RichText) -> list[Strip]:
    """Running words stand from the side that they run from, whatever the page does."""
    if layout.runs_leftward(text):
        for strip in strips:
            strip.leftward = True
    return strips
