"""A file is written whole or not at all: no half file blocks the next try or passes for the whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hru_advocate.paths import write_whole

pytest.importorskip("resource", reason="a limit of POSIX plays the full disk")
assert sys.platform != "win32"  # for mypy, which then leaves out the rest

BEFORE, DATA = b"what was there before", b"%PDF " + bytes(200_000)


@contextmanager
def _full_disk() -> Iterator[None]:
    """A real refusal in the middle of a file: the system takes no more than 64 KiB of it."""
    import resource

    held, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, held)


@pytest.mark.parametrize("over", [False, True])
def test_a_disk_that_refuses_leaves_the_folder_as_it_was(tmp_path: Path, *, over: bool) -> None:
    place = tmp_path / "plan.pdf"
    if over:
        place.write_bytes(BEFORE)
    with _full_disk(), pytest.raises(OSError, match="too large"):
        write_whole(place, DATA, over=over)
    assert [one.name for one in tmp_path.iterdir()] == (["plan.pdf"] if over else [])
    if over:
        assert place.read_bytes() == BEFORE
    write_whole(place, DATA, over=over)
    assert place.read_bytes() == DATA


@pytest.mark.parametrize("kind", ["file", "link to nothing", "folder"])
def test_what_is_there_is_never_written_over(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "plan.pdf"
    if kind == "file":
        place.write_bytes(BEFORE)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_whole(place, DATA)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.pdf"]


@pytest.mark.parametrize("links", [True, False])
def test_what_came_there_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    place = tmp_path / "plan.pdf"
    real = os.link

    def link(part: Path, path: Path) -> None:
        place.write_bytes(BEFORE)
        if not links:
            raise PermissionError  # as on a memory stick, which knows no second names
        real(part, path)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(FileExistsError):
        write_whole(place, DATA)
    assert place.read_bytes() == BEFORE
    assert len(list(tmp_path.iterdir())) == 1


def test_a_disk_without_second_names_takes_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_part: Path, _path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", link)
    write_whole(tmp_path / "plan.pdf", DATA)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.pdf"]
    assert (tmp_path / "plan.pdf").read_bytes() == DATA
