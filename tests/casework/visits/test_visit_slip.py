"""The slip of a visit: whatever is typed into it, no name or place of anybody but those who go leaves with it."""

from __future__ import annotations

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add
from tests.casework.visits.test_visits import VISIT, slip_text

COLLEAGUE: dict[str, object] = {"name": "Ottoline Quarmby", "role": "advocate"}


def slip_with(session: Session, case: Saved, **typed: object) -> str:
    return " ".join(slip_text(session, add(session, case, "visit", VISIT | typed).entry).split())


@pytest.mark.parametrize("field", ["who", "with_name", "told", "signal_reference"])
@pytest.mark.parametrize(
    ("typed", "never"),
    [
        (
            "Ask Viv, aunt Ottoline Featherby at The Old Forge, Tarporley",
            "Viv Ottoline Featherby Forge Tarporley",
        ),
        ("ring ottoline featherby, 07700 900777, tarporley", "ottoline featherby 900777 tarporley"),
        ("at St Testing's Primary School, van AB12 CDE", "Testing AB12"),
        ("ask her aunt, Mrs Featherby", "Featherby"),
        ("ask her neighbour Kev, kev88@example.com", "Kev kev88"),
    ],
)
def test_a_name_or_a_place_nobody_recorded_is_not_on_the_slip(
    session: Session, case: Saved, field: str, typed: str, never: str
) -> None:
    text = slip_with(session, case, **{"company": "colleague", "with_name": "Ben", field: typed})
    assert [word for word in never.split() if word in text] == []
    assert "left off" in text
    for said in ("Word 3" if field != "signal_reference" else "11:00", "07700 900123", "999"):
        assert said in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the safe word is bluebird", "not written down"),
        ("heron", "not written down"),
        ("3", "Code word reference 3"),
        ("word 12", "word 12"),
        ("Card 4 in the office safe", "Card 4"),
        ("Card no. 4", "Card no. 4"),
        ("14 Elder Close", "not written down"),
    ],
)
def test_a_reference_is_a_number_or_the_number_of_a_word_or_a_card(
    session: Session, case: Saved, typed: str, said: str
) -> None:
    text = slip_with(session, case, signal_reference=typed)
    assert said in text
    assert ("left off" in text) is (typed not in said)
    for word in ("bluebird", "heron", "office safe", "Elder"):
        assert word not in text


def test_those_who_go_and_who_is_told_stand_by_name(session: Session, case: Saved) -> None:
    add(session, case, "person", {"role": "victim", "name": "Asha Example"})
    save(session, "colleague", COLLEAGUE)
    typed = {"company": "colleague", "with_name": "Zygmunt Sampleby and PC Quorn", "told": "Sgt Desk, Ottoline Quarmby"}
    text = slip_with(session, case, **typed)
    for said in ("Asha Worker", "with Zygmunt Sampleby and PC Quorn", "Sgt Desk, Ottoline Quarmby"):
        assert said in text
    assert "left off" not in text
    text = slip_with(session, case, told="Sgt Desk; Asha Example knows, and asha")
    assert "Sgt Desk; ■■■■ knows, and ■■■■" in text
    assert "left off" in text
