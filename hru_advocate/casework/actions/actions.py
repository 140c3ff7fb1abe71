"""The actions of a case, and those that are owed over all cases, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.people.names import Masks
from hru_advocate.casework.plan.who_left import names_gone
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import DISAGREE
from hru_advocate.domain.actions.action import CHASED, Action, ActionStanding, read_action
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import RecordRow


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in words: what, whose, how it stands today, and what it is for.

    ``asks_on`` is the first day that asks something of us; ``chase`` says that the day to ask after it has come.
    """

    entry: str
    what: str
    owner: str
    standing: ActionStanding
    words: str
    chase: bool
    late_days: int
    asks_on: date | None
    because: str
    about: str


@dataclass(frozen=True, slots=True)
class DueAction:
    """An action that asks something of us, with its case."""

    label: CaseLabel
    action: ActionLine


def actions_of_case(session: Session, case: str) -> tuple[ActionLine, ...]:
    """Every action of a case: what is late first, then the next due, then without a day, then what has ended."""
    today = session.now().date()
    held = [record for record in session.heads(case, ["action"]) if not record.erased]
    lines = [(read_action(record.entry, record.answers), record) for record in held]
    lines.sort(key=lambda pair: _order(pair[0], today))
    return tuple(_line(session, action, record, today) for action, record in lines)


def actions_due(session: Session, lines: Iterable[tuple[RecordRow, str, str]], masks: Masks) -> tuple[DueAction, ...]:
    """The actions of these lines of cases in words; late ones first."""
    today = session.now().date()
    found = []
    for line, ref, initials in lines:
        case, make = line.case or "", partial(_due_action, session, line, masks)
        shown = session.kept_of_cases.get(case, ("action", line.entry), today, make)
        found.append(DueAction(CaseLabel(case, ref, initials), shown))
    return tuple(sorted(found, key=lambda one: (one.action.asks_on or today, one.label.case, one.action.entry)))


def _due_action(session: Session, line: RecordRow, masks: Masks) -> ActionLine:
    """One action in words, with the names of its case as initials."""
    record = session.read(ledger.entry(session.vault, line.entry))
    action = read_action(record.entry, record.answers)
    shown = _line(session, action, record, session.now().date())
    shown = replace(shown, words=f"{shown.words} · {DISAGREE}") if line.disputed else shown
    return masks(line.case or "").hide_in(shown)


def _order(action: Action, today: date) -> tuple[bool, bool, date, str]:
    return not action.owed, action.due is None, action.due or today, action.entry


def _line(session: Session, action: Action, record: Record, today: date) -> ActionLine:
    owner = record.form.by_id["owner"]
    answer = record.answers.get("owner")
    words = answer_in_words(owner, answer) if answer is not None and answer.given else ""
    chase = action.to_chase(today)
    told = [action.standing_words(today)]
    if action.chase_on is not None and action.state in CHASED:
        told.append("ask after it" if chase else f"ask after it {day_in_words(action.chase_on)}")
    if action.owner_left(names_gone(session)):
        told.append("who promised it has left the unit: whose is it now?")
    agreed = record.form.by_id["agreed_at"]
    origin = record.answers.get("agreed_at")
    about = [session.product.label(one) for one in action.targets if not one.startswith("wish_")]
    about += ["a wish of her or his own"] if any(one.startswith("wish_") for one in action.targets) else []
    about = [f"for: {'; '.join(about)}"] if about else []
    about += [answer_in_words(agreed, origin)] if value_of(record.answers, "agreed_at") and origin else []
    return ActionLine(
        entry=action.entry,
        what=action.what,
        owner=words,
        standing=action.standing(today),
        words=" · ".join(told),
        chase=chase,
        late_days=action.late_days(today),
        asks_on=action.asks_on,
        because=action.because,
        about=" · ".join(about),
    )
