"""How it is going and what covers what, on the page of a case, by real keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.records.entries import save
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from tests.ui.case_room import CaseRoom
from ui.case.coverage_screen import CoverageScreen
from ui.case.pictures import NeedsTab
from ui.case.record_screen import RecordScreen
from ui.case.screen import CaseScreen
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.destinations import (
    CaseDestination,
    CoverageDestination,
    FormDestination,
    FormRequest,
    PlanDestination,
    RecordDestination,
)

ASKED: dict[str, object] = {"stage": "start", "on": "2026-11-12"}
START = ASKED | dict.fromkeys(QUESTIONS, "no")
REVIEW: dict[str, object] = {"stage": "review", "on": "2026-11-20", "again_told": True, "helped": "You rang."}
SPACE = Qt.Key.Key_Space


def last(room: CaseRoom) -> object:
    """Where a screen wanted to go last."""
    return room.visits[-1]


def said(page: QWidget) -> str:
    return "\n".join(words.text() for words in page.findChildren(TextLabel) if words.isVisibleTo(page))


def press(page: QWidget, words: str) -> None:
    found = next(
        one
        for one in page.findChildren(Button)
        if words in (one.text(), one.accessibleName()) and one.isVisibleTo(page)
    )
    found.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(found, SPACE)


def test_the_answers_of_each_stage_stand_side_by_side_and_lead_to_their_records(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "needs"))
    assert isinstance(screen.part, NeedsTab)
    going = screen.part.going
    press(going, "Ask how it is going")
    assert last(room) == FormDestination(FormRequest("outcome", room.case, answers={"on": "2026-11-23"}))
    room.worker.ask(save, "outcome", START, case=room.case).result()
    answers = REVIEW | dict.fromkeys(QUESTIONS, "yes") | {"satisfied": {"state": "declined"}}
    saved = room.worker.ask(save, "outcome", answers, case=room.case).result()
    room.context.notifier.notify(saved.changed)
    room.settle()
    words = said(going)
    assert "no → yes" in words
    assert "no → chose not to say" in words
    assert "“You rang.”" in words
    assert "Says it happened again" in words
    press(going, "Open: At a review, 20 Nov 2026")
    assert last(room) == RecordDestination(saved.entry, room.case)


def test_equality_is_begun_once_and_gone_on_with(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "needs"))
    assert isinstance(screen.part, NeedsTab)
    press(screen.part.going, "Equality monitoring")
    assert last(room) == FormDestination(FormRequest("equality", room.case))
    fields = ("age", "sex", "gender", "orientation", "ethnicity", "religion", "disability", "pregnancy", "caring")
    raw: dict[str, object] = {field: {"state": "declined"} for field in (*fields, "language")}
    saved = room.worker.ask(save, "equality", raw, case=room.case).result()
    room.context.notifier.notify(saved.changed)
    room.settle()
    assert "declined" not in said(screen.part.going).lower()
    press(screen.part.going, "Equality monitoring")
    assert last(room) == FormDestination(FormRequest("equality", room.case, corrects=(saved.entry,)))
    record = room.show(RecordScreen, RecordDestination(saved.entry, room.case))
    assert record.correct_button.isVisible()
    assert not record.paper_button.isVisible(), "it is only counted, and never printed"


def test_what_covers_what_is_one_key_from_the_overview_and_gaps_come_first(room: CaseRoom) -> None:
    needs = {"held_on": "2026-11-20", "nd_home_safety": {"value": 4}}
    room.worker.ask(save, "needs_assessment", needs, case=room.case).result()
    action = {"what": "Ring about the keys", "owner": "us", "due": "2026-12-01", "state": "open"}
    entry = room.worker.ask(save, "action", action, case=room.case).result().entry
    overview = room.show(CaseScreen, CaseDestination(room.case))
    press(overview, "What covers what")
    assert last(room) == CoverageDestination(room.case)
    screen = room.show(CoverageScreen, CoverageDestination(room.case))
    assert screen.open.y() < screen.live.y() < screen.aimless.y()
    assert "Safety at home" in said(screen.open)
    press(screen.open, "Find measures: Safety at home")
    assert last(room) == PlanDestination(room.case, "nd_home_safety")
    press(screen.aimless, "Open: Ring about the keys")
    assert last(room) == RecordDestination(entry, room.case)


def test_what_covers_what_says_first_that_the_plan_was_not_agreed_to(room: CaseRoom) -> None:
    plan = {"made_on": "2026-11-20", "review": "2026-12-04", "items": []}
    room.worker.ask(save, "safety_plan", plan, case=room.case).result()
    refused = {"on": "2026-11-20", "answer": "no", "because": "The alarm frightens me."}
    room.worker.ask(save, "agreement", refused, case=room.case).result()
    screen = room.show(CoverageScreen, CoverageDestination(room.case))
    assert screen.agreed.text().endswith("did not agree to this plan (20 Nov 2026).")
    assert not screen.agreed.isHidden()
    assert screen.agreed.y() < screen.open.y()
    agreed = {"on": "2026-11-21", "answer": "yes"}
    room.worker.ask(save, "agreement", agreed, case=room.case).result()
    assert room.show(CoverageScreen, CoverageDestination(room.case)).agreed.isHidden()
