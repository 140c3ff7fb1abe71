"""Which way letters run is what Unicode says, and a telephone number is never turned round."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from hru_advocate.documents.pdf.typesetting.bidi import (
    base_level,
    is_right_to_left,
    levels,
    unbroken_numbers,
    visual_order,
)

CASES = [
    line.split(";")
    for line in (Path(__file__).parents[2] / "golden" / "bidi_cases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _levels(text: str, base: int) -> list[int]:
    """Levels where the language of the text runs as the paragraph, and the space at its end goes with the page."""
    found = levels(text, [(0, len(text), bool(base))])[1] if base_level(text, right_to_left=bool(base)) == base else []
    if not found:  # the case asks for another way than its letters say: a letter of that way before it says so
        found = levels(("א" if base else "a") + text, [(0, len(text) + 1, bool(base))])[1][1:]
    for at in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[at]) not in {"WS", "BN"}:
            break
        found[at] = base
    return found


def test_letters_run_as_unicode_says() -> None:
    for codes, asked, paragraph, wanted, order in CASES:
        text = "".join(chr(int(code, 16)) for code in codes.split())
        base = int(paragraph)
        if asked == "2":
            assert base_level(text, right_to_left=False) == base, codes
        found = _levels(text, base)
        kept = [at for at, level in enumerate(wanted.split()) if level != "x"]
        assert [found[at] for at in kept] == [int(level) for level in wanted.split() if level != "x"], codes
        assert [kept[at] for at in visual_order([found[at] for at in kept])] == [int(at) for at in order.split()], codes


def _shown(text: str, *, right_to_left: bool = True) -> str:
    """A paragraph as it stands from left to right."""
    whole = unbroken_numbers(text)
    order = visual_order(levels(whole, [(0, len(text), right_to_left)])[1])
    return "".join(whole[at] for at in order).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "number",
    [
        "01632 960123",
        "(01632) 960 123",
        "+44 1632 960123",
        "+44 (0)1632 960-123",
        "020 7946 0407",
        "07700\u00a0900123",
        "116 123",
        "01632.960.123",
        "٠١٦٣٢ ٩٦٠١٢٣",
        "۰۱۶۳۲ ۹۶۰۱۲۳",
    ],
)
@pytest.mark.parametrize(
    "sentence", ["میں {} پر فون کروں گی", "أتصل بـ{}", "{}", "(أو {})", "אני מתקשרת ל-{}.", "ring {} اب"]
)
def test_a_telephone_number_is_never_turned_round(number: str, sentence: str) -> None:
    assert number.replace("\u00a0", " ") in _shown(sentence.format(number))


def test_numbers_that_are_not_one_run_as_unicode_says() -> None:
    assert _shown("من 10 إلى 20") == "20 ىلإ 10 نم"
    assert _shown("5 10") == "10 5"
    assert unbroken_numbers("5 10 and 01632 960123 (24 h)") == "5 10 and 01632\u00a0960123 (24 h)"


def test_words_of_another_language_stand_as_a_whole() -> None:
    text = "نعم. ◇ Yes, ring me. لا"
    assert _shown(text) == "ال .Yes, ring me ◇ .معن"
    start = text.index(" ◇")
    base, found = levels(text, [(0, start, True), (start, start + 17, False), (start + 17, len(text), True)])
    assert base == 1
    assert "".join(text[at] for at in visual_order(found)) == "ال Yes, ring me. ◇ .معن"


def test_a_sentence_may_begin_with_a_name_of_the_other_way() -> None:
    assert base_level("Sam سے پوچھیں", right_to_left=True) == 1
    assert base_level("Sam سے پوچھیں", right_to_left=False) == 0
    assert base_level("آئیے Sam", right_to_left=False) == 1
    assert base_level("Only English.", right_to_left=True) == 0
    assert base_level("123 – 4", right_to_left=True) == 1


def test_languages_and_scripts_say_which_way_they_run() -> None:
    assert all(map(is_right_to_left, ["ur", "ar", "fa", "he", "ps", "ckb", "ur-PK", "ar-001", "ku-Arab", "pa-Arab-PK"]))
    assert not any(map(is_right_to_left, ["en-GB", "pl", "pa", "ku", "ur-Latn", "en-GB-x-easy", "hi", ""]))
