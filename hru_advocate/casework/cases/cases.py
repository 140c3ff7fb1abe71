"""Cases: the list, one case's head, its people, what comes next, what is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from hru_advocate.casework.actions.pauses import pause_words, pauses
from hru_advocate.casework.actions.reaching import reach_words
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.asking import asks_at_end
from hru_advocate.casework.cases.choosing import rows_by_reference
from hru_advocate.casework.cases.levels import judgement_in_force
from hru_advocate.casework.cases.review_days import review_day
from hru_advocate.casework.cases.safer_row import safer_row
from hru_advocate.casework.law.dates import SLOTS, court_dates
from hru_advocate.casework.law.orders import orders_in_head, orders_of
from hru_advocate.casework.partners.flags import FlagLine, flags_of_case
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.people.restricted import check_open, hidden_from_us, only_references
from hru_advocate.casework.people.safe_contact import safe_now
from hru_advocate.casework.plan.review_requests import PlanReview, review_in_row
from hru_advocate.casework.records.going_on import stands_alone
from hru_advocate.casework.repeats import repeat_question
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import (
    AREAS,
    DISAGREE,
    LEVELS,
    LIVING,
    STATUSES,
    due_in_words,
    near_day_in_words,
    sort_in_words,
)
from hru_advocate.domain.closing.closures import read_closure
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.definition import Layout
from hru_advocate.domain.law.due import notices_of
from hru_advocate.domain.law.order_head import NO_ORDERS, HeadWords
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.contact_now import SafeNow
from hru_advocate.domain.people.name_mask import KEPT, NameMask
from hru_advocate.domain.people.safe_contact import SafeContact
from hru_advocate.store import dues, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import CaseRow

Order = Literal["next", "name", "recent", "level"]
_REMIND_WHILE_CLOSED: Final = ("closure", "outcome", "visit")  # review, asking how it went, who is still to come back
_ORDERS: Final[dict[Order, views.Order]] = {
    "next": "next_contact",
    "name": "name",
    "recent": "newest",
    "level": "level",
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """A choice of cases; an empty text means any."""

    text: str = ""
    status: str = "open"
    area: str = ""
    level: str = ""
    order: Order = "next"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list; ``paused_words`` say until when its reminders rest, or nothing."""

    label: CaseLabel
    name: str = field(metadata=KEPT)
    status: str
    status_words: str
    area_words: str
    level: str
    level_words: str
    living_words: str
    last_contact_words: str
    next_contact: date | None
    next_words: str
    next_reason: str
    overdue: bool
    safe: SafeNow
    review_due: date | None
    disputed: bool
    paused_words: str = ""


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A record with two current versions, which a person has to settle."""

    record: str
    title: str
    entries: tuple[str, ...]
    form: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class CasePage:
    """The head of a case's page; ``plan_line`` says why the plan is to be looked at again, or nothing.

    ``orders`` says which order there is and how it stands, in a pill and in full.

    ``judged_words`` say whose level it is and since when, ``level_line`` its reason as well. ``reach_line`` says that
    nobody reached the person for long, ``pause_line`` that reminders rest; ``flags`` are those that hold,
    ``repeat_line`` asks whether an incident is a repeat after a MARAC, ``closed_line`` says that nothing reminds any
    more, or nothing. ``promised_in`` is the entry of the contact that names the next one.
    """

    line: CaseLine
    judged_words: str
    level_line: str
    disputes: tuple[DisputeLine, ...]
    plan_line: str = ""
    orders: HeadWords = NO_ORDERS
    reach_line: str = ""
    pause_line: str = ""
    flags: tuple[FlagLine, ...] = ()
    repeat_line: str = ""
    closed_line: str = ""
    promised_in: str = ""


@dataclass(frozen=True, slots=True)
class CasesPart:
    """Some of the cases of a list, one after the other, and whether more follow."""

    lines: tuple[CaseLine, ...]
    more: bool


def list_cases(session: Session, wanted: CaseFilter, limit: int = 500) -> tuple[CaseLine, ...]:
    """The cases that fit, in the order asked for; a restricted one fits nothing but its reference, and is last.

    It stands there whatever its status is, and takes no place of the ``limit``.
    """
    return part_of_cases(session, wanted, 0, limit, last=True).lines


def part_of_cases(session: Session, wanted: CaseFilter, first: int, many: int, *, last: bool = False) -> CasesPart:
    """So many of the cases that fit, from one on; ``last`` of all parts has the restricted ones, whatever follows.

    A page of hundreds asks for a screenful and then for the others: of each case what is said of safe contact is
    proven, and nobody who asks for anything else waits for all of them.
    """
    hidden = hidden_from_us(session)
    rows = views.case_rows(
        session.vault,
        views.CaseRowFilter(
            text=wanted.text,
            status=(wanted.status,) if wanted.status else None,
            area=(wanted.area,) if wanted.area else None,
            level=(wanted.level,) if wanted.level else None,
            order=_ORDERS[wanted.order],
            limit=many,
            offset=first,
            without=hidden,
        ),
    )
    more = len(rows) == many and not last
    if not (more or wanted.area or wanted.level):
        rows = [*rows, *rows_by_reference(session, wanted.text)]
    until = pauses(session)
    lines = (mask_of_row(session, row).hide_in(case_line(session, row, until.get(row.case))) for row in rows)
    return CasesPart(only_references(session, tuple(lines)), more)


def mask_of_row(session: Session, row: CaseRow) -> NameMask:
    """A mask over the names a line about a case may hold.

    The row itself holds the person's and the go-betweens'; everybody is looked up where what a contact is for
    holds a capital, which a name has.
    """
    if row.next_reason and row.next_reason != row.next_reason.lower():
        return names_of(session, row.case)
    ways = msgspec.json.decode(row.safe, type=SafeContact).ways if row.safe else ()
    return NameMask((row.name or "", *(way.through for way in ways)))


def case_line(session: Session, row: CaseRow, paused: date | None = None) -> CaseLine:
    """A case row in words; ``paused`` is the day its reminders come back, where they rest."""
    now = session.now()
    today = now.date()
    due, shown = open_contact(row), safer_row(session, row)
    lives = LIVING.get(shown.living or "", "")
    return CaseLine(
        label=CaseLabel.of(row),
        name=row.name or "",
        status=row.status or "",
        status_words=STATUSES.get(row.status or "", row.status or ""),
        area_words=AREAS.get(row.area or "", ""),
        level=shown.level or "",
        level_words=LEVELS.get(shown.level or "", ""),
        living_words=lives if shown.living == row.living else f"{lives} ({DISAGREE})",
        last_contact_words=sort_in_words(row.last_contact or "", today),
        next_contact=due,
        next_words=due_in_words(due, today) if due else "",
        next_reason=(row.next_reason or "") if due else "",
        overdue=due is not None and due < today,
        safe=safe_now(session, row),
        review_due=date.fromisoformat(row.review_due) if row.review_due else None,
        disputed=row.disputed > 0,
        paused_words=f"paused until {near_day_in_words(paused, today)}" if paused else "",
    )


def open_contact(row: CaseRow) -> date | None:
    """The next contact that is still owed: no later contact with the victim has fulfilled it, no closure settled it."""
    if not row.next_contact or row.status == "closed":
        return None
    if row.last_reached and row.last_reached[:10] >= row.next_contact:
        return None
    return date.fromisoformat(row.next_contact)


def case_page(session: Session, case: str) -> CasePage:
    """The head of a case's page; the first look in a session is an entry of its own."""
    row = views.case_row(session.vault, case)
    note_look(session, case)
    judged, level = "", ""
    if (counts := judgement_in_force(session, row)) is not None:
        when = (
            near_day_in_words(counts.happened.day, session.now().date())
            if counts.happened and counts.happened.day
            else ""
        )
        reason = " ".join((value_of(counts.answers, "reason") or "").split())
        short = reason if len(reason) <= 120 else reason[:119].rstrip() + "…"
        judged = f"advocate's judgement, {when or sort_in_words(counts.recorded.utc, session.now().date())}"
        level = f"{judged}: “{short}”"
    disputes = _disputes(session, case) if row.disputed else ()
    return CasePage(
        case_line(session, row),
        judged,
        level,
        disputes,
        _plan_line(review_in_row(session, row)),
        orders_in_head(session, case),
        reach_words(session, row),
        pause_words(session, case),
        tuple(flag for flag in flags_of_case(session, case) if flag.live),
        asked.words if (asked := repeat_question(session, case)) else "",
        closed_words(session, case) if row.status == "closed" else "",
        promised_in(session, case),
    )


