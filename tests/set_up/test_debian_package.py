"""What the checks of the Debian package refuse, and that its own menu entry and description pass them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = ROOT / "packaging" / "debian" / "check.sh"
SHARE = Path("usr") / "share"
ENTRY, METAINFO, PAGE = (
    SHARE / "applications" / "hru-advocate.desktop",
    SHARE / "metainfo" / "invalid.hru_advocate.hru_advocate.metainfo.xml",
    SHARE / "man" / "man1" / "hru-vault.1",
)
DOC = SHARE / "doc" / "hru-advocate"


def _change(path: Path, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        told = (root / path).read_text("utf-8")
        assert old in told
        (root / path).write_text(told.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """What is packed, without the programs themselves."""
    for path in (ENTRY, METAINFO, PAGE, DOC / "docs" / "backups.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    folder = ROOT / "packaging" / "debian"
    shutil.copy(folder / ENTRY.name, tmp_path / ENTRY)
    metainfo = (folder / "hru-advocate.metainfo.xml").read_text("utf-8")
    told = metainfo.replace("@VERSION@", "0.1.0").replace("@DAY@", "2026-11-30")
    (tmp_path / METAINFO).write_text(told, encoding="utf-8")
    (tmp_path / PAGE).write_text('.TH HRU-VAULT 1 "2026-11-30"\n.SH NAME\nhru\\-vault \\- casework\n', encoding="utf-8")
    (tmp_path / DOC / "README.md").write_text(
        "[how](docs/backups.md#one), [elsewhere](https://semver.org)\n", encoding="utf-8"
    )
    (tmp_path / DOC / "docs" / "backups.md").write_text("[back](../README.md)\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("tool", "change", "said"),
    [
        ("bash", lambda _root: None, ""),
        ("desktop-file-validate", _change(ENTRY, "Type=Application\n", ""), "Type"),
        ("desktop-file-validate", _change(ENTRY, "Categories=Office;", "Categories=Ofice;"), "Ofice"),
        ("appstreamcli", _change(METAINFO, "summary>", "description>"), "summary"),
        ("appstreamcli", _change(METAINFO, "</component>", ""), "xml"),
        ("man", _change(PAGE, ".SH NAME", ".SI NAME"), "SI"),
        ("grep", _change(DOC / "README.md", "docs/backups.md", "backups.md"), "there is no backups.md"),
        ("grep", _change(DOC / "docs" / "backups.md", "../README.md", "README.md"), "there is no README.md"),
    ],
)
def test_a_package_with_a_fault_is_refused_in_the_words_of_the_checker(
    packed: Path, tool: str, change: Callable[[Path], None], said: str
) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"there is no {tool} here")
    change(packed)
    done = subprocess.run([str(CHECK), str(packed)], capture_output=True, text=True, check=False)
    assert done.returncode == int(bool(said))
    assert said in done.stderr
    assert (f"{tool} says why" in done.stderr) is bool(said)
