"""Visits in words: of a case, and those of all cases that ask for something today, an overdue return first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.people.names import Masks
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.visits.visit import STANDING_WORDS, Visit, VisitStanding, gravest, read_visit
from hru_advocate.errors import NotFound
from hru_advocate.store import dues, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import RecordRow

_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in words: of which case, how it stands, when out and back, who goes with whom, to what kind of place.

    ``over`` says how long it is overdue, "" while it is not, ``over_days`` on how many days since nobody checked in;
    ``changes_at`` when it stands otherwise by the clock.
    """

    label: CaseLabel
    entry: str
    standing: VisitStanding
    words: str
    over: str
    when: str
    who: str
    place: str
    leaves: datetime | None = None
    over_days: int = 0
    changes_at: datetime | None = None

    @property
    def open(self) -> bool:
        """True while somebody is to go, or is out."""
        return self.standing not in ("back", "called_off")

    @property
    def late_words(self) -> str:
        """Its times in words, and how long it is overdue; *never checked in* from the next day on."""
        return f"{self.when} · {'never checked in' if self.over_days else f'overdue by {self.over}'}"


@dataclass(frozen=True, slots=True)
class OneVisit:
    """One visit with its record and every version that stands: two where they disagree."""

    visit: Visit
    record: Record
    heads: tuple[str, ...]


def visit_of(session: Session, entry: str) -> OneVisit:
    """The visit an entry belongs to as it stands now; of versions that disagree the graver.

    Raises:
        NotFound: the entry is no visit, or it was erased.
    """
    found = ledger.entry(session.vault, entry)
    if found.header.form != "visit" or found.header.kind != "record":
        raise NotFound
    return _settled(session, _versions(session, found.header.record))


def _versions(session: Session, record: str) -> list[Record]:
    """The versions of a visit that stand: more than one where they disagree."""
    return [session.read(head) for head in ledger.heads(session.vault, record)]


def visits_of_case(session: Session, case: str) -> tuple[VisitLine, ...]:
    """The visits of a case: those that are open by their time out, then those that are over, the last first."""
    now = session.now()
    found = [one.visit for one in _by_record(session, session.heads(case, ["visit"]))]
    found.sort(key=lambda visit: (visit.leaves or now.replace(tzinfo=None), visit.entry))
    found = [visit for visit in found if visit.open] + [visit for visit in reversed(found) if not visit.open]
    label = CaseLabel.of(views.case_row(session.vault, case))
    return tuple(line_of_visit(session, label, visit, now) for visit in found)


def visits_today(session: Session, masks: Masks) -> tuple[VisitLine, ...]:
    """The visits of all cases that are not over and whose day has come: overdue first, then by the time out."""
    return lines_of_visits(session, visits_due(session), masks)


def visits_due(session: Session) -> tuple[RecordRow, ...]:
    """The visits of all cases that are not over and whose day has come, a line of each."""
    due = dues.of_slot(session.vault, "visit", session.now().date().isoformat())
    return tuple({line.record: line for line in due}.values())


def lines_of_visits(session: Session, due: Iterable[RecordRow], masks: Masks) -> tuple[VisitLine, ...]:
    """These visits in words, but for those that are over: overdue first, then by the time out.

    They stand as their signed versions say, each read once until something is written in its case.
    """
    now, lines, found = session.now(), [], [line for line in due if line.case is not None]
    rows = views.rows_of_cases(session.vault, list({line.case or "" for line in found}))
    for line in found:
        case, read = line.case or "", partial(_versions, session, line.record)
        one = _settled(session, session.kept_of_cases.get(case, ("visit", line.record), now.date(), read))
        if one.visit.open:
            shown = line_of_visit(session, CaseLabel.of(rows[case]), one.visit, now)
            lines.append(masks(case).hide_in(shown))
    wall = now.replace(tzinfo=None)
    return tuple(sorted(lines, key=lambda line: (line.standing != "overdue", line.leaves or wall, line.entry)))


def line_of_visit(session: Session, label: CaseLabel, visit: Visit, now: datetime) -> VisitLine:
    """One visit in words as it stands at a moment."""
    said = partial(session.forms.newest("visit").said, visit.answers)
    changes = visit.changes_at(now)
    goes_along = value_of(visit.answers, "with_name") or said("company").lower()
    company = "alone" if visit.company == "alone" else f"with {goes_along.removeprefix('with ')}"
    standing = visit.standing(now)
    over_since = visit.returns if standing == "overdue" else None
    return VisitLine(
        label=label,
        entry=visit.entry,
        standing=standing,
        words=STANDING_WORDS[standing],
        over=minutes_in_words(visit.overdue_minutes(now)) if over_since else "",
        when=when_in_words(visit, now),
        who=f"{visit.who}, {company}",
        place=said("place"),
        leaves=visit.leaves,
        over_days=(now.date() - over_since.date()).days if over_since else 0,
        changes_at=changes.replace(tzinfo=now.tzinfo) if changes is not None else None,
    )


def when_in_words(visit: Visit, now: datetime) -> str:
    """Today 10:00 to 12:00; with the day back where it is another."""
    if visit.leaves is None or visit.returns is None:
        return ""
    begin = f"{near_day_in_words(visit.leaves.date(), now.date())} {visit.leaves:%H:%M}"
    other = visit.returns.date() != visit.leaves.date()
    day = f"{near_day_in_words(visit.returns.date(), now.date())} " if other else ""
    return f"{begin} to {day}{visit.returns:%H:%M}"


def minutes_in_words(minutes: int) -> str:
    """Say how long somebody is overdue, such as 1 hour 5 minutes; *from now* in the first minute."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [_counted(hours, "hour"), _counted(rest, "minute")]
    return " ".join(part for part in parts if part) or "from now"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _by_record(session: Session, held: Iterable[Record]) -> list[OneVisit]:
    grouped: dict[str, list[Record]] = {}
    for record in held:
        if not record.erased:
            grouped.setdefault(record.record, []).append(record)
    return [_settled(session, versions) for versions in grouped.values()]


def _settled(session: Session, versions: Iterable[Record]) -> OneVisit:
    standing = {record.entry: record for record in versions if not record.erased}
    if not standing:
        raise NotFound
    read = [read_visit(record.entry, record.record, record.answers) for record in standing.values()]
    visit = gravest(read, session.now())
    return OneVisit(visit, standing[visit.entry], tuple(sorted(standing)))
