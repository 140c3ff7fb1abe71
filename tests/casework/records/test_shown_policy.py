"""What is shown only when asked for: names, numbers and the code word; each look is an entry."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hru_advocate.casework.people.names import without_names
from hru_advocate.casework.people.safe_contact import OutsideRules, code_word, reveal_safe_contact
from hru_advocate.casework.records import records
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, events_of, id_of

OPEN = {"method": "mobile", "number": "01632 960411"}
SHUT = {"method": "landline", "number": "01632 960412", "days": ["sun"]}
MAIL = {"method": "email", "email": "mo@example.com"}
POST = {"method": "post", "address": "1 Example Row"}
THROUGH = {"method": "through", "through": {"name": "Ada Example"}}
NOWHERE = {"method": "in_person"}


def looks(session: Session, case: Saved) -> list[object]:
    return [said for name, about, said in events_of(session) if (name, about) == ("reveal", id_of(case))]


def rules(session: Session, case: Saved, *ways: Mapping[str, object], **more: object) -> None:
    raw = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": list(ways), "shared_why": "Agreed."}
    add(session, case, "safe_contact", {**raw, **more})


@pytest.mark.parametrize(
    ("ways", "shown", "hidden", "held_back"),
    [
        ((OPEN,), "960411", "960412", False),
        ((OPEN, SHUT), "960411", "960412", True),
        ((OPEN, NOWHERE), "960411", "", False),
        ((MAIL, SHUT), "mo@example.com", "960412", True),
        ((POST, OPEN), "1 Example Row", "", False),
    ],
)
def test_only_a_way_that_is_open_now_shows_where_it_leads(
    session: Session, case: Saved, ways: tuple[Mapping[str, object], ...], shown: str, hidden: str, held_back: bool
) -> None:
    rules(session, case, *ways)
    found = reveal_safe_contact(session, id_of(case))
    assert shown in found.words
    assert not hidden or hidden not in found.words
    assert found.held_back == held_back
    assert looks(session, case) == [{}]


@pytest.mark.parametrize(("ways", "all_ways"), [((SHUT,), False), ((OPEN, SHUT), True)])
def test_what_is_shut_wants_a_reason_in_one_line_which_is_kept(
    session: Session, case: Saved, ways: tuple[Mapping[str, object], ...], all_ways: bool
) -> None:
    rules(session, case, *ways)
    for empty in ("", "  \n"):
        with pytest.raises(OutsideRules):
            reveal_safe_contact(session, id_of(case), empty, all_ways=all_ways)
    assert looks(session, case) == []
    found = reveal_safe_contact(session, id_of(case), " She asked\nfor it ", all_ways=all_ways)
    assert "960412" in found.words
    assert not found.held_back
    assert looks(session, case) == [{"outside_rules": "She asked for it"}]


def test_every_way_that_is_open_needs_no_reason_when_all_are_asked_for(session: Session, case: Saved) -> None:
    rules(session, case, OPEN, NOWHERE)
    assert "960411" in reveal_safe_contact(session, id_of(case), all_ways=True).words


@pytest.mark.parametrize("may_contact", ["no", "they_ring"])
def test_where_nobody_may_ring_no_way_is_open(session: Session, case: Saved, may_contact: str) -> None:
    rules(session, case, OPEN, may_contact=may_contact)
    with pytest.raises(OutsideRules):
        reveal_safe_contact(session, id_of(case))


def test_without_rules_that_lead_somewhere_the_word_alone_is_shown_and_noted(session: Session, case: Saved) -> None:
    found = reveal_safe_contact(session, id_of(case))
    assert found.words
    assert not found.held_back
    rules(session, case, NOWHERE)
    assert reveal_safe_contact(session, id_of(case), all_ways=True).words
    assert looks(session, case) == [{}, {}]


@pytest.mark.parametrize("reason", ["", "Asked"])
def test_rules_come_with_initials_where_names_are_hidden(session: Session, case: Saved, reason: str) -> None:
    rules(session, case, OPEN, ask_for="Mo Example")
    shown = reveal_safe_contact(session, id_of(case), reason, named=True).words
    hidden = reveal_safe_contact(session, id_of(case), reason, named=False).words
    assert "Mo Example" in shown
    assert "Mo Example" not in hidden
    assert "960411" in hidden


def test_the_code_word_is_kept_apart_and_each_look_is_an_entry(session: Session, case: Saved) -> None:
    assert code_word(session, id_of(case)) == ""
    rules(session, case, OPEN, code_word="Marmalade")
    assert code_word(session, id_of(case)) == "Marmalade"
    assert looks(session, case) == [{"code_word": True}] * 2
    assert "Marmalade" not in reveal_safe_contact(session, id_of(case), "Asked").words


def test_names_of_a_case_are_initials_until_they_are_asked_for(session: Session, case: Saved) -> None:
    rules(session, case, THROUGH, ask_for="Bo Sample")
    add(session, case, "person", {"role": "child", "name": "Kit Example", "called": "Kitty"})
    fact = "Mo Example, Kit Example, Kitty, Ada Example and Bo Sample were there."
    saved = add(session, case, "contact", {"happened": "2026-11-22", "method": "phone", "direction": "out",
                                           "with_whom": "victim", "fact": fact, "outside_rules": "Met."})  # fmt: skip
    hidden = str(without_names(session, id_of(case), records.open_record, saved.entry))
    shown = str(without_names(session, None, records.open_record, saved.entry))
    for name in ("Mo Example", "Kit Example", "Kitty", "Ada Example", "Bo Sample"):
        assert name in shown
        assert name not in hidden


ADDRESS = "1 Example Row"
PERSON = {"role": "victim", "name": "Mo Example", "address": ADDRESS, "shared_why": "Agreed."}
OFFICER = {"role": "officer", "name": "Sam Sample", "phone": "01632 960415"}


def said_on(view: records.RecordView) -> str:
    return " ".join(answer.words for section in view.sections for answer in section.answers)


@pytest.mark.parametrize(
    ("way", "reason", "shown"),
    [(OPEN, "", True), (SHUT, "", False), (SHUT, "The locksmith asks", True), (None, "", False), (None, "First", True)],
)
def test_the_victims_address_is_hidden_on_its_page_and_shown_as_a_number_is(
    session: Session, case: Saved, way: Mapping[str, object] | None, reason: str, *, shown: bool
) -> None:
    if way is not None:
        rules(session, case, way)
    entry = add(session, case, "person", PERSON).entry
    hidden = records.open_record(session, entry)
    assert hidden.held_back
    assert ADDRESS not in said_on(hidden)
    assert records.HIDDEN in said_on(hidden)
    assert {
        (one.state, one.quote) for part in hidden.sections for one in part.answers if one.words == records.HIDDEN
    } == {("answered", False)}
    if not shown:
        with pytest.raises(OutsideRules):
            records.reveal_record(session, entry, reason)
        assert looks(session, case) == []
        return
    revealed = records.reveal_record(session, entry, reason)
    assert ADDRESS in said_on(revealed)
    assert not revealed.held_back
    assert looks(session, case) == [{"outside_rules": reason} if reason else {}]


def test_an_officers_number_is_hidden_as_well_and_needs_no_reason(session: Session, case: Saved) -> None:
    rules(session, case, SHUT)
    entry = add(session, case, "person", OFFICER).entry
    assert "960415" not in said_on(records.open_record(session, entry))
    assert "960415" in said_on(records.reveal_record(session, entry))


def test_where_an_order_keeps_somebody_from_is_hidden_too(session: Session, case: Saved) -> None:
    condition = {"kind": "place", "words": "Not to go there.", "where": ADDRESS}
    order = {"kind": "nmo", "stage": "made", "made_on": "2026-11-10", "conditions": [condition]}
    entry = add(session, case, "order", order).entry
    view = records.open_record(session, entry)
    assert view.held_back
    assert ADDRESS not in said_on(view)


def test_a_record_without_a_number_has_nothing_to_ask_for(session: Session, case: Saved) -> None:
    entry = add(session, case, "person", {"role": "child", "name": "Kit Example"}).entry
    assert not records.open_record(session, entry).held_back
