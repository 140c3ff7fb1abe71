"""The SHA-256 of a chosen file: worked out away from the window's thread, stopped when asked, its name nowhere."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hru_advocate.domain.forms.fields import Field
from tests.ui.form.test_editors import AROUND
from ui.form.editors import fingerprint
from ui.form.editors.fingerprint import FingerprintEditor


@pytest.fixture
def editor(qtbot: QtBot) -> FingerprintEditor:
    made = FingerprintEditor(Field("sha256", "fingerprint", "SHA-256 of the file"), AROUND)
    qtbot.addWidget(made)
    return made


def test_a_file_becomes_its_digits(qtbot: QtBot, editor: FingerprintEditor, tmp_path: Path) -> None:
    file = tmp_path / "voicemail from him.mp3"
    file.write_bytes(b"made up")
    with qtbot.waitSignal(editor.changed):
        editor.read_file(file)
        assert editor.choose.text() == "Stop reading"
    assert editor.raw() == hashlib.sha256(b"made up").hexdigest()
    assert "him" not in editor.line.text() + editor.hint.text()
    assert editor.choose.text() == "Choose the file"


def test_a_file_that_cannot_be_read_is_said(qtbot: QtBot, editor: FingerprintEditor, tmp_path: Path) -> None:
    editor.read_file(tmp_path / "gone.mp3")
    qtbot.waitUntil(lambda: "could not be read" in editor.hint.text())
    assert editor.raw() is None


def test_the_reading_is_on_a_thread_of_its_own_and_can_be_stopped(
    qtbot: QtBot, editor: FingerprintEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, seen = threading.Event(), list[threading.Thread]()

    def slow(_file: Path, go_on: object) -> str:
        seen.append(threading.current_thread())
        begun.set()
        while callable(go_on) and go_on():
            pass
        return "late"

    monkeypatch.setattr(fingerprint, "fingerprint", slow)
    editor.read_file(tmp_path / "long.mp4")
    assert begun.wait(60)
    assert seen[0] is not threading.main_thread()
    editor.choose.click()
    seen[0].join(60)
    qtbot.wait(50)
    assert editor.raw() is None
    assert "stopped" in editor.hint.text()
