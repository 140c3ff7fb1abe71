"""Names, places, numbers and dates are found however they are written; everyday words are not."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.documents.compose.give_away import GiveAwayCheck, GiveAwayList, JudgedText, Person, ProtectedValue
from tests.documents.composed_cases import LIBRARY, REFUSED, WORDS

LISTED = GiveAwayList(WORDS.give_away)
WATCH = GiveAwayCheck(
    WORDS,
    (
        Person("perpetrator", "Mr José Müller-Smith", "Jo"),
        Person("child", "Ola Żak"),
        Person("other", "Mark O'Brien"),
    ),
    (
        ProtectedValue("address", "Flat 2, 14 Vexford Row\nExampleton\nCH1 1AA"),
        ProtectedValue("code_word", "kumquat - ring 999"),
        ProtectedValue("unit", "Harm Reduction Unit"),
    ),
    refused=REFUSED,
    dates=(("a hearing", date(2026, 12, 3)),),
)


@pytest.mark.parametrize(
    "text",
    [
        "jose rang", "JOSÉ’s car", "Müller Smith", "the smith boy", "Jo came", "J\u200bose", "kumquat!", "say KUMQUAT",
        "14 vexford row", "at Flat 2, 14 Vexford Row", "ch1 1aa", "harm reduction  unit", "a medium risk", "99955",
        "ring 999 55", "0808 802 4040", "+44 808 802 4040", "080 88024040",
    ],
)  # fmt: skip
def test_found_and_never_printable(text: str) -> None:
    hits = WATCH.find(JudgedText(text))
    assert hits
    assert hits[0].never


@pytest.mark.parametrize(
    "text",
    [
        "ola and zak", "Ola's school", "O’Brien", "make a mark", "Mark it", "on 3 Dec", "3rd December", "03/12/2026",
        "2026-12-03", "3.12.26", "the 3 of December", "07700 900123", "me@example.invalid", "CH2 2BB",
        "9 Example Street",
    ],
)  # fmt: skip
def test_found_and_printable_with_a_tick(text: str) -> None:
    hits = WATCH.find(JudgedText(text))
    assert hits
    assert not any(hit.never for hit in hits)


@pytest.mark.parametrize(
    "text",
    [
        "", "josephine", "Exampleton", "call 999, then 55 when asked", "a blacksmith", "row", "13 December 2026",
        "3 Nov", "30 Dec", "by 27/11/2026", "at 10:30", "@ home", "risk it", "Mr", "unit 4", "room 14",
    ],
)  # fmt: skip
def test_everyday_words_are_let_through(text: str) -> None:
    assert WATCH.find(JudgedText(text)) == ()


def test_names_of_one_letter_and_titles_are_not_looked_for() -> None:
    assert GiveAwayCheck(WORDS, (Person("perpetrator", "Dr A de la X"),)).find(JudgedText("A dr, de la a x")) == ()


def test_the_products_own_texts_hold_no_number_that_must_not_print() -> None:
    watch = GiveAwayCheck(WORDS, refused=REFUSED)
    assert [
        one.id for one in LIBRARY.measures.measures if any(hit.never for hit in watch.find(JudgedText(one.text)))
    ] == []


def test_refused_numbers_are_those_of_perpetrators_lines_and_old_ones_but_no_right_one() -> None:
    assert "08088024040" in REFUSED
    assert "99955" in REFUSED
    assert "999" not in REFUSED
    assert "08088020300" not in REFUSED


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ring the POLICE", "police*"), ("he is stalking me", "stalk*"), ("a code word", "code word*"),
        ("Women’s Aid", "women s aid"), ("non-molestation", "non molestation"), ("bailiff", ""), ("hru", "hru"),
        ("courtyard", "court*"), ("a walk", ""),
    ],
)  # fmt: skip
def test_give_away_words_are_whole_words_or_begin_with_them(text: str, entry: str) -> None:
    assert LISTED.first_in(JudgedText(text)) == entry


def test_short_words_of_the_product_give_nothing_away_but_for_one_that_is_left_off() -> None:
    found = {one.discreet_text: LISTED.first_in(JudgedText(one.discreet_text)) for one in LIBRARY.measures.measures}
    assert {text: entry for text, entry in found.items() if entry} == {"Code word set": "code word*"}
