"""A pipe, a device or a folder named as a file is refused at once: it would keep the program waiting for good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hru_advocate.casework.vault.opening import vault_state
from hru_advocate.paths import NotAPlainFile, open_plain
from tests.casework.open_sessions import home_at
from tests.odd_files import ODD, never_waiting, odd
from tests.posix import posix


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    place = odd(tmp_path, kind)
    with never_waiting() as opened, pytest.raises(NotAPlainFile):
        open_plain(place)
    assert opened == []


@posix("a pipe has no name in a folder of Windows")
def test_a_pipe_put_in_a_files_place_meanwhile_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "words"
    place.write_bytes(b"words")
    opening = os.open

    def too_late(path: Path, flags: int) -> int:
        place.unlink()
        odd(tmp_path, "pipe").rename(place)
        return opening(path, flags)

    monkeypatch.setattr(os, "open", too_late)
    with never_waiting() as opened, pytest.raises(NotAPlainFile):
        open_plain(place)
    assert opened == [str(place)]


@posix("a link asks for rights on Windows")
def test_a_plain_file_is_read_also_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "words").write_bytes(b"words\r\n\x1a")
    (tmp_path / "link").symlink_to(tmp_path / "words")
    for name in ("words", "link"):
        with open_plain(tmp_path / name) as file:
            assert file.read() == b"words\r\n\x1a"
    with pytest.raises(FileNotFoundError):
        open_plain(tmp_path / "gone")


@posix("a pipe has no name in a folder of Windows")
@pytest.mark.parametrize("name", ["vault.header", "tries"])
def test_a_pipe_in_the_vaults_folder_keeps_nobody_waiting(tmp_path: Path, name: str) -> None:
    home = home_at(tmp_path / "vault")
    home.folder.mkdir()
    odd(tmp_path, "pipe").rename(home.folder / name)
    with never_waiting():
        vault_state(home)
        assert home.throttle.count == 0
