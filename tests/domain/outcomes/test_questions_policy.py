"""Every question that is counted: which case tells what of it, on which day; both sides of each boundary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import pytest

from hru_advocate.domain.outcomes.facts import Closed, CountedCase, CountedOutcome, NeedPair
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.domain.outcomes.questions import FOLLOWED, first_contact_days, questions, sorted_cases, taken_on

TODAY: Final = date(2026, 11, 23)
CAME: Final = date(2026, 3, 2)
CLOSED: Final = date(2026, 9, 1)
BEGAN: Final = TODAY - timedelta(days=FOLLOWED)
CHOICES: Final = {
    "source": (("police", "The police"),),
    "behaviour": (("stalking", "Stalking"),),
    "need": (("nd_home", "Home"),),
    "equality": (("age", "Age"),),
    "equality.age": (("25_34", "25 to 34"),),
}
ASKED: Final = {one.id: one for one in questions(CHOICES, TODAY)}
TAKEN: Final[dict[str, Any]] = {"referred": CAME, "decision": "accept"}
OTHER: Final[dict[str, Any]] = {"referred": CAME, "decision": "decline"}

SAID: Final = {
    "yes": "yes",
    "partly": "partly",
    "no": "no",
    "not_asked": "not_asked",
    "declined": "no_answer",
    "unsafe_to_ask": "no_answer",
    "not_known": "no_answer",
}


def asked(stage: Any, on: date = CAME, again: Any = "no", **answers: str) -> CountedOutcome:
    return CountedOutcome(stage, on, answers, again)


@pytest.mark.parametrize(
    ("question", "case", "told"),
    [
        ("decision", OTHER, "decline"),
        ("decision", OTHER | {"decision": "advise"}, "advise"),
        ("decision", OTHER | {"decision": ""}, "pending"),
        ("decision", TAKEN, None),
        ("decision", {"decision": "decline"}, None),
        ("taken.source", TAKEN | {"source": "police"}, "police"),
        ("taken.source", TAKEN | {"source": "unknown"}, "not_stated"),
        ("taken.source", OTHER | {"source": "police"}, None),
        ("taken.source", {"decision": "accept", "source": "police"}, None),
        ("other.source", OTHER | {"source": "police"}, "police"),
        ("other.source", TAKEN | {"source": "police"}, None),
        ("taken.adds_value", TAKEN | {"adds_value": "yes"}, "yes"),
        ("taken.adds_value", TAKEN | {"adds_value": "no"}, "no"),
        ("taken.adds_value", TAKEN, "not_stated"),
        ("other.adds_value", OTHER | {"adds_value": "no"}, "no"),
        ("taken.behaviour.stalking", TAKEN | {"behaviours": ("stalking",)}, "yes"),
        ("taken.behaviour.stalking", TAKEN | {"behaviours": ("another",)}, "no"),
        ("taken.behaviour.stalking", OTHER | {"behaviours": ("stalking",)}, None),
        ("other.behaviour.stalking", OTHER | {"behaviours": ("stalking",)}, "yes"),
        ("other.behaviour.stalking", {"decision": "decline"}, None),
        ("reached", TAKEN | {"reached": CAME}, "reached"),
        ("reached", TAKEN, "missing"),
        ("reached", OTHER | {"reached": CAME}, None),
        ("added_value_end", {"closed": Closed(CLOSED, "partly")}, "partly"),
        ("added_value_end", {"closed": Closed(CLOSED, "")}, "not_stated"),
        ("added_value_end", TAKEN, None),
        ("need.nd_home", {"needs": (NeedPair("nd_home", CAME, 3, 2),)}, "better"),
        ("need.nd_home", {"needs": (NeedPair("nd_home", CAME, 3, 3),)}, "same"),
        ("need.nd_home", {"needs": (NeedPair("nd_home", CAME, 3, 4),)}, "worse"),
        ("need.nd_home", {"needs": (NeedPair("nd_work", CAME, 3, 4),)}, None),
        ("repeat", {"intervened": BEGAN}, "no"),
        ("repeat", {"intervened": BEGAN, "incidents": (BEGAN,)}, "no"),
        ("repeat", {"intervened": BEGAN, "incidents": (BEGAN + timedelta(1),)}, "yes"),
        ("repeat", {"intervened": BEGAN, "incidents": (CAME, TODAY)}, "yes"),
        ("repeat", {"intervened": BEGAN - timedelta(1), "incidents": (TODAY,)}, "no"),
        ("repeat", {"intervened": BEGAN + timedelta(1), "incidents": (TODAY,)}, None),
        ("repeat", {"incidents": (TODAY,)}, None),
        ("marac", {"maracs": ((CAME, True),)}, "yes"),
        ("marac", {"maracs": ((CAME, False),)}, "no"),
        ("duty", {"duties": ((CAME, "met_late"),)}, "met_late"),
        ("equality.age", TAKEN | {"equality": {"age": "25_34"}}, "25_34"),
        ("equality.age", TAKEN | {"equality": {"age": "99"}}, "not_stated"),
        ("equality.age", TAKEN, "not_stated"),
        ("equality.age", OTHER | {"equality": {"age": "25_34"}}, None),
    ],
)
def test_a_case_tells_of_a_question(question: str, case: dict[str, Any], told: str | None) -> None:
    assert [category for _day, category in ASKED[question].tell(CountedCase(**case))] == ([told] if told else [])
    assert told is None or told in dict(ASKED[question].categories)


_WHERE_ASKED: Final = {"not_asked": "no_answer"}
"""A review counts because it was asked."""


@pytest.mark.parametrize("field", QUESTIONS)
@pytest.mark.parametrize(
    ("stage", "case", "told"),
    [
        ("start", TAKEN, [(CAME, "not_asked")]),
        ("start", OTHER, []),
        ("start", TAKEN | {"outcomes": "start"}, [(CAME, "said")]),
        ("start", TAKEN | {"outcomes": "review"}, [(CAME, "not_asked")]),
        ("review", TAKEN, []),
        ("review", {"outcomes": "review"}, [(TODAY, "said")]),
        ("review", {"outcomes": "after"}, []),
        ("after", {"outcomes": "after"}, [(TODAY, "said")]),
        ("close", {"closed": Closed(CLOSED, "yes")}, [(CLOSED, "not_asked")]),
        ("close", {"closed": Closed(CLOSED, "yes"), "outcomes": "close"}, [(CLOSED, "said")]),
        ("close", {"outcomes": "close"}, []),
    ],
)
def test_at_the_start_and_at_the_end_everybody_counts_asked_or_not(
    field: str, stage: str, case: dict[str, Any], told: list[tuple[date, str]]
) -> None:
    for said, category in SAID.items():
        given = (asked(case["outcomes"], TODAY, **{field: said}),) if "outcomes" in case else ()
        tells = ASKED[f"{stage}.{field}"].tell(CountedCase(**{**case, "outcomes": given}))
        counted = _WHERE_ASKED.get(category, category) if stage in ("review", "after") else category
        assert list(tells) == [(day, counted if one == "said" else one) for day, one in told]
        assert counted in dict(ASKED[f"{stage}.{field}"].categories)


@pytest.mark.parametrize(
    ("stage", "case", "told"),
    [
        (
            "review",
            {"outcomes": (asked("review", CAME, "yes"), asked("review", TODAY))},
            [(CAME, "yes"), (TODAY, "no")],
        ),
        ("after", {"outcomes": (asked("after", again="not_known"),)}, [(CAME, "not_known")]),
        ("close", {"closed": Closed(CLOSED, ""), "outcomes": (asked("close", again="yes"),)}, [(CLOSED, "yes")]),
        ("close", {"closed": Closed(CLOSED, "")}, [(CLOSED, "not_known")]),
    ],
)
def test_whether_it_happened_again_at_each_stage(
    stage: str, case: dict[str, Any], told: list[tuple[date, str]]
) -> None:
    assert list(ASKED[f"{stage}.again"].tell(CountedCase(**case))) == told
    assert "start.again" not in ASKED


LAST_YEAR: Final = date(2025, 12, 31)
FULL: Final = CountedCase(
    referred=CAME,
    decision="accept",
    outcomes=(asked("review"),),
    closed=Closed(CAME, ""),
    needs=(NeedPair("nd_home", CAME, 1, 2),),
    intervened=CAME,
    maracs=((CAME, True),),
    duties=((CAME, "met"),),
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("decision", "Advise and watch|Decline|Not decided yet"),
        ("taken.source", "The police|Not stated"),
        ("other.adds_value", "Yes|No|Not stated"),
        ("taken.behaviour.stalking", "Yes|No"),
        ("reached", "Reached|Nobody reached yet"),
        ("added_value_end", "Yes|In part|No|Not stated"),
        ("start.safer", "Yes|In part|No|Declined, unsafe to ask or not known|Not asked"),
        ("review.safer", "Yes|In part|No|Declined, unsafe to ask or not known"),
        ("review.again", "Yes|No|Not known, or not asked"),
        ("need.nd_home", "Better|The same|Worse"),
        ("repeat", "Yes|No"),
        ("marac", "A repeat|Not a repeat"),
        ("duty", "Met in time|Met late|Not met, or its day is not written down|Set aside, with the reason"),
        ("equality.age", "25 to 34|Not stated"),
    ],
)
def test_every_category_has_its_words(question: str, words: str) -> None:
    assert "|".join(said for _id, said in ASKED[question].categories) == words


@pytest.mark.parametrize(
    ("case", "sorts"),
    [
        (TAKEN, {"taken"}),
        (OTHER, {"other"}),
        (OTHER | {"decision": ""}, {"other"}),
        ({"decision": "accept"}, set()),
        (TAKEN | {"closed": Closed(CLOSED, "yes")}, {"taken", "closed"}),
        (TAKEN | {"closed": Closed(CLOSED.replace(year=2025), "yes")}, {"taken"}),
        ({"outcomes": (asked("start"),)}, {"asked"}),
        ({"needs": (NeedPair("nd_home", CAME, 3, 2),)}, {"rated"}),
        ({"maracs": ((CAME, True),)}, {"marac"}),
        ({"duties": ((CAME, "met"),)}, {"duty"}),
    ],
)
def test_a_case_is_of_every_sort_that_has_a_day_in_the_year(case: dict[str, Any], sorts: set[str]) -> None:
    found = sorted_cases([CountedCase(**case)], 2026)
    assert {sort for sort, cases in found.items() if cases} == sorts


STAGES: Final = (("start", "taken"), ("review", "asked"), ("close", "closed"), ("after", "asked"))


def test_each_question_is_asked_of_the_cases_of_its_sort() -> None:
    sorts: dict[str, str] = {one.id: one.of for one in ASKED.values()}
    for stage, of in STAGES:
        assert {sorts[f"{stage}.{field}"] for field in QUESTIONS} == {of}
        assert sorts.get(f"{stage}.again") == (None if stage == "start" else of)
    for group in ("taken", "other"):
        assert {sorts[one] for one in sorts if one.startswith(f"{group}.")} == {group}
    single = {"decision": "other", "reached": "taken", "added_value_end": "closed", "need.nd_home": "rated",
              "repeat": "intervened", "marac": "marac", "duty": "duty", "equality.age": "taken"}  # fmt: skip
    assert {one: sorts[one] for one in single} == single


@pytest.mark.parametrize("stood", ["met", "met_late", "not_met", "set_aside"])
def test_a_duty_counts_as_it_stood(stood: Any) -> None:
    assert list(ASKED["duty"].tell(CountedCase(duties=((CAME, stood),)))) == [(CAME, stood)]
    assert stood in dict(ASKED["duty"].categories)


def test_only_a_case_with_a_day_in_the_year_is_asked() -> None:
    sorts = sorted_cases([FULL, CountedCase()], CAME.year)
    assert {sort for sort, cases in sorts.items() if cases} == set(sorts) - {"other"}
    assert sorted_cases([CountedCase(**OTHER), CountedCase(decision="decline")], CAME.year)["other"] == [
        CountedCase(**OTHER)
    ]
    assert not any(sorted_cases([FULL], CAME.year - 1).values())
    for one in ASKED.values():
        assert one.of in sorts
        assert not list(one.tell(FULL)) or sorts[one.of], one.id


@pytest.mark.parametrize(
    ("intervened", "years"),
    [(LAST_YEAR, {2026}), (date(2026, 10, 2), {2026}), (date(2026, 10, 3), {2027})],
)
def test_a_repeat_counts_in_the_year_its_follow_up_ends(intervened: date, years: set[int]) -> None:
    one = CountedCase(intervened=intervened)
    assert {year for year in (2025, 2026, 2027) if sorted_cases([one], year)["intervened"]} == years


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (TAKEN | {"reached": CAME + timedelta(3)}, (CAME, 3)),
        (TAKEN | {"reached": CAME}, (CAME, 0)),
        (TAKEN | {"reached": CAME - timedelta(2)}, (CAME, 0)),
        (TAKEN, None),
        (OTHER | {"reached": CAME}, None),
    ],
)
def test_days_until_somebody_was_reached(case: dict[str, Any], found: tuple[date, int] | None) -> None:
    assert first_contact_days(CountedCase(**case)) == found
    assert taken_on(CountedCase(**case)) == (CAME if case["decision"] == "accept" else None)
