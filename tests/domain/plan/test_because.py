"""Why, said aloud: our labels, where we know it from, and days; nothing that somebody typed."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.plan.because import NAMED, Reason, because, reason_of, spoken_day
from hru_advocate.domain.plan.case_facts import Known

TODAY = date(2026, 11, 23)


def known(purpose: str = "risk", *, how: tuple[str, ...] = (), last: str = "") -> Known:
    return Known(
        "rf_x", True, "entry", "Any form", "2026-11-21", "typed words", "said", purpose=purpose, how=how, last=last
    )


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (("victim_said",), "you told us on 21 November"),
        (("police_record", "victim_said"), "you told us on 21 November"),
        (("police_record",), "it is on a police record, noted on 21 November"),
        (("advocate_saw",), "we saw it ourselves, noted on 21 November"),
        (("partner_agency",), "another service told us, noted on 21 November"),
        (("document_or_device",), "a document or a device shows it, noted on 21 November"),
        (("family_or_friend",), "somebody close to you told us, noted on 21 November"),
        ((), "we talked about it on 21 November"),
    ],
)
def test_where_a_finding_is_known_from(how: tuple[str, ...], says: str) -> None:
    assert reason_of(known(how=how), TODAY).how == says


@pytest.mark.parametrize(
    ("purpose", "says"),
    [
        ("risk", "we talked about it on 21 November"),
        ("incident", "an incident was noted on 21 November"),
        ("judgement", "the judgement of 21 November says so"),
        ("order", "the order of 21 November says so"),
        ("needs", "we looked on 21 November at where help is needed"),
        ("situation", "this is how things were on 21 November"),
        ("contact", "it came up when we were in touch on 21 November"),
        ("referral", "the referral of 21 November says so"),
        ("something_new", "we wrote it down on 21 November"),
    ],
)
def test_which_record_it_is_known_from(purpose: str, says: str) -> None:
    assert reason_of(known(purpose), TODAY).how == says


def test_how_recent_it_is() -> None:
    assert reason_of(known(last="2026-11-12"), TODAY).last == "last on 12 November"
    assert reason_of(known(last="2025-12-31"), TODAY).last == "last on 31 December 2025"
    assert reason_of(known(), TODAY).last == ""


def test_nothing_that_was_typed_is_said() -> None:
    reason = reason_of(known(how=("victim_said",), last="2026-11-12"), TODAY)
    assert "typed" not in because([("rf_x", "followed or watched")], {"rf_x": reason})


def test_reasons_known_in_the_same_way_are_said_once() -> None:
    told = Reason("you told us on 21 November")
    named = [("a", "followed or watched"), ("b", "very frightened")]
    assert because(named, dict.fromkeys("ab", told)) == (
        "Because you told us on 21 November: followed or watched and very frightened."
    )


def test_a_label_with_a_comma_is_parted_by_semicolons() -> None:
    assert because([("a", "one, two"), ("b", "three")], {}) == "Because we know this: one, two; and three."


def test_more_than_one_can_follow_by_ear_is_counted() -> None:
    named = [(str(number), f"thing {number}") for number in range(NAMED + 2)]
    said = because(named, {})
    assert said == "Because we know this: thing 0, thing 1 and thing 2; and for 2 more reasons."
    assert because(named[: NAMED + 1], {}).endswith("and for 1 more reason.")
    assert because(named[:NAMED], {}) == "Because we know this: thing 0, thing 1 and thing 2."


def test_a_day_of_another_year_names_it() -> None:
    assert spoken_day(date(2026, 2, 3), TODAY) == "3 February"
    assert spoken_day(date(2025, 2, 3), TODAY) == "3 February 2025"
