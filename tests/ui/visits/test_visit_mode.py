"""Visit mode: only one case is there, for eyes, keys and screen readers; it asks, ends by itself, and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.entries import drafts, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.opening import Home
from hru_advocate.casework.visits.mode import mode_now
from hru_advocate.casework.visits.visits import visits_of_case
from tests.casework.open_sessions import REFERRAL
from tests.fixed_clock import FixedClock
from tests.ui.conftest import settle
from ui.case.screen import CaseScreen
from ui.controls.theme import theme
from ui.form.screen import FormScreen
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    ConversationDestination,
    Destination,
    DirectoryDestination,
    FormDestination,
    LateDestination,
    PaperDestination,
    PlanDestination,
    SearchDestination,
    TodayDestination,
    UnitDestination,
    VisitModeDestination,
    WhoseIncidentDestination,
    conversation,
    form_page,
)
from ui.shell.vault_access import VaultAccess
from ui.today.screen import TodayScreen
from ui.visits.end_screen import VisitEndScreen
from ui.visits.frame import VisitFrame
from ui.visits.table_screen import PARTS, TableScreen
from ui.workspace import Workspace

LEAST, LARGE_TYPE = 44, 150
"""Pixels of a target, and per cent of the text size."""


@dataclass
class Room:
    """A workspace with a visit planned in one of its cases."""

    qtbot: QtBot
    space: Workspace
    clock: FixedClock
    access: VaultAccess
    case: str = ""
    entry: str = ""

    @property
    def frame(self) -> VisitFrame:
        assert isinstance(self.space.frame, VisitFrame)
        return self.space.frame

    def standing(self) -> str:
        """How the visit of these tests stands; the made-up case has visits of its own."""
        lines = self.space.context.worker.ask(visits_of_case, self.case).result(timeout=20)
        return next(line.standing for line in lines if line.who.startswith("Robin"))

    def settle(self) -> None:
        settle(self.qtbot, self.space.context.bridge)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle(self.qtbot, self.space.context.bridge)

    def begin(self) -> None:
        self.space.frame.go_to(VisitModeDestination(self.case, self.entry))
        self.qtbot.waitUntil(lambda: isinstance(self.space.frame, VisitFrame), timeout=20_000)
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, keys)
        self.settle()


CANARY = "vexmoor"
"""A word in every text of every other case, and in none of the one that is visited."""
INITIALS = "Q. V."


def others(session: Session, many: int) -> None:
    """Write other cases, each with the word that must not be met."""
    for number in range(many):
        referral = REFERRAL | {"victim": f"Quill Vexmoor{number}", "not_same_person": "Another made-up person"}
        case = save(session, "referral", referral).case
        incident = {"happened": "20.11.2026", "what": f"The vexmoor{number} gate", "basis": "report"}
        save(session, "incident", incident, case=case)


def tell(session: Session) -> tuple[str, str]:
    """Plan a visit in one case, from now on, and write a few others."""
    mine = list_cases(session, CaseFilter(status="open"))[0].label
    others(session, 3)
    visit: dict[str, object] = {
        "who": "Robin",
        "company": "colleague",
        "with_name": "Ben",
        "on": session.now().date().isoformat(),
        "out": "09:00",
        "back": "23:00",
        "outside_rules": "Agreed",
        "place": "home",
        "reach": "07700 900123",
        "signal_reference": "Word 3",
        "told": "Desk",
        "state": "planned",
    }
    return mine.case, save(session, "visit", visit, case=mine.case).entry


@pytest.fixture
def room(qtbot: QtBot, inside: Workspace, home: Home, open_door: VaultAccess) -> Room:
    assert isinstance(home.clock, FixedClock)
    room = Room(qtbot, inside, home.clock, open_door)
    window = inside.frame.window()
    inside.framed.connect(lambda: window.show_frame(inside.frame))  # type: ignore[attr-defined]  # the main window
    room.case, room.entry = inside.context.worker.ask(tell).result(timeout=60)
    return room


def heard(interface: QAccessibleInterface) -> list[str]:
    """Everything a screen reader is told of a thing and all below it."""
    asked = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
    found = [interface.text(what) for what in asked]
    children = [interface.child(place) for place in range(interface.childCount())]
    return found + [text for child in children if child.isValid() for text in heard(child)]


TEXTS = ("text", "toolTip", "placeholderText", "accessibleName", "accessibleDescription", "whatsThis", "windowTitle")


def texts_of(one: QObject) -> list[str]:
    """Every text an object holds, shown or not."""
    found = [get() for name in TEXTS if callable(get := getattr(one, name, None))]
    if isinstance(one, QPlainTextEdit):
        found.append(one.toPlainText())
    if isinstance(one, QComboBox):
        found += [one.itemText(row) for row in range(one.count())]
    if isinstance(one, QAbstractItemModel):
        found += [str(one.index(row, 0).data()) for row in range(one.rowCount())]
    return [one.objectName(), *(text for text in found if isinstance(text, str))]


def held() -> list[str]:
    """Every text that any living object of any window holds."""
    tops = QApplication.topLevelWidgets()
    return [text for top in tops for one in (top, *top.findChildren(QObject)) for text in texts_of(one)]


def told_of_others(room: Room) -> list[str]:
    """Every text about another case that is anywhere: in the window, for a screen reader, in the clipboard."""
    texts = [*held(), QApplication.clipboard().text()]
    for top in QApplication.topLevelWidgets():
        interface = QAccessible.queryAccessibleInterface(top)
        if interface is not None:
            texts += heard(interface)
    return [text for text in texts if CANARY in text.lower() or INITIALS in text]


def other_case(room: Room) -> str:
    lines = room.space.context.worker.ask(list_cases, CaseFilter(text="vexmoor1")).result(timeout=20)
    return lines[0].label.case


def test_before_it_other_cases_are_there_and_in_it_nothing_of_them_is(room: Room) -> None:
    room.space.context.worker.ask(others, 100).result(timeout=60)
    room.space.begin()
    room.settle()
    for there in (CasesDestination(), CaseDestination(other_case(room), "incidents"), SearchDestination("vexmoor")):
        room.space.frame.go_to(there)
        room.settle()
        assert told_of_others(room), there  # this test can see them where they are
    before = room.space.frame
    QApplication.clipboard().setText("The vexmoor gate")
    room.begin()
    assert not shiboken6.isValid(before)
    found, little = told_of_others(room), small_in(room)
    for part, _words, _about in PARTS:
        here = room.frame.here()
        assert isinstance(here, TableScreen)
        here.open_part(part)
        room.settle()
        assert not isinstance(room.frame.here(), TableScreen), part
        found += told_of_others(room)
        little += small_in(room)
        room.frame.to_table()
        room.settle()
    assert found == []
    assert little == [], "\n".join(little)
    assert theme().text_size >= LARGE_TYPE


def small_in(room: Room) -> list[str]:
    """Everything on show that one presses or types into and that is smaller than a finger needs."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    targets = [one for one in room.frame.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
    return [
        f"{type(one).__name__} {one.accessibleName()} {one.width()}×{one.height()}"
        for one in targets
        if (one.height() < LEAST or one.width() < LEAST) and not one.objectName().startswith("qt_")
    ]


