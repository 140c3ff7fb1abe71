"""What comes of a page after it was left, and what is not to be taken for that."""

from __future__ import annotations

from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.ui.conftest import settle
from ui.controls.announcements import sentence_for
from ui.shell.destinations import CaseDestination, Destination, FormDestination, TodayDestination, form_page
from ui.shell.frame import Frame
from ui.shell.frame_parts import RailEntry
from ui.shell.screen import Screen, ScreenContext
from ui.shell.screen_makers import ScreenMakers

REFUSED = InvalidAnswer("on", "Say when it was.")


def _refuse(_session: Session) -> str:
    raise REFUSED


class Plain(Screen[Destination]):
    """A page that asks for nothing."""

    title: ClassVar[str] = "Plain"


class Refused(Screen[Destination]):
    """A page that asks as it comes on show for what it does not get."""

    title: ClassVar[str] = "Refused"

    def refresh(self) -> None:
        self.ask(_refuse, lambda _none: None)


MAKERS = ScreenMakers().add(TodayDestination, Plain).add(CaseDestination, Refused).add(FormDestination, Plain)


@pytest.fixture
def frame(qtbot: QtBot, context: ScreenContext) -> Frame:
    frame = Frame(context, MAKERS, (RailEntry(TodayDestination(), "Today", "today"),))
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.go_to(TodayDestination())
    settle(qtbot, context.bridge)
    return frame


def test_what_a_page_does_not_get_while_it_is_covered_is_said_on_it_and_of_no_page_that_was_left(
    qtbot: QtBot, frame: Frame, context: ScreenContext
) -> None:
    frame.go_to(CaseDestination("one"))
    frame.hide()
    settle(qtbot, context.bridge)
    page = frame.here()
    assert page is not None
    assert page.banner.text() == sentence_for(REFUSED)
    assert frame.banner.text() == ""


def test_a_page_that_says_twice_that_it_is_done_is_one_step_back(qtbot: QtBot, frame: Frame) -> None:
    frame.go_to(form_page("contact", "one"))
    before = frame.here()
    frame.go_to(form_page("incident", "one"))
    page = frame.here()
    assert page is not None
    page.back_requested.emit()
    page.back_requested.emit()
    qtbot.wait(20)
    assert frame.here() is before
