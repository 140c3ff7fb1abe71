"""Tests run where the system locks no memory; the vault asks for it all the same, and opens."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hru_advocate.store.vault_file import vault


def locked() -> int:
    """KiB of this process that the system keeps from being written to a disk."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmLck:\s+(\d+) kB", status)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only here is the system told to refuse")
def test_a_vault_opens_safely_set_where_no_memory_may_be_locked(path: Path, key: bytes) -> None:
    before = locked()
    with closing(vault.create(path, key)) as opened:
        assert opened.connection().execute("PRAGMA cipher_memory_security").fetchone() == ("1",)
        assert locked() <= before
