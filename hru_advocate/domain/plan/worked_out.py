"""Facts that nobody ticks: under 18 from a birth, an order in force from its days. They move with the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.births import Birth, age_on
from hru_advocate.domain.forms.answers import NOT_ASKED, Answer, Answers, value_of
from hru_advocate.domain.ledger.records import Record

OTHERS: Final = frozenset({"perpetrator", "proxy"})
"""The roles of those who do it, or do it for them."""

_ORDERS: Final = "orders"
_BEFORE_ORDERS: Final = "any_order"
ENDING: Final = timedelta(days=28)
_NEARLY: Final = 6
"""Years an age may be open by: who may be under 18 within them is kept as safe as who is."""

_OrderFacts = tuple[frozenset[str], frozenset[str]]
_ORDER_FACTS: Final = frozenset({"ci_order_in_place", "ci_no_order", "ci_order_ended", "ci_order_ending"})
_Told = tuple[frozenset[str], frozenset[str]]


def worked_out(record: Record, today: date) -> _Told:
    """The facts a record makes true and false on a day, beyond those its answers name."""
    present, absent = set[str](), set[str]()
    asked = {field.id for field in record.form.asked(record.answers)}
    if not record.answers.get(_BEFORE_ORDERS, NOT_ASKED).given:
        asked.add(_ORDERS)  # told without the question before it: an order that ended is never passed over
    answers = {field: answer for field, answer in record.answers.items() if field in asked}
    for so, not_so in _TELLS.get(record.form.purpose, _nothing)(answers, today):
        present |= so
        absent |= not_so
    return frozenset(present), frozenset(absent - present)


def role_of(record: Record) -> str:
    """The role of somebody in a case, or nothing for a record that is not about a person."""
    return value_of(record.answers, "role") or "" if record.form.purpose == "person" else ""


def orders_on(rows: Sequence[Mapping[str, Answer]], today: date) -> _OrderFacts:
    """The facts the orders of a case make on a day: in force, about to end, ended, or not to be told from their days.

    An order holds through its last day. One without a last day holds only where it was said that none is set:
    an order that may have ended comforts nobody.
    """
    states = {state for row in rows for state in [_state(row, today)] if state}
    if states & {"in_force", "ending"}:
        so = {"ci_order_in_place"} | ({"ci_order_ending"} if "ending" in states else set())
    elif "not_told" in states or not states:
        return frozenset(), frozenset()
    else:
        so = {"ci_no_order"} | ({"ci_order_ended"} if "ended" in states else set())
    return frozenset(so), _ORDER_FACTS - so


def _state(row: Mapping[str, Answer], today: date) -> str:
    begins = [day for day in (value_of(row, "made_on"), value_of(row, "aware_on")) if day]
    until: date | None = value_of(row, "until")
    if until is not None and until < today:
        return "ended"
    if begins and min(begins) > today:
        return "to_come"
    if until is not None:
        return "ending" if until - today <= ENDING else "in_force"
    return "in_force" if value_of(row, "no_end") else "not_told"


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


def _situation(answers: Answers, today: date) -> Iterator[_Told]:
    rows = value_of(answers, _ORDERS)
    if rows:
        yield orders_on(rows, today)


def _nothing(_answers: Answers, _today: date) -> Iterator[_Told]:
    yield _NOBODY


_TELLS: Final = {"referral": _referral, "person": _person, "situation": _situation}
