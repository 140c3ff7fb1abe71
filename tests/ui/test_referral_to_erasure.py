"""One case from its referral to its erasure by keys alone: no click, and no focus that a test sets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hru_advocate.casework.closing.erasing import stubs
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.vault.opening import Home
from tests.fixed_clock import FixedClock
from tests.ui.by_keys import Keyboard
from tests.ui.case.test_case_screen import words_on
from tests.ui.case_room import type_words
from ui.form.editors.group import GroupEditor
from ui.shell.destinations import (
    CaseDestination,
    ClosingDestination,
    FormDestination,
    TodayDestination,
    UnitDestination,
)
from ui.workspace import Workspace

Key = Qt.Key
REFERRAL: dict[str, str | bool] = {
    "victim": "Quill Example",
    "source": "marac",
    "area": "halton",
    "behaviour": "stalking",
    "relationship": "ex_partner",
    "lives_together": "apart",
    "words": "I want to sleep.",
    "adds_value": True,
    "decision": "accept",
}
CONTACT: dict[str, str | bool] = {
    "happened": "today",
    "method": "phone",
    "direction": "in",
    "with_whom": "victim",
    "fact": "Quillword rang.",
}
CLOSURE: dict[str, str | bool] = {
    "why": "aims_met",
    "because": "She says that it is over.",
}
AFTER: dict[str, str | bool] = {
    "told": "yes",
    "told_words": "Ring us at any time.",
    "safe_after": "no_contact",
    "feedback": "asked",
    "outcome": "less",
    "value_added": "yes",
    "class": "unit",
    "review": "30 Nov 2026",
    "by": "Robin Example",
}
ERASURE: dict[str, str | bool] = {
    "ground": "review",
    "asked_by": "Robin Example",
    "authorised_by": "Sgt Overton",
    "reference": "MADEUP 4",
}


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu asks more of a platform than offscreen has
def test_a_case_goes_from_its_referral_to_its_erasure_by_keys_alone(
    qtbot: QtBot, inside: Workspace, home: Home
) -> None:
    hands = Keyboard(qtbot, inside)
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    inside.frame.go_to(TodayDestination())
    hands.wait()
    case = refer(hands)
    write_down_what_happens(hands)
    close(hands, case)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(days=8))
    erase(hands)
    (stub,) = inside.context.worker.ask(stubs).result(timeout=20)
    assert (stub.proven, stub.authorised_by) == (True, "Sgt Overton")
    for word in ("Quillword", "Quill", "outside"):
        assert case not in {
            one.label.case for one in inside.context.worker.ask(find, word).result(timeout=20) if one.label
        }


def refer(hands: Keyboard) -> str:
    """From Today to the page of a new case; the id of the case."""
    hands.push("New referral")
    hands.answer(REFERRAL)
    hands.ctrl(Key.Key_S)
    there = hands.page().destination
    assert isinstance(there, CaseDestination), words_on(hands.page())
    return there.case


def write_down_what_happens(hands: Keyboard) -> None:
    """A contact, and an incident in one line."""
    hands.push("Log contact")
    hands.answer(CONTACT)
    hands.ctrl(Key.Key_S)
    assert "Quillword rang." in words_on(hands.page())
    hands.ctrl(Key.Key_I)
    type_words("yesterday 3 pm, he stood outside")
    hands.key(Key.Key_Return)
    hands.ctrl(Key.Key_S)
    assert "he stood outside" in words_on(hands.page())


def close(hands: Keyboard, case: str) -> None:
    """From the part of incidents to the closed case."""
    hands.ctrl(Key.Key_PageUp)
    hands.ctrl(Key.Key_PageUp)
    hands.push("Close case")
    assert hands.page().destination == ClosingDestination(case)
    hands.lead(Key.Key_N, FormDestination)
    hands.answer(CLOSURE)
    say_what_becomes_of_what_is_open(hands)
    hands.answer(AFTER)
    hands.ctrl(Key.Key_S)
    assert "Closed" in words_on(hands.page()).splitlines(), words_on(hands.page())


def erase(hands: Keyboard) -> None:
    """From wherever one is to the stub, once the day of review has come."""
    hands.lead(Key.Key_5, UnitDestination)
    hands.tab("Records kept")
    hands.push("Erase")
    hands.answer(ERASURE)
    hands.push("I have read what goes")
    hands.push("Erase this case")
    assert "Erased by authority" in words_on(hands.page())


def say_what_becomes_of_what_is_open(hands: Keyboard) -> None:
    """Each open thing of the closure is left, with its reason."""
    editor = next(one for one in hands.page().findChildren(GroupEditor) if one.asked.id == "open")
    for number in range(len(editor.rows)):
        hands.push(f"Open row {number + 1}")
        hands.answer({"how": "left", "said": "Nobody asks for it."})
