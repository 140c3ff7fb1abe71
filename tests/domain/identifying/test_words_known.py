"""An everyday word is known in its forms, and no name is taken for one."""

from __future__ import annotations

import pytest

from hru_advocate.casework.product import Product
from hru_advocate.domain.identifying.words_known import WordsKnown, words_that_name

EVERYDAY = Product().everyday_words
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


@pytest.mark.parametrize(
    ("said", "named"),
    [
        # names that are words, where a name is asked for
        ("Jo", ["Jo"]),
        ("Al", ["Al"]),
        ("Dee", ["Dee"]),
        ("Di", ["Di"]),
        ("June", ["June"]),
        ("May May", ["May"]),
        ("April, Duty Officer", ["April"]),
        ("Dara", ["Dara"]),
        ("Kim Long", ["Kim", "Long"]),
        ("Kim Silver", ["Kim", "Silver"]),
        ("Kim May", ["Kim", "May"]),
        ("Kim Fry, Housing Team", ["Kim", "Fry"]),
        ("Kim A. Fry from Reception", ["Kim", "Fry"]),
        ("Jo Ann Long", ["Jo", "Ann", "Long"]),
        ("Ben English", ["Ben", "English"]),
        ("Mr Long", ["Long"]),
        ("PC 1234 Fry", ["Fry"]),
        # no word at all
        ("", []),
        ("1234", []),
        ("?", []),
        # an office or a role is nobody
        ("Duty Officer", []),
        ("Reception", []),
        ("Housing Team", []),
        ("A. Housing-Officer", []),
        ("A. Housing-Fry", ["Housing-Fry"]),
        ("Team Manager", []),
        ("Nurse Manager", []),
        ("Mr Silver-Long", ["Silver-Long"]),
        ("Custody Sergeant", []),
        ("Victim Support", []),
        ("Sarah Support Worker", ["Sarah"]),
        ("Kit Police", ["Kit"]),
        ("Her sister", []),
        ("Kim long ago", ["Kim"]),
        ("A long day", []),
        ("01632 960123", []),
        ("Mr", []),
    ],
)
def test_where_a_name_is_asked_for_a_word_that_is_a_name_as_well_is_one(said: str, named: list[str]) -> None:
    assert list(words_that_name(said, EVERYDAY, is_name=True)) == named


@pytest.mark.parametrize("said", ["Jo", "May", "She was called Long ago", "PC Fry", "Dee", "", "1234", "…"])
def test_among_other_words_it_is_none(said: str) -> None:
    assert words_that_name(said, EVERYDAY) == ()
