from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.shell.inactivity_lock import InactivityLock, ticks


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def watch(hand: Hand) -> InactivityLock:
    return InactivityLock(clock=hand)


def events_of(watch: InactivityLock) -> list[str]:
    seen: list[str] = []
    watch.warned.connect(lambda seconds: seen.append(f"warned {seconds}"))
    watch.calmed.connect(lambda: seen.append("calmed"))
    watch.due.connect(lambda: seen.append("due"))
    return seen


def test_five_minutes_without_a_key_lock_after_one_warning(watch: InactivityLock, hand: Hand) -> None:
    seen = events_of(watch)
    for _second in range(300):
        hand.at += 1
        watch.look()
    assert seen == ["warned 30", "due"]


def test_staying_after_the_warning_counts_from_the_beginning(watch: InactivityLock, hand: Hand) -> None:
    seen = events_of(watch)
    hand.at += 275
    watch.look()
    watch.stay()
    hand.at += 100
    watch.look()
    assert seen == ["warned 25", "calmed"]
    assert watch.seconds_left() == 200


def test_a_laptop_that_slept_through_the_time_locks_at_once(watch: InactivityLock, hand: Hand) -> None:
    seen = events_of(watch)
    hand.at += 8 * 3600
    watch.look()
    assert seen == ["due"]


@pytest.mark.parametrize(("wanted", "seconds"), [(1, 60), (15, 900), (0, 60), (99, 900)])
def test_minutes_stay_between_one_and_fifteen(watch: InactivityLock, wanted: int, seconds: int) -> None:
    watch.set_minutes(wanted)
    assert watch.seconds_left() == seconds


def test_a_key_in_any_window_counts_as_being_there(
    qtbot: QtBot, qapp: QApplication, watch: InactivityLock, hand: Hand
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.start(qapp)
    hand.at += 200
    assert watch.seconds_left() == 100
    window = field.windowHandle()
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    assert watch.seconds_left() == 300


def test_the_clock_of_the_watch_never_goes_back() -> None:
    assert ticks() <= ticks()
