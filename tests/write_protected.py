"""A folder that is mounted so that nothing can be written, as a write-protected disk is."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

MountProtected = Callable[[Path], Path]
"""Mounts a folder write-protected, and gives the place it is then found at."""


@pytest.fixture
def mount_protected(tmp_path: Path) -> Iterator[MountProtected]:
    """Mount a folder write-protected until the test ends; skips where nobody may mount."""
    place = tmp_path / "protected"
    place.mkdir()

    def mount(folder: Path) -> Path:
        for given in (["--bind", str(folder)], ["-o", "remount,ro,bind"]):
            if subprocess.run(["mount", *given, str(place)], check=False, capture_output=True).returncode:
                pytest.skip("nobody but root may mount")
        return place

    yield mount
    subprocess.run(["umount", str(place)], check=False, capture_output=True)
