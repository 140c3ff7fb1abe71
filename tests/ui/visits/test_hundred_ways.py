"""A hundred ways out of the visited case, tried one after another: none shows anything of another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, get_args

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.plan.paper_safety import OFFICE
from tests.casework.visits.test_visits import VISIT
from tests.ui.visits.visit_room import Room, other_case, told_of_others
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasePart,
    CasesDestination,
    ClosingDestination,
    ConversationDestination,
    CoverageDestination,
    Destination,
    DiaryDestination,
    DirectoryDestination,
    DisclosureDestination,
    ErasureDestination,
    FiguresDestination,
    FormDestination,
    FormRequest,
    HelpDestination,
    IncidentTableDestination,
    LateDestination,
    LegalDestination,
    LetterDestination,
    PacksDestination,
    PaperDestination,
    PlanDestination,
    RecordDestination,
    RestrictedDestination,
    ResultDestination,
    SearchDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    UnitTab,
    VersionsDestination,
    VisitEndDestination,
    VisitModeDestination,
    VisitsDestination,
    WhoseDestination,
    case_of,
    conversation,
    form_page,
)
from ui.shell.screen import AnyScreen
from ui.visits.frame import VisitFrame
from ui.visits.table_screen import PARTS, TableScreen


class Try(NamedTuple):
    """A way, what it is called, and whether the next one begins where it leads rather than at the table."""

    name: str
    way: Callable[[], object]
    stays: bool = False


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
AT_THE_TABLE = (
    *((key, CTRL) for key in range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)),
    *((key, CTRL) for key in (Qt.Key.Key_K, Qt.Key.Key_I, Qt.Key.Key_F, Qt.Key.Key_P, Qt.Key.Key_O, Qt.Key.Key_N)),
    *((key, CTRL) for key in (Qt.Key.Key_Z, Qt.Key.Key_V, Qt.Key.Key_W, Qt.Key.Key_Tab, Qt.Key.Key_S, Qt.Key.Key_T)),
    *((key, ALT) for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_F, Qt.Key.Key_Down)),
    *((key, NONE) for key in (Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F10)),
    *((key, NONE) for key in (Qt.Key.Key_Escape, Qt.Key.Key_Back, Qt.Key.Key_Menu, Qt.Key.Key_Slash, Qt.Key.Key_L)),
)
IN_EACH_PART = ((Qt.Key.Key_K, CTRL), (Qt.Key.Key_F1, NONE), (Qt.Key.Key_I, CTRL), (Qt.Key.Key_Left, ALT))


class Others(NamedTuple):
    """Another case, and entries and drafts of it that a way may name."""

    case: str
    incident: str
    situation: str
    plan: str
    visit: str
    drafts: dict[str, str]


def told(session: Session, case: str) -> Others:
    """Write into another case what a page of the visited one could take up by its id."""
    words = "The vexmoor lane"
    incident = save(session, "incident", {"happened": "21.11.2026", "what": words, "basis": "report"}, case=case)
    situation = save(session, "situation", {"lives_together": "apart"}, case=case)
    items = [{"section": "home", "state": "chosen", "carry": "carry", "text": f"{words} is shut"}]
    plan = save(session, "safety_plan", {"items": items, "review": "2026-12-07"}, case=case)
    visit = save(session, "visit", VISIT | {"who": "Vexmoor helper", "back": "23:00"}, case=case)
    drafts = {"incident": "what", "contact": "fact", "risk_conversation": "notes"}
    for form, field in drafts.items():
        keep_draft(session, f"draft {form}", form, {field: words}, case=case)
    kept = {form: f"draft {form}" for form in drafts}
    return Others(case, incident.entry, situation.entry, plan.entry, visit.entry, kept)


def anywhere() -> Iterator[Destination]:
    """Yield every page of no case, and searches."""
    yield from (TodayDestination(), LateDestination(), CasesDestination(), DirectoryDestination(), LegalDestination())
    yield from (FiguresDestination(), SettingsDestination(), HelpDestination(), VisitsDestination(), PacksDestination())
    yield from (WhoseDestination(), form_page("referral"), form_page("consultation"))
    yield from (UnitDestination(tab) for tab in get_args(UnitTab))
    yield from (SearchDestination(words) for words in ("vexmoor1", "quill", "Q. V.", "gate", ""))


def of_another(them: Others) -> Iterator[Destination]:
    """Yield every page of another case."""
    case = them.case
    yield from (CaseDestination(case, part) for part in get_args(CasePart))
    yield from (CoverageDestination(case), IncidentTableDestination(case), DiaryDestination(case))
    yield from (form_page(form, case) for form in ("situation", "incident", "contact", "flag"))
    yield from (conversation("risk_conversation", case), conversation("needs_assessment", case))
    yield from (PlanDestination(case), LetterDestination(case), PaperDestination(case), DisclosureDestination(case))
    yield from (RecordDestination(them.incident, case), RecordDestination(them.incident), VersionsDestination(case))
    yield from (ClosingDestination(case), ErasureDestination(case), ResultDestination(case, them.incident))
    yield from (BeforeVisitDestination(case, them.visit), VisitModeDestination(case, them.visit))
    yield VisitEndDestination(case, them.visit)


def under_its_name(mine: str, them: Others) -> Iterator[Destination]:
    """Yield pages of the visited case that name an entry or a draft of another."""
    drafts, then = them.drafts, CaseDestination(them.case)
    yield from (RecordDestination(them.incident, mine), ResultDestination(mine, them.incident))
    yield from (VersionsDestination(mine, them.plan), RestrictedDestination(mine, then))
    yield from (PlanDestination(mine, corrects=(them.plan,)), PlanDestination(mine, draft=drafts["incident"]))
    yield from (LetterDestination(mine, corrects=(them.incident,)), BeforeVisitDestination(mine, them.visit))
    yield from (VisitModeDestination(mine, them.visit), VisitEndDestination(mine, them.visit))
    yield from (FormDestination(FormRequest(form, mine, draft=drafts[form])) for form in ("incident", "contact"))
    yield FormDestination(FormRequest("situation", mine, corrects=(them.situation,)))
    yield ConversationDestination(FormRequest("risk_conversation", mine, draft=drafts["risk_conversation"]))
    yield ConversationDestination(FormRequest("needs_assessment", mine, corrects=(them.incident,)))
    yield from (PaperDestination(mine, document, record=them.incident) for document in sorted(OFFICE))


def search_for(room: Room, words: str) -> None:
    """Type into the search of the frame, though nobody can see it."""
    for box in room.frame.header.findChildren(QLineEdit):
        box.setText("")
        QTest.keyClicks(box, words)
        QTest.keyClick(box, Qt.Key.Key_Return)
        box.clear()


class Part:
    """A part of the table, opened once for the ways in it, and again where one of them has led out of it."""

    def __init__(self, room: Room, part: str) -> None:
        self._room, self._part = room, part
        self._page: AnyScreen | None = None

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
        self._open()
        self._room.press(key, keys)

    def type(self) -> None:
        """Begin a name of another case in every box of the page: nothing is offered to finish it."""
        type_in(self._open())

    def _open(self) -> AnyScreen:
        here = self._room.frame.here()
        if here is None or here is not self._page:
            to_table(self._room)
            open_part(self._room, self._part)
            here = self._page = self._room.frame.here()
        assert here is not None
        return here


def to_table(room: Room) -> None:
    if not isinstance(room.frame.here(), TableScreen):
        room.frame.to_table()
        room.settle()


def type_in(page: AnyScreen) -> None:
    boxes: list[QLineEdit | QPlainTextEdit] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    for box in boxes:
        if box.isVisible() and box.isEnabled() and not box.isReadOnly():
            QTest.keyClicks(box, "Quil")


def open_part(room: Room, part: str) -> None:
    table = room.frame.here()
    assert isinstance(table, TableScreen)
    table.open_part(part)
    room.settle()


def click_rail(button: QAbstractButton) -> None:
    if button.objectName() != "lock":
        button.click()


def tries(room: Room, them: Others) -> Iterator[Try]:
    """Yield every way."""
    for there in (*anywhere(), *of_another(them), *under_its_name(room.case, them)):
        yield Try(str(there), partial(room.frame.go_to, there))
    for key, keys in AT_THE_TABLE:
        yield Try(f"key {key} {keys}", partial(room.press, Qt.Key(key), keys))
    for name, _words, _about in PARTS:
        part = Part(room, name)
        for key, keys in IN_EACH_PART:
            yield Try(f"{name}: key {key} {keys}", partial(part.press, key, keys), stays=True)
        yield Try(f"{name}: typing", part.type)
    for words in ("vexmoor", "quill", "vexmoor2 gate"):
        yield Try(f"search {words}", partial(search_for, room, words))
    for button in room.frame.rail.findChildren(QAbstractButton):
        yield Try(f"rail {button.accessibleName()}", partial(click_rail, button))


def test_a_hundred_ways_out_of_the_visited_case_find_nothing_of_another(room: Room) -> None:
    worker = room.space.context.worker
    them = worker.ask(told, other_case(room)).result(timeout=60)
    room.begin()
    ways, found = list(tries(room, them)), []
    assert len(ways) >= 100
    for name, way, stays in ways:
        way()
        room.settle()
        assert isinstance(room.space.frame, VisitFrame), name
        here = room.frame.here()
        assert here is not None, name
        assert case_of(here.destination) == room.case, name
        found += [(name, text) for text in told_of_others(room)]
        if not stays:
            to_table(room)
            assert isinstance(room.frame.here(), TableScreen), name
    assert found == []
