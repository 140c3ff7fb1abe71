"""A visit by the clock, both sides of each boundary, and what one needs before it is kept."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.moments import Moment
from hru_advocate.domain.visits.visit import STANDING_WORDS, VisitStanding, gravest, read_visit, visit_fault

DAY = date(2026, 11, 23)


def answers(**more: object) -> Answers:
    said = {"who": "Asha", "company": "alone", "on": DAY, "out": "10:00", "back": "12:00", "state": "planned"}
    return {field: Answer(value=value) for field, value in (said | more).items() if value is not None}


def at(clock: str, day: int = 23) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{clock}")


@pytest.mark.parametrize(
    ("state", "moment", "standing", "minutes"),
    [
        ("planned", at("09:59"), "planned", 0),
        ("planned", at("10:00"), "not_out", 0),
        ("planned", at("11:59"), "not_out", 0),
        ("planned", at("12:00"), "overdue", 0),  # nobody called it off: somebody may be there
        ("out", at("09:00"), "out", 0),
        ("out", at("11:59"), "out", 0),
        ("out", at("12:00"), "overdue", 0),
        ("out", at("12:01"), "overdue", 1),
        ("out", at("12:00", 24), "overdue", 1440),
        ("back", at("13:00"), "back", 0),
        ("called_off", at("13:00"), "called_off", 0),
    ],
)
def test_a_visit_stands_as_the_clock_says(state: str, moment: datetime, standing: VisitStanding, minutes: int) -> None:
    visit = read_visit("", "", answers(state=state))
    assert (visit.standing(moment), visit.overdue_minutes(moment)) == (standing, minutes)


@pytest.mark.parametrize(
    ("standing", "words"),
    [("planned", "planned"), ("not_out", "not said to be out"), ("out", "out"), ("overdue", "overdue"),
     ("back", "back"), ("called_off", "called off")],
)  # fmt: skip
def test_how_a_visit_stands_is_said_in_words(standing: VisitStanding, words: str) -> None:
    assert STANDING_WORDS[standing] == words


@pytest.mark.parametrize(
    ("state", "moment", "changes"),
    [
        ("planned", at("09:00"), at("10:00")),
        ("planned", at("10:00"), at("12:00")),
        ("out", at("11:00"), at("12:00")),
        ("out", at("12:00"), None),
        ("back", at("09:00"), None),
    ],
)
def test_the_moment_it_stands_otherwise_is_known(state: str, moment: datetime, changes: datetime | None) -> None:
    assert read_visit("", "", answers(state=state)).changes_at(moment) == changes


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"back": None}, None),
        ({"out": None}, None),
        ({"back": "10:00"}, "back"),
        ({"back": "09:00"}, "back"),
        ({"back": "09:00", "back_on": date(2026, 11, 24)}, None),
        ({"back": "10:00", "back_on": date(2026, 11, 24)}, None),
        ({"back": "10:01", "back_on": date(2026, 11, 24)}, "back_on"),
        ({"back_on": date(2026, 11, 22)}, "back_on"),
        ({"there_from": "10:30", "there_until": "11:30"}, None),
        ({"there_from": "12:01"}, "there_from"),
        ({"there_from": "09:30"}, "there_from"),
        ({"there_until": "12:01"}, "there_until"),
        ({"there_until": "11:00"}, None),
        ({"there_from": "11:00"}, None),
        ({"there_from": "11:00", "there_until": "11:00"}, "there_until"),
        ({"company": "colleague"}, "with_name"),
        ({"company": "colleague", "with_name": "Ben"}, None),
        ({"state": "called_off"}, "called_off_because"),
        ({"state": "called_off", "called_off_because": "She rang."}, None),
        ({"state": "back"}, "checked_in"),
        ({"state": "back", "checked_in": Moment("some time")}, "checked_in"),
        ({"state": "back", "checked_in": Moment("", "2026-11-23T09:59", "2026-11-23T09:59")}, "checked_in"),
        ({"state": "back", "checked_in": Moment("", "2026-11-23T10:00", "2026-11-23T10:00")}, None),
        ({"state": "back", "checked_in": Moment("", "2026-11-23", "2026-11-23")}, None),
        ({"state": "back", "checked_in": Moment("", "2026-11-22", "2026-11-22")}, "checked_in"),
    ],
)
def test_what_a_visit_needs(more: dict[str, object], field: str | None) -> None:
    fault = visit_fault(read_visit("", "", answers(**more)))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


def test_over_midnight_the_time_with_the_person_is_on_the_next_day() -> None:
    late = read_visit("", "", answers(out="23:00", back="01:00", back_on=date(2026, 11, 24), there_from="00:15"))
    span = late.with_person
    assert span is not None
    assert (span.start, span.end) == ("2026-11-24T00:15", "2026-11-24T01:00")


@pytest.mark.parametrize(
    ("states", "moment", "believed"),
    [
        (("back", "out"), at("11:00"), "out"),
        (("out", "back"), at("13:00"), "out"),
        (("called_off", "back"), at("13:00"), "back"),
        (("planned", "called_off"), at("09:00"), "planned"),
        (("planned", "called_off"), at("11:00"), "planned"),  # nobody said that they set out
        (("planned", "out"), at("11:00"), "out"),
        (("back", "planned"), at("11:00"), "planned"),
        (("back", "planned"), at("09:00"), "planned"),
        (("called_off", "out"), at("09:00"), "out"),
    ],
)
def test_of_versions_that_disagree_somebody_is_out(states: tuple[str, str], moment: datetime, believed: str) -> None:
    versions = [read_visit(str(number), "r", answers(state=state)) for number, state in enumerate(states)]
    assert gravest(versions, moment).state == believed


def test_of_two_that_stand_alike_the_one_that_is_back_sooner_is_believed() -> None:
    sooner, later = read_visit("z", "r", answers(state="out")), read_visit("a", "r", answers(state="out", back="12:30"))
    assert gravest([later, sooner], at("11:00")) == sooner
    never = read_visit("a", "r", answers(state="planned", back=None))
    assert gravest([read_visit("z", "r", answers()), never], at("09:00")) == never  # no time back, as good as now


def test_each_way_a_visit_stands_has_its_place_when_versions_disagree() -> None:
    """Overdue, out, not said to be out, planned, back, called off: the graver first, whichever two disagree."""
    late = {"out": "07:00", "back": "08:00"}
    versions = {
        "overdue": answers(state="out", **late),
        "out": answers(state="out"),
        "not_out": answers(),
        "planned": answers(out="11:00"),
        "back": answers(state="back"),
        "called_off": answers(state="called_off"),
    }
    read = {standing: read_visit(standing, "r", given) for standing, given in versions.items()}
    assert [one.standing(at("10:30")) for one in read.values()] == list(read)
    for place, graver in enumerate(read):
        for other in list(read)[place + 1 :]:
            assert gravest([read[other], read[graver]], at("10:30")).entry == graver
