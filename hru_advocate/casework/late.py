"""Everything that is late over all cases, and how each is settled: one at a time, as an entry of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Literal

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import promised_in
from hru_advocate.casework.due import EVERY
from hru_advocate.casework.people.restricted import check_all_open
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import TodayPage, look
from hru_advocate.domain.actions.action import DONE, STATE_WORDS
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.errors import AdvocateError
from hru_advocate.store import views
from hru_advocate.store.views import RecordRow

LateSort = Literal["visit", "action", "contact", "review", "date"]
Lines = Mapping[str, RecordRow]
WaysToSettle = tuple[tuple[str, str], ...]

PUT_OFF: Final = "put_off"
_DAY_OF: Final = {
    "contact": "next_contact",
    "judgement": "review",
    "signposting": "follow_up",
    "action": "due",
    "flag": "review",
    "agreement": "again_by",
    "outcome": "ask_again",
}
"""The day that is moved, by the purpose of the record. A plan is looked at in the builder, never put off in a list."""

_ENDINGS: Final[WaysToSettle] = (
    ("done", "Done, on its true day"),
    *(
        (state, f"{words[:1].upper()}{words[1:]}")
        for state, words in STATE_WORDS.items()
        if state not in {*DONE, "open"}
    ),
)
_PUT_OFF: Final[WaysToSettle] = ((PUT_OFF, "Another day"),)


class NothingChosen(AdvocateError):
    """It was not said how this stands. Nothing was saved; choose one, and say why."""


class DayNeeded(AdvocateError):
    """This needs a day. Nothing was saved; type the day and save again."""


class WhyNeeded(AdvocateError):
    """Moving a day needs its reason. Nothing was saved; say why in a line."""


class NotSettledHere(AdvocateError):
    """Only an action is ended here, and only what has a day to move is put off. Nothing was saved; open its record."""


@dataclass(frozen=True, slots=True)
class LateLine:
    """One thing that is late: of which case, what, how late, and what can be said of it here.

    ``entry`` is the entry that holds its day, or "" where it is of the plan, or of the needs as ``at_needs`` says;
    ``choices`` are empty where it is settled by doing it, and where two versions of it disagree.
    """

    label: CaseLabel
    sort: LateSort
    what: str
    words: str
    late_days: int
    entry: str
    choices: WaysToSettle
    at_needs: bool = False


@dataclass(frozen=True, slots=True)
class Settling:
    """The words said of something late: the choice, why, and the true day or the new day as typed."""

    choice: str
    because: str = ""
    day: str = ""


def late(session: Session) -> tuple[LateLine, ...]:
    """Everything that is over its day, and every action to be asked after, the longest late first.

    A visit somebody is not back from comes before everything; it may be late since minutes.
    """
    page = look(session, EVERY)
    told = _told_of(session, page)
    lines = sorted(
        [*_actions(page, told), *_others(session, page, told)],
        key=lambda line: (-line.late_days, line.label.case, line.entry),
    )
    return *_visits(page), *lines


def settle(session: Session, entry: str, said: Settling) -> Saved:
    """Write what was said of something late, as one signed version of its record.

    Raises:
        NothingChosen, NotSettledHere, DayNeeded, WhyNeeded, InvalidAnswer, RestrictedCase: nothing was saved.
        Disagreement: another version of it stands too; nothing was saved.
    """
    if not said.choice:
        raise NothingChosen
    record = one_that_stands(session, entry)
    check_all_open(session, [record.case])
    if record.form.purpose not in (_DAY_OF if said.choice == PUT_OFF else {"action"}):
        raise NotSettledHere
    return _put_off(session, record, said) if said.choice == PUT_OFF else _end(session, record, said)


def _put_off(session: Session, record: Record, said: Settling) -> Saved:
    if not said.day.strip():
        raise DayNeeded
    if not said.because.strip():
        raise WhyNeeded
    moved = {**record.answers, _DAY_OF[record.form.purpose]: said.day}
    return save(session, record.form.id, moved, corrects=(record.entry,), reason=said.because)


def _end(session: Session, record: Record, said: Settling) -> Saved:
    """End an action: done late by itself where its true day lies after the day it was due."""
    kept = {field: answer for field, answer in record.answers.items() if field not in ("done_on", "because")}
    if said.choice not in DONE:
        because = said.because.strip()
        ended = {**kept, "state": said.choice} | ({"because": because} if because else {})
        why = because or "How it stands"
        return save(session, record.form.id, ended, corrects=(record.entry,), reason=why)
    if not said.day.strip():
        raise DayNeeded
    asked = record.form.by_id["done_on"]
    done = record.form.check({**kept, "state": "done", "done_on": said.day}, session.asking())[asked.id].value
    due: date | None = value_of(record.answers, "due")
    state = "done_late" if due is not None and done > due else "done"
    ended = {**kept, "state": state, "done_on": done.isoformat()}
    return save(session, record.form.id, ended, corrects=(record.entry,), reason=said.because.strip() or "It was done")


def _visits(page: TodayPage) -> Iterator[LateLine]:
    for line in page.not_back:
        yield LateLine(line.label, "visit", f"Visit: {line.who}", line.late_words, line.over_days, line.entry, ())


def _told_of(session: Session, page: TodayPage) -> Lines:
    """The lines of whatever may be late, looked up at once: of which form each is, and whether it stands alone."""
    actions = [due.action.entry for due in page.actions if due.action.late_days or due.action.chase]
    reviews = [one.entry for one in page.reviews if one.entry and one.due.over_days > 0]
    return views.lines_of_entries(session.vault, [*actions, *reviews])


def _alone(told: Lines, entry: str) -> bool:
    """As ``stands_alone`` says: saving asks it again, and one that was corrected meanwhile is told then."""
    return entry not in told or not told[entry].disputed


def _actions(page: TodayPage, told: Lines) -> Iterator[LateLine]:
    for due in page.actions:
        action = due.action
        if action.late_days or action.chase:
            words = f"{action.owner} · {action.words}"
            endings = _ENDINGS if action.standing == "ended" else (*_ENDINGS, *_PUT_OFF)
            endings = endings if _alone(told, action.entry) else ()
            yield LateLine(due.label, "action", action.what, words, action.late_days, action.entry, endings)


def _others(session: Session, page: TodayPage, told: Lines) -> Iterator[LateLine]:
    for contact in page.contacts:
        if contact.due.over_days > 0:
            case = contact.label.case
            look_up = partial(promised_in, session, case)
            entry = session.kept_of_cases.get(case, "promised", session.now().date(), look_up)
            what = contact.what
            yield LateLine(
                contact.label,
                "contact",
                what,
                contact.due.words,
                contact.due.over_days,
                entry,
                _PUT_OFF if entry else (),
            )
    for review in page.reviews:
        if review.due.over_days > 0:
            can = _PUT_OFF if review.entry and _movable(session, told, review.entry) else ()
            yield LateLine(
                review.label,
                "review",
                review.what,
                review.due.words,
                review.due.over_days,
                review.entry,
                can,
                at_needs=review.settled_at == "needs",
            )
    for ahead in page.dates:
        if ahead.due.over_days > 0:
            yield LateLine(ahead.label, "date", ahead.what, ahead.due.words, ahead.due.over_days, ahead.entry, ())


def _movable(session: Session, told: Lines, entry: str) -> bool:
    line = told.get(entry)
    return line is not None and session.forms.version(line.form, line.version).purpose in _DAY_OF and not line.disputed
