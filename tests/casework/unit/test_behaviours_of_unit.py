"""The unit's list of behaviours: added, hidden, shown again, and what was noted stays readable."""

from __future__ import annotations

import pytest

from hru_advocate.casework.incidents.lines import listed
from hru_advocate.casework.incidents.offered import offered_behaviours
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.link_choices import link_choices
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.unit_behaviours import add_behaviour, behaviour_lines, set_hidden
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, id_of

NOTES = "bh_unit_left_notes_on_the"


def offered(session: Session) -> list[str]:
    return [one for one, _words in link_choices(session, "behaviour")]


def test_our_own_is_offered_noted_and_hidden_again(session: Session, case: Saved) -> None:
    add_behaviour(session, " Left notes on the car ", "rf_gifts_letters")
    assert NOTES in offered(session)
    add(session, case, "incident", {"happened": "yesterday", "what": "a note", "behaviours": [NOTES]})
    set_hidden(session, NOTES, hidden=True)
    assert NOTES not in offered(session)
    row = listed(session, id_of(case))[0]
    assert (row["done"], row["signs"]) == ("Left notes on the car", [])
    line = next(one for one in behaviour_lines(session) if one.id == NOTES)
    assert (line.own, line.hidden, line.label) == (True, True, "Left notes on the car")


def test_one_of_the_programs_is_hidden_and_shown_again(session: Session) -> None:
    for hidden in (True, False, True):
        set_hidden(session, "bh_called", hidden=hidden)
        assert ("bh_called" not in offered(session)) == hidden


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"done": "add"}, "label"),
        ({"done": "add", "label": "Followed THEM"}, "label"),
        ({"done": "add", "label": "X", "behaviour": "bh_called"}, "behaviour"),
        ({"done": "hide", "behaviour": "bh_danced"}, "behaviour"),
        ({"done": "hide", "behaviour": "bh_called", "label": "Telephoned"}, "label"),
        ({"done": "hide"}, "behaviour"),
    ],
)
def test_what_the_list_refuses(session: Session, raw: dict[str, object], field: str) -> None:
    before = offered(session)
    with pytest.raises(InvalidAnswer) as refused:
        save(session, "behaviour", raw)
    assert refused.value.field == field
    assert offered(session) == before


def test_a_behaviour_has_one_record(session: Session) -> None:
    save(session, "behaviour", {"done": "hide", "behaviour": "bh_called"})
    with pytest.raises(InvalidAnswer):
        save(session, "behaviour", {"done": "show", "behaviour": "bh_called"})
    with pytest.raises(NotFound):
        set_hidden(session, "bh_danced", hidden=True)


def test_every_behaviour_is_offered_in_its_order_hidden_ones_marked(session: Session) -> None:
    set_hidden(session, "bh_called", hidden=True, reason="Not used here")
    own = add_behaviour(session, "Left a kite on the roof")
    found = offered_behaviours(session)
    assert list(found) == [one.id for one in behaviour_lines(session)]
    assert [name for name, one in found.items() if one.hidden] == ["bh_called"]
    assert own.entry