def promised_in(session: Session, case: str) -> str:
    """The contact that made the open promise: the newest that names a next contact, and no version of it disagrees."""
    newest = views.last_saying(session.vault, case, "contact", "next_contact") or ""
    return newest if newest and stands_alone(session, newest) else ""


def note_look(session: Session, case: str) -> None:
    """Note that somebody looked at a case: once in a session, whichever of its pages came first."""
    if case not in session.seen:
        session.seen.add(case)
        session.note("view", {}, case=case)


def closed_words(session: Session, case: str, *, dated: bool = False) -> str:
    """Since when a case is closed, and what of it still reminds: nothing but what is named; ``dated`` is for paper."""
    versions = [read_closure(one.entry, one.answers) for one in session.heads(case, ["closure"])]
    closure = versions[0] if versions else None
    tell = day_in_words if dated else lambda day: near_day_in_words(day, session.now().date())
    since = f" {tell(closure.on)}" if closure and closure.on else ""
    told = dict.fromkeys(one.safe_contact_words for one in versions)
    apart = f" ({DISAGREE})" if len(told) > 1 else ""
    safe = f" Safe contact: {'; or '.join(filter(None, told))}{apart}." if any(told) else ""
    quiet = f"Closed{since}: nothing here reminds any more{_still_reminds(session, case)}."
    return f"{quiet}{safe} Take it up again before you promise anything."


