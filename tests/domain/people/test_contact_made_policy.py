"""Which contact the rules are held against, who may be one person, and whose family a name is of."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.births import Birth, BirthAsTold
from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.moments import Moment
from hru_advocate.domain.people.contact_check import ContactMade, contact_made
from hru_advocate.domain.people.safe_contact import bare_code_word
from hru_advocate.domain.people.same_person import KnownBy, may_be_one
from hru_advocate.domain.people.whose import Everyone, KnownPerson
from hru_advocate.domain.people.written_names import is_road, of_that_family

WHEN = Moment("today", "2026-11-23", "2026-11-23")
OURS: dict[str, object] = {"direction": "out", "with_whom": "victim", "method": "phone", "happened": WHEN}
NOBODY_KNOWS = Answer("not_known")


def said(**more: object) -> Answers:
    given = {field: value for field, value in (OURS | more).items() if value is not None}
    return {field: value if isinstance(value, Answer) else Answer(value=value) for field, value in given.items()}


@pytest.mark.parametrize(
    ("more", "made"),
    [
        ({}, ContactMade("phone", WHEN)),
        ({"direction": "attempt"}, ContactMade("phone", WHEN)),
        ({"direction": "in"}, None),  # they rang us
        ({"direction": None}, None),
        ({"with_whom": "officer"}, None),
        ({"with_whom": None}, None),
        ({"method": None}, None),
        ({"method": "court"}, None),  # nobody chose the way
        ({"method": "visit"}, ContactMade("visit", WHEN)),
        ({"happened": None}, ContactMade("phone", None)),
        # a voicemail is left only where nobody was reached
        ({"direction": "attempt", "voicemail": True}, ContactMade("phone", WHEN, voicemail=True)),
        ({"direction": "attempt", "voicemail": False}, ContactMade("phone", WHEN)),
        ({"voicemail": True}, ContactMade("phone", WHEN)),
        # our number: what nobody knows is taken as withheld, what nobody was asked is not
        ({"withheld": True}, ContactMade("phone", WHEN, withheld=True)),
        ({"withheld": NOBODY_KNOWS}, ContactMade("phone", WHEN, withheld=True)),
        ({"withheld": False}, ContactMade("phone", WHEN)),
        ({"method": "text", "withheld": True}, ContactMade("text", WHEN)),
    ],
)
def test_a_contact_as_the_rules_see_it(more: dict[str, object], made: ContactMade | None) -> None:
    assert contact_made(said(**more)) == made


BORN, OTHER = date(1990, 3, 4), date(1991, 5, 6)
IN_1990 = BirthAsTold("1990", "2026-11-23", "1990-01-01", "1990-12-31")


def known(*names: str, born: tuple[Birth, ...] = ()) -> KnownBy:
    return KnownBy(names, born)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (known("Anna Example"), known("Anna Example"), "same"),
        (known("Anna Example"), known("EXAMPLE, Anna"), "same"),
        (known("Anna Example", born=(BORN,)), known("Anna Example", born=(OTHER,)), "same"),  # said, and asked about
        (known("Nan", "Anna Example"), known("Anna Example"), "same"),
        # spelt otherwise, shortened, given by an initial
        (known("Danny Example"), known("Daniel Example"), "perhaps"),
        (known("D. Example"), known("Daniel Example"), "perhaps"),
        (known("Danny Example", born=(BORN,)), known("Daniel Example", born=(BORN,)), "perhaps"),
        (known("Danny Example", born=(BORN,)), known("Daniel Example", born=(OTHER,)), ""),
        (known("Danny Example", born=(BORN,)), known("Daniel Example", born=(IN_1990,)), "perhaps"),
        (known("Danny Example", born=(OTHER,)), known("Daniel Example", born=(IN_1990,)), ""),
        (known("Danny Example", born=(IN_1990,)), known("Daniel Example", born=(OTHER,)), ""),
        (known("Danny Example", born=(BORN,)), known("Daniel Example"), "perhaps"),
        (known("Danny Example", born=(OTHER, BORN)), known("Daniel Example", born=(BORN,)), "perhaps"),
        # spelt otherwise, and born on a day that is mistyped for the other: a digit, or two that changed places
        (
            known("Danny Example", born=(date(1985, 11, 3),)),
            known("Daniel Example", born=(date(1985, 3, 11),)),
            "perhaps",
        ),
        (
            known("Danny Example", born=(date(1985, 3, 12),)),
            known("Daniel Example", born=(date(1985, 3, 11),)),
            "perhaps",
        ),
        (
            known("Danny Example", born=(date(1958, 3, 11),)),
            known("Daniel Example", born=(date(1985, 3, 11),)),
            "perhaps",
        ),
        (known("Danny Example", born=(date(1986, 3, 12),)), known("Daniel Example", born=(date(1985, 3, 11),)), ""),
        (known("Danny Example", born=(date(1986, 11, 3),)), known("Daniel Example", born=(date(1985, 3, 11),)), ""),
        # one name alone, where it is all that is known, against a whole one
        (known("Anna"), known("Anna Example"), "perhaps"),
        (known("Anna", "Olga Sample"), known("Anna Example"), ""),
        (known("Anna Example"), known("Anna"), ""),
        # one name in common and the same day of birth: married, or known by another
        (known("Anna Example", born=(BORN,)), known("Anna Sample", born=(BORN,)), "perhaps"),
        (known("Anna Example", born=(BORN,)), known("Olga Example", born=(BORN,)), "perhaps"),
        (known("Anna Example", born=(BORN,)), known("Olga Sample", born=(BORN,)), ""),
        (known("Anna Example", born=(BORN,)), known("Anna Sample", born=(IN_1990,)), ""),
        (known("Anna Example", born=(IN_1990,)), known("Anna Sample", born=(IN_1990,)), ""),
        (known("Anna Example"), known("Anna Sample"), ""),
        (known(""), known(""), ""),
        (known(), known("Anna Example"), ""),
    ],
)
def test_two_people_may_be_one(one: KnownBy, other: KnownBy, found: str) -> None:
    assert may_be_one(one, other) == found


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Anna Example", True),
        ("Mrs Example", True),
        ("The Example family", True),
        ("the Examples", True),
        ("Household of Example", True),
        ("Exampel", True),  # a slip of one letter
        ("Fxample", False),  # but not of the first
        ("E x a m p l e", True),
        ("Darren Sample", False),  # a first name is no family
        ("14 Example Street", False),
        ("Example House", False),
        ("the family", False),
        ("", False),
    ],
)
def test_a_name_of_that_family(text: str, *, family: bool) -> None:
    assert of_that_family(text, ["Darren Example"]) is family
    assert not of_that_family(text, ["Darren"])
    assert of_that_family(text, ["Example, Darren"]) is family  # however it stands in the record
    assert of_that_family(text, ["Mr. Example, Darren James"]) is family


@pytest.mark.parametrize(
    ("name", "families", "yes"),
    [("Anna Jones", "Jones", True), ("the Joneses", "Jones", True), ("the Jonesers", "Jones", False),
     ("E x", "Ex", False), ("Ex", "Ex", True)],
)  # fmt: skip
def test_all_of_a_family(name: str, families: str, *, yes: bool) -> None:
    assert of_that_family(name, [f"Darren {families}"]) is yes


@pytest.mark.parametrize(
    ("line", "road"),
    [("14 Example Street", True), ("14 Example St", True), ("Example Street", False), ("14 Anna Example", False),
     ("14", False), ("Street 14", False)],
)  # fmt: skip
def test_a_line_that_is_a_road(line: str, *, road: bool) -> None:
    assert is_road(line) is road


CASE = Everyone(
    (
        KnownPerson("victim", ("Anna Mine",)),
        KnownPerson("perpetrator", ("Darren Example",)),
        KnownPerson("their_family", ("Olga Sample",)),
        KnownPerson("safe_person", ("Una Both",)),
        KnownPerson("perpetrator", ("Kim Both",)),
    )
)


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("Jan Example", True),
        ("Jan Sample", True),
        ("Jan Both", True),  # of both sides: the one that is to be asked about
        ("Jan Mine", False),
        ("Darren Example", False),  # known, and found as who he is
        ("Jan Elsewhere", False),
    ],
)
def test_a_namesake_of_that_side_is_never_sure(name: str, *, theirs: bool) -> None:
    found = CASE.namesake(name)
    assert (found is not None) is theirs
    if found is not None:
        assert (found.side, found.sure) == ("theirs", False)


@pytest.mark.parametrize(
    ("answer", "word"),
    [("pineapple – she is in danger", "pineapple"), ("pineapple: ring back", "pineapple"), ("pineapple", "pineapple"),
     ("blue door - come", "blue door"), ("pineapple means ring", "pineapple"), ("pineapple is for help", "pineapple"),
     ("pineapple (ring)", "pineapple"), ("pineapple\nring", "pineapple"), ("half-term", "half-term")],
)  # fmt: skip
def test_the_code_word_is_the_word_alone(answer: str, word: str) -> None:
    assert bare_code_word(answer) == word
