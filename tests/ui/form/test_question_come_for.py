"""A form that is opened for one question asks it, though it waits for a refusal elsewhere; typing begins there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.casework.visits.test_visit_mode_begun import VISIT
from tests.casework.visits.test_visits import FLAG, RULES
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import write
from ui.controls.keyboard.held import holds_keyboard
from ui.form.screen import FormScreen
from ui.shell.destinations import BeforeVisitDestination, FormDestination, FormRequest
from ui.visits.before_screen import BeforeVisitScreen

ALONE = VISIT | {"company": "alone", "place": "our_office", "out": "15:00", "back": "16:00"}


@pytest.mark.parametrize(
    ("against", "raw", "missing", "asks"),
    [
        (("flag", FLAG), ALONE, "A flag of this case says do not visit alone.", "alone_because"),
        (
            ("safe_contact", RULES | {"may_contact": "no"}),
            ALONE | {"outside_rules": None},
            "safe contact",
            "outside_rules",
        ),
    ],
)
def test_what_was_refused_is_asked_where_one_goes_to_write_it(
    room: CaseRoom, against: tuple[str, dict[str, object]], raw: dict[str, object], missing: str, asks: str
) -> None:
    write(room.worker, "safe_contact", RULES, room.case)
    day = room.context.now().date().isoformat()
    given = {key: value for key, value in raw.items() if value is not None} | {"on": day}
    entry = write(room.worker, "visit", {**given, "out": "11:30", "back": "12:30"}, room.case).entry
    write(room.worker, *against, room.case)
    before = room.show(BeforeVisitScreen, BeforeVisitDestination(room.case, entry))
    before.steps.out.click()
    room.settle()
    assert missing in before.banner.text()
    assert asks not in before.banner.text(), "no name of the program's own on the screen"
    before.banner._act()
    wanted = FormDestination(FormRequest("visit", room.case, corrects=(entry,), asks=asks))
    assert room.visits == [wanted]
    screen = room.show(FormScreen, wanted)
    assert screen.page is not None
    room.rest()
    frame = screen.page.frame_of(asks)
    assert frame is not None
    assert frame.isVisible()
    assert holds_keyboard(frame)
    assert in_sight(frame)


def in_sight(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


def test_without_it_the_question_waits_for_a_refusal(room: CaseRoom) -> None:
    day = room.context.now().date().isoformat()
    entry = write(room.worker, "visit", {**ALONE, "on": day}, room.case).entry
    screen = room.show(FormScreen, FormDestination(FormRequest("visit", room.case, corrects=(entry,))))
    assert screen.page is not None
    room.rest()
    frame = screen.page.frame_of("alone_because")
    assert frame is not None
    assert not frame.isVisible()
    held = QApplication.focusWidget()
    assert held is not None
    assert screen.page.reason_frame.isAncestorOf(held)
