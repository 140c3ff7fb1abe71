"""A file that was moved, replaced, written over or deleted under the program takes no more saves."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.store import faults, settings
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault

KEY = bytes(range(32))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there nobody can move or write over an open file")


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _replaced(path: Path, older: Path) -> None:
    os.replace(older, path)  # noqa: PTH105 - as a sync client does it


def _written_over(path: Path, older: Path) -> None:
    shutil.copyfile(older, path)


def _copied_back(path: Path, _older: Path) -> None:
    """The same bytes, but another file: what is saved into the first one is found nowhere."""
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    os.replace(copy, path)  # noqa: PTH105 - as a sync client does it


def _folder_instead(path: Path, _older: Path) -> None:
    path.unlink()
    path.mkdir()


SWAPS: list[tuple[str, Callable[[Path, Path], object]]] = [
    ("replaced by an older copy", _replaced),
    ("written over by an older copy", _written_over),
    ("replaced by a copy of itself", _copied_back),
    ("deleted", lambda path, _older: path.unlink()),
    ("moved", lambda path, _older: path.rename(path.with_name("elsewhere"))),
    ("its folder moved", lambda path, _older: path.parent.rename(path.parent.with_name("moved"))),
    ("its log deleted", lambda path, _older: _log(path).unlink()),
    ("its log replaced", lambda path, older: os.replace(older, _log(path))),  # noqa: PTH105 - as a sync client does it
    ("a folder in its place", _folder_instead),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    vault.create(folder / "vault.db", KEY).close()
    return folder / "vault.db"


@pytest.fixture
def older(path: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "older.db"
    shutil.copyfile(path, copy)
    held = vault.open_vault(path, KEY)
    settings.keep(held, "since", "then")
    held.close()
    return copy


@pytest.mark.parametrize(("what", "swap"), SWAPS, ids=[what for what, _swap in SWAPS])
def test_after_a_swap_nothing_is_said_to_be_saved(
    path: Path, older: Path, what: str, swap: Callable[[Path, Path], object]
) -> None:
    held = vault.open_vault(path, KEY)
    settings.keep(held, "before", what)
    swap(path, older)
    for _try in range(2):
        with pytest.raises(faults.FileReplaced):
            settings.keep(held, "after", what)
    assert settings.read(held, "before", str) == what
    held.close()


@pytest.mark.parametrize(("what", "swap"), SWAPS, ids=[what for what, _swap in SWAPS])
def test_a_swap_in_the_middle_of_a_save_is_noticed_before_it_counts(
    path: Path, older: Path, what: str, swap: Callable[[Path, Path], object]
) -> None:
    if what == "written over by an older copy":
        pytest.skip("another program writing while this one does; the next save notices")
    held = vault.open_vault(path, KEY)

    def save() -> None:
        with held.write() as cursor:
            cursor.execute("INSERT INTO setting (key, value) VALUES ('middle', '1')")
            swap(path, older)

    with pytest.raises(faults.FileReplaced):
        save()
    held.close()


def test_what_the_program_does_itself_is_no_swap(path: Path, tmp_path: Path) -> None:
    held = vault.open_vault(path, KEY)
    for number in range(200):
        settings.keep(held, f"key {number % 7}", "x" * number * 40)
        if number % 50 == 0:
            held.checkpoint()
    path.chmod(0o600)
    shutil.copyfile(path, tmp_path / "somebody reads it")
    settings.keep(held, "last", "kept")
    assert held.close()
    again: Vault = vault.open_vault(path, KEY)
    assert settings.read(again, "last", str) == "kept"
    again.close()
