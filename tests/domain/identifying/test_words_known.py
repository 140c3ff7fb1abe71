"""An everyday word is known in its forms, and no name is taken for one."""

from __future__ import annotations

import pytest

from hru_advocate.domain.identifying.words_known import WordsKnown

KNOWN = WordsKnown(frozenset("bake box carry die kind old plan rain run wash basic he".split()), frozenset({"dies"}))


@pytest.mark.parametrize(
    ("word", "ordinary"),
    [
        ("wash", True),
        ("runs", True),
        ("boxes", True),
        ("washed", True),
        ("died", True),
        ("washing", True),
        ("baking", True),
        ("planning", True),
        ("kindly", True),
        ("older", True),
        ("bakers", True),
        ("kindness", True),
        ("washable", True),
        ("basically", True),
        ("carries", True),
        ("carried", True),
        ("carrier", True),
        ("rainy", True),
        ("hes", False),  # too short to say anything
        ("dies", False),  # a first name as well
        ("rainton", False),
        ("swash", False),
    ],
)
def test_an_everyday_word_is_known_in_each_of_its_forms(word: str, *, ordinary: bool) -> None:
    assert KNOWN.is_ordinary(word) is ordinary
    assert KNOWN.is_ordinary(word) is ordinary  # judged once
