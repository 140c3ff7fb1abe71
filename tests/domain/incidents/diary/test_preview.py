"""A diary as it would be taken: words unchanged, duplicates by day and words, rows somebody mended."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary.preview import (
    TOO_LONG,
    Amended,
    HowToTake,
    clock_of,
    looked_over,
    raw_of_row,
    same_keys,
)
from hru_advocate.domain.incidents.diary.reading import read_diary
from hru_advocate.domain.moments import read_moment
from tests.domain.incidents.diary.made_up_diaries import NOW, previewed


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("3 Nov 2026,He rang!", "03/11/2026,he rang", "duplicate"),
        ("3 Nov 2026,he rang", "4 Nov 2026,he rang", "ready"),
        ("3 Nov 2026,he rang", "3 Nov 2026,he came", "ready"),
        ("3 Nov 2026 21:14,he rang", "3 Nov 2026 21:14,he rang", "duplicate"),
        ("3 Nov 2026 21:14,he rang", "3 Nov 2026 21:15,he rang", "ready"),
        ("3 Nov 2026 21:14,he rang", "3 Nov 2026,he rang", "duplicate"),
        ("3 Nov 2026,he rang", "3 Nov 2026 21:14,he rang", "duplicate"),
        ("yesterday,he rang", "yesterday,he rang", "undecided"),
        ("3 Nov 2026,!!!", "3 Nov 2026,???", "ready"),
    ],
)
def test_a_row_that_stands_twice_is_found_by_day_and_words(first: str, second: str, state: str) -> None:
    text = f"When,What\n{first}\n{second}\n"
    assert previewed(text).rows[1].state == state
    if "yesterday" in text:
        return
    one = previewed(f"When,What\n{first}\n").rows[0]
    noted = {key: frozenset({clock_of(one.when)}) for key in same_keys(one.when, one.what, one.words)}
    assert previewed(f"When,What\n{second}\n", noted=noted).rows[0].state == state


def test_words_are_kept_whole_and_what_happened_is_short() -> None:
    long = "He rang.\nI hid. " + "and then he " * 60 + "left"
    row = previewed(f'When,What\n3 Nov 2026,"{long}"\n').rows[0]
    assert row.words == long
    assert row.what.endswith(" \u2026")
    assert len(row.what) <= 302
    both = previewed("When,What,Words\n3 Nov 2026,rang,I was scared\n").rows[0]
    assert (both.what, both.words) == ("rang", "I was scared")
    assert [one.words_beside for one in (row, both)] == ["", "I was scared"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("a" * 300, "a" * 300),
        ("a" * 301, "a" * 300 + "\u2026"),
        ("a" * 299 + " b", "a" * 299 + " \u2026"),
        ("a" * 280 + ", " + "b" * 30, "a" * 280 + " \u2026"),
        ("a" * 149 + "\n\n" + "b" * 149, "a" * 149 + "\n\n" + "b" * 149),
        ("a" * 149 + "\n\n" + "b" * 150, "a" * 149 + " " + "b" * 150),
    ],
)
def test_what_happened_is_at_most_three_hundred_letters_of_her_words(words: str, what: str) -> None:
    row = previewed(f'When,What\n3 Nov 2026,"{words}"\n').rows[0]
    assert (row.what, row.words) == (what, words)


def test_a_row_is_told_to_us_and_says_where_it_comes_from() -> None:
    preview = previewed("When,What,How many,Where,Witness\n3 Nov 2026,rang,about 40 times,home,Jo\n")
    raw = raw_of_row(preview.rows[0], preview.file, "a" * 64, ("bh_rang",))
    assert raw["basis"] == "report"
    assert raw["items"] == [{"what": "From a diary file (CSV file), row 1", "sha256": "a" * 64}]
    assert (raw.get("times"), raw["times_told"], raw["where"], raw["seen_by"]) == (None, "about 40 times", "home", "Jo")
    assert raw["behaviours"] == ["bh_rang"]
    assert "behaviours" not in raw_of_row(preview.rows[0], preview.file, "a" * 64)


@pytest.mark.parametrize(
    ("often", "times", "told"),
    [
        ("3", 3, None),
        ("1,000", 1000, None),
        ("twice", 2, None),
        ("twice a day", None, "twice a day"),
        ("daily", None, "daily"),
        ("", None, None),
    ],
)
def test_a_whole_number_is_a_count_and_other_words_are_kept(often: str, times: int | None, told: str | None) -> None:
    preview = previewed(f'When,What,How many\n3 Nov 2026,rang,"{often}"\n')
    raw = raw_of_row(preview.rows[0], preview.file, "a" * 64)
    assert (raw.get("times"), raw.get("times_told")) == (times, told)


def test_a_message_that_is_mended_names_its_writer_once() -> None:
    file = read_diary(b"[28/10/2026, 23:58:12] Dan: where r u\n[29/10/2026, 00:03:05] Dan: stop\n", ".txt", NOW)
    mended = {1: Amended(what="Dan: where are you"), 2: Amended(what="Stop")}
    rows = looked_over(file, HowToTake(), NOW, noted={}, amended=mended).rows
    assert [row.what for row in rows] == ["Dan: where are you", "Dan: Stop"]


def test_an_undecided_row_is_mended_by_hand() -> None:
    file = read_diary(b"When,What\nyesterday,rang\n3 Nov 2026,\n4 Nov 2026,a,b\n", ".csv", NOW)
    mended = {1: Amended(when="2 Nov 2026"), 2: Amended(what="came"), 3: Amended(what="a, b")}
    preview = looked_over(file, HowToTake(), NOW, noted={}, amended=mended)
    assert [(row.state, row.when.start, row.words) for row in preview.rows] == [
        ("ready", "2026-11-02", "rang"),
        ("ready", "2026-11-03", "came"),
        ("ready", "2026-11-04", "a, b"),
    ]


@pytest.mark.parametrize(("column", "most"), [("Words", 20_000), ("Where", 200), ("How many", 120), ("Witness", 500)])
def test_a_cell_longer_than_a_record_takes_is_said_and_the_longest_is_taken(column: str, most: int) -> None:
    for length, missing in ((most, ""), (most + 1, TOO_LONG)):
        row = previewed(f"When,What,{column}\n3 Nov 2026,rang,{'a' * length}\n").rows[0]
        assert (row.why, row.state) == (missing, "undecided" if missing else "ready")


@pytest.mark.parametrize(
    ("told", "clock"),
    [("3 Nov 2026 21:14", "21:14"), ("3 Nov 2026", ""), ("about 9pm on 3 Nov 2026", ""), ("some time", "")],
)
def test_the_time_of_day_tells_two_notes_of_one_day_apart_only_where_it_is_exact(told: str, clock: str) -> None:
    assert clock_of(read_moment(told, NOW)) == clock
