"""Numbers in words that a pack brings: however they are written they are seen, and none comes that is never printed."""

from __future__ import annotations

import pytest

from hru_advocate.domain.packs.changes import changes_of, taken_of
from hru_advocate.domain.packs.numbers import numbers_in
from hru_advocate.domain.services.directory import Service
from hru_advocate.domain.services.guarding import gives_refuge_away
from tests.domain.packs.made_up_pack import HARBOUR, REFUGE, changed, here, made_up, pack, ring

SEEN = "01632960101"
WRITTEN = (
    "01632 960101", "01632\u2013960\u2013101", "01632\u2011960\u2011101", "01632\u2014960\u2014101",
    "01632\u2212960\u2212101", "01632\u00b7960\u00b7101", "01632\u2022960\u2022101", "01632:960:101", "01632_960_101",
    "01632*960*101", "01632|960|101", "01632    960101", "[01632] [960101]",
    "0 \u2013 1 6 3 2 \u2013 9 6 0 \u2013 1 0 1",
    "\u0660\u0661\u0666\u0663\u0662 \u0669\u0666\u0660\u0661\u0660\u0661", "\U0001d7ce1632 960101", "\u24ea1632 960101",
    "\u24ff1632 960101", "\U0001f10c1632 960101", "0\ufe0f\u20e31\ufe0f\u20e3632 960101", "0\u03321632 960101",
    "O1632 96O101", "o1632 96o1o1", "\u041e1632 96\u041e101", "0l632 960l0l", "0I632 960I0I", "+44 1632 960101",
    "+44\u00a0(0)1632\u2013960101",
)  # fmt: skip
"""One number, as a person reads it."""

NO_NUMBER = (
    "Mon 09:00-17:00, 18:00-20:00, 21:00 \u2013 22:00", "\u00a310,000\u2013\u00a320,000",
    "Since 1998, for 60,000 people; 24/7",
    "on 23.11.2026", "Reference 610167, room 51016", "Ring 999, 101 or 111", "Oil, lOO and Io", "12345678",
)  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN, ids=range(len(WRITTEN)))
def test_a_number_in_words_is_seen_however_it_is_written(written: str) -> None:
    assert numbers_in(f"Ring {written}.") == {SEEN}
    new = changed(made_up("quay_line", phones=()), access=f"Ring {written}.")
    assert [one.sort for one in changes_of(here(), pack(new)) if one.what == "How to reach it"] == ["ticked"]


@pytest.mark.parametrize("words", NO_NUMBER)
def test_other_figures_are_no_number(words: str) -> None:
    assert numbers_in(words) == frozenset()


@pytest.mark.parametrize(
    ("written", "seen"), [("116\u2013123", "116123"), ("0800 \u2013 1111", "08001111"), ("123456789", "123456789")]
)
def test_short_numbers_are_seen_too(written: str, seen: str) -> None:
    assert numbers_in(written) == {seen}


OLD, OF_HARM, NEW = "01632 960 199", "01632 960 166", "01632 960 102"
NEVER = "This number is of a line for people who do harm; it never becomes a number for a victim."
BANNED = "Not to be printed for Harbour Line: an old number."


@pytest.mark.parametrize("field", ["summary", "who_for", "access", "safety_notes", "notes", "run_by", "source_note"])
@pytest.mark.parametrize(
    ("number", "sort", "why"),
    [
        (NEW, "ticked", ""),
        (OLD, "refused", BANNED),
        (f"18001 {OLD}", "refused", BANNED),
        (f"{OLD}, 24/7", "refused", BANNED),
        (OLD.replace(" ", "\u2013"), "refused", BANNED),
        (OF_HARM, "refused", NEVER),
        (f"24/7 {OF_HARM}", "refused", NEVER),
    ],
)
def test_words_never_bring_what_no_number_may_become(field: str, number: str, sort: str, why: str) -> None:
    content = pack(changed(HARBOUR, **{field: f"Ring {number}."}))
    (line,) = changes_of(here(), content)
    assert (line.sort, line.why) == (sort, why)
    taken = taken_of(here(), content, {line.id}).services
    assert bool(taken) is (sort == "ticked")


def test_sources_with_a_number_wait_for_the_tick() -> None:
    theirs = changed(HARBOUR, other_sources=(f"A leaflet: {NEW}",))
    new = made_up("quay_line", other_sources=(f"A leaflet: {NEW}",), phones=())
    for one in (theirs, new):
        (line,) = (line for line in changes_of(here(), pack(one)) if line.what == "Other sources")
        assert line.sort == "ticked"
        assert NEW not in f"{taken_of(here(), pack(one), ()).services}"
        assert NEW in f"{taken_of(here(), pack(one), {line.id}).services}"


def test_a_number_beside_another_is_found_however_it_is_written() -> None:
    content = pack(changed(HARBOUR, phones=(ring("01632 960 101", "now 01632\u2013960\u2013102"),)))
    assert [one.sort for one in changes_of(here(), content)] == ["refused"]
    assert taken_of(here(), content, ()).services == ()


@pytest.mark.parametrize("postcode", ["CH1 2AB", "CH1  2AB", "CH1-2AB", "CH1\u20132AB", "ch12ab"])
def test_a_postcode_of_a_refuge_is_found_however_it_is_written(postcode: str) -> None:
    def told(words: str) -> Service:
        return changed(REFUGE, access=words)

    assert gives_refuge_away(REFUGE, told(f"Come to {postcode}."))
    assert not gives_refuge_away(REFUGE, told("Ask for room B2, 3rd floor, at 12."))
