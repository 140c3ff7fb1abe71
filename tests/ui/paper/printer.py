"""A made-up printer, chosen without a dialog, that keeps what it is sent."""

from __future__ import annotations

from types import ModuleType

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


def printer_for(monkeypatch: pytest.MonkeyPatch, *, copies: int, prints: ModuleType = copy_maker) -> list[bytes]:
    """Let a made-up printer be chosen in the module that prints; what it is sent."""
    sent: list[bytes] = []

    def send(printer: Printer, pdf: bytes) -> None:
        assert printer.copies == 1
        sent.append(pdf)

    monkeypatch.setattr(prints, "choose_printer", lambda _parent: Printer(copies))
    monkeypatch.setattr(prints, "send_to", send)
    return sent
