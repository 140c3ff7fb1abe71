"""Nothing acknowledged is lost and nothing is torn: killed processes, damaged logs, full disks."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.errors import AdvocateError
from hru_advocate.store import faults
from hru_advocate.store.ledger import ledger, verify
from hru_advocate.store.vault_file import backup, copying, vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.many_entries import append_many

pytest.importorskip("resource", reason="Windows has neither fork nor limits")
assert sys.platform != "win32"  # for mypy, which then leaves out the rest
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses fork, limits and mounts of Linux")


def _write_until_killed(path: Path, key: bytes, writer: Any, out: int) -> None:
    opened = vault.open_vault(path, key)
    writer.vault = opened
    case = writer.id()
    for number in range(100_000):
        if number % 7 == 6:
            news = [writer.make(f"many {count}", case=case) for count in range(5)]
            done = append_many(opened, news, sign=writer.sign)
        else:
            done = [writer.write(f"contact {number} " + "word " * 50, case=case, columns={"level": str(number)})]
        os.write(out, b"".join(entry.header.id.encode() for entry in done))


def _run_and_kill(path: Path, key: bytes, writer: Any, wait: float) -> list[str]:
    """Write in a process of its own, kill it at some moment, give the ids it had acknowledged."""
    source, out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _write_until_killed(path, key, writer, out)
        finally:
            os._exit(1)
    os.close(out)
    select.select([source], [], [], 20)  # the first acknowledgement has come
    select.select([], [], [], wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = b""
    while piece := os.read(source, 1 << 16):
        told += piece
    os.close(source)
    return [told[place : place + 36].decode() for place in range(0, len(told) - len(told) % 36, 36)]


def _kill_often(path: Path, key: bytes, writer: Any, kills: int) -> None:
    chance = random.Random(11)
    acknowledged: set[str] = set()
    for number in range(kills):
        writer.now += 1_000_000_000  # each process has its own stretch of time and chance, so ids never meet
        writer.random.seed(number)
        acknowledged |= set(_run_and_kill(path, key, writer, chance.random() * 0.03))
        opened = vault.open_vault(path, key)
        found = verify.verify(opened, check=writer.verify).found
        assert found == (), f"after kill {number}"
        with opened.read() as cursor:
            held = {row[0] for row in cursor.execute("SELECT id FROM entry")}
            groups = cursor.execute("SELECT count(*) FROM head WHERE line LIKE 'many%'").fetchone()
        opened.close()
        assert acknowledged <= held, f"lost after kill {number}"
        assert groups is not None
        assert groups[0] % 5 == 0, "a group was torn"
    assert len(acknowledged) > kills


def test_kills_lose_nothing_and_tear_nothing(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    opened.close()
    _kill_often(path, key, writer, 15)


@pytest.mark.soak
def test_three_hundred_kills_lose_nothing_and_tear_nothing(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    opened.close()
    _kill_often(path, key, writer, 300)


@pytest.fixture
def with_log(path: Path, opened: Vault, writer: Any) -> tuple[bytes, bytes, list[str]]:
    """The file and its log as a power cut would leave them, and the ids in the order they were written."""
    case = writer.id()
    ids = [writer.write(f"before {number}", case=case).header.id for number in range(10)]
    opened.checkpoint()
    ids += [writer.write(f"contact {number} " + "word " * 80, case=case).header.id for number in range(40)]
    log = path.with_name(path.name + "-wal")
    return path.read_bytes(), log.read_bytes(), ids


def _cut(log: bytes, chance: random.Random) -> bytes:
    return log[: chance.randrange(len(log))]


def _garble(log: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(log))
    return log[:place] + chance.randbytes(len(log) - place)


def _flip(log: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(log))
    return log[:place] + bytes([log[place] ^ (1 << chance.randrange(8))]) + log[place + 1 :]


def _check_prefix(path: Path, key: bytes, writer: Any, ids: list[str]) -> int:
    opened = vault.open_vault(path, key)
    assert verify.verify(opened, check=writer.verify).found == ()
    with opened.read() as cursor:
        held = [row[0] for row in cursor.execute("SELECT id FROM entry ORDER BY position")]
    opened.close()
    assert held == ids[: len(held)]
    return len(held)


def _damage_logs(folder: Path, key: bytes, writer: Any, with_log: tuple[bytes, bytes, list[str]], times: int) -> None:
    data, log, ids = with_log
    chance = random.Random(5)
    kept = set()
    place = folder / "cut.vault"
    for number in range(times):
        damage: Callable[[bytes, random.Random], bytes] = (_cut, _garble, _flip)[number % 3]
        place.write_bytes(data)
        place.with_name(place.name + "-wal").write_bytes(damage(log, chance))
        kept.add(_check_prefix(place, key, writer, ids))
        copying.remove(place)
    assert min(kept) >= 10
    assert len(kept) > 3


def test_a_damaged_log_leaves_a_prefix_of_what_was_saved(
    path: Path, key: bytes, writer: Any, with_log: tuple[bytes, bytes, list[str]]
) -> None:
    _damage_logs(path.parent, key, writer, with_log, 45)


@pytest.mark.soak
def test_ten_thousand_damaged_logs_leave_a_prefix(
    path: Path, key: bytes, writer: Any, with_log: tuple[bytes, bytes, list[str]]
) -> None:
    _damage_logs(path.parent, key, writer, with_log, 10_000)


def test_a_whole_log_is_read_whole(
    path: Path, key: bytes, writer: Any, with_log: tuple[bytes, bytes, list[str]]
) -> None:
    data, log, ids = with_log
    place = path.with_name("copy.vault")
    place.write_bytes(data)
    place.with_name(place.name + "-wal").write_bytes(log)
    assert _check_prefix(place, key, writer, ids) == 50


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB, where this machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not made or made.returncode != 0:
        pytest.skip("no right to mount a small disk here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _fill(writer: Any) -> tuple[list[str], type[BaseException]]:
    saved = []
    case = writer.id()
    for _ in range(2000):
        try:
            saved.append(writer.write("word " * 2000, case=case).header.id)
        except AdvocateError as error:
            return saved, type(error)
    raise AssertionError("the disk never filled")


def test_a_full_disk_says_so_and_loses_nothing(small_disk: Path, key: bytes, new_writer: Any) -> None:
    path = small_disk / "unit.vault"
    opened = vault.create(path, key)
    writer = new_writer(opened)
    saved, fault = _fill(writer)
    assert issubclass(fault, faults.DiskFull)
    assert len(saved) > 10
    assert [entry.header.id for entry in ledger.entries(opened, saved)] == saved
    with pytest.raises(faults.DiskFull):
        writer.write("word " * 2000)
    assert opened.close() is False
    again = vault.open_vault(path, key)
    with again.read() as cursor:
        assert [row[0] for row in cursor.execute("SELECT id FROM entry ORDER BY position")] == saved
    again.close()


def test_a_backup_onto_a_full_disk_leaves_no_half_copy(
    small_disk: Path, path: Path, key: bytes, opened: Vault, writer: Any
) -> None:
    for _ in range(30):
        writer.write("word " * 20_000)
    with pytest.raises((faults.DiskFull, faults.DiskFailed)):
        backup.back_up(opened, small_disk / "backup.vault", key)
    assert list(small_disk.iterdir()) == []
    assert writer.write("goes on").header.sequence == 31


def test_a_limit_on_the_file_is_a_fault_and_loses_nothing(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
    try:
        saved, fault = _fill(writer)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert issubclass(fault, faults.DiskFull | faults.DiskFailed)
    assert [entry.header.id for entry in ledger.entries(opened, saved)] == saved
    assert writer.write("there is room again").header.sequence == len(saved) + 1
    assert verify.verify(opened, check=writer.verify).found == ()
