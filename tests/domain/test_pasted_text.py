"""Text off a clipboard is kept without what nobody sees, and never refused for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.pasted_text import cleaned

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f(1)"
TABLE = "\u201csmart\u201d \u2013 nb\u00a0space\ttable\n\u2022 bullet"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Sam Example\n", "Sam Example"),
        ("\tSam Example\t", "Sam Example"),
        ("Sam\u2028Example", "Sam Example"),
        ("Sam \r\n  Example", "Sam Example"),
        ("Sam\tExample", "Sam Example"),
        ("Sam\u00a0Example", "Sam Example"),
        ("\ufeffSam\u200b Ex\u00adample\x00", "Sam Example"),
        ("\u200eSam\u200f \u202aExample\u202c", "Sam Example"),
        ("Sam\u200dExample", "SamExample"),
        ("two  spaces stay", "two  spaces stay"),
        ("Sam Example\x07", "Sam Example"),  # a cell of a table of Word
        ("Sam\u3000Example", "Sam Example"),
        ("Sam\u2003Example", "Sam Example"),
        ("Sam\u3164Example", "Sam Example"),
        ("Sam\u061cExample", "SamExample"),
        ("\u0645\u200c\u3164", "\u0645"),  # a joiner beside a filler joins nothing once that is a space
        ("\u3164\u200d\U0001f469", "\U0001f469"),
        ("Sam\u034f Example\ufffc", "Sam Example"),
        ("Sam Smith\x1eExample", "Sam Smith-Example"),
    ],
)
def test_one_line_is_one_line(pasted: str, kept: str) -> None:
    assert cleaned(pasted, lines=False) == kept


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("first\x0bsecond", "first\nsecond"),
        ("page one\x0cpage two", "page one\npage two"),
        ("one\u2029two\x85three", "one\ntwo\nthree"),
        (TABLE, TABLE),
        ("\n\n  indented\n\nlast\n\n", "  indented\n\nlast"),
        (PERSIAN, PERSIAN),
        ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),
        (" \u200b\n", ""),
        ("one\r\x07two\r\x07\r\x07three\x07four\x07\r\x07", "one\ttwo\nthree\tfour"),
        ("\uf0b7\tfirst\n\uf0b7\tsecond", "\u2022\tfirst\n\u2022\tsecond"),
        ("o\x1fne hy\x1ephen", "one hy-phen"),
        ("\ufffcnot copied", "not copied"),
    ],
)
def test_several_lines_stay_several_lines(pasted: str, kept: str) -> None:
    assert cleaned(pasted, lines=True) == kept


@given(st.text(max_size=60), st.booleans())
def test_cleaning_twice_changes_nothing(text: str, lines: bool) -> None:
    once = cleaned(text, lines=lines)
    assert cleaned(once, lines=lines) == once
    assert lines or "\n" not in once
