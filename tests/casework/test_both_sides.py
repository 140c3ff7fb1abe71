"""Two who accuse each other: who is the other person of one case is not taken on as the person of another unseen."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import REFERRAL, add

OTHER: dict[str, Any] = {"role": "perpetrator", "name": "Dale Stone", "born": "1990-02-03"}


def refer(session: Session, **more: object) -> Saved:
    return save(session, "referral", REFERRAL | more)


@pytest.fixture
def first(session: Session) -> Saved:
    """The case of Mia Stone, whose husband is Dale."""
    case = refer(session, victim="Mia Stone", relationship=["partner"])
    add(session, case, "person", OTHER)
    return case


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"victim": "Dale Stone"}, True),
        ({"victim": "Stone, Dale", "born": "1990-02-03"}, True),
        ({"victim": "Dayle Stone", "born": "3/2/90"}, True),
        ({"victim": "Dayle Stone"}, False),  # another spelling alone is many people
        ({"victim": "Dale Marsh"}, False),
        ({"victim": "Una Stone"}, False),
        ({"victim": "Dale Stone", "decision_reason": "Another advocate; both files restricted."}, False),
        ({"victim": "Dale Stone", "decision": "advise", "decision_reason": "Advice alone."}, False),
    ],
)
def test_who_is_the_other_person_of_a_case_is_taken_on_only_with_what_was_agreed(
    session: Session, first: Saved, said: dict[str, object], *, asked: bool
) -> None:
    if not asked:
        assert refer(session, **said).case != first.case
        return
    with pytest.raises(InvalidAnswer) as caught:
        refer(session, **said)
    assert caught.value.field == "decision_reason"
    assert first.ref in caught.value.sentence
    assert "Stone" not in caught.value.sentence


def test_a_referral_that_waited_is_asked_once_it_is_taken_on(session: Session, first: Saved) -> None:
    case = refer(session, victim="Dale Stone", decision="pending")
    with pytest.raises(InvalidAnswer) as caught:
        save(session, "referral", REFERRAL | {"victim": "Dale Stone"}, case=case.case)
    assert first.ref in caught.value.sentence


@pytest.mark.parametrize(("role", "name"), [("family", "Mia Stone"), ("perpetrator", "Una Marsh")])
def test_nobody_else_is_asked_about(session: Session, first: Saved, role: str, name: str) -> None:
    other = refer(session, victim="Una Vale")
    assert add(session, other, "person", {"role": role, "name": name}).case == other.case


@pytest.mark.parametrize("role", ["perpetrator", "proxy"])
def test_who_has_a_case_is_made_the_other_person_of_another_only_with_a_note(
    session: Session, first: Saved, role: str
) -> None:
    other = refer(session, victim="Una Vale")
    with pytest.raises(InvalidAnswer) as caught:
        add(session, other, "person", {"role": role, "name": "Mia Stone"})
    assert caught.value.field == "note"
    assert first.ref in caught.value.sentence
    add(session, other, "person", {"role": role, "name": "Mia Stone", "note": "Each is with another advocate."})
