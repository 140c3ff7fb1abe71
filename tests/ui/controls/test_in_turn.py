"""Parts that are made in turn: the first at once, all of them in the end and in their order, none of a page before."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.layout.in_good_time import InGoodTime, make_in_turn, still_to_come


def parts(made: list[str], name: str, many: int) -> list[partial[None]]:
    return [partial(made.append, f"{name}{number}") for number in range(many)]


def rested(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not still_to_come())


@pytest.mark.parametrize(("many", "at_once"), [(0, 0), (1, 1), (3, 3), (4, 3), (9, 3)])
def test_the_first_parts_are_made_at_once_and_all_of_them_in_their_order(
    qapp: QApplication, qtbot: QtBot, many: int, at_once: int
) -> None:
    owner, made = QWidget(), list[str]()
    qtbot.addWidget(owner)
    make_in_turn(owner, parts(made, "a", many), 3, step=2)
    assert made == [f"a{number}" for number in range(at_once)]
    rested(qtbot)
    assert made == [f"a{number}" for number in range(many)]


def test_what_was_left_of_a_page_before_is_never_made_on_the_next(qapp: QApplication, qtbot: QtBot) -> None:
    owner, made = QWidget(), list[str]()
    qtbot.addWidget(owner)
    for name in "abc":  # without a turn of the event loop between them, in which those before would end
        make_in_turn(owner, parts(made, name, 4), 1, step=1)
    rested(qtbot)
    assert made == ["a0", "b0", "c0", "c1", "c2", "c3"]
    make_in_turn(owner, parts(made, "d", 4), 1, of="another")
    make_in_turn(owner, (), 0)
    rested(qtbot)
    assert made[6:] == ["d0"]


@pytest.mark.parametrize(
    ("before", "after", "at_once"),
    [
        (("plan", 9), ("plan", 9), 9),  # whoever has come further down keeps the place
        (("plan", 9), ("plan", 12), 9),
        (("plan", 9), ("plan", 4), 4),
        (("plan", 2), ("plan", 9), 3),
        (("plan", 9), ("card", 9), 3),
        (("plan", 9), None, 3),
    ],
)
def test_a_page_shown_again_stands_as_far_as_it_stood(
    qapp: QApplication, qtbot: QtBot, before: tuple[str, int], after: tuple[str, int] | None, at_once: int
) -> None:
    owner, made = QWidget(), list[str]()
    qtbot.addWidget(owner)
    make_in_turn(owner, parts([], "a", before[1]), 3, step=2, of=before[0])
    rested(qtbot)
    if after is None:
        make_in_turn(owner, (), 0)
    of, many = after or before
    make_in_turn(owner, parts(made, "b", many), 3, step=2, of=of)
    assert len(made) == at_once
    rested(qtbot)
    assert made == [f"b{number}" for number in range(many)]


def test_a_page_made_anew_before_it_has_rested_stands_as_far_as_it_had_come(qapp: QApplication, qtbot: QtBot) -> None:
    owner, made = QWidget(), list[str]()
    qtbot.addWidget(owner)
    make_in_turn(owner, parts(made, "a", 9), 3, step=2)
    qtbot.waitUntil(lambda: len(made) == 5)
    make_in_turn(owner, parts(made, "b", 9), 3, step=2)
    assert made[5:] == [f"b{number}" for number in range(5)]


def test_a_turn_leaves_no_clock_behind_and_one_that_was_given_up_is_not_waited_for(
    qapp: QApplication, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    make_in_turn(owner, parts([], "a", 20), 1, step=1)
    rested(qtbot)
    assert len(owner.findChildren(QTimer)) == 1
    make_in_turn(owner, parts([], "b", 20), 1, of="another")
    assert still_to_come() == 1
    make_in_turn(owner, (), 0)
    assert still_to_come() == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert owner.findChildren(QTimer) == []


def test_a_page_that_is_gone_makes_no_more(qapp: QApplication, qtbot: QtBot) -> None:
    owner, made = QWidget(), list[str]()
    make_in_turn(owner, parts(made, "a", 4), 1)
    owner.deleteLater()
    qtbot.wait(0)
    rested(qtbot)
    assert made == ["a0"]


def test_a_rest_that_is_told_late_was_none(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is still being made on a slow laptop comes first; but what is left is made in the end."""
    owner, made = QWidget(), list[str]()
    qtbot.addWidget(owner)
    rest = InGoodTime(owner)
    rest.fill(partial(made.append, "part"))
    late = [10_000] * 3 + [0]
    monkeypatch.setattr(rest, "_since", _Clock(late))
    while rest.isActive():
        rest.stop()
        rest.timeout.emit()
    assert (made, late) == (["part"], [])


class _Clock:
    """Tells how late it is, each time another number."""

    def __init__(self, told: list[int]) -> None:
        self._told = told

    def start(self) -> None:
        """Begin anew."""

    def elapsed(self) -> int:
        return self._told.pop(0)
