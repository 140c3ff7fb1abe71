"""The standing of a visit as a pill: word, shape and colour."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.visits.visits import VisitLine
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone

_LOOKS: Final[dict[str, tuple[Tone, Shape]]] = {
    "planned": ("quiet", "none"),
    "not_out": ("caution", "dash"),
    "out": ("accent", "dot"),
    "overdue": ("danger", "triangle"),
    "back": ("fine", "tick"),
    "called_off": ("quiet", "cross"),
}
_SHORT: Final = {"not_out": "not out yet"}


def visit_pill(line: VisitLine | None = None) -> Pill:
    """The pill of a visit; an empty one to be filled later without one."""
    pill = Pill("")
    if line is not None:
        fill_pill(pill, line)
    return pill


def fill_pill(pill: Pill, line: VisitLine) -> None:
    """Let a pill say how a visit stands now."""
    pill.set_pill(_SHORT.get(line.standing, line.words), *_LOOKS[line.standing])
    pill.setAccessibleName(said_of(line))


def said_of(line: VisitLine) -> str:
    """Say how it stands in a few words, such as overdue by 1 hour 5 minutes."""
    if not line.over:
        return line.words
    return f"{line.words} {line.over}" if line.over.startswith("from") else f"{line.words} by {line.over}"


def when_of(line: VisitLine) -> str:
    """Say when it is, with how long it is overdue before that."""
    said = said_of(line)
    return f"{said[:1].upper()}{said[1:]} · {line.when}" if line.over else line.when
