"""What the pointer rests on stays below it, whatever comes, goes or grows elsewhere on a page of questions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.forms.definition import FormDefinition
from tests.effort import every_third
from tests.ui.case_room import CaseRoom
from tests.ui.conftest import appear
from tests.ui.form.test_form_screen import FORMS, page_of
from ui.controls.layout.scrolling import scrolling
from ui.form.question.field_frame import FieldFrame
from ui.form.screen import FormScreen
from ui.shell.destinations import FormDestination, FormRequest

LONG = "This needs a day gone by, an age or a year, such as 14 Jun 1985, 34 or about 1965. Nothing was saved. " * 4
MOST: Final = 8
"""Questions of a form below which a complaint is made; they are all of one make."""
OPENS = ("Add a row", "More", "Ask anyway", "Change", "Less")


@pytest.fixture(autouse=True)
def _pointer_put_away(qapp: QApplication) -> Iterator[None]:
    yield
    QCursor.setPos(QPoint(3000, 3000))
    qapp.processEvents()


def everything_drawn() -> None:
    """Let all that was asked for find its place."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def point_at(widget: QWidget) -> QPoint:
    """Move the pointer onto a widget, as a hand does, and say where it is."""
    at = widget.mapToGlobal(widget.rect().center())
    QCursor.setPos(at - QPoint(8, 0))
    QApplication.processEvents()
    QCursor.setPos(at)
    QApplication.processEvents()
    return at


