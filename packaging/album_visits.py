"""The pages of the album about visits: before one goes, nobody back in time, the table of visit mode, and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from hru_advocate.casework.people.names import masks_of_cases
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.mode import begin_mode, end_mode
from hru_advocate.casework.visits.visits import VisitLine, visits_today
from ui.makers import MAKERS
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.destinations import BeforeVisitDestination, VisitsDestination
from ui.shell.main_window import MainWindow
from ui.visits.end_screen import VisitEndScreen
from ui.visits.frame import VisitFrame
from ui.visits.table_screen import PARTS, TableScreen
from ui.workspace import Workspace

_OUT: Final[dict[str, object]] = {
    "who": "Made-up advocate",
    "company": "colleague",
    "with_name": "Made-up colleague",
    "out": "08:00",
    "back": "09:30",
    "outside_rules": "Agreed with the person",
    "place": "home",
    "reach": "07700 900123",
    "signal_reference": "Word 3",
    "told": "Duty desk",
    "state": "out",
}


def stay_out(session: Session, case: str) -> None:
    """Let somebody be on a visit of this case, and not back in time."""
    save(session, "visit", _OUT | {"on": session.now().date().isoformat()}, case=case)


def draw_visits(workspace: Workspace, draw: Callable[[str], None]) -> VisitLine:
    """Draw the pages of visits outside visit mode; a visit that is not overdue comes back."""
    frame = workspace.frame
    lines = workspace.context.worker.ask(_visits).result()
    overdue, other = lines[0], lines[-1]
    frame.go_to(VisitsDestination())
    draw("visits")
    for name, line in (("visit-overdue", overdue), ("visit-before", other)):
        frame.go_to(BeforeVisitDestination(line.label.case, line.entry))
        draw(name)
    return other


def draw_mode(workspace: Workspace, window: MainWindow, visit: VisitLine, draw: Callable[[str], None]) -> None:
    """Draw visit mode, its parts and its end, in a frame of its own as the program shows it."""
    worker = workspace.context.worker
    mode, _changed = worker.ask(begin_mode, visit.entry).result()
    context = replace(workspace.context, notifier=ChangeNotifier(), visiting=True)
    frame = VisitFrame(context, MAKERS, mode)
    window.show_frame(frame)
    frame.begin()
    draw("visit-table")
    for part, _words, _about in PARTS:
        frame.to_table()
        table = frame.here()
        if isinstance(table, TableScreen):
            table.open_part(part)
            draw(f"visit-{part}")
    frame.to_table()
    frame.bar.end.click()
    draw("visit-end")
    end = frame.here()
    if isinstance(end, VisitEndScreen):
        end.end.click()
        draw("visit-check-in")
    worker.ask(end_mode).result()


def _visits(session: Session) -> tuple[VisitLine, ...]:
    return visits_today(session, masks_of_cases(session))
