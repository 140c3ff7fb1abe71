"""Forks, file modes, pipes with a name: what Windows does not have, with tests left out there for that reason."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest


def posix(reason: str) -> pytest.MarkDecorator:
    """Mark a test, or by ``pytestmark`` a file, that Windows cannot run."""
    return pytest.mark.skipif(sys.platform == "win32", reason=reason)


def is_of_mode(path: Path, mode: int) -> bool:
    """Say if the mode of a file is this one; always on Windows, where the rights of the vault's folder count."""
    return sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == mode
