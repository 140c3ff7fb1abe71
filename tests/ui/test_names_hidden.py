"""Names hidden as initials are hidden on every page until they are asked for, and nothing hidden is ever saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage
from hru_advocate.casework.paper.document_kinds import DOCUMENTS
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.worker import VaultWorker
from tests.ui.case_room import CaseRoom, end_pauses, room_of
from tests.ui.conftest import settle
from tests.ui.every_page import pages
from tests.ui.named_case import TOLD, VICTIM, surnames_on, write_named_case
from ui.case.screen import CaseScreen
from ui.case.versions_screen import VersionsScreen
from ui.case_head.case_head import CaseHead
from ui.conversation.result import ResultScreen
from ui.conversation.screen import ConversationScreen
from ui.form.screen import FormScreen
from ui.paper.screen import PaperScreen
from ui.plan.screen import PlanScreen
from ui.plan_draft import plan_draft
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    ConversationDestination,
    Destination,
    FormDestination,
    FormRequest,
    PaperDestination,
    PlanDestination,
    RecordDestination,
    ResultDestination,
    VersionsDestination,
    conversation,
    filling_in,
)
from ui.shell.screen import Screen
from ui.workspace import Workspace

pytestmark = pytest.mark.xdist_group("every page")  # long walks: none is left for the end

SEEN = "Z. F. says L. C. followed P. M. through the park."
WITH_NAMES = ("case, overview", "record, risk_conversation", "plan", "draft, incident", "draft, risk_conversation")
"""Pages that must show the told words as initials: a page that shows nothing would pass as well."""


def every_page(inside: Workspace, case: str) -> dict[str, Destination]:
    """Each destination, part of the case, document, record, correction and draft of one case."""
    worker = inside.context.worker
    lines = worker.ask(record_lines, case).result(timeout=20)
    talk = next(line.entry for line in lines if line.form == "risk_conversation")
    found = dict(pages(case, talk))
    found |= {f"case, {part}": CaseDestination(case, part) for part in get_args(CasePart)}
    found |= {f"paper, {kind.id}": PaperDestination(case, kind.id) for kind in DOCUMENTS}
    layouts = {form.id: form.layout for form in shipped_forms().current()}
    for form, line in {line.form: line for line in lines}.items():
        found[f"record, {form}"] = RecordDestination(line.entry, case)
        found[f"correcting, {form}"] = filling_in(layouts[form], FormRequest(form, case, corrects=(line.entry,)))
    for draft in worker.ask(drafts, case=case).result(timeout=20):
        found[f"draft, {draft.form}"] = filling_in(layouts[draft.form], FormRequest(draft.form, case, draft=draft.id))
    return found


def test_no_page_shows_a_surname_before_names_are_asked_for(inside: Workspace, qtbot: QtBot) -> None:
    case = write_named_case(inside.context.worker)
    found, empty = {}, []
    for name, there in every_page(inside, case).items():
        inside.frame.go_to(there)
        settle(qtbot, inside.context.bridge)
        screen = inside.frame.here()
        assert screen is not None
        while end_pauses(screen):
            settle(qtbot, inside.context.bridge)
        assert screen.destination == there, name
        if said := surnames_on(inside.frame):
            found[name] = said[:6]
        if name in WITH_NAMES and not surnames_on(screen, ("Z. F.",)):
            empty.append(name)
    assert found == {}
    assert empty == []


@pytest.fixture
def named(qtbot: QtBot, vault: VaultWorker) -> Iterator[CaseRoom]:
    """A room over a case that is named all over."""
    room = room_of(qtbot, vault, write_named_case(vault))
    yield room
    room.close()


def test_an_action_begins_with_the_true_words_of_its_measure(named: CaseRoom) -> None:
    """It began with the initials that stood on the page, which were saved."""
    screen = named.show(CaseScreen, CaseDestination(named.case, "plan"))
    named.rest()
    ways = [one for one in screen.findChildren(QAbstractButton) if one.text() == "Make it an action"]
    asked = next(one for one in ways if "Z. F. says" in one.accessibleName())
    asked.click()
    there = named.visits[-1]
    assert isinstance(there, FormDestination)
    assert there.request.answers["what"] == TOLD


def draft_of(room: CaseRoom, form: str) -> str:
    lines = room.worker.ask(drafts, case=room.case).result(timeout=20)
    return next(line.id for line in lines if line.form == form)


def test_what_a_veil_hides_is_saved_in_its_true_words(named: CaseRoom) -> None:
    request = FormRequest("incident", named.case, draft=draft_of(named, "incident"))
    screen = named.show(FormScreen, FormDestination(request))
    assert screen.page is not None
    frame = screen.page.frame_of("what")
    assert frame is not None
    assert frame.veil.fallen
    assert frame.veil.cover is not None
    assert frame.veil.cover.words.text() == SEEN
    assert not frame.editor.isVisible()
    assert screen.page.raw()["what"] == TOLD


def test_the_key_below_a_veil_shows_names_and_leads_into_the_words(named: CaseRoom) -> None:
    request = FormRequest("incident", named.case, draft=draft_of(named, "incident"))
    screen = named.show(FormScreen, FormDestination(request))
    assert screen.page is not None
    frame = screen.page.frame_of("what")
    assert frame is not None
    frame.take_focus()
    assert frame.veil.cover is not None
    assert frame.veil.cover.button.hasFocus()
    QTest.keyClick(frame.veil.cover.button, Qt.Key.Key_Space)
    named.settle()
    assert screen.names.shown
    assert frame.editor.isVisible()
    assert screen.name.text() == "Hide name"
    screen.name.click()
    named.settle()
    assert frame.veil.fallen
    assert surnames_on(screen) == []


HEADED: dict[str, Callable[[CaseRoom], Screen[Any]]] = {
    "case": lambda room: room.show(CaseScreen, CaseDestination(room.case)),
    "versions": lambda room: room.show(VersionsScreen, VersionsDestination(room.case)),
    "result": lambda room: room.show(ResultScreen, ResultDestination(room.case, talk_of(room))),
    "paper": lambda room: room.show(PaperScreen, PaperDestination(room.case)),
    "plan": lambda room: room.show(PlanScreen, PlanDestination(room.case)),
    "conversation": lambda room: room.show(ConversationScreen, conversation("risk_conversation", room.case)),
}


def talk_of(room: CaseRoom) -> str:
    lines = room.worker.ask(record_lines, room.case).result(timeout=20)
    return next(line.entry for line in lines if line.form == "risk_conversation")


def test_the_head_is_asked_for_once_as_names_are_shown_or_hidden(
    named: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    case_page = cases.case_page

    def counted(session: Session, case: str) -> CasePage:
        asked.append(case)
        return case_page(session, case)

    for page, show in HEADED.items():
        head = show(named).findChild(CaseHead)
        assert isinstance(head, CaseHead), page
        asked.clear()
        with monkeypatch.context() as counting:
            counting.setattr(cases, "case_page", counted)
            for count, title in ((1, VICTIM), (2, "Z. F.")):
                head.name.click()
                named.settle()
                assert head.initials.text() == title, page
                assert asked == [named.case] * count, page
        named.close()  # the next page is alone again


def test_leaving_hides_what_was_shown(named: CaseRoom) -> None:
    screen = named.show(PlanScreen, PlanDestination(named.case))
    screen.head.name.click()
    named.settle()
    assert surnames_on(screen)
    screen.leave()
    assert surnames_on(screen) == []


def test_a_name_that_is_being_typed_is_not_taken_out_of_the_hands(named: CaseRoom) -> None:
    screen = named.show(FormScreen, FormDestination(FormRequest("incident", named.case)))
    assert screen.page is not None
    frame = screen.page.frame_of("where")
    assert frame is not None
    frame.take_focus()
    QTest.keyClicks(frame.editor.focusProxy() or frame.editor, "by Cholmondeley")
    assert not frame.veil.fallen
    assert screen.page.raw()["where"] == "by Cholmondeley"


def test_the_plan_keeps_its_true_words_below_its_rows(named: CaseRoom) -> None:
    screen = named.show(PlanScreen, PlanDestination(named.case))
    before = screen.plan_draft.sheet.raw()
    row = screen.column.rows[1]
    row.open_at("words")
    named.settle()
    assert surnames_on(screen) == []
    row.questions.frames["who"].editor.fill("her sister")  # type: ignore[union-attr]  # it was opened
    row.questions.frames["who"].editor.changed.emit()  # type: ignore[union-attr]  # it was opened
    after = screen.plan_draft.sheet.raw()
    assert after["items"][1]["words"] == before["items"][1]["words"] == TOLD  # type: ignore[index]  # raw rows
    assert after["items"][1]["who"] == "her sister"  # type: ignore[index]  # raw rows


def test_what_would_be_undone_says_no_surname_before_names_are_asked_for(
    named: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(plan_draft, "announce", lambda _widget, words: said.append(words))
    screen = named.show(PlanScreen, PlanDestination(named.case))
    screen.column.rows[1].setFocus()
    QTest.keyClick(screen.column.rows[1], Qt.Key.Key_K)
    undo, redo = screen.undo.undo, screen.undo.redo
    assert undo.accessibleName().startswith("Undo marking: Z. F. says L. C. followed")
    screen.names.show()
    assert undo.accessibleName().startswith(f"Undo marking: {TOLD[:50]}")
    screen.names.show(shown=False)
    assert undo.accessibleName().startswith("Undo marking: Z. F. says L. C. followed")
    undo.click()
    assert redo.accessibleName().startswith("Redo marking: Z. F. says L. C. followed")
    redo.click()
    assert [words.partition(" followed")[0] for words in said] == [
        "Undone: marking: Z. F. says L. C.",
        "Done again: marking: Z. F. says L. C.",
    ]


def test_a_wish_is_renamed_in_its_true_words(named: CaseRoom) -> None:
    screen = named.show(PlanScreen, PlanDestination(named.case))
    wish = next(row.id for row in screen.board.known if row.kind == "wish") if screen.board else ""
    screen.choose(wish)
    screen.known.rename.click()
    named.settle()
    assert screen.known.wish_line.text() == TOLD
    assert screen.names.shown


def test_a_digit_answers_below_a_veil_and_keeps_the_words(named: CaseRoom) -> None:
    request = FormRequest("risk_conversation", named.case, draft=draft_of(named, "risk_conversation"))
    screen = named.show(ConversationScreen, ConversationDestination(request))
    screen._go(type(screen.talk).go, "rf_fire_setting")  # type: ignore[union-attr]  # it was begun
    named.settle()
    assert surnames_on(screen) == []
    raw = screen.talk.raw["rf_fire_setting"] if screen.talk else {}
    assert raw == {"present": True, "words": TOLD}


def test_paper_waits_for_its_names_and_carries_them(named: CaseRoom) -> None:
    screen = named.show(PaperScreen, PaperDestination(named.case, "contact_log"))
    assert "wait until names are shown" in screen.preview.accessibleName()
    assert screen.view is not None
    assert screen.view.pdf
    screen.head.name.click()
    named.settle()
    assert screen.preview.accessibleName().startswith("Preview, ")
    screen.leave()
    assert "wait until names are shown" in screen.preview.accessibleName()
