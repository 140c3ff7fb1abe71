from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.numbers_in_text import has_right_to_left, places_of_numbers, shown_text, with_numbers

MARKS = re.compile("[\u2066\u202d\u202c\u2069]")
NUMBERS = [
    "01632 960123",
    "01632\u00a0960123",
    "(01632) 960 123",
    "+44 1632 960123",
    "+44 (0)1632 960-123",
    "+441632960123",
    "01632.960.123",
    "116 123",
    "٠١٦٣٢ ٩٦٠١٢٣",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("sentence", ["میں {} پر فون کروں گی", "أتصل بـ{}.", "אני מתקשרת ל-{}", "ring {} اب"])
def test_a_number_of_parts_is_isolated_in_right_to_left_writing(number: str, sentence: str) -> None:
    assert shown_text(sentence.format(number)) == sentence.format(f"\u2066\u202d{number}\u202c\u2069")


@pytest.mark.parametrize("text", [*NUMBERS[:-1], "Ring 01632 960123.", "Zadzwoń: 01632 960123", ""])
def test_other_writing_is_shown_as_it_is(text: str) -> None:
    assert shown_text(text) is text


@pytest.mark.parametrize("text", ["من 10 إلى 20", "5 10 אב", "01632960123 پر", "09:00 – 17:00 تک", "12 میں 345"])
def test_what_is_no_number_of_parts_runs_as_unicode_says(text: str) -> None:
    assert shown_text(text) == text


def test_each_number_is_isolated_by_itself() -> None:
    assert shown_text("01632 960123 یا 07700 900123") == (
        "\u2066\u202d01632 960123\u202c\u2069 یا \u2066\u202d07700 900123\u202c\u2069"
    )
    assert shown_text("یا\n01632 960123\n07700 900123").count("\u2066") == 2


def test_numbers_are_found_and_changed_where_they_stand() -> None:
    assert places_of_numbers("5 10 and 01632 960123 (24 h)") == [(9, 21)]
    assert with_numbers("5 10 and 01632 960123 (24 h)", str.swapcase) == "5 10 and 01632 960123 (24 h)"
    assert with_numbers("116 123, 5 10", lambda number: f"<{number}>") == "<116 123>, 5 10"


@given(
    st.text(
        st.sampled_from("0123456789٠٩ +-().,/\u00a0\nabاب")
        | st.characters(exclude_characters="\u2066\u202d\u202c\u2069")
    )
)
def test_nothing_is_added_but_marks_that_cannot_be_seen(text: str) -> None:
    shown = shown_text(text)
    assert MARKS.sub("", shown) == text
    assert shown == text or has_right_to_left(text)
    assert shown.count("\u2066") == shown.count("\u2069") == shown.count("\u202d") == shown.count("\u202c")


def test_each_letter_that_runs_from_right_to_left_is_known() -> None:
    strong = [chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in {"R", "AL"}]
    assert [f"U+{ord(char):04X}" for char in strong if not has_right_to_left(char)] == ["U+200F"]
