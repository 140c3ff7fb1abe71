"""Names hidden as initials: however they are written, and nothing that only looks like one."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest

from hru_advocate.domain.people.name_mask import KEPT, NameMask, check_whole

MASK = NameMask(["Mary Kowalska", "Zoë O’Neill-Hart", "Will K May", "Mr Unknown"])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Rang Mary Kowalska today", "Rang M. K. today"),
        ("MARY, and kowalska too", "M., and K. too"),
        ("Mary's sister", "M.'s sister"),
        ("She saw Mary.", "She saw M."),
        ("Zoe O'Neill-Hart and Zoë", "Z. O. and Z."),
        ("will ring Will in May", "will ring W. in M."),
        ("Summary of the maryland note", "Summary of the maryland note"),
        ("an unknown man, Mr Park", "an unknown man, Mr Park"),
        ("07700 900417", "07700 900417"),
        ("vitamin K, and a k", "vitamin K, and a k"),
        ("", ""),
    ],
)
def test_each_word_of_a_name_is_its_initial(text: str, hidden: str) -> None:
    assert MASK.hide(text) == hidden


OTHERS = NameMask(["Siobhán O’Neill-Hart", "Björn van der Sample", "Ewa McExample", "Mark King", "李 小明"])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("ONeill, oneill", "O., O."),  # a sign left out
        ("siobhan.oneill@mail.example", "S.O.@mail.example"),
        ("@siobhanhart, @hartsiobhan99", "@S., @H.99"),  # a handle in one run
        ("Siobha\u0301n, SIOBHAN", "S., S."),  # an accent that stands by itself
        ("the O'Neills, Samples and Harts", "the O., S. and H."),  # a family
        ("harts in the park", "harts in the park"),
        ("vandersample, Vander Sample", "V., Vander S."),
        ("Bjoern", "B."),  # a keyboard without its letters
        ("MacExample, Mcexample", "M., M."),
        ("李小明, 小明", "李., 小."),
        ("marking, a market, kingdom", "marking, a market, kingdom"),
        ("markking", "M."),
        # one full stop at the end of a sentence, whoever's it is
        ("It was Mark. Then Mark's.", "It was M. Then M.'s."),
        ("Mark's car, of Mark", "M.'s car, of M."),
    ],
)
def test_a_name_is_hidden_however_it_is_typed(text: str, hidden: str) -> None:
    assert OTHERS.hide(text) == hidden


@pytest.mark.parametrize(("name", "text"), [
    ("Ewa MacExample", "McExample"), ("Ewa McExample", "MacExample"),
    ("Bj\u00f6rn", "Bjoern"), ("J\u00f8rn Sample", "Joern"), ("Stra\u00dfe", "Strasse"),
])  # fmt: skip
def test_a_name_is_hidden_in_each_way_it_is_written(name: str, text: str) -> None:
    assert "xample" not in NameMask([name]).hide(text)
    assert NameMask([name]).hide(text)[1:] in (".", " E.", "c E.")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("robin rang, a Robin", "R. rang, a R."),  # recorded: also in small letters
        ("a hazel tree, Hazel", "a hazel tree, H."),  # told among other words: with a capital alone
        ("blenkinsop and Blenkinsop", "B. and B."),  # no word
        ("the park, a Park", "the park, a P."),  # a word whoever is called so
    ],
)
def test_a_recorded_name_is_hidden_in_small_letters_and_one_told_in_passing_where_it_is_no_word(
    text: str, hidden: str
) -> None:
    mask = NameMask(["Robin Park"], ["Hazel Blenkinsop", "Robin Vale"], frozenset({"robin", "hazel"}))
    assert mask.hide(text) == hidden


NUMBERS = "Uno Dois Trois Quattro Cinque Seks Sieben Otto Neuf Dix Elf Douze Treize"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("unodouze, douzeelf", "U., D."), ("unotreize, Treize", "unotreize, T."), ("Uno Treize", "U. T.")],
)
def test_any_two_of_a_dozen_words_are_a_run_and_of_a_text_no_more(text: str, hidden: str) -> None:
    """Whoever sends a text for a name would have every pair of its words looked for on each page."""
    assert NameMask([NUMBERS]).hide(text) == hidden


@pytest.mark.parametrize("text", ["Joanna", "joann", "Ann-Marie", "annmarie", "MARIE"])
def test_a_name_that_holds_another_is_found_as_well(text: str) -> None:
    """A text is first looked through for the shortest names alone: each hides what only holds one of them."""
    assert NameMask(["Joanna", "Joann", "Ann Marie"]).hide(text) == f"{text[0].upper()}."


@dataclass(frozen=True)
class Line:
    entry: str
    words: tuple[str, ...]
    name: str = field(default="Mary", metadata=KEPT)


def test_what_a_screen_is_handed_is_hidden_throughout_but_ids_and_the_name_to_show() -> None:
    assert MASK.hide_in((Line("Mary", ("Mary", "no")), {"a": ["Kowalska"]})) == (
        Line("Mary", ("M.", "no")),
        {"a": ["K."]},
    )


@pytest.mark.parametrize(("text", "whole"), [("Mo Example rang", False), ("Somebody rang", True)])
def test_words_with_a_name_hidden_begin_no_answer(text: str, *, whole: bool) -> None:
    shown = NameMask(["Mo Example"]).hide(text)
    with nullcontext() if whole else pytest.raises(TypeError):
        check_whole(["", 5, shown])
