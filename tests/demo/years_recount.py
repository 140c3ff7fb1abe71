"""Recounts a unit straight from the entries of its vault: no list, no view and no search of the program takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hru_advocate.casework.law.dates import court_dates
from hru_advocate.casework.outcomes.cover import cover_page
from hru_advocate.casework.plan.order_changes import order_changes
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.incidents.incident import read_incident
from hru_advocate.domain.law.due import notices_of
from hru_advocate.domain.law.orders import read_order
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.partners.meetings import read_meeting
from hru_advocate.domain.partners.repeats import Happening, asked_about
from hru_advocate.domain.plan.reviews import events_in
from hru_advocate.domain.projecting import project
from hru_advocate.domain.visits.visit import read_visit
from hru_advocate.store.ledger.entries import walk

WEEK, MONTH = timedelta(days=7), timedelta(days=28)
ASKED_ELSEWHERE = frozenset(
    "order criminal_case hearing legal_option meeting safeguarding visit plan pause outcome action".split()
)
"""The purposes whose days Today tells in other lists than by their own line among what is to be looked at again."""
THEIR_OWN = frozenset({"legal_option", "meeting", "safeguarding"})
"""The purposes whose days are told among the dates ahead as their own lines say them."""
OF_CLOSED = frozenset({"closure", "retention"})
DECISIONS = {"accept": "open", "advise": "advised", "decline": "declined"}

Days = list[tuple[str, date]]
"""Cases, each with a day something asks for."""


@dataclass
class CaseTold:
    """A case by its own records: the newest version of each, and every version of all."""

    case: str
    records: list[Record] = field(default_factory=list)
    begun: dict[str, Record] = field(default_factory=dict)

    def of(self, purpose: str) -> list[Record]:
        """The records of a purpose, as they happened."""
        found = [one for one in self.records if one.form.purpose == purpose and not one.erased]
        return sorted(found, key=lambda one: (one.sort, one.recorded.utc, one.entry))

    @property
    def status(self) -> str:
        """The way it stands: what its closing says, else what its referral does."""
        closings = self.of("closure")
        if closings and value_of(max(closings, key=written).answers, "state") == "closed":
            return "closed"
        (referral,) = self.of("referral")
        return DECISIONS.get(value_of(referral.answers, "decision") or "", "deciding")

    @property
    def opened(self) -> date:
        """The day its first record was written down."""
        return min(one.recorded.day for one in self.begun.values())

    @property
    def level(self) -> str:
        """The level as judged last."""
        judged = self.of("judgement")
        return (value_of(judged[-1].answers, "level") or "") if judged else ""


def written(record: Record) -> tuple[str, str]:
    """The place of a record in the order of writing."""
    return record.recorded.utc, record.entry


def reached(record: Record) -> bool:
    """Say whether a contact reached the person."""
    to_her = value_of(record.answers, "with_whom") == "victim"
    return bool(to_her and value_of(record.answers, "direction") != "attempt")


class UnitTold:
    """Everything of a unit, told by its entries."""

    def __init__(self, session: Session) -> None:
        self.session, self.today = session, session.now().date()
        newest: dict[str, Record] = {}
        begun: dict[str, Record] = {}
        for _position, entry in walk(session.vault.connection().cursor()):
            if entry.header.kind == "record":
                read = session.read(entry)
                newest[read.record] = read
                begun.setdefault(read.record, read)
        by_case: dict[str, CaseTold] = {}
        self.units: list[Record] = []
        for record, one in newest.items():
            if one.case is None:
                self.units.append(one)
            elif not one.erased:
                told = by_case.setdefault(one.case, CaseTold(one.case))
                told.records.append(one)
                told.begun[record] = begun[record]
        self.cases = list(by_case.values())
        self.open = [one for one in self.cases if one.status == "open"]
        self.closed = [one for one in self.cases if one.status == "closed"]
        self.paused = {one.case for one in self.open if self._paused(one)}
        self.resting = {one.case for one in self.open if one.case in self.paused and one.level != "high"}
        self.awake = [one for one in self.open if one.case not in self.resting]

    def _paused(self, case: CaseTold) -> bool:
        ends = min((value_of(one.answers, "until") for one in case.of("pause")), default=None)
        return ends is not None and self.today < ends

    def contacts(self) -> Days:
        """The contacts that are due."""
        found = ((one.case, owed_contact(one)) for one in self.awake)
        return [(case, day) for case, day in found if day is not None and day <= self.today]

    def actions(self) -> list[Record]:
        """The actions that ask something of us in the coming week."""
        return [
            one
            for case in self.awake
            for one in case.of("action")
            if (asks := read_action(one.entry, one.answers).asks_on) and asks <= self.today + WEEK
        ]

    def dates(self) -> Days:
        """The hearings, clocks, ends of orders and other last days ahead."""
        soon, week = self.today + MONTH, self.today + WEEK
        found: Days = []
        for case in self.open:
            court = court_dates(self.session, case.case)
            found += [(case.case, one.day) for one in court if one.day <= (soon if one.hearing else week)]
            notices = [notice for one in case.of("order") for notice in notices_of(read_order(one), self.today)]
            found += [(case.case, one.day) for one in notices if one.soon and one.day <= soon]
            found += [
                (case.case, day) for one in case.records if one.form.purpose in THEIR_OWN for day in due(one, soon)
            ]
        return found

    def reviews(self) -> Days:
        """Everything that is to be looked at again in the coming week."""
        until = self.today + WEEK
        found: Days = []
        for case in self.awake:
            judged = case.of("judgement")[-1:]
            others = [
                one for one in case.records if one.form.purpose not in ASKED_ELSEWHERE | OF_CLOSED | {"judgement"}
            ]
            found += [(case.case, day) for one in (*judged, *others) for day in due(one, until)]
            found += [(case.case, day) for day in self._plan(case) if day <= until]
            found += [(case.case, day) for day in self._outcome(case) if day <= until]
        found += [(case.case, day) for case in self.open for day in self._repeat(case)]
        for case in self.closed:
            found += [(case.case, day) for day in self._asked_at_end(case)]
            said = max((*case.of("closure"), *case.of("retention")), key=written)
            found += [(case.case, day) for day in due(said, self.today)]
        return found

    def _plan(self, case: CaseTold) -> Iterator[date]:
        """The day the plan is looked at again: its own, or the first of what was recorded since or of its orders."""
        plans = case.of("plan")
        plan = max(plans, key=written) if plans else None
        since = [one for one in case.records if plan is None or written(one) > written(plan)]
        days = [one.recorded.day for one in since if events_in(one)]
        own = value_of(plan.answers, "review") if plan is not None else None
        days += [own] if own else []
        days += [one.day for one in order_changes(self.session, case.case)]
        yield from [min(days)] if days else []

    def _outcome(self, case: CaseTold) -> Iterator[date]:
        held = case.of("outcome")
        if not held:
            yield case.opened + MONTH
        elif again := value_of(held[-1].answers, "ask_again"):
            yield again

    def _asked_at_end(self, case: CaseTold) -> Iterator[date]:
        """The day of a closure of the last eight weeks after which nobody asked how it went."""
        closed = value_of(case.of("closure")[-1].answers, "on")
        asked = any(value_of(one.answers, "stage") == "close" for one in case.of("outcome"))
        if closed >= self.today - timedelta(days=56) and not asked:
            yield closed

    def _repeat(self, case: CaseTold) -> Iterator[date]:
        maracs = [read_meeting(one) for one in case.of("meeting")]
        happened = []
        for one in case.of("incident"):
            incident, noted = read_incident(one), case.begun[one.record].recorded.day
            last = date.fromisoformat(incident.when.end[:10]) if incident.when.end else noted
            if not incident.taken_back:
                happened.append(Happening(one.record, incident.day, min(last, noted), noted))
        looked = {word for one in case.of("repeat_look") for word in (value_of(one.answers, "incidents") or "").split()}
        pairs = asked_about([one for one in maracs if one.kind == "marac"], happened, frozenset(looked), 12)
        yield from [pairs[0][1].noted] if pairs else []

    def visits(self) -> list[Record]:
        """The visits of any case that are not over and whose day has come."""
        held = [
            (one, read_visit(one.entry, one.record, one.answers)) for case in self.cases for one in case.of("visit")
        ]
        return [one for one, visit in held if visit.open and visit.asks_on and visit.asks_on <= self.today]

    def not_reached(self) -> Days:
        """The people nobody has reached for two weeks, each with the day somebody last did."""
        found = []
        for case in self.awake:
            last = max((one.sort[:10] for one in case.of("contact") if reached(one)), default=case.opened.isoformat())
            day = date.fromisoformat(last)
            if (self.today - day).days >= WEEK.days * 2:
                found.append((case.case, day))
        return found

    def reminders(self, until: date) -> list[date]:
        """The consultations to come back to."""
        return [day for one in self.units if one.form.purpose == "consultation" for day in due(one, until)]

    def standing(self) -> dict[str, int]:
        """What stands over its day in open cases, by the words the figures have for it; what rests is not over."""
        reviews = [day for case in self.awake for day in self._plan(case) if day < self.today]
        actions = [read_action(one.entry, one.answers) for case in self.awake for one in case.of("action")]
        return {
            "Contacts overdue": sum(day < self.today for _case, day in self.contacts()),
            "Actions overdue": sum(one.late_days(self.today) > 0 for one in actions),
            "Plans to be looked at again, overdue": len(reviews),
            "Plans that leave something known without cover": sum(map(self._bare, self.open)),
        }

    def _bare(self, case: CaseTold) -> bool:
        """Say whether something known of a case has no measure, no general advice that is enough, and no action."""
        page = cover_page(self.session, case.case)
        return any("Action" not in {one.kind for one in row.by} for row in page.open)

    def without_level(self) -> int:
        """The open cases nobody judged a level for."""
        return sum(case.level in ("", "not_graded_yet") for case in self.open)


def due(record: Record, until: date) -> Iterator[date]:
    """The day a record asks for by itself, up to a day."""
    said = project(record).due
    if said is not None and date.fromisoformat(said) <= until:
        yield date.fromisoformat(said)


def owed_contact(case: CaseTold) -> date | None:
    """The day promised last, unless somebody reached the person on it or after by another contact."""
    contacts = case.of("contact")
    promised = [day for one in contacts if (day := value_of(one.answers, "next_contact"))]
    if not promised:
        return None
    kept = [one.sort[:10] for one in contacts if reached(one) and not _for_its_own_day(one)]
    return None if kept and max(kept) >= promised[-1].isoformat() else promised[-1]


def _for_its_own_day(contact: Record) -> bool:
    day = value_of(contact.answers, "next_contact")
    return day is not None and bool(day.isoformat() <= contact.sort[:10])


def grouped(days: Iterable[tuple[str, date]], keep: Callable[[date], bool]) -> dict[str, int]:
    """The number of days of each case that fit."""
    found: dict[str, int] = defaultdict(int)
    for case, day in days:
        if keep(day):
            found[case] += 1
    return dict(found)
