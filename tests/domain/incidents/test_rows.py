"""Rows of the table: what a spreadsheet copies arrives cell by cell, and a name that means several is refused."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest

from hru_advocate.domain.incidents import rows
from hru_advocate.domain.incidents.behaviours import Behaviour, read_behaviours
from hru_advocate.domain.incidents.rows import (
    EndlessCell,
    TableRow,
    TooManyRows,
    behaviour_named,
    behaviours_like,
    kept_rows,
    pasted_rows,
    raw_row,
)
from hru_advocate.errors import InvalidAnswer

HEADS_TYPED = ("when", "Date", "DAY", "Time", "What", "What happened", "What was done", "How many times", "Where")
KNOWN = {one.id: one for one in read_behaviours((files("resources") / "behaviours.toml").read_bytes())}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 Nov\trang", [TableRow("1 Nov", "rang")]),
        ("1 Nov\trang\r\n2 Nov\tcame\r\n", [TableRow("1 Nov", "rang"), TableRow("2 Nov", "came")]),
        ('1 Nov\t"two\nlines, ""quoted"""\trang', [TableRow("1 Nov", 'two\nlines, "quoted"', "rang")]),
        ("When\tWhat happened\n1 Nov\trang", [TableRow("1 Nov", "rang")]),
        ("Date\tWhat\n1 Nov\trang", [TableRow("1 Nov", "rang")]),
        ("1 Nov\trang\t\t40\tat work\tand more", [TableRow("1 Nov", "rang · and more", "", "40", "at work")]),
        ("\n\t\t\n1 Nov\trang\n\n", [TableRow("1 Nov", "rang")]),
        ("\ufeff1\u00a0Nov\tra\u200bng", [TableRow("1 Nov", "rang")]),
        ("he came\nhe rang", [TableRow("", "he came"), TableRow("", "he rang")]),
        *((f"{head}\t\n1 Nov\trang", [TableRow("1 Nov", "rang")]) for head in HEADS_TYPED),
        ("Diary\t\n1 Nov\trang", [TableRow("Diary"), TableRow("1 Nov", "rang")]),
        ("", []),
    ],
)
def test_rows_of_a_spreadsheet(text: str, found: list[TableRow]) -> None:
    assert list(pasted_rows(text)) == found


def test_two_thousand_rows_are_taken_and_one_more_is_not() -> None:
    assert len(pasted_rows("1 Nov\trang\n" * 2000)) == 2000
    with pytest.raises(TooManyRows):
        pasted_rows("1 Nov\trang\n" * 2001)


@pytest.mark.parametrize("line", ["1 Nov\trang\n", "he rang\n"])
def test_of_a_table_without_end_no_more_is_read_than_says_so(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was read to its last line first, while the window waited."""
    made: list[object] = []
    reading = rows.row_of

    def read(cells: list[str]) -> TableRow:
        made.append(cells)
        return reading(cells)

    monkeypatch.setattr(rows, "row_of", read)
    with pytest.raises(TooManyRows):
        pasted_rows("\n" * 9000 + line * 9000)
    assert len(made) == 2001


@pytest.mark.parametrize(
    "typed",
    [
        [TableRow("1 Nov", "rang")] * 2001,
        [TableRow("1 Nov", "x" * 150_000)],
        [TableRow("time", "when"), TableRow("", 'she said "he\tcame"\nagain', "", "2")],
        [],
    ],
    ids=["many", "long", "like heads", "none"],
)
def test_what_was_typed_and_not_saved_comes_back_whole(typed: list[TableRow]) -> None:
    """Two pastes together are more than one may bring: refused there, all of it was gone from the next opening on."""
    held, before = io.StringIO(), csv.field_size_limit()
    csv.writer(held, delimiter="\t", lineterminator="\n").writerows(row.cells for row in typed)
    assert list(kept_rows(held.getvalue())) == typed
    assert csv.field_size_limit() == before


def test_a_quote_that_is_never_closed_is_said() -> None:
    assert pasted_rows('1 Nov\t"' + "x" * 131_072 + '"')
    with pytest.raises(EndlessCell, match="is a quote not closed"):
        pasted_rows('1 Nov\t"' + "x" * 131_073)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("Followed them", "bh_followed"), ("followed  THEM", "bh_followed"), ("bh_followed", "bh_followed"),
        ("rang", "bh_called"), ("taxis", "bh_ordered_things"),
        ("them", ""), ("children", ""), ("danced", ""), ("", ""),
    ],
)  # fmt: skip
def test_words_name_one_behaviour_or_none(words: str, means: str) -> None:
    assert behaviour_named(KNOWN, words) == means


def test_of_what_is_not_offered_nothing_is_like_a_text_and_no_words_are_like_all() -> None:
    known = {"a": Behaviour("a", "Rang at night", ""), "b": Behaviour("b", "Rang at noon", "", hidden=True)}
    assert behaviours_like(known, "rang at") == ("a",)
    assert behaviours_like(known, "NIGHT rang") == ("a",)
    assert behaviours_like(known, "rang noon") == ()
    assert behaviours_like(known, " ") == ()


def test_a_hidden_one_is_not_named() -> None:
    hidden = {"bh_x": Behaviour("bh_x", "Danced", hidden=True)}
    assert behaviour_named(hidden, "Danced") == ""


def test_a_row_becomes_raw_answers_without_what_is_empty() -> None:
    row = TableRow("1 Nov", "rang", "rang; followed them", "about 5", "at work")
    assert raw_row(row, KNOWN) == {
        "happened": "1 Nov", "what": "rang", "behaviours": ["bh_called", "bh_followed"], "times_told": "about 5",
        "where": "at work",
    }  # fmt: skip
    assert raw_row(TableRow("1 Nov", "rang"), KNOWN) == {"happened": "1 Nov", "what": "rang"}
    with pytest.raises(InvalidAnswer) as refused:
        raw_row(TableRow("1 Nov", "rang", "them"), KNOWN)
    assert refused.value.field == "behaviours"
