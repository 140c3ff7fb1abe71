"""The pauses of cases: whose reminders rest today, until when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.actions.pauses import pause_on, rests
from hru_advocate.store import views
from hru_advocate.store.views import RecordRow


@dataclass(frozen=True, slots=True)
class PausedCase:
    """A case whose reminders rest: until which day, why, and whether its level keeps them being said all the same."""

    label: CaseLabel
    until: date
    line: str
    entry: str
    said_all_the_same: bool


def paused_cases(session: Session) -> tuple[PausedCase, ...]:
    """The open cases whose reminders rest today, the first to come back first."""
    today = session.now().date()
    lines: dict[str, list[RecordRow]] = defaultdict(list)
    for line in views.lines_of_slot(session.vault, "pause", "open"):
        if line.case and line.due:
            lines[line.case].append(line)
    found = []
    ends = {case: until for case, held in lines.items() if (until := pause_on(_days(held), today)) is not None}
    rows = views.rows_of_cases(session.vault, list(ends))
    for case, until in ends.items():
        row, held = rows[case], lines[case]
        said = not rests(until, row.level)
        found.append(PausedCase(CaseLabel.of(row), until, held[0].line, held[0].entry, said))
    return tuple(sorted(found, key=lambda one: (one.until, one.label.case)))


def resting(paused: Iterable[PausedCase]) -> tuple[str, ...]:
    """The cases whose reminders are not said: those at a high level are."""
    return tuple(one.label.case for one in paused if not one.said_all_the_same)


def pauses(session: Session) -> Mapping[str, date]:
    """The day reminders come back, by case, for lists of many cases."""
    return {one.label.case: one.until for one in paused_cases(session)}


def pause_words(session: Session, case: str) -> str:
    """Say on the page of a case that its reminders rest, or nothing."""
    held = [line for line in views.lines_of_case(session.vault, case, slot="pause") if line.due]
    today = session.now().date()
    until = pause_on(_days(held), today)
    if until is None:
        return ""
    high = not rests(until, views.case_row(session.vault, case).level)
    words = f"Reminders rest until {near_day_in_words(until, today)}"
    return f"{words}, but the level is high: they are said all the same" if high else words


def _days(lines: Iterable[RecordRow]) -> list[date]:
    return [date.fromisoformat(line.due) for line in lines if line.due]
