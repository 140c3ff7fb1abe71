"""Safeguarding referrals: the right front door by age, consent or why without, chased until something came back."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.late import late
from hru_advocate.casework.paper import papers
from hru_advocate.casework.partners.safeguarding import safeguarding_page
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.domain.partners.safeguarding import FRONT_DOORS
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, new_case, on

MADE: dict[str, object] = {
    "who": "child",
    "born": "2014-05-02",
    "authority": "halton",
    "why": "She says that the little one hides under the bed.",
    "consent": "yes",
    "state": "made",
    "referred_on": "2026-11-20",
    "chase_on": "2026-11-27",
}
BACK: dict[str, object] = {"state": "accepted", "came_back_on": "2026-11-23", "came_back": "A worker rings on Friday."}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        # eighteen on the very day it was made: an adult; the day before, a child
        ({"born": "2008-11-20"}, "who"),
        ({"born": "2008-11-21"}, None),
        ({"born": "2008-11-20", "who": "adult"}, None),
        ({"born": "2008-11-21", "who": "adult"}, "who"),
        # born on 29 February: eighteen on 1 March of a year that has none
        ({"born": "2008-02-29", "referred_on": "2026-02-28", "chase_on": "2026-12-01"}, None),
        ({"born": "2008-02-29", "referred_on": "2026-03-01", "chase_on": "2026-12-01"}, "who"),
        # an age or a year decides where it can, and refuses nothing where it cannot
        ({"born": "12"}, None),
        ({"born": "12", "who": "adult"}, "who"),
        ({"born": "40"}, "who"),
        ({"born": "2008"}, None),
        ({"born": "2008", "who": "adult"}, None),
        ({"born": None}, None),
        ({"why": ""}, "why"),
        ({"consent": None}, "consent"),
        ({"consent": "without"}, "consent_because"),
        ({"consent": "not_asked"}, "consent_because"),
        ({"consent": "without", "consent_because": "Risk of serious harm; decided by Sgt Example."}, None),
        ({"chase_on": None}, "chase_on"),
        ({"state": "to_make", "referred_on": None}, None),
        ({"state": "to_make", "referred_on": None, "chase_on": None}, "chase_on"),
        ({"state": "to_make"}, "referred_on"),
        ({"referred_on": None}, "referred_on"),
        ({"state": "accepted"}, "came_back"),
        (BACK, None),
        (BACK | {"chase_on": None}, None),
        (BACK | {"came_back_on": "2026-11-19"}, "came_back_on"),
        (BACK | {"came_back_on": "2026-11-20"}, None),
    ],
)
def test_a_referral_goes_to_the_right_front_door_with_its_reasons_or_nowhere(
    session: Session, case: Saved, more: dict[str, object], field: str | None
) -> None:
    raw = {key: value for key, value in (MADE | more).items() if value is not None}
    if field is None:
        add(session, case, "safeguarding", raw)
        assert len(safeguarding_page(session, id_of(case)).lines) == 1
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "safeguarding", raw)
    assert refused.value.field == field
    assert safeguarding_page(session, id_of(case)).lines == ()


@pytest.mark.parametrize(
    ("referral", "people", "more", "field"),
    [
        # nobody named: an adult's referral is about the person of the case
        ({"born": "16"}, [], {"who": "adult"}, "who"),
        ({"born": "40"}, [], {"who": "adult"}, None),
        ({}, [], {"who": "adult"}, None),
        ({}, [{"role": "victim", "name": "Mo Example", "born": "2010-01-01"}], {"who": "adult"}, "who"),
        # a child of somebody grown up, not named
        ({"born": "40"}, [], {"who": "child"}, None),
        # somebody named, by the name in full or by one of the names
        ({"born": "16"}, [], {"who": "adult", "whom": {"name": "Mo Example"}}, "who"),
        ({"born": "16"}, [], {"who": "adult", "whom": {"name": "Mo"}}, "who"),
        ({"born": "16"}, [], {"who": "adult", "whom": {"name": "Una Other"}}, None),
        ({}, [{"role": "child", "name": "Lee Sample", "born": "14"}], {"who": "adult", "whom": {"name": "Lee"}}, "who"),
        ({}, [{"role": "family", "name": "Lee Sample", "born": "44"}], {"whom": {"name": "Lee Sample"}}, "who"),
        # the referral of the case speaks for its person, whatever record has the name
        ({"born": "16", "victim": "M. Example"}, [{"role": "victim", "name": "Mo Example"}],
         {"who": "adult", "whom": {"name": "Mo Example"}}, "who"),
        # what two records say differently refuses nothing, and what is typed here counts first
        ({"born": "16"}, [{"role": "victim", "name": "Mo Example", "born": "34"}], {"who": "adult"}, None),
        ({"born": "16"}, [], {"who": "adult", "born": "40"}, None),
    ],
)  # fmt: skip
def test_an_age_nobody_typed_is_the_one_the_case_knows(
    session: Session,
    referral: dict[str, object],
    people: list[dict[str, object]],
    more: dict[str, object],
    field: str | None,
) -> None:
    case = new_case(session, **referral)
    for one in people:
        add(session, case, "person", one)
    raw = {key: value for key, value in (MADE | {"born": None} | more).items() if value is not None}
    if field is None:
        add(session, case, "safeguarding", raw)
        return
    with pytest.raises(InvalidAnswer, match="in this case the person is") as refused:
        add(session, case, "safeguarding", raw)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("referral", "people", "young"),
    [
        ({"born": "16"}, [], ("Mo Example, 16 years old",)),
        ({"born": "2010-05-02"}, [], ("Mo Example, 16 years old",)),
        ({"born": "40"}, [], ()),
        ({"other_born": "2010-05-02"}, [], ("The other person, 16 years old",)),
        # a record of that person says more, and says it once
        ({"born": "2010-05-02"}, [{"role": "victim", "name": "Mo Example", "born": "2010-05-02"}],
         ("Mo Example, 16 years old",)),
        ({"born": "2010-05-02"}, [{"role": "victim", "name": "Mo Example"}], ("Mo Example, 16 years old",)),
    ],
)  # fmt: skip
def test_who_is_under_18_by_the_referral_of_the_case_is_listed_too(
    session: Session, referral: dict[str, object], people: list[dict[str, object]], young: tuple[str, ...]
) -> None:
    case = new_case(session, **referral)
    for one in people:
        add(session, case, "person", one)
    assert safeguarding_page(session, id_of(case)).young == young


def test_every_authority_has_its_two_front_doors_in_the_directory(session: Session) -> None:
    field = session.forms.newest("safeguarding").by_id
    authorities = {choice.id for choice in field["authority"].choices} - {"elsewhere"}
    assert set(FRONT_DOORS) == {(who.id, one) for who in field["who"].choices for one in authorities}
    names = {door: session.product.library.service(door).area for door in FRONT_DOORS.values()}
    assert len(names) == 8
    for (_who, authority), door in FRONT_DOORS.items():
        assert names[door].lower().replace(" ", "_").startswith(authority[:11])


def test_it_is_chased_on_today_whatever_rests_until_it_has_ended(session: Session, case: Saved) -> None:
    saved = add(session, case, "safeguarding", MADE)
    add(session, case, "pause", {"until": "2027-02-01", "because": "A pause hides no child."})
    assert [line.what for line in look(session).dates] == ["Safeguarding: ask after it"]
    on(session, date(2026, 11, 30))
    assert [(line.entry, line.late_days) for line in late(session)] == [(saved.entry, 3)]
    (line,) = safeguarding_page(session, id_of(case)).lines
    assert (line.chase, line.over_days) == ("ask after it 27 Nov, 3 days over", 3)
    ended = MADE | {"state": "no_further", "came_back": "No further action.", "came_back_on": "2026-11-30"}
    save(session, "safeguarding", ended, corrects=(saved.entry,), reason="Came back")
    assert look(session).dates == ()
    assert late(session) == ()


def test_what_is_owed_stands_first_and_says_age_consent_and_what_came_back(session: Session, case: Saved) -> None:
    add(session, case, "safeguarding", MADE | BACK)
    without = {"consent": "without", "consent_because": "Serious harm."}
    adult = {"who": "adult", "born": "40", "authority": "elsewhere", "elsewhere": "A made-up council"}
    add(session, case, "safeguarding", MADE | adult | without)
    first, second = safeguarding_page(session, id_of(case)).lines
    assert (first.who, first.authority, first.door, first.owed) == ("adult", "A made-up council", "", True)
    assert first.consent == "without consent: Serious harm."
    assert (second.about, second.door) == ("12 years old", "halton_icart")
    assert second.came_back == "Came back on 23 Nov 2026: A worker rings on Friday."


@pytest.mark.parametrize(
    ("more", "danger", "asks"),
    [
        ({"now": True}, "In danger now: 999 first", "In danger now, 999 first: safeguarding, ask after it"),
        ({"now": True, "state": "to_make", "referred_on": None}, "In danger now: 999 first",
         "In danger now, 999 first: safeguarding referral to make"),
        ({"now": False}, "", "Safeguarding: ask after it"),
        ({}, "", "Safeguarding: ask after it"),
        # somebody took it on: the danger of that day is theirs and ours no more to be rung in
        ({"now": True} | BACK, "", "Safeguarding: ask after it"),
    ],
)  # fmt: skip
def test_danger_now_stands_with_the_referral_and_on_today_while_it_is_owed(
    session: Session, case: Saved, more: dict[str, object], danger: str, asks: str
) -> None:
    add(session, case, "safeguarding", {key: value for key, value in (MADE | more).items() if value is not None})
    assert [line.danger for line in safeguarding_page(session, id_of(case)).lines] == [danger]
    assert [line.what for line in look(session).dates] == [asks]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ({"role": "child", "born": "2014-05-02"}, ("Kim Example, 12 years old",)),
        ({"role": "family", "born": "2008-11-24"}, ("Kim Example, 17 years old",)),
        ({"role": "family", "born": "2008-11-23"}, ()),
        ({"role": "child", "born": "2008-11-23"}, ()),
        ({"role": "other", "born": "2008"}, ("Kim Example, 17 to 18 years old (may be under 18)",)),
        ({"role": "child"}, ("Kim Example, noted as a child, age not known",)),
        ({"role": "family"}, ()),
    ],
)
def test_who_is_under_18_is_worked_out_from_a_date_of_birth_or_an_age(
    session: Session, case: Saved, person: dict[str, object], said: tuple[str, ...]
) -> None:
    add(session, case, "person", {"name": "Kim Example"} | person)
    assert safeguarding_page(session, id_of(case)).young == said


def test_a_referral_is_found_by_its_words_and_printed_as_a_record(session: Session, case: Saved) -> None:
    saved = add(session, case, "safeguarding", MADE)
    assert [hit.entry for hit in find(session, "hides under")] == [saved.entry]
    assert papers.make_record(session, saved.entry).pages >= 1
