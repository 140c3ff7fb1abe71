"""Where no window can open, the program says so in a sentence; Qt alone would end it with a core dump."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ui import loading
from ui.loading import LibraryMissing, NoScreen, ScreenUnreachable

pytest.importorskip("resource", reason="Windows always has its screen")
assert sys.platform != "win32"  # for mypy, which then leaves out the rest
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="macOS always has its screen")


def start(changed: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The real program, on a desktop other than ours or on none."""
    ours = {"DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "-m", "ui"],
        env={**kept, "PYTHONDONTWRITEBYTECODE": "1", **changed},
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=500,
    )  # fmt: skip


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize(
    "changed",
    [
        {"DISPLAY": ":7999"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "none"},
        {"DISPLAY": ":7999", "WAYLAND_DISPLAY": "none"},
        {"DISPLAY": ":7999", "QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "nonsense"},
    ],
)
def test_a_wrong_screen_is_one_sentence(tmp_path: Path, changed: dict[str, str]) -> None:
    told = one_sentence(start({"XDG_RUNTIME_DIR": str(tmp_path), **changed}))
    assert told == ScreenUnreachable().message
    assert "Traceback" not in told


def test_no_screen_is_one_sentence() -> None:
    assert one_sentence(start({})) == NoScreen().message


@pytest.mark.parametrize("module", ["QtCore", "QtGui", "QtWidgets"])
def test_a_missing_library_is_named(tmp_path: Path, module: str) -> None:
    package = tmp_path / "PySide6"
    package.mkdir()
    for name in ("__init__", "QtCore", "QtGui", "QtWidgets"):
        (package / f"{name}.py").write_text("")
    fault = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (package / f"{module}.py").write_text(f"raise ImportError({fault!r})")
    told = one_sentence(start({"PYTHONPATH": str(tmp_path)}))
    assert "(libEGL.so.1)" in told
    assert "make run" in told


def test_qt_that_is_not_installed_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").write_text("raise ModuleNotFoundError('No module named PySide6')")
    assert "is not installed here" in one_sentence(start({"PYTHONPATH": str(tmp_path)}))


def test_a_missing_library_of_the_screen_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(loading, "_plugin", lambda _name: tmp_path / "libxcb-cursor.so.0")
    with pytest.raises(LibraryMissing):
        loading.load()
    told = LibraryMissing(OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory"))
    assert "(libxcb-cursor.so.0)" in told.message


@pytest.mark.parametrize(("frozen", "remedy"), [(False, "`make run`"), (True, "Debian package")])
def test_who_installed_the_program_is_not_told_to_make_it(
    frozen: bool, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    told = LibraryMissing(OSError("libxcb-cursor.so.0: cannot open shared object file")).message
    assert [one for one in ("`make run`", "Debian package") if one in told] == [remedy]


def test_what_the_loader_says_of_other_things_is_not_repeated() -> None:
    assert "secret" not in LibraryMissing(OSError("/home/secret/x: invalid ELF header")).message


def test_a_screen_that_answers_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":7999")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "here")
    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind(str(tmp_path / "here"))
        screen.listen()
        loading.load()
    (tmp_path / "here").unlink()
    with pytest.raises(ScreenUnreachable):
        loading.load()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb here")
def test_a_real_screen_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(theirs,), stderr=subprocess.DEVNULL) as screen:
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = int(told.readline())
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.setenv("DISPLAY", f":{number}")
        loading.load()
        screen.terminate()
