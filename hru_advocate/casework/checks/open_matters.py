"""Everything that is open in a case: worked out live from its records, so that closing it passes nothing over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from hru_advocate.casework.plan.agreements import plan_not_agreed
from hru_advocate.casework.plan.planning import still_open
from hru_advocate.casework.repeats import repeat_question
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.closing.closures import KIND_WORDS, MatterKind, OpenMatter
from hru_advocate.domain.consultations import reminder_of
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.law.criminal_case import read_criminal_case
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.law.hearings import read_hearing
from hru_advocate.domain.law.orders import ALL_OVER, OPEN_STATES
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.flags import FLAG_WORDS, read_flag
from hru_advocate.domain.partners.meetings import read_meeting
from hru_advocate.domain.partners.safeguarding import DANGER, FIRST, read_safeguarding
from hru_advocate.domain.projecting import line_of
from hru_advocate.store import drafts, dues, views

_OVER: Final = frozenset({"declined", "finished", "not_suitable"})
"""The states of a referral to a service that ask nothing more of us."""
_BACK: Final = frozenset({"returned", "destroyed"})
_MOST: Final = 300
"""Letters of one open thing in words; the rest is one step away in its record."""
_OF_THE_CASE: Final = frozenset({"closure", "retention", "judgement", "plan", "pause", "agreement"})
"""Slots whose days end with the work on a case, or begin with its closing."""


def open_matters(session: Session, case: str) -> tuple[OpenMatter, ...]:
    """Every open thing of a case as it stands now, by its sort in the order of ``KIND_WORDS``."""
    found = list(_of_slots(session, case)) + list(_by_itself(session, case)) + list(_further(session, case))
    order = list(KIND_WORDS)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.key)))


def _of_slots(session: Session, case: str) -> Iterator[OpenMatter]:
    for kind, slot, tell in _SLOTS:
        for record in session.heads(case, [slot]):
            words = "" if record.erased else tell(session, record)
            if words:
                yield OpenMatter(f"{kind}:{record.record}", kind, _short(words), record.entry)


def _orders(session: Session, case: str) -> Iterator[OpenMatter]:
    """The orders that stand, and those that ran out: the person is to be told of it, and the end written down."""
    now = session.now()
    today = now.date()
    for order in current_orders(session.heads(case, ["order"]), today, now):
        state, last = order.state_on(today), day_in_words(order.last_day) if order.last_day else ""
        if state == "refused" or (state == "ended" and order.stage == "ended"):
            continue
        stands = f", last day {last}" if last else ", no last day known"
        stands = ": two versions disagree" if order.disagreeing else stands
        stands += f"; {ALL_OVER}" if state in OPEN_STATES and order.bare_on(today) else ""
        ran_out = f", ended {last}; its end is not written down"
        words = f"{order.name}{ran_out if state == 'ended' else stands}"
        yield OpenMatter(f"order:{order.record}", "order", _short(words), order.entry)


def _by_itself(session: Session, case: str) -> Iterator[OpenMatter]:
    for row in still_open(session, case).rows:
        yield OpenMatter(f"risk:{row.id}", "risk", _short(f"{row.label.rstrip('.')}. {row.sentence}"), known=row.id)
    yield from _orders(session, case)
    row_of_case = views.case_row(session.vault, case)
    owed, reached = row_of_case.next_contact, row_of_case.last_reached
    if owed and not (reached and reached[:10] >= owed):
        words = f"Contact {day_in_words(date.fromisoformat(owed))}"
        more = f", {row_of_case.next_reason}" if row_of_case.next_reason else ""
        yield OpenMatter(f"contact:{owed}", "contact", _short(words + more))
    for draft in drafts.list_all(session.vault, case=case):
        form = session.forms.version(draft.form, draft.version)
        if form.purpose != "closure":
            yield OpenMatter(f"draft:{draft.id}", "draft", f"Draft: {form.title}")
    for line in views.disputed(session.vault, case):
        title = session.forms.version(line.form, line.version).title
        yield OpenMatter(f"dispute:{line.entry}", "dispute", f"Two versions disagree: {title}", line.entry)


def _further(session: Session, case: str) -> Iterator[OpenMatter]:
    if without := plan_not_agreed(session, case, called="it"):
        words = f"Plan: {without.words[:1].lower()}{without.words[1:]}"
        yield OpenMatter(f"plan:{without.entry}", "plan", words, without.entry)
    if asked := repeat_question(session, case):
        yield OpenMatter(f"repeat:{asked.meeting}", "repeat", _short(asked.words))
    ref = case_ref(case)
    for record in session.heads(None, ["consultation"]):
        day, what = reminder_of(record.answers)
        if value_of(record.answers, "became") == ref and day:
            yield OpenMatter(f"consultation:{record.record}", "consultation", _short(what), record.entry)
    told = {slot for _kind, slot, _tell in _SLOTS} | {"order"}
    for line in dues.of_case(session.vault, case):
        if line.slot not in told | _OF_THE_CASE and line.due:
            words = f"{line.due_label or line.line}, {day_in_words(date.fromisoformat(line.due))}"
            yield OpenMatter(f"date:{line.record}", "date", _short(words), line.entry)


def _hearing(session: Session, record: Record) -> str:
    hearing, today = read_hearing(record), session.now().date()
    if hearing.settled:
        return ""
    day = f" on {day_in_words(hearing.ends)}" if hearing.ends else ", no day known"
    gone = ": nobody wrote how it went" if hearing.unanswered(today) else ""
    return f"Hearing, {hearing.what}{day}{gone}"


def _criminal_case(_session: Session, record: Record) -> str:
    criminal = read_criminal_case(record)
    called = ", ".join(criminal.offences) or "Criminal case"
    return f"{called}: {criminal.stage_words}; its clocks run" if criminal.runs else ""


def _action(session: Session, record: Record) -> str:
    action = read_action(record.entry, record.answers)
    if not action.owed and action.asks_on is None:
        return ""
    return f"Action: {action.what} ({action.standing_words(session.now().date())})"


def _signposting(session: Session, record: Record) -> str:
    if value_of(record.answers, "state") in _OVER:
        return ""
    services = (session.product.label(link) for link in value_of(record.answers, "service") or ())
    state = answer_in_words(record.form.by_id["state"], record.answers["state"]) if "state" in record.answers else ""
    return f"Referral to {', '.join(services)}" + (f": {state}" if state else "")


def _safeguarding(_session: Session, record: Record) -> str:
    referral = read_safeguarding(record.entry, record.answers)
    if not referral.owed and not referral.asks_on:
        return ""
    whom = value_of(record.answers, "whom")
    about = "a child" if referral.who == "child" else "an adult"
    state = answer_in_words(record.form.by_id["state"], answer_to(record.answers, "state")).lower()
    danger = f". {DANGER}: {FIRST}" if referral.danger else ""
    return f"Safeguarding referral of {about}{f', {whom.name}' if whom else ''}: {state}{danger}"


def _meeting(_session: Session, record: Record) -> str:
    meeting = read_meeting(record)
    if meeting.asks is None:
        return "" if meeting.state != "planned" else f"{meeting.title}, no day yet"
    return f"{meeting.asks[1]}, {day_in_words(meeting.asks[0])}"


def _flag(_session: Session, record: Record) -> str:
    flag = read_flag(record.entry, record.answers)
    return f"Flag: {FLAG_WORDS[flag.kind]}" if flag.live else ""


def _paper(_session: Session, record: Record) -> str:
    if value_of(record.answers, "state") in _BACK:
        return ""
    lost = ", lost" if value_of(record.answers, "state") == "lost" else ""
    return f"Copy {value_of(record.answers, 'copy_number') or '?'} is out{lost}: {line_of(record)}"


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _MOST else told[: _MOST - 1].rstrip() + "…"


_SLOTS: Final[tuple[tuple[MatterKind, str, Callable[[Session, Record], str]], ...]] = (
    ("hearing", "hearing", _hearing),
    ("criminal_case", "criminal_case", _criminal_case),
    ("action", "action", _action),
    ("signposting", "signposting", _signposting),
    ("safeguarding", "safeguarding", _safeguarding),
    ("meeting", "meeting", _meeting),
    ("flag", "flag", _flag),
    ("paper", "paper", _paper),
)
"""The sorts that are told from one record each: what is open of it in words, or nothing."""
