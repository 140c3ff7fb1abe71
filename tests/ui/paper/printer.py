"""A made-up printer, chosen without a dialog, that keeps what it is sent."""

from __future__ import annotations

import pytest

from ui.paper import copy_maker


class Printer:
    """A printer with so many copies chosen in its dialog."""

    def __init__(self, copies: int) -> None:
        self.copies = copies

    def copyCount(self) -> int:
        return self.copies

    def setCopyCount(self, copies: int) -> None:
        self.copies = copies


def printer_for(monkeypatch: pytest.MonkeyPatch, *, copies: int) -> list[bytes]:
    """Let a made-up printer be chosen; what it is sent."""
    sent: list[bytes] = []

    def send(printer: Printer, pdf: bytes) -> None:
        assert printer.copies == 1
        sent.append(pdf)

    monkeypatch.setattr(copy_maker, "choose_printer", lambda _parent: Printer(copies))
    monkeypatch.setattr(copy_maker, "send_to", send)
    return sent
