"""Files and folders are asked for by Qt's own dialog: the system's would remember what was chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.files.choosing import choose_folder, choose_to_read, choose_to_write

OWN = QFileDialog.Option.DontUseNativeDialog


@pytest.mark.parametrize(
    ("asked", "ask", "options"),
    [
        ("getExistingDirectory", choose_folder, OWN | QFileDialog.Option.ShowDirsOnly),
        ("getOpenFileName", choose_to_read, OWN),
        ("getSaveFileName", lambda page: choose_to_write(page, "card.txt"), OWN),
        (
            "getSaveFileName",
            lambda page: choose_to_write(page, "card.txt", asks_to_replace=False),
            OWN | QFileDialog.Option.DontConfirmOverwrite,
        ),
    ],
)
def test_the_systems_dialog_is_never_asked(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    ask: Callable[[QWidget], str],
    options: QFileDialog.Option,
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    told: list[object] = []

    def left(*given: object) -> object:
        told.append(given[-1])
        return "" if asked == "getExistingDirectory" else ("", "")

    monkeypatch.setattr(QFileDialog, asked, left)
    assert ask(page) == ""
    assert told == [options]
