"""The watch that says on whatever page is open that somebody is not back from a visit. Never in visit mode."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from hru_advocate.casework.people.names import masks_of_cases
from hru_advocate.casework.people.restricted import RESTRICTED, guarded
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import VisitLine, visits_today
from ui.case_head.visit_pill import said_of
from ui.shell.destinations import BeforeVisitDestination
from ui.shell.frame import Frame

_EACH_MS: Final = 20_000


class OverdueMonitor(QObject):
    """Asks three times a minute; each overdue return is said once on the frame, with the way to raise it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._said: set[str] = set()
        timer = QTimer(self)
        timer.setInterval(_EACH_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Ask who is overdue now."""
        context = self._frame.context
        context.bridge.when_done(context.worker.ask(guarded, None, _overdue), self, self._take, lambda _error: None)

    def _take(self, lines: tuple[VisitLine, ...]) -> None:
        late = next((line for line in lines if line.entry not in self._said), None)
        if late is None or self._frame.banner.text():
            return
        self._said.add(late.entry)
        there = BeforeVisitDestination(late.label.case, late.entry)
        words = f"Not back from a visit: {_told(late)}. In danger ring 999."
        go = partial(self._frame.go_to, there)
        self._frame.banner.show_message(words, "danger", action="Raise it", on_action=go)


def _told(late: VisitLine) -> str:
    """Say whose visit it is and how it stands; of a restricted case its reference alone."""
    if late.label.initials == RESTRICTED:
        return f"{late.label.ref}, a restricted case"
    return f"{late.label.initials}, {said_of(late)}"


def _overdue(session: Session) -> tuple[VisitLine, ...]:
    return tuple(line for line in visits_today(session, masks_of_cases(session)) if line.standing == "overdue")
