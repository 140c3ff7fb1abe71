"""Files and folders are asked for by Qt's own dialog: the system's would remember what was chosen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, QTimer  # noqa: TID251 - to see that nothing is left there
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.paths import UnsafeFolder
from ui.controls.files import choosing
from ui.controls.files.choosing import choose_folder, choose_to_read, choose_to_write, forget_choices

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


def _refuse() -> None:
    raise UnsafeFolder


@pytest.mark.parametrize("there", ["here", "nowhere", "synced"])
@pytest.mark.parametrize(
    ("ask", "name"),
    [(choose_folder, ""), (choose_to_read, ""), (lambda page: choose_to_write(page, "card.txt"), "card.txt")],
    ids=["folder", "read", "write"],
)
def test_a_choice_begins_in_the_persons_documents(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    there: str,
    ask: Callable[[QWidget], str],
    name: str,
) -> None:
    """Never in the folder the program was started in; at home where no documents are, or where they are synced."""
    home, own = tmp_path / "home", tmp_path / "home" / "Documents"
    home.mkdir()
    if there != "nowhere":
        own.mkdir()
    monkeypatch.setattr(choosing, "refuse_shared_place", lambda _folder: _refuse() if there == "synced" else None)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(own))
    monkeypatch.setattr(Path, "home", lambda: home)
    page = QWidget()
    qtbot.addWidget(page)
    told: list[Path] = []

    def left(*given: object) -> object:
        told.append(Path(str(given[2])))
        return "" if ask is choose_folder else ("", "")

    for asked in ("getExistingDirectory", "getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, asked, left)
    assert ask(page) == ""
    assert told == [(own if there == "here" else home) / name]


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """The place of what Qt writes down, in place of Windows' registry."""
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(tmp_path / "settings"))
    yield tmp_path / "settings" / "QtProject.conf"
    QSettings.setPath(native, user, os.devnull)


def _kept(written: Path) -> str:
    """All that Qt wrote down of its dialogs and the like."""
    if os.name == "nt":  # in the registry of whoever runs this, where no setting moves it
        registry = QSettings(QSettings.Scope.UserScope, "QtProject")
        return "\n".join(f"{key}={registry.value(key)}" for key in registry.allKeys())
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return written.read_text("utf-8") if written.exists() else ""


def _accept(choice: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(choice)
    dialog.accept()


@pytest.mark.parametrize(
    "ask",
    [choose_folder, choose_to_read, lambda page: choose_to_write(page, "card.txt")],
    ids=["folder", "read", "write"],
)
def test_where_somebody_went_stands_nowhere_afterwards(
    qtbot: QtBot, tmp_path: Path, written: Path, ask: Callable[[QWidget], str]
) -> None:
    """Windows keeps it in the registry, whatever place it is told to."""
    page = QWidget()
    qtbot.addWidget(page)
    place = tmp_path / "Folder of Jane Doe"
    place.mkdir()
    (place / "card.txt").touch()
    folder = ask is choose_folder
    choice = place if folder else place / "card.txt" if ask is choose_to_read else place / "new.txt"
    QTimer.singleShot(0, page, lambda: _accept(str(choice)))
    assert Path(ask(page)) == choice
    assert "Jane" not in _kept(written)


def test_what_a_run_that_was_killed_left_is_taken_out(qapp: QApplication, written: Path) -> None:
    left = QSettings(QSettings.Scope.UserScope, "QtProject")
    left.setValue("FileDialog/lastVisited", "file:///Folder of Jane Doe")
    left.setValue("Another/kept", "yes")
    left.sync()
    assert "Jane" in _kept(written)
    forget_choices()
    assert ("Jane" in _kept(written), "kept" in _kept(written)) == (False, True)
    left.remove("Another")
