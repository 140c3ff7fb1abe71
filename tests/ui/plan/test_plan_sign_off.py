"""The sign-off stands in the place of the plan: head, safe contact and what ends it stay in sight; a tick is earned."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hru_advocate.casework.plan.asked import Asked, Talk
from hru_advocate.casework.plan.planning import KnownRow
from tests.ui.case_room import CaseRoom, press
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.theme import Tone, apply_theme
from ui.plan.extras import PlanExtras
from ui.plan.open_strip import OpenStrip
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

SMALL = {"width": 1178, "height": 662}
"""The room of a page in a window of 1366 by 768."""


def in_sight(screen: PlanScreen, control: QWidget) -> bool:
    """Say if the whole of a control is within the page as it is scrolled now."""
    assert screen.area is not None
    port = screen.area.viewport()
    top = control.mapTo(port, QPoint()).y()
    return control.isVisible() and top >= 0 and top + control.height() <= port.height()


def button(extras: PlanExtras, words: str) -> QAbstractButton:
    return next(one for one in extras.findChildren(QAbstractButton) if one.text() == words)


@pytest.mark.parametrize(
    ("opens", "ends"), [("open_sign_off", "Sign off this version"), ("_toggle", "Back to the plan")]
)
def test_head_safe_contact_and_what_ends_a_part_stay_in_sight(room: CaseRoom, opens: str, ends: str) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    getattr(screen.extras, opens)()
    room.rest()
    assert screen.area is not None
    assert screen.area.verticalScrollBar().maximum() == 0
    assert in_sight(screen, screen.head)
    assert in_sight(screen, button(screen.extras, ends))
    assert [one.text() for one in screen.extras.findChildren(QAbstractButton) if one.isVisible()].count(ends) == 1


def test_back_to_the_plan_ends_own_words(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    screen.extras.switch.click()
    assert not screen.column.isVisible()
    back = button(screen.extras, "Back to the plan")
    back.setFocus()
    press(Qt.Key.Key_Space)
    room.rest()
    assert screen.column.isVisible()
    assert not back.isVisible()


def test_what_is_refused_is_said_where_it_is_seen(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    screen.extras.open_sign_off()
    screen.plan_draft.sheet.take({}, ("review", "what_changed"))
    screen.plan_draft.sign_off()
    room.rest()
    frames = [one for part in screen.extras._parts.values() for one in part.frames.values() if one.complaint()]
    assert frames
    assert in_sight(screen, frames[0])
    assert in_sight(screen, button(screen.extras, "Sign off this version"))


def seen_whole(line: QWidget) -> bool:
    """Say if every pixel of a line is in sight, whatever scrolls around it."""
    return line.isVisible() and line.visibleRegion().boundingRect() == line.rect()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_what_is_wrong_with_a_refused_answer_is_in_sight(room: CaseRoom, qapp: QApplication, size: int) -> None:
    """It was below the edge: the part was scrolled before the page around it had found its length."""
    apply_theme(qapp, "light", size)
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    screen.extras.open_sign_off()
    screen.plan_draft.sheet.take({}, ("review", "what_changed"))
    screen.plan_draft.sign_off()
    room.rest()
    frame = next(one for part in screen.extras._parts.values() for one in part.frames.values() if one.complaint())
    line = frame._wrong
    assert line is not None
    room.qtbot.waitUntil(lambda: seen_whole(line), timeout=5_000)
    QTest.qWait(100)  # a column brings what has the keyboard into sight once more, a moment later
    assert holds_keyboard(frame)
    assert seen_whole(line)


@pytest.mark.parametrize("ends", ["Not yet", "Escape"])
def test_the_keyboard_goes_back_to_sign_off(room: CaseRoom, ends: str) -> None:
    """It was nowhere for a moment, and then on a row of the plan that stood by chance where the button had."""
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    sign_off = next(one for one in screen.plan_pane.findChildren(QAbstractButton) if one.text() == "Sign off")
    sign_off.setFocus()
    press(Qt.Key.Key_Space)
    room.rest()
    assert holds_keyboard(screen.extras)
    if ends == "Escape":
        assert screen.step_back()
    else:
        button(screen.extras, ends).setFocus()
        press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is sign_off
    room.rest()
    assert QApplication.focusWidget() is sign_off


def test_the_keyboard_goes_back_to_own_words_and_from_there_to_what_was_first(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    screen.extras.switch.setFocus()
    press(Qt.Key.Key_Space)
    room.rest()
    screen.extras.open_sign_off()  # one part in place of another
    screen.extras.put_away()
    assert QApplication.focusWidget() is screen.extras.switch


def test_where_the_row_was_made_anew_meanwhile_the_keyboard_is_in_the_plan(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    screen.column.enter()
    screen.extras.open_sign_off()
    screen.begin()  # news from elsewhere make the rows anew
    room.rest()
    screen.extras.put_away()
    assert screen.column.focused() is not None


def test_a_keyboard_that_is_elsewhere_is_left_there(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    screen.extras.open_sign_off()
    room.rest()
    assert screen.known.enter()
    held = QApplication.focusWidget()
    screen.extras.put_away()
    assert QApplication.focusWidget() is held


RISK = KnownRow("rf_isolated", "Isolated", "risk", "none", 0, "", "", high_harm=False)


@pytest.mark.parametrize(
    ("known", "stated", "ticked", "tone"),
    [((), 66, True, "fine"), ((), 63, False, "caution"), ((), 0, False, "caution"), ((RISK,), 66, False, "danger")],
    ids=["all asked and answered", "three not asked", "nothing asked", "a risk without a measure"],
)
def test_only_what_was_asked_and_answered_has_a_tick(
    room: CaseRoom, known: tuple[KnownRow, ...], stated: int, ticked: bool, tone: Tone
) -> None:
    form = room.worker.ask(lambda session: session.forms.newest("risk_conversation")).result()
    strip = OpenStrip(QWidget())
    room.qtbot.addWidget(strip)
    strip.show_open(known, Asked((Talk(form, held=True, stated=stated, of=66),)), ())
    assert ("✓" in strip.words(), strip.tone) == (ticked, tone)
    assert ("✓" in strip.sentence()) == ticked
