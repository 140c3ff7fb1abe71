"""Tells what is counted: each question with its categories, and which day and category a case tells of it.

A referral is counted among those taken on or among those not taken on: two groups of their own, so that few of the one
take nothing away from the other. Whoever was not asked is a category like any other, so that every question of a group
is out of everybody in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal

from hru_advocate.domain.outcomes.facts import CountedCase, CountedOutcome
from hru_advocate.domain.outcomes.outcome import QUESTIONS, Stage

CountedCategory = tuple[str, str]
"""An id and its words."""
DatedCategories = Iterator[tuple[date, str]]
CategoriesOf = Callable[[CountedCase], DatedCategories]
Group = Literal["taken", "other"]
Sort = Literal["taken", "other", "asked", "closed", "rated", "intervened", "marac", "duty"]
"""The sorts of cases that tell something of a question."""

FOLLOWED: Final = 90
"""Days of follow-up after the first intervention that a case needs before it is counted for repeats."""

NOT_STATED: Final = ("not_stated", "Not stated")
YES_NO: Final[tuple[CountedCategory, ...]] = (("yes", "Yes"), ("no", "No"), NOT_STATED)
_ASKED: Final[tuple[CountedCategory, ...]] = (
    ("yes", "Yes"),
    ("partly", "In part"),
    ("no", "No"),
    ("no_answer", "Declined, unsafe to ask or not known"),
)
ANSWERS: Final[tuple[CountedCategory, ...]] = (*_ASKED, ("not_asked", "Not asked"))
_WHEN_ASKED: Final = frozenset({"review", "after"})
"""The stages counted each time they were asked: nobody is not asked there, and a column of noughts hid others."""
GROUPS: Final[Mapping[Group, str]] = {"taken": "Taken on", "other": "Not taken on"}
_TICKED: Final[tuple[CountedCategory, ...]] = (("yes", "Yes"), ("no", "No"))
_CHANGES: Final[tuple[CountedCategory, ...]] = (("better", "Better"), ("same", "The same"), ("worse", "Worse"))
_AGAIN: Final[tuple[CountedCategory, ...]] = (("yes", "Yes"), ("no", "No"), ("not_known", "Not known, or not asked"))
_DECISIONS: Final[tuple[CountedCategory, ...]] = (
    ("advise", "Advise and watch"),
    ("decline", "Decline"),
    ("pending", "Not decided yet"),
)
_ADDED: Final[tuple[CountedCategory, ...]] = (("yes", "Yes"), ("partly", "In part"), ("no", "No"), NOT_STATED)
_DUTIES: Final[tuple[CountedCategory, ...]] = (
    ("met", "Met in time"),
    ("met_late", "Met late"),
    ("not_met", "Not met, or its day is not written down"),
    ("set_aside", "Set aside, with the reason"),
)
_NO_ANSWER: Final = frozenset({"declined", "unsafe_to_ask", "not_known"})
_ACCEPTED: Final = "accept"

Choices = Mapping[str, Sequence[CountedCategory]]
"""The choices of forms, by the name a question gives them: ``source``, ``behaviour``, ``need``, ``equality.age`` …"""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is counted. ``tell`` gives days and categories of a case; never a day to come.

    Only cases of the sort ``of`` tell anything: the others need not be asked. ``apart`` is the place of a category that
    is the same in several questions: the form asks all of them or none.
    """

    id: str
    words: str
    categories: tuple[CountedCategory, ...]
    tell: CategoriesOf
    of: Sort
    apart: int | None = None


def sorted_cases(cases: Iterable[CountedCase], year: int) -> Mapping[Sort, list[CountedCase]]:
    """The cases of each sort that have a day in a year: no other tells anything of it, however many years there are."""
    found: dict[Sort, list[CountedCase]] = {sort: [] for sort in _DAYS_OF}
    for case in cases:
        for sort, days_of in _DAYS_OF.items():
            if any(day.year == year for day in days_of(case)):
                found[sort].append(case)
    return found


_DAYS_OF: Final[Mapping[Sort, Callable[[CountedCase], Iterable[date]]]] = {
    "taken": lambda case: (case.referred,) if case.referred and case.decision == _ACCEPTED else (),
    "other": lambda case: (case.referred,) if case.referred and case.decision != _ACCEPTED else (),
    "asked": lambda case: [one.on for one in case.outcomes],
    "closed": lambda case: (case.closed.on,) if case.closed else (),
    "rated": lambda case: [pair.on for pair in case.needs],
    "intervened": lambda case: (case.intervened + timedelta(days=FOLLOWED),) if case.intervened else (),
    "marac": lambda case: [day for day, _repeat in case.maracs],
    "duty": lambda case: [day for day, _stood in case.duties],
}
"""The days on which a case of each sort is counted."""


def questions(choices: Choices, today: date) -> tuple[Question, ...]:
    """Every question of a case."""
    return (
        *_referrals(choices),
        Question(
            "reached", "First contact", (("reached", "Reached"), ("missing", "Nobody reached yet")), _reached, "taken"
        ),
        Question("added_value_end", "What the unit added, looked back at", _ADDED, _added_at_end, "closed"),
        *_outcomes(),
        *(Question(f"need.{need}", words, _CHANGES, partial(_need, need), "rated") for need, words in choices["need"]),
        Question("repeat", "An incident within the follow-up", _TICKED, partial(_repeat, today), "intervened"),
        Question("marac", "MARACs held", (("yes", "A repeat"), ("no", "Not a repeat")), _maracs, "marac"),
        Question(
            "duty",
            "Duties of the Victims' Code whose last day has come",
            _DUTIES,
            lambda case: iter(case.duties),
            "duty",
        ),
        *_equality(choices),
    )


