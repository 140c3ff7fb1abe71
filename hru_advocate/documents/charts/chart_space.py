"""The space a chart is drawn in: its width and how wide words are there, and the builder of a drawing in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.documents.blocks import Bar, Drawing, Label, Mark, SignShape, Stroke, Tint
from hru_advocate.documents.style import SHEETS

SIZE: Final = 9.5
"""Size of every label of a chart, in points; a drawing is made larger as a whole."""
LEADING: Final = 12.0
"""From baseline to baseline of the words of a chart, in points."""
_DROP: Final = 9.0  # from the top of a line to its baseline
_MIDDLE: Final = 3.4  # from the middle of a letter's height down to its baseline
_WIDTHS: Final = {
    **dict.fromkeys(" !,.:;Jijl·'’", 0.28),
    **dict.fromkeys("()-`/I[\\]ft“”", 0.39),
    **dict.fromkeys('"r{}', 0.42),
    **dict.fromkeys("?_zFLcsvy–", 0.53),
    **dict.fromkeys("$*+0123456789<=>ESTYZ^aekx|~", 0.58),
    **dict.fromkeys("KPRVXbdghnopqu", 0.63),
    **dict.fromkeys("OQw…", 0.83),
    **dict.fromkeys("%@MWm", 0.96),
}
"""Of the size, for the letters of the everyday face of our paper, a little more than they take."""
_ORDINARY: Final = 0.8
_FOREIGN: Final = 1.1


def estimate(text: str) -> float:
    """The width of a text in the face of our paper at most, in points; no face is asked."""
    return SIZE * sum(_WIDTHS.get(char) or (_ORDINARY if char < "\u0250" else _FOREIGN) for char in text)


@dataclass(frozen=True, slots=True)
class ChartSpace:
    """The space for a chart: its width, and ``measure`` for the width of a text there at ``SIZE``, both in points."""

    width: float
    measure: Callable[[str], float] = estimate

    @property
    def narrow(self) -> bool:
        """True if words and picture stand better under one another than side by side."""
        return self.width < 330  # between large print (261) and everyday paper (483)

    def wrap(self, text: str, width: float) -> list[str]:
        """A text in lines no wider than ``width``; a word wider than that is shortened."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.measure(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(self.shorten(word, width))
        return lines or [""]

    def shorten(self, text: str, width: float) -> str:
        """A text cut to a width in points, between words where there are some, with an ellipsis."""
        if self.measure(text) <= width:
            return text
        kept = text
        while kept and self.measure(f"{kept}…") > width:
            kept = kept[:-1]
        whole = kept.rpartition(" ")[0]
        return f"{(whole if len(whole) * 2 > len(kept) else kept).rstrip(' ,;:')}…"


PAPER: Final = ChartSpace(SHEETS["a4"].width)
"""Half the everyday width, so that labels come out as large as the other words of large print."""


@dataclass(slots=True)
class ChartBuilder:
    """A drawing in the making: marks are put in from the top down."""

    space: ChartSpace
    marks: list[Mark] = field(default_factory=list)
    height: float = 0.0

    def add_text(self, x: float, top: float, text: str, width: float, *, tint: Tint = "strong") -> float:
        """Add wrapped words below ``top``; returns the height they take, in points."""
        lines = self.space.wrap(text, width)
        for at, line in enumerate(lines):
            self.marks.append(Label(x, top + at * LEADING + _DROP, line, width, tint=tint))
        return self.extend_to(top + len(lines) * LEADING) - top

    def add_line(self, x: float, middle: float, text: str, width: float, *, tint: Tint = "strong") -> None:
        """Add one line whose letters stand around a height."""
        self.marks.append(Label(x, middle + _MIDDLE, text, width, tint=tint))

    def add_legend(self, top: float, parts: Sequence[tuple[Sequence[SignShape], str]]) -> float:
        """Add a legend of signs, over as many lines as it needs; returns the height it takes, in points."""
        x, line = 0.0, 0
        for signs, text in parts:
            before = sum(sign.size + 3 for sign in signs)
            wide = min(self.space.measure(text), self.space.width - before)
            if x and x + before + wide > self.space.width:
                x, line = 0.0, line + 1
            middle = top + line * (LEADING + 2) + LEADING / 2
            for sign in signs:
                self.marks.append(SignShape(x + sign.size / 2, middle, sign.size, sign.shape, sign.filled, sign.tint))
                x += sign.size + 3
            self.add_line(x, middle, text, wide, tint="quiet")
            x += wide + 14
        return self.extend_to(top + (line + 1) * (LEADING + 2)) - top

    def extend_to(self, height: float) -> float:
        """Make the drawing at least this high."""
        self.height = max(self.height, height)
        return height

    def drawing(self) -> Drawing:
        """The finished drawing."""
        return Drawing(self.space.width, self.height, SIZE, tuple(self.marks))


def rule(x: float, y: float, to_x: float) -> Stroke:
    """A hairline from left to right."""
    return Stroke(x, y, to_x, y)


def square(x: float, y: float, size: float, *, filled: bool, tint: Tint) -> Bar:
    """A counted square from its top left corner."""
    return Bar(x, y, size, size, filled, tint)
