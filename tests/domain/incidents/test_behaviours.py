"""The list of behaviours: ids that exist, what a tick says of a risk factor, the unit's say laid over it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.incidents.behaviours import (
    Behaviour,
    InvalidBehaviours,
    UnitBehaviour,
    events_asked,
    laid_over,
    own_behaviour_id,
    read_behaviours,
    signs_in,
)

DATA = (files("resources") / "behaviours.toml").read_bytes()
LIST = read_behaviours(DATA)
KNOWN = {one.id: one for one in LIST}


def test_every_factor_and_event_exists_and_every_says_has_its_factor() -> None:
    risk = shipped().library.risk
    factors, events = {one.id for one in risk.factors}, {one.id for one in risk.triggers}
    for one in LIST:
        assert one.id.startswith("bh_")
        assert not one.factor or one.factor in factors
        assert set(one.asks) <= events
        assert one.factor or not one.says
    assert LIST[-1].id == "bh_other"


@pytest.mark.parametrize(
    ("done", "signs"),
    [
        (["bh_neck"], ("rf_strangulation",)),
        (["bh_called"], ()),  # one call is not constant contact
        (["bh_threat_kill"], ()),  # whether it was believed is another question
        (["bh_broke_limits"], ()),  # a question for the court
        (["bh_followed", "bh_watched"], ("rf_watching_following",)),
        (["bh_no_longer_known"], ()),
    ],
)
def test_a_tick_says_what_it_truly_says(done: list[str], signs: tuple[str, ...]) -> None:
    assert signs_in(KNOWN, done) == signs


def test_a_new_incident_is_asked_about_first() -> None:
    assert events_asked(KNOWN, ["bh_neck", "bh_neck"]) == ("tr_new_incident", "tr_strangulation")
    assert events_asked(KNOWN, []) == ("tr_new_incident",)


def test_the_unit_hides_shows_and_adds() -> None:
    own = UnitBehaviour("bh_unit_notes", "add", "Left notes", "rf_gifts_letters")
    found = {one.id: one for one in laid_over(LIST, [UnitBehaviour("bh_called", "hide"), own])}
    assert found["bh_called"].hidden
    assert not found["bh_followed"].hidden
    assert found["bh_unit_notes"] == Behaviour("bh_unit_notes", "Left notes", "rf_gifts_letters")
    assert list(found)[-1] == "bh_other"
    newest_first = [UnitBehaviour("bh_called", "show"), UnitBehaviour("bh_called", "hide")]
    assert not {one.id: one for one in laid_over(LIST, newest_first)}["bh_called"].hidden


def test_our_own_never_says_that_a_factor_is_so() -> None:
    own = laid_over(LIST, [UnitBehaviour("bh_unit_x", "add", "X", "rf_strangulation")])
    assert signs_in({one.id: one for one in own}, ["bh_unit_x"]) == ()


def test_ids_are_made_of_words_and_never_twice() -> None:
    assert own_behaviour_id("Left notes on the car", ()) == "bh_unit_left_notes_on_the"
    assert own_behaviour_id("Left notes on the car", {"bh_unit_left_notes_on_the"}) == "bh_unit_left_notes_on_the_2"
    assert own_behaviour_id("¡¿", ()) == "bh_unit_behaviour"


@pytest.mark.parametrize("data", [b"", b"\xff", DATA + DATA[DATA.index(b"[[behaviour]]") :]])
def test_a_faulty_list_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidBehaviours):
        read_behaviours(data)
