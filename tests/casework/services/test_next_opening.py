"""The page of a service that is closed says when it opens next; that of an open one does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hru_advocate.casework.services import directory
from hru_advocate.casework.session import Session


@pytest.mark.parametrize(
    ("at", "lines"),
    [
        ("2026-11-23T08:00", ["closed now", "opens today at 10:00"]),
        ("2026-11-23T10:00", ["open now"]),
        ("2026-12-25T12:00", ["hours not known"]),  # a bank holiday, of which its listing says nothing
    ],
)
def test_a_closed_service_says_when_it_opens(
    session: Session, monkeypatch: pytest.MonkeyPatch, at: str, lines: list[str]
) -> None:
    monkeypatch.setattr(type(session), "now", lambda _session: datetime.fromisoformat(at).replace(tzinfo=UTC))
    page = directory.service(session, "mens_advice_line")
    assert list(page.hours_lines[1 : 1 + len(lines)]) == lines
    assert sum("opens" in line for line in page.hours_lines) == len(lines) - 1
