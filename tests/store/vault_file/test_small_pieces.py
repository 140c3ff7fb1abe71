"""The memory for small pieces is there, is locked while a file is open, and holds nothing once it is closed.

Another process is looked into from outside: here every word that is looked for stands in memory by being looked for.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hru_advocate.store.vault_file import small_pieces, vault

PIECES = 100
WORD = b"ZQWX"
"""Repeated by SQLite itself, so that no object of Python ever holds what is looked for."""
OPENED = """
import sys
from pathlib import Path
from hru_advocate.store.vault_file import vault

def wait(word):
    print(word, flush=True)
    sys.stdin.readline()

path = Path(sys.argv[1])
opened = vault.open_vault(path, bytes.fromhex(sys.argv[3]))
wait("empty")
cursor = opened.connection().cursor()
cursor.execute(
    "WITH RECURSIVE made(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM made WHERE n < ?) "
    "SELECT n FROM made GROUP BY n % 50, replace(hex(zeroblob(32)), '00', char(90, 81, 87, 88))",
    (int(sys.argv[2]),),
)
cursor.fetchone()
wait("open")
del cursor
opened.close()
wait("closed")
"""


def held(process: int, needle: bytes) -> int:
    """Count the places in all memory of a process that may be written to where something stands."""
    found = 0
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines():
            span = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if span is not None:
                start, end = (int(one, 16) for one in span.groups())
                memory.seek(start)
                found += memory.read(end - start).count(needle)
    return found


def locked(process: int) -> int:
    """KiB that the system keeps from being written to a disk."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmLck:\s+(\d+) kB", status)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only here can a process be looked into")
def test_it_is_locked_while_a_file_is_open_and_holds_nothing_afterwards(path: Path, key: bytes) -> None:
    """The first file that a process opens is no exception."""
    vault.create(path, key).close()
    with subprocess.Popen(
        [sys.executable, "-c", OPENED, str(path), str(PIECES), key.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        seen = {}
        for word in ("empty", "open", "closed"):
            assert other.stdout.readline().strip() == word
            seen[word] = held(other.pid, WORD * 16), locked(other.pid)
            other.stdin.write("\n")
            other.stdin.flush()
    assert seen["empty"][1] - seen["closed"][1] > small_pieces._BYTES * small_pieces._PIECES // 1024
    assert seen["open"][0] > 0, "nothing to be wiped was there: the test proves nothing"
    assert seen["closed"][0] == 0


def test_a_driver_that_hands_nothing_out_is_used_as_it_is(tmp_path: Path) -> None:
    assert not small_pieces.make_room(str(tmp_path / "no_driver.so"))
