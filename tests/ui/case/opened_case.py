"""A part of the page of a case, opened once some records were written into the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import write
from ui.case.screen import CaseScreen
from ui.shell.destinations import CaseDestination, CasePart

P = TypeVar("P", bound=QWidget)


def opened(room: CaseRoom, part: CasePart, *written: tuple[str, Mapping[str, object]]) -> CaseScreen:
    """The page of the case on one of its parts, with these records (form, raw answers) in it."""
    for form, raw in written:
        write(room.worker, form, raw, room.case)
    return room.show(CaseScreen, CaseDestination(room.case, part))


def piece_on(screen: CaseScreen, kind: type[P]) -> P:
    """The piece of this kind on a page."""
    found = screen.findChild(kind)
    assert found is not None
    return found
