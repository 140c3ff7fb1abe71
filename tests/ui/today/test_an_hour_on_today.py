"""An order that ends at an hour of today: at that hour the page looks again, and says that it has ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QLabel

from hru_advocate.casework.session import Session
from tests.fixed_clock import FixedClock
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import write
from ui.shell.destinations import TodayDestination
from ui.today.screen import TodayScreen

ENDS = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-11-01",
    "there": True,
    "until": "2026-11-23",
    "until_at": "16:00",
    "conditions": [{"kind": "direct", "words": "No contact."}],
}


def six_hours_later(session: Session) -> None:
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(hours=6))


def test_at_its_hour_today_says_that_the_order_has_ended(room: CaseRoom) -> None:
    write(room.worker, "order", ENDS, room.case)
    expected: list[datetime] = []
    room.context.notifier.expected.connect(expected.append)
    screen = room.show(TodayScreen, TodayDestination())
    assert datetime(2026, 11, 23, 16, tzinfo=UTC) in expected

    def said() -> list[str]:
        return [label.text() for label in screen.dates.findChildren(QLabel) if "Non-molestation" in label.text()]

    assert said() == ["Non-molestation order ends today at 16:00"]
    room.worker.ask(six_hours_later).result()
    screen.move_with_time(other_day=False)
    room.settle()
    assert said() == ["Non-molestation order has ended: say what comes now"]
