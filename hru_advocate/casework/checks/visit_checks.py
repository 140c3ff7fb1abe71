"""Visits held against the flags of the case, the safe contact rules and the code words, before they are saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from hru_advocate.casework.checks.contact_checks import closed_sentence
from hru_advocate.casework.checks.filing import Filing, corrected_version
from hru_advocate.casework.people.guards import says_not_alone
from hru_advocate.casework.people.safe_contact import standing_rules
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import Moment
from hru_advocate.domain.people.contact_check import ContactMade, broken_rule
from hru_advocate.domain.people.safe_contact import SafeContact, bare_code_word
from hru_advocate.domain.text_folding import words_of
from hru_advocate.domain.visits.visit import Visit, read_visit, visit_fault
from hru_advocate.errors import InvalidAnswer

_STEP: Final = timedelta(minutes=5)
_ALONE: Final = (
    "A flag of this case says do not visit alone. Nothing was saved; go with somebody, or write why alone all the "
    "same and who agreed."
)
_SAME_WORD: Final = (
    "This is the code word of the person we support. Nothing was saved; the staff's own is another word, so that "
    "neither gives the other away."
)
_LIVES_THERE: Final = "This visit is at home, and the other person lives there."
_BEHIND: Final = "This visit lies behind by its times. Nothing was saved; say how it went, or correct the times."


def check_visit(session: Session, answers: Answers, filing: Filing) -> None:
    """A visit as one plans it, goes out on it or comes back: what it needs, and the reasons where one goes anyway.

    Coming back is never refused for a flag or a rule: whoever is back says so.
    """
    visit = read_visit("", "", answers)
    if fault := visit_fault(visit):
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved.")
    if filing.case is None:
        return
    _check_words(session, answers, filing.case)
    before = corrected_version(session, filing)
    was = value_of(before.answers, "state") if before is not None else ""
    if not visit.open or was == "out":
        return
    if not filing.corrects and visit.standing(session.now()) == "overdue":
        raise InvalidAnswer("state", _BEHIND)
    if visit.company == "alone" and not _said(answers, "alone_because") and says_not_alone(session, filing.case):
        raise InvalidAnswer("alone_because", _ALONE)
    broken = "" if _said(answers, "outside_rules") else broken_by(session, filing.case, visit)
    if broken:
        raise InvalidAnswer("outside_rules", f"{broken} Nothing was saved; move the visit, or say in one line why.")


def broken_by(session: Session, case: str, visit: Visit) -> str:
    """The sentences on a visit: the other person lives there, or the closing or the rules are against it; "" for none.

    The rules are held against every moment of it, in each version that stands.
    """
    home = value_of(visit.answers, "place") == "home"
    lives = _LIVES_THERE if home and "ci_lives_with" in facts_now(session, case).present else ""
    against = closed_sentence(session, case, visit.on) or _against(session, case, visit)
    return " ".join(filter(None, (lives, against)))


def _against(session: Session, case: str, visit: Visit) -> str:
    """The sentence on a visit that a standing version of the rules is against at any moment of it; "" for none."""
    span = visit.with_person
    if span is None:
        return ""
    moments = list(_moments(*(datetime.fromisoformat(str(at)) for at in (span.start, span.end))))
    found = (_broken(rules, moments) for rules in standing_rules(session, case))
    return next(filter(None, found), "")


def _broken(rules: SafeContact, moments: list[datetime]) -> str:
    says = [broken_rule(rules, ContactMade("visit", _exactly(at))) for at in moments]
    broken = next(filter(None, says), "")
    if not broken:
        return ""
    how = "This visit is" if all(says) else "A part of this visit is"
    return f"{how} outside the safe contact rules, which say: {broken}."


def _moments(begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield every five minutes of a visit and its last: a window may end a minute before it does."""
    at = begin
    while at < end:
        yield at
        at += _STEP
    yield max(begin, end - timedelta(minutes=1))


def _exactly(at: datetime) -> Moment:
    text = f"{at:%Y-%m-%dT%H:%M}"
    return Moment("", text, text, exact=True)


def _check_words(session: Session, answers: Answers, case: str) -> None:
    """The staff's code word and its reference are never the code word of the person."""
    held = (value_of(record.answers, "code_word") for record in session.heads(case, ["safe_contact"]))
    theirs = [_in_words(bare_code_word(word)) for word in held if word]
    own = _in_words(value_of(answers, "signal"))
    for field in ("signal", "signal_reference"):
        said = _in_words(value_of(answers, field))
        if any(one.strip() and one in said for one in theirs):
            raise InvalidAnswer(field, _SAME_WORD)
        if field == "signal_reference" and own.strip() and own in said:
            raise InvalidAnswer(field, "The reference holds the code word itself. Nothing was saved; name its place.")


def _in_words(text: str | None) -> str:
    """The folded words of a text with a space before and after each."""
    return f" {' '.join(words_of(text or ''))} "


def _said(answers: Answers, field: str) -> bool:
    return bool(" ".join(str(value_of(answers, field) or "").split()))
