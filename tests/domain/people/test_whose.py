"""Whose a name, number, e-mail or address is: one row for each way people write one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hru_advocate.domain.forms.pronouns import Pronoun
from hru_advocate.domain.people import whose
from hru_advocate.domain.people.names import alike, is_same_name
from hru_advocate.domain.people.whose import Everyone, Given, KnownPerson, same_address
from hru_advocate.domain.plan import worked_out

TITLES = frozenset({"mr", "dr"})
DARREN = KnownPerson(
    "perpetrator",
    ("Darren Holt", "Daz", "Daz Holt"),
    numbers=("07700 900123",),
    emails=("darren.holt@post.example", "d.h@googlemail.com"),  # no such address: the provider wants six letters
    addresses=("12 Mill Road, Warrington WA1 1AA",),
)
MO = KnownPerson("victim", ("Mo Example",), numbers=("07700 900456",), addresses=("3 High Street, Halton",))


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("Darren Holt", "Darren Holt", "same"),
        ("  HOLT,  darren ", "Darren Holt", "same"),
        ("Mr Darren Holt", "Darren Holt", "same"),
        ("my ex, Darren Holt", "Darren Holt", "same"),
        ("Darren James Holt", "Darren Holt", "same"),
        ("Niamh OBrien", "Niamh O'Brien", "same"),
        ("Niamh O\N{RIGHT SINGLE QUOTATION MARK}Brien", "Niamh O'Brien", "same"),
        ("Niamh O Brien", "Niamh O'Brien", "same"),
        ("O'Brien, Niamh", "Niamh O'Brien", "same"),
        ("OBrien, Niamh", "Niamh O'Brien", "same"),
        ("Ann Smith Jones", "Ann Smith-Jones", "same"),
        ("Lukasz Zolc", "Łukasz Żółć", "same"),
        ("D. Holt", "Darren Holt", "perhaps"),
        ("D.H.", "Darren Holt", "perhaps"),
        ("DH", "Darren Holt", "perhaps"),
        ("K Ho", "Kim Henry Oster", ""),  # a word of two letters is no pair of initials beside another
        ("DHO", "Dan Henry Oster", "perhaps"),
        ("D H O P", "Dan Henry Oster Pole", "perhaps"),
        ("DHOPQ", "Dan Henry Oster Pole Quill", ""),  # no more than four
        ("D", "Darren", ""),
        ("Darren", "Darren Holt", "perhaps"),
        ("Mr Holt", "Darren Holt", "perhaps"),
        ("Rob Holt", "Robert Holt", "perhaps"),
        ("Bill Holt", "William Holt", "perhaps"),
        ("Dazza", "Darren Holt", "perhaps"),
        ("Liam Holt", "William Holt", "perhaps"),
        ("Daren Holt", "Darren Holt", "perhaps"),
        ("Sam Example", "Darren Holt", ""),
        ("David Holt", "Darren Holt", ""),
        ("Darren Vale", "Darren Holt", ""),
        ("H", "Darren Holt", ""),
        ("Mr", "Darren Holt", ""),
        ("", "Darren Holt", ""),
    ],
)
def test_a_name_is_known_however_it_is_written(typed: str, known: str, found: str) -> None:
    assert alike(typed, [known], TITLES) == found
    assert is_same_name(typed, [known]) is (alike(typed, [known]) == "same")


def test_who_does_it_for_them_stands_where_they_stand() -> None:
    proxy = KnownPerson(
        "proxy", ("Kev Holt",), numbers=("07700 900789",), addresses=("9 Mill Road, Warrington WA1 1AA",)
    )
    assert side(Given(name="Kev Holt"), proxy) == "other"
    assert side(Given(number="07700 900789"), proxy) == "other"
    assert whose.OTHERS == worked_out.OTHERS


def side(given: Given, *more: KnownPerson, pronoun: Pronoun = "") -> str:
    owners = list(Everyone((DARREN, MO, *more), pronoun, TITLES).owners(given))
    return owners[0].side if owners else ""


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (Given(name="Daz"), "other"),
        (Given(name="daz holt"), "other"),
        (Given(number="+44 7700 900123"), "other"),
        (Given(number="(07700) 900-123"), "other"),
        (Given(number="18001 07700 900123"), "other"),
        (Given(number="07700 900124"), ""),
        (Given(number="07700 900456"), "own"),
        (Given(email="Darren.Holt+news@POST.example"), "other"),
        (Given(email="darrenholt@post.example"), ""),
        (Given(email="dh+new@gmail.com"), "other"),  # one provider by two names, and it takes no dots
        (Given(email="dh@post.example"), ""),
        (Given(address="12, Mill Rd, WA11AA"), "other"),
        (Given(address="14 Mill Road, Warrington WA1 1AA"), ""),
        (Given(address="3 High St"), "own"),
        (Given(name="Mo Example"), "own"),
        (Given(name="Sam Vale", relation="his mother"), "theirs"),
        (Given(name="Sam Vale", relation="Darren's sister"), "theirs"),
        (Given(name="Sam Vale", relation="mother-in-law"), "theirs"),
        (Given(name="Sam Vale", relation="friend of them both"), "theirs"),
        (Given(name="Sam Vale", relation="my husband's brother"), "theirs"),
        (Given(name="Sam Vale", relation="new partner"), ""),
        (Given(name="Sam Vale", relation="her mother"), ""),
        (Given(name="Sam Vale", relation="sister"), ""),
    ],
)
def test_whose_something_is(given: Given, found: str) -> None:
    assert side(given) == found


@pytest.mark.parametrize(
    ("pronoun", "relation", "found"),
    [
        ("she", "his aunt", "theirs"),
        ("she", "aunt of him", "theirs"),
        ("she", "their aunt", "theirs"),
        ("she", "her aunt", ""),
        ("she", "aunt of hers", ""),
        ("he", "her aunt", "theirs"),
        ("he", "aunt of hers", "theirs"),
        ("he", "their aunt", "theirs"),
        ("he", "his aunt", ""),
        ("he", "aunt of him", ""),
        ("they", "his aunt", "theirs"),
        ("they", "aunt of him", "theirs"),
        ("they", "her aunt", "theirs"),
        ("they", "aunt of hers", "theirs"),
        ("they", "their aunt", ""),
        ("", "his aunt", "theirs"),
        ("", "aunt of him", "theirs"),
        ("", "her aunt", ""),
    ],
)
def test_the_victims_pronoun_says_whose_family_it_is(pronoun: Pronoun, relation: str, found: str) -> None:
    assert side(Given(name="Sam Vale", relation=relation), pronoun=pronoun) == found


@pytest.mark.parametrize(
    ("relation", "found"),
    [
        ("Darren's probation officer", ""),
        ("his social worker", ""),
        ("offender manager of Darren Holt", ""),
        ("Darren's brother, a probation officer", "theirs"),
        ("his solicitor", "theirs"),
        ("daughter-in-law", ""),
        ("son in law", ""),
        ("my ex-colleague", ""),
        ("ex neighbour", ""),
        ("my ex", "theirs"),
        ("ex's mother", "theirs"),
        ("sister-in-law", "theirs"),
        ("my in-laws", "theirs"),
    ],
)
def test_work_and_ones_own_family_are_no_false_alarm(relation: str, found: str) -> None:
    assert side(Given(name="Sam Vale", relation=relation)) == found


@pytest.mark.parametrize(
    ("what", "found"),
    [("", "theirs"), ("ex_partner", "theirs"), ("husband", "theirs"), ("neighbour", ""), ("colleague stranger", "")],
)
def test_an_in_law_is_on_the_other_side_where_they_were_a_couple(what: str, found: str) -> None:
    people = Everyone((replace(DARREN, relation=what), MO), "", TITLES)
    owners = list(people.owners(Given(name="Sam Vale", relation="sister-in-law")))
    assert (owners[0].side if owners else "") == found


def test_an_in_law_is_on_the_other_side_while_nobody_knows_who_that_is() -> None:
    assert [one.side for one in Everyone((MO,), "", TITLES).owners(Given(name="Sam", relation="in-laws"))] == ["theirs"]


@pytest.mark.parametrize(("relation", "found"), [("a friend, d", ""), ("friend of Holt", "theirs"), ("mr", "")])
def test_one_letter_of_a_relation_names_nobody(relation: str, found: str) -> None:
    people = Everyone((replace(DARREN, names=("Mr D Holt",), relation="neighbour"), MO), "", TITLES)
    owners = list(people.owners(Given(name="Sam Vale", relation=relation)))
    assert (owners[0].side if owners else "") == found


@pytest.mark.parametrize(
    "known",
    [
        KnownPerson("their_family", ("Sam Vale",)),
        KnownPerson("safe_person", ("Sam Vale",), "his cousin"),
        KnownPerson("safe_person", ("Sam Vale",), numbers=("07700900123",)),
        KnownPerson("safe_person", ("Sam Vale",), emails=("DARREN.HOLT@post.example",)),
        KnownPerson("safe_person", ("Sam Vale",), addresses=("Flat 2, 12 Mill Road, WA1 1AA",)),
    ],
)
def test_family_and_whoever_shares_a_way_with_the_other_person_stands_on_that_side(known: KnownPerson) -> None:
    assert side(Given(name="Sam Vale"), known) == "theirs"


@pytest.mark.parametrize(
    ("role", "relation", "expected"),
    [
        ("officer", "his probation officer", "own"),  # whoever works with them stands on no side
        ("professional", "Darren's social worker", "own"),
        ("professional", "his mother", "own"),
        ("safe_person", "Darren's mother", "theirs"),
        ("their_family", "", "theirs"),
        ("proxy", "", "other"),
    ],
)
def test_a_role_says_on_which_side_somebody_stands(role: str, relation: str, expected: str) -> None:
    known = KnownPerson(role, ("Sam Vale",), relation)
    assert Everyone((DARREN, MO, known), "she").side_of(known) == expected


def test_who_shares_nothing_stands_beside_the_victim() -> None:
    aunt = KnownPerson("safe_person", ("Sam Vale",), "aunt", ("07700 900789",), (), ("9 Any Lane, WA2 2BB",))
    assert side(Given(name="Sam Vale"), aunt) == "own"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Flat 2, 12 Mill Road WA1 1AA", "2/12 mill rd, wa11aa", True),
        ("12 Mill Road WA1 1AA", "12 Mill Road WA1 1AB", False),
        ("The Old Forge, Any Village", "old forge any village the", False),
        ("12 Mill Road", "12 Mill Lane", False),
        ("12 Mill Road WA1", "12 mill rd, wa1", True),  # half a postcode is a word of it
        ("12 Mill Road WA1", "12 Mill Road", True),
        ("12 Mill Road WA1 1AA", "14 Mill Road WA1 1AA", False),
        ("Mill House WA1 1AA", "14 Mill Road WA1 1AA", True),  # one of them gives no number
        ("12 Mill Road", "Flat 3, 12 Mill Road, Any Town", True),
        ("12 Mill Road WA1 1AA", "12 Mill Road", True),  # one of them gives no postcode
        ("12 Mill Road WA1 1AA", "12 Mill Lane", False),
        ("Mill House WA1 1AA, Any Town", "The Forge wa11aa", True),  # whatever stands behind it
        ("Mill House, wa1 1aa England", "The Forge WA1 1AA", True),
        ("Mill House WA1 1AA", "Mill House WA2 1AA", False),
        ("12 Mill", "12 Mill Road", True),
        ("", "", False),
        ("12 Mill Road", "", False),
    ],
)
def test_one_place_written_twice(one: str, two: str, *, same: bool) -> None:
    assert same_address(one, two) is same


ROADS = """
rd road | st street | str street | ave avenue | av avenue | ln lane | cl close | dr drive | ct court | pl place
cres crescent | terr terrace | gdns gardens | gr grove | sq square
"""


@pytest.mark.parametrize("pair", ROADS.strip().replace("\n", " | ").split(" | "))
def test_a_road_is_known_by_its_short_form(pair: str) -> None:
    short, whole = pair.split()
    assert same_address(f"12 Mill {short.title()}.", f"12 Mill {whole.title()}")
    assert not same_address(f"12 Mill {short.title()}.", "12 Mill Testings")


@pytest.mark.parametrize("flat", ["Apt", "Apartment"])
def test_a_flat_is_known_by_its_other_names(flat: str) -> None:
    assert same_address(f"{flat} A, Mill House", "Flat A, Mill House")
    assert not same_address(f"{flat} A, Mill House", "Flat B, Mill House")
