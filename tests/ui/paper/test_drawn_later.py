"""A long paper is drawn behind its page: what would leave is said first, and whoever comes for it has it drawn then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from hru_advocate.casework.paper.document_kinds import DOCUMENTS, PAGES_ALONE
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.errors import AdvocateError
from tests.ui.case_room import CaseRoom, press
from tests.ui.paper.test_pages_in_turn import long_paper
from ui.controls.layout import in_good_time
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.names import Names
from ui.paper.disclosure.screen import DisclosureScreen
from ui.paper.preview.page_preview import PagePreview
from ui.paper.screen import PaperScreen
from ui.shell.destinations import DisclosureDestination, PaperDestination
from ui.shell.printing import words_by_page

Paper = DisclosureScreen | PaperScreen
S = TypeVar("S", DisclosureScreen, PaperScreen)


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that never comes to rest: whatever waits for that is still to come."""
    monkeypatch.setattr(in_good_time, "REST_MS", 10_000_000)


def answered(room: CaseRoom) -> None:
    """Wait for the answers alone, as ``settle`` would for what waits for a rest too."""
    for _ in range(4):
        room.qtbot.waitUntil(lambda: not room.context.bridge.waiting)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def disclosure(room: CaseRoom) -> DisclosureScreen:
    return on_show(room, DisclosureScreen(room.context, DisclosureDestination(room.case, "police")))


def log(room: CaseRoom) -> PaperScreen:
    return on_show(room, PaperScreen(room.context, PaperDestination(room.case, "contact_log")))


def on_show(room: CaseRoom, screen: S) -> S:
    room.screens.append(screen)
    screen.resize(1190, 683)
    screen.show()
    screen.activateWindow()
    room.qtbot.waitUntil(screen.isActiveWindow)
    screen.begin()
    answered(room)
    return screen


def drawn(screen: Paper) -> bytes:
    """The bytes of the paper, none before it is drawn."""
    return screen.view.pdf if screen.view is not None else b""


def come_to_it(screen: Paper) -> None:
    screen.preview.setFocus(Qt.FocusReason.TabFocusReason)


def press_print(_screen: Paper) -> None:
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.usefixtures("restless")
@pytest.mark.parametrize("make", [disclosure, log])
@pytest.mark.parametrize("reach", [come_to_it, press_print])
def test_whoever_comes_for_a_paper_has_it_drawn(
    room: CaseRoom, make: Callable[[CaseRoom], Paper], reach: Callable[[Paper], None]
) -> None:
    screen = make(room)
    assert not drawn(screen)
    assert not screen.print_button.isEnabled()
    assert still_to_come()
    reach(screen)
    answered(room)
    assert drawn(screen)


@pytest.mark.usefixtures("restless")
def test_what_would_leave_is_said_before_the_paper_is_drawn(room: CaseRoom) -> None:
    screen = disclosure(room)
    assert screen.items.count() > 0
    assert screen.leaving.counted.text().startswith(f"0 of {screen.items.count()} ")
    assert not drawn(screen)
    screen.template.choose("employer")  # who is told nothing is refused at once, and what waited is wanted no more
    answered(room)
    assert "told nothing" in screen.preview.message
    screen._drawing.make_now()
    answered(room)
    assert "told nothing" in screen.preview.message


@pytest.mark.usefixtures("restless")
def test_a_paper_on_which_something_may_be_left_off_waits_for_nothing(room: CaseRoom) -> None:
    screen = log(room)
    screen.choice.forms.choose("full_plan")
    answered(room)
    assert screen.view is not None
    assert screen.view.document == "full_plan"
    screen._drawing.make_now()
    answered(room)
    assert screen.view.document == "full_plan", "the log is wanted no more"


@pytest.mark.parametrize("document", [one.id for one in DOCUMENTS])
def test_only_papers_that_tell_nothing_of_what_is_left_off_are_drawn_later(room: CaseRoom, document: str) -> None:
    try:
        view = room.worker.ask(preview, PaperRequest(room.case, document)).result(timeout=20)
    except AdvocateError:
        assert document not in PAGES_ALONE, "a refusal is said at once"
        return
    told = bool(view.services or view.identifying or view.warnings or view.counts_words)
    assert not (told and document in PAGES_ALONE)


class _FirstPageAlone(Names):
    """Names of which one stands on the first page; how many texts were looked at."""

    looked = 0

    def hide(self, words: str) -> str:
        self.looked += 1
        return f"{words} hidden"


def test_a_paper_is_looked_through_for_names_up_to_the_first(room: CaseRoom, qtbot: QtBot) -> None:
    pdf = long_paper(room)
    assert len(list(words_by_page(pdf))) > 1
    shown = PagePreview()
    qtbot.addWidget(shown)
    names = _FirstPageAlone(shown)
    shown.show_pdf(pdf, names)
    assert "wait until names are shown" in shown.message
    assert names.looked == 1
