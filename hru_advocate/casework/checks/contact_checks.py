"""A contact held against the safe contact rules: before it is saved, and while it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.people.safe_contact import doubt_of, said_at_closing, standing_rules
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.kinds import fitting_answers
from hru_advocate.domain.people.contact_check import (
    ContactMade,
    broken_rule,
    contact_made,
    next_contact_fault,
    next_safe,
)
from hru_advocate.domain.people.safe_contact import SafeContact, read_safe_contact
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store.ledger import ledger

REASON: Final = "outside_rules"
"""The question of a contact that holds why it was outside the rules, or made before there were any."""
WITHHELD: Final = "withheld"
"""The question of a contact that says whether our number was shown."""
_NO_RULES: Final = "No safe contact rules are recorded for this case yet."


@dataclass(frozen=True, slots=True)
class ContactNotes:
    """The rules' word on a contact as far as it is typed.

    ``broken`` is the sentence on the contact itself, ``no_rules`` says that there are none to hold it against;
    ``next_fault`` is the sentence on the next contact; ``next_safe`` is a day that would be safe with ``next_words``
    for it. Empty or ``None`` where there is nothing to say. ``asks_withheld`` says that it matters here whether our
    number was shown: a way by telephone has a rule against hiding it.
    """

    broken: str = ""
    no_rules: bool = False
    next_fault: str = ""
    next_safe: date | None = None
    next_words: str = ""
    asks_withheld: bool = False


def fill_contact(_session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """A contact of which the reason is only spaces: none was given, and the rules say whether one is needed."""
    reason = raw.get(REASON)
    blank = isinstance(reason, str) and not reason.strip()
    return {field: answer for field, answer in raw.items() if field != REASON} if blank else raw


def check_hours(_session: Session, answers: Answers, _filing: Filing) -> None:
    """A way that is open from an hour until the same hour would never be open, and nobody would see why.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    for number, row in enumerate(value_of(answers, "ways") or (), start=1):
        begin = value_of(row, "from")
        if begin and begin == value_of(row, "to"):
            raise InvalidAnswer(
                f"ways.{number}.to",
                "From and to are the same time, so this way would never be safe. Nothing was saved; "
                "leave both empty for the whole day, or put one right.",
            )


def check_contact(session: Session, answers: Answers, filing: Filing) -> None:
    """A contact outside the rules, or made before there were any, needs its reason in one line, which stays with it.

    Raises:
        InvalidAnswer: the reason is missing; nothing was saved.
    """
    if filing.case is None or " ".join(str(value_of(answers, REASON) or "").split()):
        return
    made, standing = contact_made(answers), standing_rules(session, filing.case)
    if made is not None and not standing and not filing.corrects:
        raise InvalidAnswer(REASON, f"{_NO_RULES} Nothing was saved; record them first, or say in one line why not.")
    broken = _broken(session, filing.case, made, standing)
    if broken:
        raise InvalidAnswer(REASON, f"{broken} Nothing was saved; say in one line why, or correct the contact.")


def contact_notes(session: Session, case: str, raw: Mapping[str, object]) -> ContactNotes:
    """The rules' word on a contact as it is typed, its next contact included."""
    form = session.forms.newest("contact")
    answers = fitting_answers(form.fields, raw, session.asking())
    made, standing = contact_made(answers), standing_rules(session, case)
    no_rules = made is not None and not standing
    broken = _broken(session, case, made, standing) or (_NO_RULES if no_rules else "")
    withheld = any(one.id == WITHHELD for one in form.asked(answers)) and any(
        way.withheld is False for rules in standing for way in rules.usable
    )
    day, now = value_of(answers, "next_contact"), session.now()
    if len(standing) != 1 or day is None or day < now.date():
        return ContactNotes(broken, no_rules, asks_withheld=withheld)
    (rules,), holidays = standing, session.product.bank_holidays
    fault = closed_sentence(session, case, day) or next_contact_fault(rules, day, now, holidays)
    safe = next_safe(rules, day, now, holidays) if fault and said_at_closing(session, case, day) is None else None
    return ContactNotes(
        broken,
        no_rules=False,
        next_fault=fault,
        next_safe=safe.day if safe else None,
        next_words=safe.words if safe else "",
        asks_withheld=withheld,
    )


def _broken(session: Session, case: str, made: ContactMade | None, standing: Sequence[SafeContact]) -> str:
    """The sentence on a contact that the closing, or a standing version of the rules, forbids; "" for none."""
    if made is None:
        return ""
    closed = closed_sentence(session, case, made.when.day if made.when else None)
    if closed:
        return closed
    if len(standing) == 1:
        then = _rules_then(session, case, standing[0], made.when.day if made.when else None)
        standing = [then] if then is not None else []
    broken = next(filter(None, (broken_rule(rules, made) for rules in standing)), "")
    return f"This contact is outside the safe contact rules, which say: {broken}." if broken else ""


def closed_sentence(session: Session, case: str, day: date | None) -> str:
    """The sentence on contact on a day that the closing of the case is against, or might be; "" for none."""
    doubt = doubt_of(session, case)
    if doubt:
        return doubt
    after = said_at_closing(session, case, day)
    return f"This case is {after[1]}." if after is not None else ""


def _rules_then(session: Session, case: str, rules: SafeContact, day: date | None) -> SafeContact | None:
    """The rules that stood on the day of a contact: those of now, or an older version confirmed by then."""
    today = session.now().date()
    if day is None or rules.confirmed_on is None or not day < rules.confirmed_on <= today:
        return rules
    record = ledger.heads_of_case(session.vault, case, slot="safe_contact")[0].header.record
    older = [session.read(entry) for entry in ledger.entries_of_record(session.vault, record) if entry.body is not None]
    stood = [version for one in older if (version := read_safe_contact(one.answers)).confirmed_on is not None]
    return next((version for version in reversed(stood) if version.confirmed <= day.isoformat()), None)
