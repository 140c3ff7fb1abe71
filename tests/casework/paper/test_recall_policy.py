"""Looking for copies, row by row: what is typed finds those that carry it and no other."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date

import pytest

from hru_advocate.casework.paper import copies
from hru_advocate.casework.paper.copies import Carrying
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.services import directory
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case

HELPLINE = "national_stalking_helpline"
RIGHT, WRONG = "0808 802 0300", "01632 960001"
OWN, OF_SERVICE, MEASURE, BARE = 1, 2, 3, 4


def copy(session: Session, number: int, **more: object) -> Saved:
    """A copy in a case of its own, whose drawn reference carries none of the digits that are looked for below."""
    raw: dict[str, object] = {"document": "other", "copy_number": number, "how": "printed", "state": "out"}
    cases = (new_case(session) for _ in itertools.repeat(None))
    return add(session, next(case for case in cases if "12" not in (case.ref or "")), "paper", raw | more)


def line_of(number: str) -> dict[str, object]:
    return {"service": [f"sv_{HELPLINE}"], "number": number}


@pytest.fixture(scope="module")
def held(shared: Session) -> Mapping[int, Saved]:
    """Four copies, each in a case of its own: with an own number, a service's line, a measure, and nothing."""
    return {
        OWN: copy(shared, OWN, services=[{"number": "01632 960123"}]),
        OF_SERVICE: copy(shared, OF_SERVICE, services=[line_of(RIGHT)]),
        MEASURE: copy(shared, MEASURE, measures=["sm_call_999"]),
        BARE: copy(shared, BARE),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {OWN, OF_SERVICE, MEASURE, BARE}),
        ("   ", {OWN, OF_SERVICE, MEASURE, BARE}),
        # digits are part of a number, as it was printed or as it is dialled here
        ("960123", {OWN}),
        ("01632 960", {OWN}),
        ("+44 1632 960", {OWN}),
        ("+44 (1632) 960 123", {OWN}),
        ("123", {OWN}),
        ("802-0300", {OF_SERVICE}),
        ("960124", set()),
        ("12", set()),  # two digits stand in any number
        # words are part of one name: a service's, a measure's, or a case's reference
        ("stalking", {OF_SERVICE}),
        ("STALKING helpline", {OF_SERVICE}),
        ("helpline stalking", {OF_SERVICE}),
        ("stalking zebra", set()),
        ("zebra", set()),
        ("ring 960123", set()),
    ],
)
def test_what_is_typed_finds_the_copies_that_carry_it(
    shared: Session, held: Mapping[int, Saved], text: str, found: set[int]
) -> None:
    assert {line.copy_number for line in copies.recall_list(shared, Carrying(text=text))} == found


def test_a_copy_is_found_by_a_word_of_its_measure_and_by_its_case(shared: Session, held: Mapping[int, Saved]) -> None:
    words = shared.product.library.measure("sm_call_999").text
    assert [line.copy_number for line in copies.recall_list(shared, Carrying(text=words))] == [MEASURE]
    for number, saved in held.items():
        assert [line.copy_number for line in copies.recall_list(shared, Carrying(text=saved.ref or ""))] == [number]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Carrying(number="01632 960123"), {OWN}),
        (Carrying(number="+44 1632 960123"), {OWN}),
        (Carrying(number="960123"), set()),  # a whole number, or none
        (Carrying(number="no number"), set()),
        (Carrying(service=HELPLINE), {OF_SERVICE}),
        (Carrying(service=f"sv_{HELPLINE}"), {OF_SERVICE}),
        (Carrying(measure="sm_call_999"), {MEASURE}),
        (Carrying(measure="sm_call_999", service=HELPLINE), set()),
        (Carrying(number=RIGHT, service=HELPLINE), {OF_SERVICE}),
        (Carrying(number=RIGHT, measure="sm_call_999"), set()),
    ],
)
def test_several_things_asked_for_are_all_carried(
    shared: Session, held: Mapping[int, Saved], wanted: Carrying, found: set[int]
) -> None:
    assert {line.copy_number for line in copies.recall_list(shared, wanted)} == found


@pytest.mark.parametrize(
    ("number", "state", "out", "wrong"),
    [
        (RIGHT, "out", 1, 0),
        ("08088020300", "out", 1, 0),
        (WRONG, "out", 1, 1),
        (WRONG, "lost", 1, 1),
        (WRONG, "returned", 0, 0),
        (WRONG, "destroyed", 0, 0),
    ],
)
def test_copies_with_a_line_of_a_service_are_counted_with_those_that_say_another_number(
    session: Session, number: str, state: str, out: int, wrong: int
) -> None:
    directory.confirm(session, HELPLINE, "number", RIGHT, by="Robin", against="rang", on=date(2026, 11, 20))
    saved = copy(session, 1, state=state, services=[line_of(number)])
    copy(session, 2, services=[{"number": WRONG}])  # the person's own is no line of a service
    copy(session, 3, services=[{"service": ["sv_respect_phoneline"], "number": WRONG}])
    for name in (HELPLINE, f"sv_{HELPLINE}"):
        assert copies.copies_of_service(session, name) == (out, wrong)
    (line,) = copies.copies(session, id_of(saved))
    assert len(line.changed) == wrong
    assert all("another now" in one for one in line.changed)


def test_a_copy_with_a_right_and_a_wrong_number_of_a_service_is_wrong(session: Session) -> None:
    directory.confirm(session, HELPLINE, "number", RIGHT, by="Robin", against="rang", on=date(2026, 11, 20))
    copy(session, 1, services=[line_of(RIGHT), line_of(WRONG)])
    assert copies.copies_of_service(session, HELPLINE) == (1, 1)


def test_a_copy_says_what_it_is_for_whom_where_it_is_kept_and_until_when(session: Session) -> None:
    saved = copy(
        session, 5, document="pocket_card", kept_where="her bag", for_whom="Sam Example", destroy_by="2026-12-01"
    )
    (line,) = copies.copies(session, id_of(saved))
    assert line.words == "Copy 5, pocket card for Sam Example, kept: her bag, until 1 Dec 2026"


@pytest.mark.parametrize(("numbers", "following"), [((), 1), ((1,), 2), ((3, 1), 4)])
def test_the_next_copy_has_the_next_number(
    session: Session, case: Saved, numbers: tuple[int, ...], following: int
) -> None:
    for number in numbers:
        add(session, case, "paper", {"document": "other", "copy_number": number, "how": "printed"})
    copy(session, 9)  # of another case
    assert copies.next_copy(session, id_of(case)) == following