def press_at(at: QPoint, window: QWidget) -> None:
    """Press and let go where the pointer is, by way of the window as a real press comes."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, window.mapFromGlobal(at))
    everything_drawn()


def is_under(widget: QWidget, at: QPoint) -> bool:
    """Say if a widget, or a part of it, is what a press there would reach."""
    found = QApplication.widgetAt(at)
    return found is not None and (found is widget or widget.isAncestorOf(found))


def state_of(screen: FormScreen) -> object:
    """What a press could change: the answers, and which of the controls are on show and down."""
    buttons = screen.findChildren(QAbstractButton)
    return page_of(screen).raw(), [(one.isVisible(), one.isChecked(), one.text()) for one in buttons]


def what_opens(screen: FormScreen, form: FormDefinition) -> list[QAbstractButton]:
    """The controls in sight that may show or hide something: keys of questions others hang on, rows, More."""
    hung_on = {field for one in form.fields if one.ask_if is not None for field in one.ask_if.fields()}
    found = []
    for frame in page_of(screen).findChildren(FieldFrame):
        buttons = [one for one in frame.editor.findChildren(QAbstractButton) if one.isVisible()]
        keys = [one for one in buttons if one.isCheckable()]
        if frame.asked.id in hung_on or frame.asked.kind in {"finding", "rating"}:
            found += [keys[0], keys[-1], keys[0]] if keys else []
        found += [one for one in frame.findChildren(QAbstractButton) if one.text() in OPENS and one.isVisible()]
    return found


def in_sight(screen: FormScreen, widget: QWidget) -> bool:
    """Scroll as a hand does until a widget is in the middle of what can be seen."""
    area = screen._area
    bar = area.verticalScrollBar()
    wanted = widget.mapTo(screen._inner, QPoint()).y() - area.viewport().height() // 2
    bar.setSliderPosition(wanted)
    everything_drawn()
    return widget.isVisible() and area.viewport().rect().contains(
        area.viewport().mapFromGlobal(widget.mapToGlobal(widget.rect().center()))
    )


@pytest.mark.parametrize("form_id", every_third(FORMS))
def test_a_press_that_shows_or_hides_something_leaves_its_control_below_the_pointer(
    room: CaseRoom, form_id: str
) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest(form_id, room.case)), width=780, height=420)
    form, pressed = shipped_forms().newest(form_id), 0
    for button in what_opens(screen, form):
        if not in_sight(screen, button):
            continue
        name = f"{button.text()} {button.accessibleName()}"
        at = point_at(button)
        assert is_under(button, at), name
        press_at(at, screen)
        pressed += 1
        if not is_under(button, at):  # it has gone, as *Change* of a row does: the second press must reach nothing
            assert not button.isVisible(), name
            stood = state_of(screen)
            press_at(at, screen)
            assert state_of(screen) == stood, name
    assert pressed or not what_opens(screen, form)


@pytest.mark.parametrize("form_id", every_third(FORMS))
def test_a_complaint_of_several_lines_moves_nothing_below_the_pointer(room: CaseRoom, form_id: str) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest(form_id, room.case)), width=780, height=420)
    frames = [one for one in page_of(screen).findChildren(FieldFrame) if one.isVisible()]
    for above, below in pairwise(frames[:MOST]):
        if above.isAncestorOf(below) or not in_sight(screen, below.label):
            continue
        at = point_at(below.label)
        for sentence in (LONG, "", LONG * 2, ""):
            above.complain(sentence)
            everything_drawn()
            assert is_under(below.label, at), (above.asked.id, sentence)


class Grown(QWidget):
    """Things in a page that scrolls or fits, of which one can be made to grow, go or be made anew."""

    def __init__(self, things: int, height: int) -> None:
        super().__init__()
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.things = [QPushButton(f"thing {place}") for place in range(things)]
        self.pressed: list[str] = []
        for thing in self.things:
            self.put(thing)
        self.column.addStretch(1)
        self.area: QScrollArea = scrolling(page)
        QVBoxLayout(self).addWidget(self.area)
        self.resize(400, height)

    def put(self, thing: QPushButton, place: int | None = None) -> None:
        """Stand a thing that says when it was pressed."""
        thing.setFixedHeight(30)
        thing.setAccessibleName(thing.text())
        thing.clicked.connect(lambda: self.pressed.append(thing.text()))
        self.column.insertWidget(self.column.count() if place is None else place, thing)


@pytest.mark.parametrize("by", [200, 31, 10, -20, -30])
@pytest.mark.parametrize(("things", "scrolled"), [(3, 0), (30, 0), (30, 100), (30, 10_000)])
def test_what_grows_or_shrinks_above_moves_nothing_below_the_pointer(
    qtbot: QtBot, things: int, scrolled: int, by: int
) -> None:
    page = Grown(things, 300)
    qtbot.addWidget(page)
    appear(qtbot, page)
    bar = page.area.verticalScrollBar()
    bar.setValue(scrolled)
    everything_drawn()
    seen = [one for one in page.things if not one.visibleRegion().isEmpty()]
    at = point_at(seen[1])
    assert is_under(seen[1], at)
    for height in (30 + by, 30):
        page.things[0].setFixedHeight(max(height, 1))
        everything_drawn()
        assert is_under(seen[1], at), height
    natural = page.column.sizeHint().height()
    page.things[0].setFixedHeight(30 + max(by, -29))
    QCursor.setPos(QPoint(3000, 3000))
    everything_drawn()
    whole = page.area.widget()
    assert whole is not None
    assert whole.height() == max(page.column.sizeHint().height(), page.area.viewport().height()), natural


def test_a_page_that_becomes_short_keeps_what_is_below_the_pointer(qtbot: QtBot) -> None:
    page = Grown(30, 300)
    qtbot.addWidget(page)
    appear(qtbot, page)
    page.area.verticalScrollBar().setValue(200)
    everything_drawn()
    seen = next(one for one in page.things[6:] if not one.visibleRegion().isEmpty())
    at = point_at(seen)
    for thing in page.things[page.things.index(seen) + 1 :]:
        thing.hide()
    everything_drawn()
    assert is_under(seen, at)


def test_a_press_meant_for_what_has_gone_reaches_nothing_until_the_pointer_moves(qtbot: QtBot) -> None:
    page = Grown(5, 300)
    qtbot.addWidget(page)
    appear(qtbot, page)
    at = point_at(page.things[1])
    page.things[1].hide()
    everything_drawn()
    assert is_under(page.things[2], at)
    press_at(at, page)
    assert page.pressed == []
    press_at(point_at(page.things[2]), page)
    assert page.pressed == ["thing 2"]
    page.things[2].hide()
    everything_drawn()
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    press_at(at, page)
    assert page.pressed == ["thing 2", "thing 3"], "somebody who waits means what is there now"


def test_a_thing_made_anew_in_its_place_takes_the_press(qtbot: QtBot) -> None:
    page = Grown(5, 300)
    qtbot.addWidget(page)
    appear(qtbot, page)
    at = point_at(page.things[1])
    page.things[1].hide()
    page.put(QPushButton("thing 1"), 1)
    everything_drawn()
    press_at(at, page)
    assert page.pressed == ["thing 1"]


def test_the_keyboard_leads_once_it_is_used_and_a_press_is_not_lost_on_another_control(qtbot: QtBot) -> None:
    page = Grown(30, 300)
    qtbot.addWidget(page)
    appear(qtbot, page)
    at = point_at(page.things[4])
    page.area.ensureWidgetVisible(page.things[20])
    everything_drawn()
    assert not page.things[20].visibleRegion().isEmpty()
    press_at(at, page)
    assert page.pressed == []
