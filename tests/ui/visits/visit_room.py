"""A workspace with a visit in one of its cases, and every text about another case that any of its windows holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import visits_of_case
from tests.casework.open_sessions import REFERRAL
from tests.casework.visits.test_visit_mode_begun import VISIT
from tests.fixed_clock import FixedClock
from tests.ui.conftest import settle
from ui.shell.destinations import VisitModeDestination
from ui.shell.vault_access import VaultAccess
from ui.visits.frame import VisitFrame
from ui.workspace import Workspace


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
        self.qtbot.waitUntil(lambda: isinstance(self.space.frame, VisitFrame))
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
    visit = VISIT | {"on": session.now().date().isoformat()}
    return mine.case, save(session, "visit", visit, case=mine.case).entry


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


def texts_in(top: QWidget) -> list[str]:
    """Every text that a widget and everything below it holds."""
    return [text for one in (top, *top.findChildren(QObject)) for text in texts_of(one)]


def heard_in(top: QWidget) -> list[str]:
    """Everything a screen reader is told of a widget and all below it."""
    return heard(QAccessible.queryAccessibleInterface(top))


def held() -> list[str]:
    """Every text that any living object of any window holds."""
    return [text for top in QApplication.topLevelWidgets() for text in texts_in(top)]


def told_of_others(room: Room) -> list[str]:
    """Every text about another case that is anywhere: in the window, for a screen reader, in the clipboard."""
    texts = [*held(), QApplication.clipboard().text()]
    for top in QApplication.topLevelWidgets():
        texts += heard_in(top)
    return [text for text in texts if CANARY in text.lower() or INITIALS in text]


def other_case(room: Room) -> str:
    lines = room.space.context.worker.ask(list_cases, CaseFilter(text="vexmoor1")).result(timeout=20)
    return lines[0].label.case
