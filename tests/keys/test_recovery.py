"""A recovery code survives a phone call, and a slip in it is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.errors import InvalidRecoveryCode
from hru_advocate.keys.recovery import CODE_BYTES, format_code, new_code, parse_code, parse_whole, split_code

codes = st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = bytes(range(7, 27))
PRINTED = "0W40-J2GB-1G6G-W3RG-2491-650N-2RBH-G68T-VK2N"
"""That code as every version of the program has printed it."""


def refused(typed: str) -> InvalidRecoveryCode:
    with pytest.raises(InvalidRecoveryCode) as caught:
        parse_code(typed)
    return caught.value


@given(codes)
def test_code_is_nine_groups_of_four_and_comes_back(code: bytes) -> None:
    printed = format_code(code)
    assert [len(group) for group in printed.split("-")] == [4] * 9
    assert not set("ILOU") & set(printed)
    assert parse_code(printed) == code


@given(codes, st.data())
def test_code_is_read_however_it_is_typed(code: bytes, data: st.DataObject) -> None:
    looks = {"0": "0Oo\uff10", "1": "1IiLl|"[:5]}
    typed = ""
    for letter in format_code(code).replace("-", ""):
        typed += data.draw(st.sampled_from(looks.get(letter, letter + letter.lower())))
        typed += data.draw(st.sampled_from(["", "", "", " ", "-", "\u2013", "\u00a0", "\n", "\u200b", "\u2014 "]))
    assert parse_code(typed) == code


def test_every_single_wrong_character_is_found_and_its_group_named() -> None:
    printed = format_code(new_code()).replace("-", "")
    for place, right in enumerate(printed):
        for wrong in LETTERS.replace(right, ""):
            error = refused(printed[:place] + wrong + printed[place + 1 :])
            assert error.groups == (place // 4 + 1,)
            assert f"group {place // 4 + 1} " in error.message


@given(codes)
def test_every_swap_of_neighbours_is_found_and_its_groups_named(code: bytes) -> None:
    printed = format_code(code).replace("-", "")
    for place in range(len(printed) - 1):
        if printed[place] != printed[place + 1]:
            swapped = printed[:place] + printed[place + 1] + printed[place] + printed[place + 2 :]
            assert refused(swapped).groups == tuple(sorted({place // 4 + 1, (place + 1) // 4 + 1}))


@given(codes, st.data())
def test_any_two_wrong_characters_are_found(code: bytes, data: st.DataObject) -> None:
    typed = list(format_code(code).replace("-", ""))
    for place in data.draw(st.lists(st.integers(0, 35), min_size=2, max_size=2, unique=True)):
        typed[place] = data.draw(st.sampled_from(LETTERS.replace(typed[place], "")))
    refused("".join(typed))


def test_whatever_two_characters_of_one_strand_are_wrong_is_refused() -> None:
    printed = list(format_code(CODE).replace("-", ""))
    for first in LETTERS.replace(printed[4], ""):
        for second in LETTERS.replace(printed[6], ""):
            error = refused("".join([*printed[:4], first, printed[5], second, *printed[7:]]))
            assert all(1 <= group <= 9 for group in error.groups)  # no group that is not on the sheet


def test_a_code_on_paper_is_read_for_as_long_as_there_is_paper() -> None:
    assert format_code(CODE) == PRINTED
    assert parse_code(PRINTED) == CODE


@given(codes)
def test_two_halves_in_either_order_are_the_code_and_either_alone_is_another(code: bytes) -> None:
    one, other = (format_code(half) for half in split_code(code))
    assert parse_whole(f"{one} {other}") == parse_whole(f"{other.lower()}\n{one}") == code
    assert parse_whole(format_code(code)) == code
    assert parse_whole(one) != code
    with pytest.raises(InvalidRecoveryCode, match="108 were typed"):
        parse_whole(f"{one} {other} {one}")
    with pytest.raises(InvalidRecoveryCode, match="71 were typed"):
        parse_whole(f"{one} {other[:-1]}")


def test_swapped_groups_are_found() -> None:
    groups = format_code(bytes(range(20))).split("-")
    for place in range(8):
        swapped = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
        refused("-".join(swapped))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda code: code[:-1], "35 were typed"),
        (lambda code: code + "0", "37 were typed"),
        (lambda code: "", "0 were typed"),
        (lambda code: code.replace("-", "0", 1), "37 were typed"),
        (lambda code: "U" + code[1:], "group 1 "),
        (lambda code: code[:5] + "€" + code[6:-1] + "?", "groups 2 and 9"),
        (lambda code: "X" * 100_000, "100000 were typed"),
    ],
)
def test_sentence_says_what_is_wrong_and_never_what_was_typed(change: Callable[[str], str], said: str) -> None:
    code = format_code(bytes(range(20)))
    error = refused(change(code))
    assert said in error.message
    assert "Nothing was changed" in error.message
    assert not any(group in error.message for group in code.split("-"))


@given(st.text(max_size=60))
def test_any_text_is_refused_with_a_sentence(text: str) -> None:
    assert refused(text).message


def test_codes_are_random() -> None:
    assert len({new_code() for _ in range(100)}) == 100