def _still_reminds(session: Session, case: str) -> str:
    """Name what Today says of a closed case: its review, how it went until that was asked, and a visit not over."""
    visits = views.lines_of_case(session.vault, case, slot="visit")
    found = [
        *(["its review"] if review_day(session, case) else []),
        *(["how it went"] if asks_at_end(session, case) else []),
        *(["an open visit"] if any(line.due for line in visits) else []),
    ]
    *first, last = found or [""]
    return f" but {', '.join(first)}{' and ' if first else ''}{last}" if found else ""


def _plan_line(review: PlanReview) -> str:
    """The reason to look at the plan again: what happened since, or its own date once it has come."""
    return review.words if review.due else ""


def _disputes(session: Session, case: str) -> tuple[DisputeLine, ...]:
    found: dict[str, list[views.RecordRow]] = {}
    for line in views.disputed(session.vault, case):
        found.setdefault(line.record, []).append(line)
    return tuple(
        DisputeLine(record, form.title, tuple(line.entry for line in lines), form.id, form.layout)
        for record, lines in found.items()
        for form in (session.forms.version(lines[0].form, lines[0].version),)
    )


def find_case(session: Session, ref: str) -> str:
    """The case id of a reference.

    Raises:
        NotFound: there is none.
        RestrictedCase: it is restricted, and no reason was given to open it.
    """
    case = views.row_by_ref(session.vault, ref).case
    check_open(session, case)
    return case


@dataclass(frozen=True, slots=True)
class NextLine:
    """One dated thing ahead; ``slot`` is what kind of record it comes from."""

    day: date
    day_words: str
    words: str
    over: bool
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of the case; how to reach them is never in a list."""

    entry: str
    role: str
    name: str
    relation: str


def next_dates(
    session: Session, case: str, review: PlanReview | None = None, *, dated: bool = False
) -> tuple[NextLine, ...]:
    """Dates ahead or over, earliest first: next contact, reviews, follow-ups; of a closed case what still reminds.

    ``review`` is the plan's, where it was worked out already. ``dated`` words, for paper, count no days from today.
    """
    today, row = session.now().date(), views.case_row(session.vault, case)
    found: list[tuple[date, str, str]] = []
    if contact := open_contact(row):
        found.append((contact, f"Contact · {row.next_reason}" if row.next_reason else "Contact", "contact"))
    review, closed = review or review_in_row(session, row), row.status == "closed"
    if review.asked and review.day and not closed:
        found.append((review.day, f"Safety plan: {review.words}", "plan"))
    orders = orders_of(session, case)
    found.extend((one.day, one.words, "order") for order in orders for one in notices_of(order, today, dated=dated))
    judged = next((line.record for line in views.lines_of_case(session.vault, case, slot="judgement")), "")
    found.extend(
        (date.fromisoformat(line.due), line.due_label, line.slot)
        for line in dues.of_case(session.vault, case)
        if line.due
        and date.fromisoformat(line.due) > today - timedelta(days=365)
        and (line.slot != "judgement" or line.record == judged)
        and not (line.slot == "plan" and review.asked)
        and line.slot not in (*SLOTS, "order")
        and (not closed or line.slot in _REMIND_WHILE_CLOSED)
        and not (line.slot == "pause" and date.fromisoformat(line.due) <= today)
    )
    court = court_dates(session, case)
    found.extend((one.day, one.words, "court") for one in court if one.day > today - timedelta(days=365))
    return tuple(
        NextLine(day, near_day_in_words(day, today), words, day < today, slot) for day, words, slot in sorted(found)
    )


def people(session: Session, case: str) -> tuple[PersonLine, ...]:
    """The people of a case, the victim first."""
    lines = []
    for record in session.heads(case, ["victim", "person"]):
        words = record.form.by_id["role"].labels.get(value_of(record.answers, "role"), "")
        name, relation = (value_of(record.answers, field) or "" for field in ("name", "relation"))
        lines.append(PersonLine(record.entry, words, name, relation))
    return tuple(lines)


def plan_words(session: Session, case: str) -> str:
    """One line on the plan: how many measures, when it is looked at again."""
    heads = ledger.heads_of_case(session.vault, case, slot="plan")
    if not heads:
        return "No signed-off plan yet"
    if len(heads) > 1:
        return "Two versions of the plan disagree; the safer holds until they are settled"
    record = session.read(heads[0])
    items = value_of(record.answers, "items") or ()
    review = value_of(record.answers, "review")
    count = len(items)
    return f"{count} measure{'' if count == 1 else 's'}" + (f" · look again {day_in_words(review)}" if review else "")
