"""A pack made on the screen: a draft written, changed, made and signed; the directory out, and another program's in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from hru_advocate.casework.packs.pack_file import read_pack
from tests.casework.packs.pack_desk import HELPLINE
from tests.ui.case_room import CaseRoom, press
from tests.ui.looking import clipped, nameless, small
from tests.ui.unit.unit_page import said
from ui.controls.buttons import Button
from ui.directory.packs_screen import PacksScreen
from ui.shell.destinations import PacksDestination


@pytest.fixture
def pressed(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> Callable[[Button, Path, Path], None]:
    """Presses a button of the card by the keyboard; the dialogs answer with what to read and where to write."""

    def press_it(button: Button, source: Path, place: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(source), ""))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
        button.setFocus()
        press(Qt.Key.Key_Space)
        room.settle()

    return press_it


def test_a_draft_is_written_changed_and_made_a_pack_that_this_computer_signed(
    room: CaseRoom, pressed: Callable[[Button, Path, Path], None], tmp_path: Path, announced: list[str]
) -> None:
    screen, draft, pack = room.show(PacksScreen, PacksDestination()), tmp_path / "draft.toml", tmp_path / "pack"
    pressed(screen.making.draft, tmp_path, draft)
    assert announced[-1] == "The draft is written."
    text = draft.read_text("utf-8")
    assert f'id = "{HELPLINE}"' in text
    pressed(screen.making.make, draft, pack)
    assert (screen.banner.text() != "", pack.exists()) == (True, False), "it has no name yet"
    named = text.replace('name = ""', 'name = "screen_list"', 1).replace('edition = ""', 'edition = "Winter 2026"', 1)
    draft.write_text(named.replace('issued_by = ""', 'issued_by = "Harbour Unit"', 1), encoding="utf-8")
    pressed(screen.making.make, draft, pack)
    assert "Version 1 of screen_list is made and signed by this computer." in said(screen)
    assert [one.device for one in read_pack(pack.read_bytes()).signatures] == [
        room.worker.ask(lambda session: session.device.device_id).result(timeout=20)
    ]
    assert (clipped(screen), nameless(screen), small(screen)) == ([], [], [])
    before = pack.read_bytes()
    pressed(screen.making.make, draft, pack)
    assert "a file of that name is there" in screen.banner.text()
    assert (pack.read_bytes(), "is made" in said(screen)) == (before, False)


def test_the_directory_leaves_without_what_stays_here_and_comes_back_as_a_draft(
    room: CaseRoom, pressed: Callable[[Button, Path, Path], None], tmp_path: Path, announced: list[str]
) -> None:
    screen, page, draft = room.show(PacksScreen, PacksDestination()), tmp_path / "page.json", tmp_path / "draft.toml"
    pressed(screen.making.out, tmp_path, page)
    many = len(json.loads(page.read_bytes())["contents"])
    assert many > 10
    assert announced[-1] == f"Saved, not encrypted: {many} services."
    pressed(screen.making.come, page, draft)
    assert f"The draft is written, with {many} services of that file." in said(screen)
    assert draft.read_text("utf-8").count("[[service]]") == many
    told = json.loads(page.read_bytes())
    page.write_text(json.dumps(told | {"contents": told["contents"][:1]}), encoding="utf-8")
    pressed(screen.making.come, page, tmp_path / "one")
    assert "The draft is written, with 1 service of that file." in said(screen)
    pressed(screen.making.come, draft, tmp_path / "other")
    assert (screen.banner.text() != "", (tmp_path / "other").exists()) == (True, False), "it is no such file"
    assert "The draft is written" not in said(screen)
