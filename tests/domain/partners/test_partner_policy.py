"""Flags, safeguarding referrals and partner meetings: what each needs, when it asks, whether it still holds."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.births import Birth, BirthAsTold
from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.partners.agencies import AgencyPart, Professional, gathered, read_professional, who_refuses
from hru_advocate.domain.partners.flags import Flag, flag_fault, read_flag
from hru_advocate.domain.partners.meetings import meeting_fault, meeting_in
from hru_advocate.domain.partners.safeguarding import (
    read_safeguarding,
    safeguarding_fault,
    under_age,
)

SERVICES = shipped().library.services.services
DAY = date(2026, 11, 23)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
LATER = date(2027, 1, 11)


def said(**given: object) -> Answers:
    return {field: Answer(value=value) for field, value in given.items() if value is not None}


FLAG = {"kind": "not_alone", "what": "Two together", "agreed_by": "Asha", "agreed_on": DAY, "review": LATER}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"told": "no"}, "not_told_because"),
        ({"told": "no", "not_told_because": "  "}, "not_told_because"),
        ({"told": "no", "not_told_because": "It would be read"}, None),
        ({"told": "not_yet"}, None),
        ({"told": "yes"}, None),
        ({"ended_because": "They moved"}, "ended_on"),
        ({"ended_because": " "}, None),
        ({"ended_on": LATER}, "ended_because"),
        ({"ended_on": LATER, "ended_because": " "}, "ended_because"),
        ({"ended_on": LATER, "ended_because": "They moved"}, None),
        ({"review": None}, "review"),
        ({"review": None, "ended_on": LATER, "ended_because": "They moved"}, None),
        ({"review": BEFORE}, "review"),
        ({"review": DAY}, None),
        ({"review": BEFORE, "ended_on": LATER, "ended_because": "They moved"}, None),
        ({"told": "yes", "told_on": BEFORE}, "told_on"),
        ({"told": "yes", "told_on": DAY}, None),
        ({"ended_on": BEFORE, "ended_because": "They moved"}, "ended_on"),
        ({"ended_on": DAY, "ended_because": "They moved"}, None),
        ({"agreed_on": None, "review": BEFORE}, None),
    ],
)
def test_what_a_flag_needs(more: dict[str, object], field: str | None) -> None:
    fault = flag_fault(read_flag("", said(**FLAG | more)))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


def test_a_day_before_the_agreement_is_named_with_it() -> None:
    fault = flag_fault(read_flag("", said(**FLAG | {"review": BEFORE})))
    assert fault == ("review", "This day lies before 23 Nov 2026, on which the flag was agreed.")


def test_each_answer_of_a_flag_is_read_in_its_place() -> None:
    flag = read_flag(
        "e",
        said(**FLAG, reference="R 1", told="no", told_on=DAY, not_told_because="N", ended_on=LATER, ended_because="E"),
    )
    assert flag == Flag("e", "not_alone", "Two together", "R 1", "Asha", DAY, LATER, "no", DAY, "N", LATER, "E")
    assert flag_fault(read_flag("", said(**FLAG | {"ended_on": LATER}))) == (
        "ended_because",
        "A flag ends with its reason.",
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "not known if the person was told"),
        ({"told": "not_yet"}, "the person was not told yet"),
        ({"told": "yes"}, "the person was told"),
        ({"told": "yes", "told_on": DAY}, "the person was told on 23 Nov 2026"),
        ({"told": "no", "not_told_because": "It would be read"}, "the person is not to be told: It would be read"),
    ],
)
def test_a_flag_says_if_the_person_knows(more: dict[str, object], words: str) -> None:
    assert read_flag("", said(**FLAG | more)).told_words == words


def test_a_flag_holds_and_asks_until_it_is_ended_whatever_its_review_says() -> None:
    holds, ended = read_flag("", said(**FLAG)), read_flag("", said(**FLAG | {"ended_on": DAY}))
    assert (holds.live, holds.asks_on) == (True, LATER)
    assert (ended.live, ended.asks_on) == (False, None)


def test_a_flag_without_a_kind_is_read_as_the_one_that_hides_most() -> None:
    assert read_flag("", said()).kind == "restricted"


def years_old(years: int, *, less: int = 0) -> date:
    """The day of birth of somebody who has that many years on the day, and was born so many days later."""
    return DAY.replace(year=DAY.year - years) + timedelta(days=less)


CHILD, GROWN = years_old(18, less=1), years_old(18)
EITHER = BirthAsTold("17 or 18", "2026-11-23", "2008-02-01", "2009-01-31")


@pytest.mark.parametrize(("born", "young"), [(CHILD, True), (GROWN, False), (EITHER, None)])
def test_of_age_on_the_very_birthday(born: Birth, *, young: bool | None) -> None:
    assert under_age(born, DAY) is young


REFERRAL = {"who": "child", "authority": "halton", "state": "to_make", "chase_on": LATER}
MADE = {"state": "made", "referred_on": DAY}
BACK = {"referred_on": DAY, "came_back": "Accepted, by the duty worker"}


@pytest.mark.parametrize(
    ("more", "known", "field"),
    [
        ({}, (), None),
        # Whom it is about, by the birth of the referral or, where it gives none, by all those the case knows.
        ({"born": CHILD}, (), None),
        ({"born": GROWN}, (), "who"),
        ({"who": "adult", "born": GROWN}, (), None),
        ({"who": "adult", "born": CHILD}, (), "who"),
        ({"born": EITHER}, (), None),
        ({"who": "adult", "born": EITHER}, (), None),
        ({}, (GROWN,), "who"),
        ({"who": "adult"}, (CHILD,), "who"),
        ({}, (GROWN, CHILD), None),
        ({}, (GROWN, EITHER), None),
        ({"born": CHILD}, (GROWN,), None),
        ({"born": GROWN}, (CHILD,), "who"),
        # Held against the day it was made: who has grown up since was a child then.
        ({"born": GROWN, **MADE, "referred_on": BEFORE}, (), None),
        ({"who": "adult", "born": GROWN, **MADE, "referred_on": BEFORE}, (), "who"),
        # Consent.
        ({"consent": "yes"}, (), None),
        ({"consent": "without"}, (), "consent_because"),
        ({"consent": "not_asked"}, (), "consent_because"),
        ({"consent": "without", "consent_because": " "}, (), "consent_because"),
        ({"consent": "without", "consent_because": "A child is in danger"}, (), None),
        # The day to ask after it, and the day it was made.
        ({"chase_on": None}, (), "chase_on"),
        ({**MADE, "chase_on": None}, (), "chase_on"),
        ({**BACK, "state": "accepted", "chase_on": None}, (), None),
        (MADE, (), None),
        ({"state": "made"}, (), "referred_on"),
        ({**BACK, "state": "accepted", "referred_on": None}, (), "referred_on"),
        ({**BACK, "state": "closed", "referred_on": None}, (), None),
        ({"referred_on": DAY}, (), "referred_on"),
        # What came back.
        ({**BACK, "state": "accepted", "came_back": None}, (), "came_back"),
        ({**BACK, "state": "no_further", "came_back": " "}, (), "came_back"),
        ({**BACK, "state": "closed", "came_back": None}, (), "came_back"),
        ({**BACK, "state": "no_further"}, (), None),
        ({**BACK, "state": "accepted", "came_back_on": BEFORE}, (), "came_back_on"),
        ({**BACK, "state": "accepted", "came_back_on": DAY}, (), None),
    ],
)
def test_what_a_safeguarding_referral_needs(
    more: dict[str, object], known: tuple[Birth, ...], field: str | None
) -> None:
    fault = safeguarding_fault(read_safeguarding("", said(**REFERRAL | more)), DAY, known)
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


def test_a_wrong_door_says_which_birth_it_goes_by() -> None:
    own = safeguarding_fault(read_safeguarding("", said(**REFERRAL | {"born": GROWN})), DAY)
    assert own == (
        "who",
        "By this date of birth or age the person is 18 or over: it goes to the adults' front door.",
    )
    case = safeguarding_fault(read_safeguarding("", said(**REFERRAL | {"who": "adult"})), DAY, (CHILD,))
    assert case == (
        "who",
        (
            "By the date of birth or age in this case the person is under 18: it goes to the children's front door. "
            "If it is about somebody else, give the age here."
        ),
    )


@pytest.mark.parametrize(
    ("state", "owed", "asks"),
    [
        (None, True, LATER),  # one that says nothing is still to be made
        ("to_make", True, LATER),
        ("made", True, LATER),
        ("accepted", False, LATER),
        ("no_further", False, None),
        ("closed", False, None),
    ],
)
def test_how_long_a_safeguarding_referral_is_owed_and_asked_after(
    state: str | None, asks: date | None, *, owed: bool
) -> None:
    referral = read_safeguarding("", said(**REFERRAL | {"state": state, "now": True}))
    assert (referral.owed, referral.danger, referral.asks_on) == (owed, owed, asks)
    calm = read_safeguarding("", said(**REFERRAL | {"state": state, "now": False}))
    assert not calm.danger


DOORS = {
    ("child", "warrington"): "warrington_childrens_front_door",
    ("child", "halton"): "halton_icart",
    ("child", "cheshire_east"): "cheshire_east_childrens_front_door",
    ("child", "cheshire_west_and_chester"): "cwac_iart",
    ("adult", "warrington"): "warrington_adult_care",
    ("adult", "halton"): "halton_adult_care",
    ("adult", "cheshire_east"): "cheshire_east_adult_care",
    ("adult", "cheshire_west_and_chester"): "cheshire_west_adult_care",
}


@pytest.mark.parametrize(("who", "authority"), DOORS)
def test_each_authority_has_a_front_door_of_its_own_that_stands_in_the_directory(who: str, authority: str) -> None:
    found = read_safeguarding("", said(**REFERRAL | {"who": who, "authority": authority})).front_door
    assert found == DOORS[who, authority]
    assert found in {one.id for one in SERVICES}


def test_elsewhere_has_no_front_door_that_the_program_knows() -> None:
    assert read_safeguarding("", said(**REFERRAL | {"authority": "elsewhere"})).front_door == ""


MEETING = {"kind": "marac", "state": "planned", "on": LATER, "referred_on": DAY}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"knows": "no"}, "knows_because"),
        ({"knows": "no", "knows_because": " "}, "knows_because"),
        ({"knows": "no", "knows_because": "It would put her at risk"}, None),
        ({"knows": "yes"}, None),
        ({"consent": "without"}, "consent_because"),
        ({"consent": "without", "consent_because": "Vital interests"}, None),
        ({"consent": "yes"}, None),
        ({"state": "not_accepted"}, "outcome"),
        ({"state": "cancelled", "outcome": " "}, "outcome"),
        ({"state": "cancelled", "outcome": "No longer needed, says the chair"}, None),
        ({"on": None}, "chase_on"),
        ({"on": None, "chase_on": LATER}, None),
        ({"state": "held", "on": None, "chase_on": LATER}, "on"),
        ({"state": "held", "on": AFTER}, "state"),
        ({"state": "held", "on": DAY}, None),
        ({"on": BEFORE}, "on"),
        ({"on": DAY}, None),
        ({"on": BEFORE, "referred_on": None}, None),
    ],
)
def test_what_a_partner_meeting_needs(more: dict[str, object], field: str | None) -> None:
    fault = meeting_fault(meeting_in(said(**MEETING | more)), DAY)
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({}, (LATER, "MARAC")),
        ({"chase_on": AFTER}, (AFTER, "MARAC: ask after it")),
        ({"chase_on": LATER + timedelta(days=1)}, (LATER, "MARAC")),
        ({"on": None, "chase_on": AFTER}, (AFTER, "MARAC: ask after it")),
        ({"on": None}, None),
        ({"review": AFTER}, (LATER, "MARAC")),
        ({"state": "held", "on": DAY, "chase_on": AFTER}, None),
        ({"state": "held", "on": DAY, "review": LATER}, (LATER, "MARAC: look again")),
        ({"state": "not_accepted", "chase_on": AFTER, "review": AFTER}, None),
        ({"state": "cancelled", "chase_on": AFTER, "review": AFTER}, None),
        ({"state": None, "kind": None}, (LATER, "Professionals' meeting")),
    ],
)
def test_the_first_day_a_partner_meeting_asks_for(more: dict[str, object], asks: tuple[date, str] | None) -> None:
    assert meeting_in(said(**MEETING | more)).asks == asks


@pytest.mark.parametrize(
    ("may_know", "named", "records", "refused"),
    [
        ("nothing", "Riverside Housing", False, True),
        ("nothing", "the riverside, housing", False, True),
        ("nothing", "Nadia Fell", False, True),  # by the name of who works there
        ("nothing", "Riverside", False, False),
        ("nothing", "", False, False),
        ("nothing", "the", False, False),  # no agency is meant by that
        ("only_that", "Riverside Housing", False, False),
        ("only_that", "Riverside Housing", True, True),
        ("nothing", "Riverside Housing", True, True),
        ("all", "Riverside Housing", True, False),
        ("", "Riverside Housing", True, False),
    ],
)
def test_nothing_goes_where_the_person_wants_nothing_known(
    may_know: str, named: str, *, records: bool, refused: bool
) -> None:
    there = Professional("e", "Nadia Fell", "Riverside Housing", "", None, may_know)
    other = Professional("f", "Tom Garrow", "Mill Lane Surgery", "", None, "all")
    found = who_refuses([other, there], ["Mill Lane Surgery", named], records=records)
    assert found == (there if refused else None)
    assert there.refuses == (may_know == "nothing")


@pytest.mark.parametrize(
    ("answers", "erased", "expected"),
    [
        ({"role": "officer"}, False, "Police"),
        ({"role": "officer", "agency": "Another Force"}, False, "Another Force"),
        ({"role": "professional"}, False, "Nadia Fell"),
        ({"role": "professional", "agency": "Riverside Housing"}, False, "Riverside Housing"),
        ({"role": "friend", "agency": "Riverside Housing"}, False, None),
        ({"agency": "Riverside Housing"}, False, None),
        ({"role": "officer"}, True, None),
    ],
)
def test_who_is_in_a_case_for_an_agency(answers: dict[str, object], expected: str | None, *, erased: bool) -> None:
    record = SimpleNamespace(answers=said(name="Nadia Fell", **answers), entry="e", erased=erased)
    found = read_professional(cast("Record", record))
    assert (found.agency if found else None) == expected


def test_agencies_are_gathered_under_the_names_of_their_people_what_goes_on_first() -> None:
    parts = [
        AgencyPart("mill lane surgery", "", "a letter", "1", DAY),
        AgencyPart("Riverside Housing", "", "an action", "2", BEFORE, live=True),
        AgencyPart("The Mill Lane Surgery", "Tom Garrow", "doctor", "3", person=True, refuses=True),
        AgencyPart("A school", "", "a call", "4", AFTER),
        AgencyPart("A school", "", "a meeting", "5", DAY, live=True),
        AgencyPart("Health", "Tom Garrow", "a promise", "6", LATER, assumed=True),
        AgencyPart("Health", "Nadia Fell", "a promise", "7", LATER, assumed=True),
        AgencyPart("Beacon Trust", "", "a copy", "8", LATER),
        AgencyPart("of the", "", "nobody", "9", LATER),
    ]
    found = gathered(parts)
    assert [(one.name, [part.entry for part in one.parts]) for one in found] == [
        ("A school", ["5", "4"]),
        ("Riverside Housing", ["2"]),
        ("Beacon Trust", ["8"]),
        ("Health", ["7"]),
        ("The Mill Lane Surgery", ["3", "6", "1"]),
    ]
    assert [one.live for one in found] == [True, True, False, False, False]
    assert [(one.known, one.refused) for one in found] == [(False, False)] * 4 + [(True, True)]
