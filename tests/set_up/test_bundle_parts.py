"""What is in the bundle and what is not, how two are held against each other, whose notices come with it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packaging_script import packaging_script

ROOT = Path(__file__).resolve().parents[2]
PACKAGES, PYTHON = Path("/build/env/lib/python3.11/site-packages"), Path("/usr")
INSIDE = f"{PACKAGES}/PySide6/Qt"


@pytest.mark.parametrize(
    ("name", "source", "kind", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", f"{INSIDE}/plugins/platforms/libqxcb.so", "BINARY", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", f"{INSIDE}/plugins/platforms/libqvnc.so", "BINARY", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", f"{PACKAGES}/qwindows.dll", "BINARY", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", f"{PACKAGES}/qdirect2d.dll", "BINARY", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", f"{INSIDE}/plugins/tls/x.so", "BINARY", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", f"{INSIDE}/plugins/x.so", "BINARY", False),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", f"{INSIDE}/plugins/x.so", "BINARY", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", f"{INSIDE}/lib/libQt6Network.so.6", "BINARY", False),
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK", False),
        ("PySide6\\Qt6Network.dll", f"{PACKAGES}/PySide6/Qt6Network.dll", "BINARY", False),
        ("PySide6\\Qt6DBus.dll", f"{PACKAGES}/PySide6/Qt6DBus.dll", "BINARY", False),
        ("PySide6\\QtDBus.pyd", f"{PACKAGES}/PySide6/QtDBus.pyd", "EXTENSION", False),
        ("PySide6\\Qt6Gui.dll", f"{PACKAGES}/PySide6/Qt6Gui.dll", "BINARY", True),
        ("PySide6/QtDBus.abi3.so", f"{PACKAGES}/PySide6/QtDBus.abi3.so", "EXTENSION", True),
        ("PySide6/Qt/lib/libQt6DBus.so.6", f"{INSIDE}/lib/libQt6DBus.so.6", "BINARY", True),
        ("PySide6/Qt/lib/libQt6Gui.so.6", f"{INSIDE}/lib/libQt6Gui.so.6", "BINARY", True),
        ("PySide6/Qt/translations/qtbase_de.qm", f"{INSIDE}/translations/qtbase_de.qm", "DATA", False),
        ("PySide6\\opengl32sw.dll", f"{PACKAGES}/PySide6/opengl32sw.dll", "BINARY", False),
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", "BINARY", False),
        ("libcups.so.2", "/usr/lib/x86_64-linux-gnu/libcups.so.2", "BINARY", False),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY", True),
        ("lib-dynload/_json.so", "/usr/lib/python3.11/lib-dynload/_json.so", "EXTENSION", True),
        ("forms/contact.v1.toml", "/checkout/forms/contact.v1.toml", "DATA", True),
        ("keyring-25.7.0.dist-info/METADATA", f"{PACKAGES}/keyring-25.7.0.dist-info/METADATA", "DATA", False),
    ],
)
def test_only_what_is_needed_and_ours_to_bring_is_in_it(name: str, source: str, kind: str, stays: bool) -> None:
    assert bool(packaging_script("trimming.py").kept([(name, source, kind)], PACKAGES, PYTHON)) is stays


def test_what_is_left_out_is_imported_nowhere_in_the_program() -> None:
    left_out = packaging_script("trimming.py").MODULES
    told = [file.read_text("utf-8") for room in ("hru_advocate", "ui") for file in (ROOT / room).rglob("*.py")]
    wanted = {name for text in told for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE)}
    assert "PySide6.QtWidgets" in wanted
    assert [one for one in sorted(wanted) if any(one == gone or one.startswith(f"{gone}.") for gone in left_out)] == []


@pytest.mark.parametrize(
    ("places", "stay"),
    [
        ("", ""),
        ("$ORIGIN", "$ORIGIN"),
        ("/opt/python/lib", ""),
        ("/opt/python/lib:$ORIGIN/../lib:$ORIGIN", "$ORIGIN/../lib:$ORIGIN"),
    ],
)
def test_no_library_looks_for_others_where_it_was_built(places: str, stay: str) -> None:
    """Whoever may write there on another computer would put code into the program."""
    assert packaging_script("bundling.py").inside(places) == stay


def _change_byte(folder: Path) -> None:
    (folder / "inner" / "one").write_bytes(b"abXd")


def _shorten(folder: Path) -> None:
    (folder / "inner" / "one").write_bytes(b"abc")


def _add(folder: Path) -> None:
    (folder / "more").touch()


def _let_write(folder: Path) -> None:
    (folder / "inner" / "one").chmod(0o666)


def _lead_elsewhere(folder: Path) -> None:
    (folder / "link").unlink()
    (folder / "link").symlink_to("inner")


@pytest.mark.skipif(sys.platform == "win32", reason="rights and links of another system")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _folder: None, []),
        (_change_byte, ["inner/one: bytes at 0x2 (63 58)"]),
        (_shorten, ["inner/one: 4 and 3 bytes"]),
        (_add, ["more: only in one of the two"]),
        (_let_write, ["inner/one: other rights"]),
        (_lead_elsewhere, ["link: a link to elsewhere"]),
    ],
)
def test_every_difference_of_two_bundles_is_listed(
    tmp_path: Path, change: Callable[[Path], None], said: list[str]
) -> None:
    for name in ("one", "other"):
        inner = tmp_path / name / "inner"
        inner.mkdir(parents=True)
        (inner / "one").write_bytes(b"abcd")
        (inner / "one").chmod(0o644)
        (inner.parent / "link").symlink_to("inner/one")
    change(tmp_path / "other")
    assert list(packaging_script("bundling.py").differences(tmp_path / "one", tmp_path / "other")) == said


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another system")
def test_a_finished_bundle_cannot_be_written_over_and_its_sums_hold(tmp_path: Path) -> None:
    folder = tmp_path / "hru-advocate"
    (folder / "_internal").mkdir(parents=True)
    (folder / "hru-vault").write_text("program", encoding="utf-8")
    (folder / "_internal" / "form.toml").write_text("text", encoding="utf-8")
    packaging_script("bundling.py").finish(folder, 1_000_000_000)
    modes = {one.name: one.stat().st_mode & 0o777 for one in folder.rglob("*")}
    assert modes == {"_internal": 0o755, "hru-vault": 0o555, "form.toml": 0o444}
    assert {one.stat().st_mtime for one in (folder, *folder.rglob("*"))} == {1_000_000_000.0}
    check = ["sha256sum", "--quiet", "--check", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (folder / "_internal" / "form.toml").chmod(0o644)
    (folder / "_internal" / "form.toml").write_text("Text", encoding="utf-8")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_each_package_of_the_program_has_its_notice_with_its_own_words() -> None:
    pins = (ROOT / "packaging" / "requirements.txt").read_text("utf-8")
    said = list(
        packaging_script("notices.py").notices("\n".join(line for line in pins.splitlines() if "==" in line), {}, ROOT)
    )
    heads = {part.splitlines()[1]: part for part in said[1:]}
    assert any(head.startswith("reportlab ") for head in heads)
    assert {"Noto fonts", "LGPL-3.0", "GPL-3.0"} <= set(heads)
    without = [head.split()[0] for head, part in heads.items() if len(part) < 500 and not head.startswith("Python ")]
    assert without == ["pyside6-essentials", "shiboken6"]
