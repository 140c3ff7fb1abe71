"""What a case knows that identifies somebody, record by record: which answer is which sort of item, and whose it is."""

from __future__ import annotations

import pytest

from hru_advocate.casework.people.known_of_case import KnownOfCase, known_of_case
from hru_advocate.casework.session import Session
from hru_advocate.domain.identifying.items import Item
from hru_advocate.domain.identifying.known_things import KnownDay, KnownName, KnownWords
from tests.casework.open_sessions import add, id_of, new_case

OTHER: dict[str, object] = {"role": "perpetrator", "name": "Darren Holtby"}
HERSELF: dict[str, object] = {"role": "victim", "name": "Mo Example"}
RULES: dict[str, object] = {"may_contact": "yes", "confirmed": "2026-11-20"}
MAPPA: dict[str, object] = {
    "kind": "mappa", "basis": ["judgement"], "why": "Made up.", "state": "planned", "on": "2026-12-01",
}  # fmt: skip
CONTACT: dict[str, object] = {"happened": "2026-11-20", "method": "phone", "direction": "in", "with_whom": "other"}
OF_REFERRAL = ("name", "Mo Example", "the person")


def items(known: KnownOfCase) -> set[tuple[str, str, str]]:
    return {(one.kind, one.value, one.whose) for one in every(known)}


def every(known: KnownOfCase) -> set[Item]:
    """The items of a case, words that may be a name aside."""
    return {thing.item for thing in known.things}


@pytest.mark.parametrize(
    ("form", "raw", "found"),
    [
        ("person", OTHER, {("name", "Darren Holtby", "alleged perpetrator")}),
        ("person", OTHER | {"phone": "07700 900123"}, {("name", "Darren Holtby", "alleged perpetrator"),
                                                       ("number", "07700 900123", "alleged perpetrator")}),
        ("person", HERSELF | {"email": "mo@post.example"}, {("email", "mo@post.example", "the person")}),
        ("person", HERSELF | {"address": "3 Quiet Mews"}, {("address", "3 Quiet Mews", "the person")}),
        ("person", HERSELF | {"born": "1990-06-14"}, {("born", "14 Jun 1990", "the person")}),
        ("person", HERSELF | {"born": "1990"}, set()),  # a year is shared by many: no day to look for
        ("person", {"role": "child", "name": "Zoe Tester"}, {("name", "Zoe Tester", "child")}),
        ("safe_contact", RULES | {"ways": [{"method": "mobile", "number": "07700 900456"}]},
         {("number", "07700 900456", "the person")}),
        ("safe_contact", RULES | {"ways": [{"method": "through", "through": {"name": "Una Vale"}}]},
         {("name", "Una Vale", "the person")}),
        ("safe_contact", RULES | {"ask_for": "Maisie"}, {("name", "Maisie", "the person")}),
        ("safe_contact", RULES | {"code_word": "lemon curd"}, {("secret", "lemon curd", "the person")}),
        ("safe_contact", RULES | {"code_word": "pineapple – she is in danger"},
         {("secret", "pineapple – she is in danger", "the person"), ("secret", "pineapple", "the person")}),
        ("safe_contact", RULES | {"say": "the library"}, {("secret", "the library", "the person")}),
        ("safe_contact", RULES | {"who_answers": "Her sister may"}, {("secret", "Her sister may", "the person")}),
        ("contact", CONTACT | {"person": {"name": "Ivo Other", "relation": "a neighbour"}},
         {("name", "Ivo Other", "a neighbour")}),
        ("contact", CONTACT | {"person": {"name": "Ivo Other"}}, {("name", "Ivo Other", "named in passing")}),
        ("meeting", MAPPA | {"mappa_number": "M 4711"}, {("account", "M 4711", "")}),
        ("incident", {"happened": "2026-11-20", "what": "Darren rang.", "basis": "report"}, set()),
    ],
)  # fmt: skip
def test_each_answer_that_identifies_is_an_item_of_whose_it_is(
    shared: Session, form: str, raw: dict[str, object], found: set[tuple[str, str, str]]
) -> None:
    case = new_case(shared)
    add(shared, case, form, raw)
    assert items(known_of_case(shared, id_of(case))) == {OF_REFERRAL, *found}


@pytest.mark.parametrize("own", [True, False])
def test_on_their_own_paper_what_is_theirs_needs_no_tick_but_what_was_agreed_leaves_on_none(
    shared: Session, *, own: bool
) -> None:
    case = new_case(shared)
    add(shared, case, "person", HERSELF | {"email": "mo@post.example"})
    add(shared, case, "person", OTHER | {"phone": "07700 900123"})
    add(shared, case, "safe_contact", RULES | {"code_word": "lemon curd"})
    found = {one.value: one for one in every(known_of_case(shared, id_of(case), own=own))}
    assert {value for value, one in found.items() if one.own} == ({"Mo Example", "mo@post.example"} if own else set())
    assert not found["lemon curd"].offered
    assert found["Darren Holtby"].offered


def test_one_value_is_one_item_of_whoever_said_it_first_the_person_before_all(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "contact", CONTACT | {"person": {"name": "darren  HOLTBY", "relation": "a caller"}})
    add(shared, case, "person", OTHER | {"phone": "+44 7700 900123"})
    add(shared, case, "safe_contact", RULES | {"ways": [{"method": "mobile", "number": "07700 900123"}],
                                               "shared_why": "One phone."})  # fmt: skip
    found = [(one.kind, one.whose) for one in every(known_of_case(shared, id_of(case)))]
    assert sorted(found) == [
        ("name", "alleged perpetrator"), ("name", "the person"), ("number", "alleged perpetrator"),
    ]  # fmt: skip


@pytest.mark.parametrize(("born", "days"), [("1990-06-14", 1), ("about 1965", 0), ("1990", 0), ("30", 0)])
def test_a_day_of_birth_is_looked_for_where_the_very_day_is_known(shared: Session, born: str, days: int) -> None:
    case = new_case(shared)
    add(shared, case, "person", HERSELF | {"born": born})
    things = known_of_case(shared, id_of(case)).things
    assert len([one for one in things if isinstance(one, KnownDay)]) == days


def test_a_name_is_looked_for_by_every_name_somebody_goes_by_and_a_secret_inside_words_too(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "person", OTHER | {"called": "Daz"})
    add(shared, case, "person", HERSELF | {"address": "3 Quiet Mews"})
    add(shared, case, "safe_contact", RULES | {"code_word": "lemon curd"})
    things = known_of_case(shared, id_of(case)).things
    (his,) = (one for one in things if isinstance(one, KnownName) and one.item.value == "Darren Holtby")
    assert {"daz", "darren", "holtby"} <= set(his.forms.words)
    assert his.maybe is not None
    assert (his.maybe.kind, his.maybe.whose) == ("initials", "alleged perpetrator")
    words = {one.item.kind: one.everywhere for one in things if isinstance(one, KnownWords)}
    assert words == {"secret": True, "address": False}
