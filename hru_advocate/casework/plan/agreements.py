"""Answers to the whole plan and countersigns: what is checked of them, and which entry each stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import day_of
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.pronouns import spoken_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.names import is_same_name
from hru_advocate.domain.plan.agreements import Agreement, Countersign, read_agreement, read_countersign
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store.ledger import codes, ledger

if TYPE_CHECKING:
    from hru_advocate.domain.ledger.entry import Entry
    from hru_advocate.domain.ledger.records import Record

_PLAN: Final = frozenset({"plan"})
SIGNED: Final = _PLAN | {"judgement", "closure"}
"""The purposes of what is countersigned."""
_NO_CODE: Final = (
    "This is no chain head: it has 16 letters and figures, 0 to 9, A to F. Nothing was saved; type it again."
)
_NO_SUCH_CODE: Final = (
    "No entry here has this chain head. Nothing was saved; look at each letter again. If it is typed as printed, the "
    "copy is of another vault, or this one has lost or changed what it held then: keep both, and tell your supervisor."
)
_OLDER_COPY: Final = (
    "The copy with this chain head was made before this version was written. Nothing was saved; read it on a new copy."
)
_BEFORE_IT_WAS: Final = (
    "This day lies before {day}, on which that version was made. Nothing was saved; mend the day, or name the version "
    "that was read then."
)
_NO_PLAN: Final = "There is no plan to answer yet. Nothing was saved; make one together first."


@dataclass(frozen=True, slots=True)
class AnswerToPlan:
    """One answer to the whole plan, or one countersign, in a line; ``entry`` is where it stands."""

    entry: str
    plan: str
    sentence: str
    answer: str = ""
    words: str = ""
    on: date | None = None


_WITHOUT_YES: Final[dict[str, str]] = {
    "no": "She or he did not agree to {plan} ({day})",
    "could_not": "She or he could not say whether {plan} is right ({day})",
    "": "Nobody has asked yet whether she or he agrees to {plan}",
}
"""The state of a plan without a yes, by the answer it has instead."""


@dataclass(frozen=True, slots=True)
class NotAgreed:
    """A version of the plan that holds and has no yes to it: its entry, the answer it has, or "", and both in words."""

    entry: str
    answer: str
    words: str


def fill_plan(session: Session, raw: Mapping[str, object], case: str | None) -> Mapping[str, object]:
    """An answer that names no version is about the one that holds."""
    if raw.get("plan") or case is None:
        return raw
    heads = ledger.heads_of_case(session.vault, case, slot="plan")
    return {**raw, "plan": heads[0].header.id} if len(heads) == 1 else raw


def check_agreement(session: Session, answers: Answers, case: str | None) -> None:
    """An answer is to a version of this case's plan, and whoever could not answer is asked again on a day ahead.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    answered = _plan_of(session, answers, case)
    _check_day(session, answered, answers)
    again, on = value_of(answers, "again_by"), value_of(answers, "on")
    if again is not None and again <= on:
        raise InvalidAnswer(
            "again_by", "The day to ask again comes after the day it was asked. Nothing was saved; choose a later one."
        )


