from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.text_folding import fold, words_of


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łódź", "lodz"),
        ("Søren Ærø", "soren aero"),
        ("Đorđe", "dorde"),
        ("Straße", "strasse"),
        ("Œuvre", "oeuvre"),
        ("Þórður", "thordur"),
        ("Iğdır İstanbul", "igdir istanbul"),
        ("Ȟ e\u0301", "h e"),
        ("ﬁne ＦＵＬＬ", "fine full"),
        ("أحمد إسلام آمنة", "احمد اسلام امنه"),
        ("علی كريم ہمارا", "علي كريم همارا"),
        ("۰۷۷ ٠٧٧ ੦", "077 077 0"),
        ("in\u00advis\u200bible\u202e", "invisible"),
        ("\ue000abc", "abc"),
        ("plain ASCII 07700 900123", "plain ascii 07700 900123"),
    ],
)
def test_text_folds_to_one_form(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.text(max_size=60))
def test_words_hold_no_space_no_sign_and_no_mark(text: str) -> None:
    for word in words_of(text):
        assert word
        assert all(character.isalnum() for character in word)


def test_words_are_split_at_signs() -> None:
    assert words_of("O'Brien, 12b High-Street; mara.kent@example.org_x") == [
        "o", "brien", "12b", "high", "street", "mara", "kent", "example", "org", "x",
    ]  # fmt: skip


def test_gurmukhi_and_bengali_words_stay_whole() -> None:
    assert len(words_of("ਪੰਜਾਬੀ বাংলা हिन्दी")) == 3
