"""Whether the first row of a table names its columns, and which column answers which question."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary.cells import looks_like_cells, parting_sign
from hru_advocate.domain.incidents.diary.columns import heads_of, proposed

ROW = ["3 Nov 2026", "He rang"]


@pytest.mark.parametrize(
    ("first", "second", "headed"),
    [
        (["Date", "What happened"], ROW, True),
        (["DATE", "Notes of mine"], ROW, True),
        (["3 Nov 2026", "Date"], ROW, False),  # a day is no name
        (["Tag", "Was geschah"], ROW, True),  # names nobody knows, above a day
        (["Tag", "x" * 60], ROW, True),
        (["Tag", "x" * 61], ROW, False),  # so long is no name
        (["x" * 61, "Tag"], ROW, False),
        (["Tag", "Was"], ["nothing", "here"], False),
        (["2 Nov 2026", "He wrote"], ROW, False),
        (["2", "He wrote"], ROW, False),
    ],
)
def test_a_row_of_names_is_told_from_a_row_of_the_diary(first: list[str], second: list[str], *, headed: bool) -> None:
    assert bool(heads_of([first, second], headed=None)) is headed
    assert bool(heads_of([first, second], headed=True)) is True
    assert heads_of([first, second], headed=False) == ()


def test_names_are_as_they_stand_and_those_that_are_missing_are_counted() -> None:
    assert heads_of([["Date ", "", "What  happened", ""], ROW], headed=True) == ("Date", "Column 2", "What happened")


@pytest.mark.parametrize(
    ("columns", "rows", "role", "place"),
    [
        (("Date", "What happened"), [ROW], "when", 0),
        (("What happened", "Date"), [ROW[::-1]], "when", 1),
        (("Date", "What happened"), [ROW], "what", 1),
        (("Date", "Time", "What happened"), [["3 Nov", "21:00", "He rang"]], "time", 1),
        (("Date", "Subject", "Description"), [["3 Nov", "Him", "He came in."]], "words", 2),
        # a message sent is not the words of whom it went to
        (
            ("Type", "Date", "Name", "Message"),
            [["Received", "3 Nov", "Dan", "x"], ["Sent", "3 Nov", "Dan", "y"]],
            "who",
            0,
        ),
        (("Type", "Date", "Sender", "Message"), [["Sent", "3 Nov", "Mo", "y"]], "who", 2),
        (("Type", "Date", "Name", "Message"), [["Sent", "3 Nov", "Mo", "y"], ["Photo", "3 Nov", "Mo", "y"]], "who", 2),
        (("Type", "Date", "Message"), [["", "3 Nov", "x"]], "who", None),
        (("Date", "Subject", "Description"), [["3 Nov", "Him", " "]], "words", None),
        (("Date", "What happened", "Crime number"), [[*ROW, "C1"]], "reference", 2),
        (("Date", "What happened", "Ref"), [[*ROW, "C1"]], "reference", 2),
        (("Date", "What happened", "Log number"), [[*ROW, "C1"]], "reference", 2),
        # a telephone number is no count, and the way of a message never its words
        (("Date", "What", "Number"), [["3 Nov", "rang", "07700 900123"]], "times", None),
        (("Date", "What", "Number"), [["3 Nov", "rang", "+44 (0)7700 900123"]], "times", None),
        (("Date", "What", "Number"), [["3 Nov", "rang", "12"]], "times", 2),
        (
            ("Type", "Date", "Name / Number", "Sender", "Content"),
            [["received", "3 Nov", "Dan", "Dan", "hi"]],
            "what",
            4,
        ),
        (("Type", "Date", "Sender", "Wording"), [["received", "3 Nov", "Dan", "hi"]], "what", 3),
        (("Number", "Name", "Date", "Duration", "Type"), [["1", "Dan", "3 Nov", "00:00:12", "Missed"]], "what", 4),
        (("Number", "Name", "Date", "Duration", "Type"), [["1", "Dan", "3 Nov", "00:00:12", "Missed"]], "who", 1),
        (("Dyddiad", "Digwyddiad", "Pwy"), [["3 Nov", "rang", "Dan"]], "by", 2),
        (("Dyddiad", "Geiriau", "Cyfeirnod"), [["3 Nov", "rang", "C1"]], "reference", 2),
        # by what the cells look like, where nobody knows the names
        (("A", "B"), [ROW, ROW], "when", 0),
        (("A", "B"), [ROW[::-1], ROW[::-1]], "when", 1),
        (("A", "B"), [ROW, ROW], "what", 1),
    ],
)
def test_a_column_answers_by_its_name_and_else_by_its_cells(
    columns: tuple[str, ...], rows: list[list[str]], role: str, place: int | None
) -> None:
    assert {str(one): at for one, at in proposed(columns, rows).items()}.get(role) == place


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("3 Nov,He rang\n4 Nov,He wrote", ","),
        ("3 Nov;He rang, twice\n4 Nov;He wrote", ";"),
        ("3 Nov\tHe rang\n4 Nov\tHe wrote", "\t"),
        ("sep=;\n3 Nov;He rang", ";"),
        ("sep=|\n3 Nov|He rang", "|"),
        ("3 Nov|He rang, twice; late\n4 Nov|He wrote", "|"),
        ("He rang.", ""),
        ("a,b;c,d\ne,f;g,h", ","),  # of two that fit alike, the one with more cells
    ],
)
def test_the_sign_that_parts_the_cells(text: str, sign: str) -> None:
    assert parting_sign(text) == sign


@pytest.mark.parametrize(
    ("rows", "odd", "cells"),
    [(10, 0, True), (9, 1, True), (17, 2, False), (1, 0, False), (2, 0, True)],
)
def test_a_text_without_a_name_is_cells_where_nearly_every_row_has_as_many(rows: int, odd: int, *, cells: bool) -> None:
    text = "\n".join(["3 Nov,He rang"] * rows + ["He rang"] * odd)
    assert looks_like_cells(text) is cells