def check_countersign(session: Session, answers: Answers, case: str | None) -> None:
    """Whoever countersigns is somebody else than who wrote it: a plan, a judgement or a closure.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    read = _plan_of(session, answers, case, SIGNED)
    if read is None:
        return
    _check_day(session, read, answers)
    _check_code(session, value_of(answers, "head"), read)
    wrote = [read.header.author, value_of(session.read(read).answers, "by") or ""]
    if is_same_name(value_of(answers, "by") or "", [name for name in wrote if name]):
        raise InvalidAnswer(
            "by",
            "Whoever wrote it does not countersign it as well. Nothing was saved; let somebody else read it and sign.",
        )


def _check_day(session: Session, named: Entry | None, answers: Answers) -> None:
    """Refuse a day before the version it is about was made: what was said or read then was about another.

    A version that does not say when it was made may have been talked through before it was typed, but not before the
    one it took the place of was written down.
    """
    if named is None:
        return
    header = named.header
    made = [day_of(header.happened)] if header.happened else []
    made = made or [ledger.entry(session.vault, one).header.recorded.day for one in header.parents]
    on = value_of(answers, "on")
    if on is not None and made and on < max(made):
        raise InvalidAnswer("on", _BEFORE_IT_WAS.format(day=day_in_words(max(made))))


def _check_code(session: Session, typed: str | None, read: Entry) -> None:
    """Hold the code in the foot of the copy that was read against the record, so that paper and record say the same."""
    if not typed:
        return
    code = codes.read_code(typed)
    found = codes.find_code(session.vault, code) if code else None
    if found is None:
        raise InvalidAnswer("head", _NO_SUCH_CODE if code else _NO_CODE)
    if found.device == read.header.device and found.sequence < read.header.sequence:
        raise InvalidAnswer("head", _OLDER_COPY)


def _plan_of(session: Session, answers: Answers, case: str | None, purposes: frozenset[str] = _PLAN) -> Entry | None:
    """The version it is about; a record without a case is refused by what comes after."""
    if case is None:
        return None
    named = value_of(answers, "plan")
    if named is None:
        several = bool(ledger.heads_of_case(session.vault, case, slot="plan"))
        words = "Two versions of the plan disagree. Nothing was saved; settle them first." if several else _NO_PLAN
        raise InvalidAnswer("plan", words)
    try:
        found = ledger.entry(session.vault, named)
    except NotFound:
        found = None
    if found is None or found.header.case != case or not _is_one_of(session, found, purposes):
        which = "of this case's plan" if purposes == _PLAN else "of a plan, a judgement or a closure of this case"
        raise InvalidAnswer("plan", f"That is no version {which}. Nothing was saved; name one that is.")
    return found


def _is_one_of(session: Session, entry: Entry, purposes: frozenset[str]) -> bool:
    header = entry.header
    return header.kind == "record" and session.forms.version(header.form, header.version).purpose in purposes


def answers_to_plans(session: Session, case: str) -> dict[str, AnswerToPlan]:
    """The last answer to each version of a plan, by the entry of the version.

    A case has one record of answers: a later one goes on from those before, which are read here for their version.
    """
    found: dict[str, AnswerToPlan] = {}
    for head in sorted(ledger.heads_of_case(session.vault, case, slot="agreement"), key=_recorded):
        for entry in ledger.entries_of_record(session.vault, head.header.record):
            record = session.read(entry) if entry.header.kind == "record" else None
            if record is not None and not record.erased:
                held = read_agreement(record.answers)
                found[held.plan] = _answered(record, held)
    return found


def plan_not_agreed(session: Session, case: str, called: str = "this plan") -> NotAgreed | None:
    """The plan as it stands, where the person has not agreed to it: what it covers is not what she or he wants."""
    answers = answers_to_plans(session, case)
    for plan in session.heads(case, ["plan"]):
        one = answers.get(plan.entry)
        if plan.erased or (one is not None and one.answer == "yes"):
            continue
        answer, day = (one.answer, day_in_words(one.on)) if one is not None and one.on else ("", "")
        words = _WITHOUT_YES[answer].format(plan=called, day=day)
        return NotAgreed(plan.entry, answer, spoken_of(words, session.pronoun_of(case)))
    return None


def countersigns(session: Session, case: str) -> dict[str, tuple[AnswerToPlan, ...]]:
    """The countersigns of each plan, judgement and closure, the newest first, by the entry that was read."""
    found: dict[str, tuple[AnswerToPlan, ...]] = {}
    for record in session.heads(case, ["countersign"]):
        if not record.erased:
            held = read_countersign(record.answers)
            found[held.plan] = (*found.get(held.plan, ()), _signed(record, held))
    return found


def _recorded(entry: Entry) -> str:
    return entry.header.recorded.utc


def _answered(record: Record, held: Agreement) -> AnswerToPlan:
    return AnswerToPlan(record.entry, held.plan, held.sentence, held.answer, held.words, held.on)


def _signed(record: Record, held: Countersign) -> AnswerToPlan:
    return AnswerToPlan(record.entry, held.plan, held.sentence)