def group_of(case: CountedCase) -> Group:
    """The group of referrals a case is counted in."""
    return "taken" if case.decision == _ACCEPTED else "other"


def taken_on(case: CountedCase) -> date | None:
    """The day a case came, if it was taken on."""
    return case.referred if group_of(case) == "taken" else None


def first_contact_days(case: CountedCase) -> tuple[date, int] | None:
    """The day a case that was taken on came and the days until the person was reached, where both are known."""
    day = taken_on(case)
    return (day, max((case.reached - day).days, 0)) if day is not None and case.reached is not None else None


def _stated(value: str, known: Sequence[CountedCategory], otherwise: str = NOT_STATED[0]) -> str:
    return value if any(value == one for one, _words in known) else otherwise


def _referrals(choices: Choices) -> Iterator[Question]:
    yield Question("decision", "Decision where a referral was not taken on", _DECISIONS, _decision, "other")
    for group, words in GROUPS.items():
        known = choices["source"]
        yield Question(
            f"{group}.source", words, (*known, NOT_STATED), partial(_of_referral, group, "source", known), group
        )
        yield Question(f"{group}.adds_value", words, YES_NO, partial(_of_referral, group, "adds_value", YES_NO), group)
        for one, label in choices["behaviour"]:
            yield Question(f"{group}.behaviour.{one}", label, _TICKED, partial(_behaviour, group, one), group)


def _decision(case: CountedCase) -> DatedCategories:
    if case.referred is not None and group_of(case) == "other":
        yield case.referred, _stated(case.decision, _DECISIONS, "pending")


def _of_referral(group: Group, field: str, known: Sequence[CountedCategory], case: CountedCase) -> DatedCategories:
    if case.referred is not None and group_of(case) == group:
        yield case.referred, _stated(getattr(case, field), known)


def _behaviour(group: Group, one: str, case: CountedCase) -> DatedCategories:
    if case.referred is not None and group_of(case) == group:
        yield case.referred, "yes" if one in case.behaviours else "no"


def _reached(case: CountedCase) -> DatedCategories:
    if day := taken_on(case):
        yield day, "reached" if case.reached else "missing"


def _added_at_end(case: CountedCase) -> DatedCategories:
    if case.closed is not None:
        yield case.closed.on, _stated(case.closed.added_value, _ADDED)


def _outcomes() -> Iterator[Question]:
    stages: tuple[Stage, ...] = ("start", "review", "close", "after")
    for stage in stages:
        of: Sort = "taken" if stage == "start" else "closed" if stage == "close" else "asked"
        for field, words in QUESTIONS.items():
            categories, apart = (_ASKED, None) if stage in _WHEN_ASKED else (ANSWERS, len(_ASKED))
            yield Question(f"{stage}.{field}", words, categories, partial(_answer, stage, field), of, apart)
        if stage != "start":
            yield Question(f"{stage}.again", "Has it happened again", _AGAIN, partial(_again, stage), of)


def _asked_at(stage: Stage, case: CountedCase) -> Iterator[tuple[date, CountedOutcome | None]]:
    """The days a stage is counted on: at the start and at the end every case once, asked or not."""
    asked = [one for one in case.outcomes if one.stage == stage]
    if stage in _WHEN_ASKED:
        yield from ((one.on, one) for one in asked)
        return
    day = taken_on(case) if stage == "start" else case.closed.on if case.closed else None
    if day is not None:
        yield day, asked[0] if asked else None


def _answer(stage: Stage, field: str, case: CountedCase) -> DatedCategories:
    for day, asked in _asked_at(stage, case):
        said = asked.answers.get(field, "not_asked") if asked else "not_asked"
        unsaid = said in _NO_ANSWER or (said == "not_asked" and stage in _WHEN_ASKED)
        yield day, "no_answer" if unsaid else said


def _again(stage: Stage, case: CountedCase) -> DatedCategories:
    for day, asked in _asked_at(stage, case):
        yield day, asked.again if asked else "not_known"


def _need(need: str, case: CountedCase) -> DatedCategories:
    for pair in case.needs:
        if pair.need == need:
            yield pair.on, "better" if pair.now < pair.before else "worse" if pair.now > pair.before else "same"


def _repeat(today: date, case: CountedCase) -> DatedCategories:
    if case.intervened is None:
        return
    until = case.intervened + timedelta(days=FOLLOWED)
    if until <= today:
        yield until, "yes" if any(case.intervened < day <= until for day in case.incidents) else "no"


def _maracs(case: CountedCase) -> DatedCategories:
    for day, repeat in case.maracs:
        yield day, "yes" if repeat else "no"


def _equality(choices: Choices) -> Iterator[Question]:
    words = dict(choices["equality"])
    for field, label in words.items():
        known = choices[f"equality.{field}"]
        yield Question(f"equality.{field}", label, (*known, NOT_STATED), partial(_equal, field, known), "taken")


def _equal(field: str, known: Sequence[CountedCategory], case: CountedCase) -> DatedCategories:
    if day := taken_on(case):
        yield day, _stated((case.equality or {}).get(field, ""), known)
