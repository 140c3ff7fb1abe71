"""By when, on every paper: what was told as *tomorrow* is printed as its own day, never as the day it was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from hru_advocate.documents.compose.by_when import by_when_in_words
from hru_advocate.documents.compose.documents import compose_plan
from hru_advocate.documents.compose.measures import when_tick
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.moments import Moment, moment_in_words
from tests.documents.composed_cases import FORMS, item, paper, plan, text_of

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = datetime(2026, 11, 11, 10, 32, tzinfo=LONDON)
FRIDAY = datetime(2026, 11, 13, 16, 0, tzinfo=LONDON)
SUNDAY = datetime(2026, 11, 15, 9, 0, tzinfo=LONDON)
NEW_YEARS_EVE = datetime(2026, 12, 31, 9, 0, tzinfo=LONDON)
PERSONS = ("full_plan", "plain_sheet", "large_print", "easy_words", "pocket_card")


def told(words: str, now: datetime = WEDNESDAY, *, on: str = "") -> Moment:
    """What a plan keeps of *by when*, typed as words or brought along from an earlier version."""
    field = next(one for one in FORMS["safety_plan"].by_id["items"].fields if one.id == "when")
    raw: object = {"told": words, "on": on} if on else words
    moment = KIND_OF["when"].check(field, raw, Asking(now))
    assert isinstance(moment, Moment)
    return msgspec.convert(msgspec.to_builtins(moment), Moment)


@pytest.mark.parametrize(
    ("words", "now", "printed"),
    [
        # counted from the day it was told
        ("today", WEDNESDAY, "by 11 Nov"),
        ("now", WEDNESDAY, "by 11 Nov"),
        ("tomorrow", WEDNESDAY, "by 12 Nov"),
        ("by tomorrow", WEDNESDAY, "by 12 Nov"),
        ("By tomorrow.", WEDNESDAY, "by 12 Nov"),
        ("tomorrow at the latest", WEDNESDAY, "by 12 Nov"),
        ("no later than tomorrow", WEDNESDAY, "by 12 Nov"),
        ("by tomorrow", NEW_YEARS_EVE, "by 1 Jan 2027"),
        ("by the day after tomorrow", WEDNESDAY, "by 13 Nov"),
        ("in 3 days", WEDNESDAY, "by 14 Nov"),
        ("in 3 days", NEW_YEARS_EVE, "by 3 Jan 2027"),
        ("within 3 days", WEDNESDAY, "by 14 Nov"),
        ("in a week", WEDNESDAY, "by 18 Nov"),
        ("in two weeks", WEDNESDAY, "by 25 Nov"),
        ("a week today", WEDNESDAY, "by 18 Nov"),
        ("by noon tomorrow", WEDNESDAY, "by 12 Nov 2026, 12:00"),
        ("this evening", WEDNESDAY, "the evening of 11 Nov 2026"),
        ("by this evening", WEDNESDAY, "by the evening of 11 Nov 2026"),
        ("tonight", WEDNESDAY, "the night of 11 Nov 2026"),
        # a weekday gets its date
        ("Wednesday", WEDNESDAY, "Wednesday (18 Nov)"),
        ("by Thursday", WEDNESDAY, "by Thursday (12 Nov)"),
        ("by Wednesday", FRIDAY, "by Wednesday (18 Nov)"),
        ("Wednesday morning", FRIDAY, "Wednesday morning (18 Nov)"),
        ("by Friday night", WEDNESDAY, "by Friday night (13 Nov)"),
        ("Friday 10am", WEDNESDAY, "Friday 10am (13 Nov)"),
        ("before Friday", WEDNESDAY, "before Friday (13 Nov)"),
        ("from Monday", WEDNESDAY, "from Monday (16 Nov)"),
        ("until Monday", WEDNESDAY, "until Monday (16 Nov)"),
        ("by Wednesday", datetime(2026, 12, 30, 9, 0, tzinfo=LONDON), "by Wednesday (6 Jan 2027)"),
        ("Friday 13 November", WEDNESDAY, "Friday 13 November"),
        ("Tuesday or Wednesday", FRIDAY, "Tuesday or Wednesday (17 or 18 Nov)"),
        ("by Tuesday or Wednesday", FRIDAY, "by Tuesday or Wednesday (17 or 18 Nov)"),
        ("Monday to Wednesday", FRIDAY, "Monday to Wednesday (16 to 18 Nov)"),
        # next Friday: told on a Wednesday it may be one of two, told on a Friday it is one
        ("next Friday", WEDNESDAY, "by 13 or 20 Nov"),
        ("by next Friday", WEDNESDAY, "by 13 or 20 Nov"),
        ("by next Friday", FRIDAY, "by 20 Nov"),
        ("by next Friday", SUNDAY, "by 20 Nov"),
        ("next Monday", datetime(2026, 12, 22, 9, 0, tzinfo=LONDON), "by 28 Dec"),
        ("next Friday", datetime(2026, 12, 30, 9, 0, tzinfo=LONDON), "by 1 Jan 2027 or 8 Jan 2027"),
        ("this Friday", WEDNESDAY, "by 13 Nov"),
        # several days
        ("this week", WEDNESDAY, "11 to 15 Nov"),
        ("next week", WEDNESDAY, "16 to 22 Nov"),
        ("by next week", WEDNESDAY, "16 to 22 Nov"),
        ("before next week", WEDNESDAY, "before 16 Nov"),
        ("from next week", WEDNESDAY, "from 16 Nov"),
        ("after next week", WEDNESDAY, "after 22 Nov"),
        ("until next week", WEDNESDAY, "until next week (said on 11 Nov)"),
        ("at the weekend", WEDNESDAY, "14 to 15 Nov"),
        ("next week", datetime(2026, 11, 25, 9, 0, tzinfo=LONDON), "30 Nov to 6 Dec"),
        ("next week", datetime(2026, 12, 23, 9, 0, tzinfo=LONDON), "28 Dec 2026 to 3 Jan 2027"),
        # the end of a month is its last day
        ("end of the month", WEDNESDAY, "by 30 Nov"),
        ("by the end of the month", WEDNESDAY, "by 30 Nov"),
        ("by the end of the month", datetime(2026, 11, 30, 9, 0, tzinfo=LONDON), "by 30 Nov"),
        ("by the end of next month", WEDNESDAY, "by 31 Dec"),
        ("the end of the week", WEDNESDAY, "14 to 15 Nov"),
        # days that say which they are
        ("27 Nov", WEDNESDAY, "by 27 Nov"),
        ("by 27 Nov", WEDNESDAY, "by 27 Nov"),
        ("by 3 January", WEDNESDAY, "by 3 Jan 2027"),
        ("the 14th", WEDNESDAY, "by 14 Nov"),
        ("by the 9th", WEDNESDAY, "by 9 Dec"),
        ("Christmas", WEDNESDAY, "Christmas"),
        # what no day can be made out of
        ("tomorrow if the school agrees", WEDNESDAY, "tomorrow if the school agrees (said on 11 Nov)"),
        ("Wednesday if I can", WEDNESDAY, "Wednesday if I can (said on 11 Nov)"),
        ("on the 14th when he is out", WEDNESDAY, "on the 14th when he is out (said on 11 Nov)"),
        ("every Friday", WEDNESDAY, "every Friday"),
        ("Friday nights", WEDNESDAY, "Friday nights"),
        ("when I can", WEDNESDAY, "when I can"),
        ("as soon as possible", WEDNESDAY, "as soon as possible"),
    ],
)  # fmt: skip
def test_by_when(words: str, now: datetime, printed: str) -> None:
    moment = told(words, now)
    assert by_when_in_words(moment, now.date()) == printed
    one = item(1, "Walk the dog.", when=moment)
    assert printed in text_of(compose_plan("full_plan", replace(paper(plan(one)), today=now.date())).page)


@pytest.mark.parametrize("today", [date(2026, 11, 11), date(2026, 11, 20), date(2026, 12, 31)])
def test_the_day_stays_what_it_was_on_whichever_day_the_paper_is_made(today: date) -> None:
    assert by_when_in_words(told("by tomorrow"), today) == "by 12 Nov"
    assert by_when_in_words(Moment("by tomorrow", on="2026-11-11"), today) == "by 12 Nov"  # kept before it was read
    assert by_when_in_words(told("tomorrow if I can"), today) == "tomorrow if I can (said on 11 Nov)"


@pytest.mark.parametrize("words", ["by tomorrow", "tomorrow if I can", "before next week", "by next Friday"])
def test_a_plan_that_is_written_again_later_is_of_the_same_day(words: str) -> None:
    first = told(words)
    again = told(words, SUNDAY, on=first.on or "2026-11-11")
    assert by_when_in_words(again, SUNDAY.date()) == by_when_in_words(first, SUNDAY.date())
    assert moment_in_words(again) == moment_in_words(first)


def test_no_paper_of_the_person_says_a_day_that_moves() -> None:
    words = ("by tomorrow", "next Friday", "by Wednesday", "this evening", "within 3 days", "before next week")
    items = [
        item(number, f"Walk {number} dogs.", discreet=f"Walk {number}", when=told(one))
        for number, one in enumerate(words, 1)
    ]
    made = replace(paper(plan(*items)), today=SUNDAY.date())
    for document in PERSONS:
        printed = text_of(compose_plan(document, made).page)
        assert "(11 Nov)" not in printed, document
        for word in ("tomorrow", "next", "this evening", "within"):
            assert word not in printed, document
        assert ("by 12 Nov" in printed) == (document != "pocket_card"), document


def test_a_day_that_is_worked_out_is_held_against_the_days_that_show_something() -> None:
    court = item(1, "Go there.", section="court_orders", when=Moment("before Friday", on="2026-11-11"))
    assert when_tick(paper(plan(court)), court) is not None
    assert when_tick(paper(plan(court)), replace(court, when=Moment("when I can"))) is None
