from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain import text_folding
from hru_advocate.domain.text_folding import fold, holds, searchable_words, ways_to_find, words_of


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


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        (
            "Siobh\u00e1n O\u2019Example",
            ["o'example", "O\u2019Example", "oexample", "O Example", "siobhan"],
        ),
        ("Ann D'Example", ["dexample", "d'example", "D\u2019Exam"]),
        ("Mary-Jane Smith-Example", ["smith-example", "smith example", "smithexample", "maryjane", "mary jane"]),
        ("Maryjane Example", ["mary-jane", "mary jane", "mary jane ex"]),
        ("Fatima al-Example", ["al-example", "alexample", "al example"]),
        ("Łukasz Żółw", ["lukasz", "zolw"]),
        ("Søren Straße Ærø", ["soren", "strasse", "aero"]),
        ("ring 07700 900 555", ["07700900555", "07700 900555", "+447700900555", "447700900555", "07700-900-555"]),
        ("ring 07700900555", ["07700 900 555", "+44 7700 900555"]),
        ("reference CHS/12345/26", ["chs1234526", "CHS 12345 26", "chs/12345/26", "chs12345"]),
        ("a red car, AB12 CDE", ["ab12cde", "AB12 CDE", "ab12c"]),
        ("a red car, AB12CDE", ["ab12 cde", "AB12CDE"]),
        ("PC 1234 came", ["pc1234", "PC 1234"]),
        ("Mc Donagh Example", ["mcdonagh", "mc donagh", "mcdonaghexample"]),
        ("Ana Maria de la Mc Donagh", ["mcdonagh"]),  # six words may be a name
        ("Mary Ann St. John-Example", ["maryann", "mary-ann", "stjohn", "st john"]),
        ("N\u00ed \u00c9xample", ["niexample", "ni example"]),
        ("ring 01632 960 111", ["960111", "960 111"]),
    ],
)
def test_names_and_numbers_are_found_however_they_are_written(written: str, typed: list[str]) -> None:
    lost = [one for one in typed if not holds(written, ways_to_find(one))]
    assert not lost


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ann Example", "bexample"),
        ("07700 900 555", "07700 900556"),
        ("she ran out of the back door and away", "thebackdoor"),
        ("Ana Maria Jo de la Mc Donagh", "mcdonagh"),
        ("at AB12, CDE came as well", "ab12cde"),
        ("a", ""),
    ],
)
def test_what_is_not_there_is_not_found(written: str, typed: str) -> None:
    assert not holds(written, ways_to_find(typed))


def test_neighbours_are_tried_in_one_word_each_pair_by_itself_and_all_together() -> None:
    assert ways_to_find("ann b c") == [["ann", "b", "c"], ["annbc"], ["annb", "c"], ["ann", "bc"]]
    assert ways_to_find("ann") == [["ann"]]


LONG = "a" * 30


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", ""),
        ("Ann", "ann"),
        ("Ann Example", "ann example annexample"),
        ("Ann Mary Example", "ann mary example annmary maryexample annmaryexample"),
        ("Ann 7 Example", "ann 7 example ann7 7example 7"),  # no name has a figure
        ("O'Brien", "o brien obrien"),
        ("O'Brien, Ann", "o brien ann obrien obrienann"),
        ("St. John", "st john stjohn"),
        ("Ann & Bob", "ann bob"),  # a sign alone joins nobody
        ("one two three four five six", ("one two three four five six onetwo twothree threefour fourfive fivesix"
         " onetwothreefourfivesix")),
        ("one two three four five six seven", "one two three four five six seven"),
        ("Ann\nExample", "ann example"),
        ("07700 900 123", "07700 900 123 07700900123 900123"),
        ("07700900123", "07700900123 07700900123 900123"),
        ("+44 7700 900 123", "44 7700 900 123 07700900123 900123"),
        ("+447700900123", "447700900123 07700900123 900123"),
        ("0044 7700 900123", "0044 7700 900123 07700900123 900123"),
        ("07700-900-123", "07700 900 123 07700900123 900123"),
        ("07700 / 900", "07700 900 07700900"),
        ("07700   900", "07700 900 07700900"),
        ("07700    900", "07700 900 07700 900"),
        ("07700 and 900", "07700 and 900 07700and 07700 and900 900"),
        ("AB12 CDE", "ab12 cde ab12cde"),
        ("AB12CDE", "ab12cde"),
        ("PC 1234", "pc 1234 pc1234 1234"),
        ("PC1234", "pc1234"),
        ("constable 1234", "constable 1234 1234"),
        ("1234 5678", "1234 5678 12345678"),
        ("AB12, CDE", "ab12 cde"),
        ("CHS/12345/26", "chs 12345 26 chs1234526 chs12345 1234526"),
        ("flat 2 then 3", "flat 2 then 3 flat2 2then 2 then3 3"),
        (f"{LONG} {LONG}", f"{LONG} {LONG} {LONG * 2}"),
    ],
)  # fmt: skip
def test_the_words_a_text_is_found_by(written: str, words: str) -> None:
    assert searchable_words(written) == words.split()


@given(st.text(max_size=60))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    if words_of(text):
        assert holds(text, ways_to_find(text))
    assert all(word == fold(word) and " " not in word for word in searchable_words(text))


@pytest.mark.parametrize("text", ["a" * 200_000, "1 " * 100_000, "a-" * 100_000, "1" * 200_000, "a1 b2 " * 30_000])
def test_a_text_of_any_shape_is_read_once(text: str) -> None:
    assert len("".join(searchable_words(text))) < 5 * len(text)


NAMES = ["O'Example", "Mc Donagh", "Ann Marie Example", "she ran", "out of the back door and away", "é", "x_y", "a.b"]
NUMBERS = ["07700 900 555", "+44 7700 900555", "AB12 CDE", "AB12", "CDE", "½", "① x", "٣ ٤", "٠٧٧", "4/5", "1-2", "-"]
WRITTEN = st.lists(st.sampled_from([*NAMES, *NUMBERS]), max_size=8)


@given(WRITTEN, st.sampled_from(["\n", " ", "\n\n", "\u2028", "\x0b"]))
def test_a_text_is_found_by_the_same_words_as_its_lines_alone(parts: list[str], between: str) -> None:
    """No line makes words with the next, and none hides what another is found by."""
    lines = between.join(parts).splitlines()
    together = searchable_words("\n".join(lines))
    apart = [word for line in lines for word in searchable_words(line)]
    assert set(together) == set(apart)


@given(
    st.lists(
        st.sampled_from(["a", "ab1", "12", "0", "7700900555", " ", "  ", "/", "-", ".", "\t", "longestwords"]),
        max_size=14,
    )
)
def test_numbers_are_the_same_where_only_the_part_with_figures_is_looked_at(parts: list[str]) -> None:
    line = "".join(parts)
    near = text_folding._near_figures(line)
    assert list(text_folding._numbers_in_one(near)) == list(text_folding._numbers_in_one(line))


def test_the_words_of_a_label_are_those_of_its_text() -> None:
    label = "07700 900 555, O'Example (A1 ring)"
    assert list(text_folding.words_of_label(label)) == searchable_words(label)
