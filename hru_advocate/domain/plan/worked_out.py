"""Facts that nobody ticks: under 18 from a birth, whether an interpreter is needed. They move with the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from hru_advocate.domain.births import Birth, age_on
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.law.hearings import SETTLED
from hru_advocate.domain.ledger.records import Record

OTHERS: Final = frozenset({"perpetrator", "proxy"})
"""The roles of those who do it, or do it for them."""

_NEARLY: Final = 6
"""Years an age may be open by: who may be under 18 within them is kept as safe as who is."""

_Told = tuple[frozenset[str], frozenset[str]]


def worked_out(record: Record, today: date) -> _Told:
    """The facts a record makes true and false on a day, beyond those its answers name."""
    tells = _TELLS.get(record.form.purpose)
    if tells is None:
        return _NOBODY
    present, absent = set[str](), set[str]()
    for so, not_so in tells(record.asked_answers, today):
        present |= so
        absent |= not_so
    return frozenset(present), frozenset(absent - present)


def role_of(record: Record) -> str:
    """The role of somebody in a case, or nothing for a record that is not about a person."""
    return value_of(record.answers, "role") or "" if record.form.purpose == "person" else ""


def _under(born: Birth | None, years: int, today: date) -> bool | None:
    """Say whether somebody is under an age; ``None`` when what was told leaves it open by more than a few years."""
    if born is None:
        return None
    least, most = age_on(born, today)
    if least >= years:
        return False
    return True if most < years or most - least <= _NEARLY else None


def _ages(born: Birth | None, facts: Mapping[int, str], today: date) -> Iterator[_Told]:
    for years, fact in facts.items():
        under = _under(born, years, today)
        if under is not None:
            yield (frozenset({fact}), frozenset()) if under else (frozenset(), frozenset({fact}))


_VICTIM: Final[Mapping[int, str]] = {18: "ci_under_18", 16: "ci_under_16"}
_OTHER: Final[Mapping[int, str]] = {18: "ci_other_under_18"}
_NOBODY: Final[_Told] = (frozenset(), frozenset())


def _referral(answers: Answers, today: date) -> Iterator[_Told]:
    yield from _ages(value_of(answers, "born"), _VICTIM, today)
    yield from _ages(value_of(answers, "other_born"), _OTHER, today)


def _person(answers: Answers, today: date) -> Iterator[_Told]:
    role, born = value_of(answers, "role"), value_of(answers, "born")
    if role == "victim":
        yield from _ages(born, _VICTIM, today)
        needed = value_of(answers, "interpreter")
        if needed is not None:
            interpreter = frozenset({"ci_interpreter"})
            yield (interpreter, frozenset()) if needed else (frozenset(), interpreter)
    elif role in OTHERS:
        yield from _ages(born, _OTHER, today)
    elif role == "child" and born is not None:
        least, most = age_on(born, today)
        child = "ci_child_under_7" if least < 7 else "ci_child_7_plus" if most < 18 else ""
        yield (frozenset({child}), frozenset({"ci_no_children"})) if child else _NOBODY


def _incident(answers: Answers, _today: date) -> Iterator[_Told]:
    """The factors an incident shows to be so: kept with it as it was noted, where it was more than believed."""
    if value_of(answers, "basis") != "opinion":
        yield frozenset(value_of(answers, "signs") or ()), frozenset()


def _criminal_case(_answers: Answers, _today: date) -> Iterator[_Told]:
    """Say that the police were told: there is a criminal case."""
    yield frozenset(), frozenset({"ci_police_not_told"})


def _hearing(answers: Answers, today: date) -> Iterator[_Told]:
    """A hearing ahead is a court date coming; one that is over says nothing of another."""
    last = value_of(answers, "until_on") or value_of(answers, "on")
    if last is not None and last >= today and value_of(answers, "state") not in SETTLED:
        yield frozenset({"ci_court_coming"}), frozenset()


_TELLS: Final = {
    "referral": _referral,
    "person": _person,
    "incident": _incident,
    "criminal_case": _criminal_case,
    "hearing": _hearing,
}