def ways(room: Room, other: str) -> list[Destination]:
    return [
        TodayDestination(),
        LateDestination(),
        CasesDestination(),
        DirectoryDestination(),
        UnitDestination(),
        SearchDestination("a"),
        WhoseIncidentDestination(),
        form_page("referral"),
        CaseDestination(other),
        PlanDestination(other),
        PaperDestination(other),
        form_page("situation", other),
        conversation("risk_conversation", other),
        VisitModeDestination(other, room.entry),
        CaseDestination(room.case, "history"),
        CaseDestination(room.case, "partners"),
        form_page("flag", room.case),
        PaperDestination(room.case, "record", record=room.entry),
    ]


def test_no_way_and_no_key_leads_out(room: Room) -> None:
    room.begin()
    for there in ways(room, other_case(room)):
        room.frame.go_to(there)
        room.settle()
        assert isinstance(room.frame.here(), TableScreen), there
    control = Qt.KeyboardModifier.ControlModifier
    for key in (*(Qt.Key(Qt.Key.Key_1 + number) for number in range(7)), Qt.Key.Key_K, Qt.Key.Key_I):
        room.press(key, control)
        assert isinstance(room.frame.here(), TableScreen), key
    for key, keys in (
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        room.press(key, keys)
        assert isinstance(room.frame.here(), TableScreen), key
    room.press(Qt.Key.Key_Escape)
    assert isinstance(room.frame.here(), TableScreen)
    assert not any(box.isVisible() for box in room.frame.header.findChildren(QLineEdit))


def test_the_keys_of_the_table(room: Room) -> None:
    room.begin()
    kinds: dict[Qt.Key, type[Destination]] = {
        Qt.Key.Key_2: ConversationDestination,
        Qt.Key.Key_7: FormDestination,
    }
    for key, kind in kinds.items():
        here = room.frame.here()
        assert isinstance(here, TableScreen)
        here.setFocus()
        room.press(key)
        page = room.frame.here()
        assert page is not None
        assert isinstance(page.destination, kind), key
        room.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(room.frame.here(), TableScreen)


def test_it_asks_at_the_time_back_and_ends_by_itself_with_what_was_typed_kept(room: Room) -> None:
    room.begin()
    mode = room.frame.mode
    here = room.frame.here()
    assert isinstance(here, TableScreen)
    here.open_part("contact")
    room.settle()
    form = room.frame.here()
    assert isinstance(form, FormScreen)
    box = next(one for one in form.findChildren(QPlainTextEdit) if one.isVisible())
    QTest.keyClicks(box, "Begun at the table")
    assert not room.frame.bar.more.isVisible()
    room.clock.advance(mode.until - room.clock.now())
    room.frame.look()
    assert room.frame.bar.more.isVisible()
    assert isinstance(room.frame.here(), FormScreen)
    room.clock.advance(mode.ends - room.clock.now())
    room.frame.look()
    room.settle()
    room.qtbot.waitUntil(lambda: isinstance(room.frame.here(), VisitEndScreen), timeout=20_000)
    assert told_of_others(room) == []
    assert not shiboken6.isValid(form)
    kept = room.space.context.worker.ask(drafts).result(timeout=20)
    assert [line.form for line in kept if line.case == room.case and line.form == "contact"]
    for there in (PlanDestination(room.case), TodayDestination()):
        room.frame.go_to(there)
        room.settle()
        assert isinstance(room.frame.here(), VisitEndScreen)
    room.press(Qt.Key.Key_Escape)
    assert isinstance(room.frame.here(), VisitEndScreen)


def test_staying_longer_moves_what_counts_as_overdue(room: Room) -> None:
    room.begin()
    room.clock.advance(room.frame.mode.until - room.clock.now())
    room.frame.look()
    before = room.frame.mode.until
    room.frame.bar.more.click()
    room.settle()
    assert room.frame.mode.until - before >= timedelta(minutes=30)
    assert room.standing() == "out"


def end_of(room: Room) -> VisitEndScreen:
    room.frame.bar.end.click()
    room.settle()
    page = room.frame.here()
    assert isinstance(page, VisitEndScreen)
    return page


def test_leaving_is_said_twice_and_checks_in(room: Room) -> None:
    room.begin()
    page = end_of(room)
    assert QApplication.focusWidget() is page.stay  # Enter stays
    room.press(Qt.Key.Key_Return)
    assert isinstance(room.frame.here(), TableScreen)
    page = end_of(room)
    page.end.click()
    room.settle()
    assert isinstance(room.space.frame, VisitFrame)
    page.back_at.setText("next year")
    page.back.click()
    room.settle()
    assert isinstance(room.space.frame, VisitFrame)
    page.back_at.setText(f"{room.clock.now():%H:%M}")
    page.back.click()
    room.qtbot.waitUntil(lambda: not isinstance(room.space.frame, VisitFrame), timeout=20_000)
    room.settle()
    assert isinstance(room.space.frame.here(), CaseScreen)
    assert room.standing() == "back"
    assert room.space.context.worker.ask(mode_now).result(timeout=20) is None
    assert theme().text_size == 100


def test_not_back_yet_leaves_visit_mode_and_stays_out(room: Room) -> None:
    room.begin()
    page = end_of(room)
    page.end.click()
    page.out.click()
    room.qtbot.waitUntil(lambda: not isinstance(room.space.frame, VisitFrame), timeout=20_000)
    room.settle()
    assert isinstance(room.space.frame.here(), TodayScreen)
    assert room.standing() == "out"


def test_what_was_locked_in_a_visit_is_unlocked_into_it(room: Room) -> None:
    room.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    again = Workspace(app, room.access, room.space.context.bridge, None)
    again.begin()
    room.qtbot.waitUntil(lambda: isinstance(again.frame, VisitFrame), timeout=20_000)
    room.settle()
    room.qtbot.addWidget(again.frame)
    assert isinstance(again.frame.here(), TableScreen)
    again.watch._timer.stop()
