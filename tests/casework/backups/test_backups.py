"""Backups: proven before they count, said where they fail, and never a good one lost for a bad one."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.settings import keep_settings, settings
from hru_advocate.casework.vault import backups, opening, undoing
from hru_advocate.casework.vault.backup_folder import BackupFolderMissing
from hru_advocate.casework.vault.home import Opened
from hru_advocate.keys.header_files import FIRST, TWIN
from hru_advocate.store import faults
from hru_advocate.store.vault_file import backup, copying
from tests.casework.open_sessions import AUTHOR, events_of, home_at, new_case
from tests.casework.vault.saver import PASSPHRASE
from tests.fixed_clock import FixedClock

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    made, _created = opening.create(home_at(tmp_path / "vault"), PASSPHRASE, author=AUTHOR, with_keychain=False)
    new_case(made.session)
    yield made
    undoing.let_go(made)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def let_pass(opened: Opened, by: timedelta) -> None:
    assert isinstance(opened.home.clock, FixedClock)
    opened.home.clock.advance(by)


def names(place: Path) -> list[str]:
    return sorted(one.name for one in place.iterdir())


def noted(opened: Opened) -> list[str]:
    return [name for name, _case, _body in events_of(opened.session) if name.startswith("backup")]


def test_a_backup_holds_the_file_and_its_keys_and_is_an_entry(opened: Opened, place: Path) -> None:
    made = backups.back_up(opened, place)
    assert names(place) == [made.path.name]
    assert names(made.path) == ["vault.backup", "vault.db", FIRST, TWIN]
    assert (made.cases, made.removed) == (1, 0)
    assert events_of(opened.session)[-1][::2] == (
        "backup_made",
        {"name": made.path.name, "entries": made.entries, "cases": 1, "removed": 0},
    )
    lines = backups.backups(opened, place)
    assert [(line.path, line.proven, line.entries, line.cases) for line in lines] == [
        (made.path, True, made.entries, 1)
    ]


def test_a_backup_is_read_by_the_passphrase_wherever_it_was_copied_and_nothing_is_written(
    opened: Opened, place: Path, tmp_path: Path
) -> None:
    made = backups.back_up(opened, place)
    shutil.copytree(made.path, tmp_path / "elsewhere")
    other, _unlocked = opening.unlock(home_at(tmp_path / "elsewhere"), PASSPHRASE)
    assert [one for one in events_of(other.session) if one[0] == "unlock"] == []
    assert events_of(other.session) == events_of(opened.session)[:-1]  # but for the note that this backup was made
    undoing.let_go(other)


def test_its_files_put_into_a_folder_by_hand_are_a_vault_of_its_own(
    opened: Opened, place: Path, tmp_path: Path
) -> None:
    made = backups.back_up(opened, place)
    shutil.copytree(made.path, tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "vault.backup").unlink()
    other, _unlocked = opening.unlock(home_at(tmp_path / "elsewhere"), PASSPHRASE)
    assert len([one for one in events_of(other.session) if one[0] == "unlock"]) == 1
    undoing.let_go(other)


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("vault", backups.BackupFolderRefused),
        ("vault/inside", backups.BackupFolderRefused),
        ("nowhere", BackupFolderMissing),
        ("file", BackupFolderMissing),
    ],
)
def test_where_no_backup_can_go(opened: Opened, tmp_path: Path, where: str, fault: type[Exception]) -> None:
    (tmp_path / "vault" / "inside").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(fault):
        backups.keep_backup_folder(opened.session, str(tmp_path / where))
    assert noted(opened) == []
    with pytest.raises(fault):
        backups.back_up(opened, tmp_path / where)
    with pytest.raises(backups.NoBackupFolder):
        backups.back_up(opened)


def test_a_lock_backs_up_what_was_recorded_and_nothing_twice(tmp_path: Path, place: Path) -> None:
    home = home_at(tmp_path / "vault")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    opening.lock(opened)
    assert names(place) == []
    counts = []
    for step in ("choose", "look only", "record", "look only"):
        opened, _unlocked = opening.unlock(home, PASSPHRASE)
        let_pass(opened, timedelta(days=1))
        if step == "choose":
            backups.keep_backup_folder(opened.session, str(place))
        if step == "record":
            new_case(opened.session)
        opening.lock(opened)
        counts.append(len(names(place)))
    assert counts == [1, 1, 2, 2]
    opened, _unlocked = opening.unlock(home, PASSPHRASE)
    assert [line.cases for line in backups.backups(opened)] == [1, 0]
    undoing.let_go(opened)


def test_a_failed_backup_holds_up_no_lock_and_is_said_until_one_is_made(tmp_path: Path, place: Path) -> None:
    home = home_at(tmp_path / "vault")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    backups.keep_backup_folder(opened.session, str(place))
    place.rmdir()
    opening.lock(opened)
    opened, _unlocked = opening.unlock(home, PASSPHRASE)
    state = backups.backup_state(opened.session)
    assert (state.last, state.words) == (None, "No backup yet")
    assert state.trouble.startswith("The backup tried today at")
    assert "cannot be reached" in state.trouble
    assert noted(opened) == ["backup_folder", "backup_failed"]
    place.mkdir()
    opening.lock(opened)  # nothing new was recorded, but what failed is made good
    opened, _unlocked = opening.unlock(home, PASSPHRASE)
    state = backups.backup_state(opened.session)
    assert state.trouble == ""
    assert state.words.startswith("Last backup today at 10:00")
    undoing.let_go(opened)


def test_trouble_is_said_from_the_third_day_with_something_not_backed_up(opened: Opened, place: Path) -> None:
    session = opened.session
    assert "No backups are made" in backups.backup_state(session).trouble
    backups.keep_backup_folder(session, str(place))
    assert "no backup yet" in backups.backup_state(session).trouble
    backups.back_up(opened)
    let_pass(opened, timedelta(days=30))
    assert backups.backup_state(session).trouble == ""  # a month away: nothing is missing from it
    keep_settings(session, settings(session))
    backups.back_up(opened)
    new_case(session)
    let_pass(opened, backups.OVERDUE - timedelta(minutes=1))
    assert backups.backup_state(session).trouble == ""
    let_pass(opened, timedelta(minutes=2))
    assert "not everything recorded is in it" in backups.backup_state(session).trouble


def test_a_damaged_backup_is_told_from_a_proven_one(opened: Opened, place: Path) -> None:
    first, second = backups.back_up(opened, place), backups.back_up(opened, place)
    data = bytearray((second.path / "vault.db").read_bytes())
    data[len(data) // 2] ^= 1
    (second.path / "vault.db").write_bytes(data)
    assert [(line.path, line.proven) for line in backups.backups(opened, place)] == [
        (second.path, False),
        (first.path, True),
    ]


def test_what_cannot_be_proven_takes_the_place_of_nothing(
    opened: Opened, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backups.back_up(opened, place)
    real = copying.copy_into

    def damage(connection: object, target: Path, key: bytes) -> None:
        real(connection, target, key)  # type: ignore[arg-type]  # passed on as given
        target.write_bytes(target.read_bytes()[:-100] + bytes(100))

    monkeypatch.setattr(copying, "copy_into", damage)
    with pytest.raises(backups.BackupNotMade, match="does not hold what the vault holds"):
        backups.back_up(opened, place)
    assert names(place) == [good.path.name]
    assert noted(opened) == ["backup_made", "backup_failed"]


def test_older_ones_go_only_after_a_new_one_is_proven(
    opened: Opened, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _day in range(12):
        let_pass(opened, timedelta(days=1))
        backups.back_up(opened, place)
    held = names(place)
    assert len(held) == 7  # the days; they reach back over both weeks
    monkeypatch.setattr(backup, "back_up", lambda *_given: (_ for _ in ()).throw(faults.DiskFull()))
    for _day in range(12):
        let_pass(opened, timedelta(days=1))
        with pytest.raises(backups.BackupNotMade, match="disk is full"):
            backups.back_up(opened, place)
    assert names(place) == held


def test_a_backup_that_holds_less_lets_none_go(opened: Opened, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = backups.back_up(opened, place)
    with monkeypatch.context() as patch:  # as if the vault had been put back to an older copy since
        patch.setattr(backups, "_last", lambda _session: backups._Last(entries=first.entries + 100))
        assert backups.back_up(opened, place).removed == 0
    assert len(names(place)) == 2
    assert backups.back_up(opened, place).removed == 1  # all of one day: the newest two stay


def test_what_is_not_ours_is_left_alone(opened: Opened, place: Path) -> None:
    strange = ["vault-00000000-20260101-100000000", "vault-00000000-20260101-100000000.unfinished", "holiday.jpg"]
    for name in strange:
        (place / name).mkdir()
    left = place / f"vault-{opened.keys.header.vault_id[:8]}-20260101-100000000.unfinished"
    left.mkdir()
    (left / "vault.db").write_bytes(b"half")
    made = backups.back_up(opened, place)
    assert names(place) == sorted([*strange, made.path.name])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("nobody but root may mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=False, capture_output=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
def test_a_full_disk_says_so_and_keeps_the_last_good_one(opened: Opened, small_disk: Path) -> None:
    good = backups.back_up(opened, small_disk)
    (small_disk / "filling").write_bytes(bytes(shutil.disk_usage(small_disk).free - 65_536))
    for _try in range(3):
        with pytest.raises(backups.BackupNotMade, match=r"disk is full|did not give or take"):
            backups.back_up(opened, small_disk)
        assert names(small_disk) == ["filling", good.path.name]
    assert [line.proven for line in backups.backups(opened, small_disk)] == [True]
    assert noted(opened) == ["backup_made", *["backup_failed"] * 3]
    new_case(opened.session)  # the vault itself goes on


def kill_many(tmp_path: Path, rounds: int, seed: int) -> None:
    """Kill a program that makes backups at random moments; every finished backup must prove itself each time."""
    home, place = home_at(tmp_path / "vault"), tmp_path / "stick"
    place.mkdir()
    opening.lock(opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)[0])
    chance, said = random.Random(seed), 0
    for _round in range(rounds):
        maker = subprocess.Popen(
            [sys.executable, "-m", "tests.casework.backups.backup_maker", str(tmp_path / "vault"), str(place)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert maker.stdout is not None
        first = maker.stdout.readline()
        time.sleep(chance.random() * 0.3)
        maker.kill()
        acknowledged = [line.decode().rstrip("\r") for line in (first + maker.stdout.read()).split(b"\n")[:-1]]
        maker.wait()
        maker.stdout.close()
        said += len(acknowledged)
        opened, _unlocked = opening.unlock(home_at(tmp_path / "vault"), PASSPHRASE)
        lines = backups.backups(opened, place)
        assert all(line.proven for line in lines)
        assert lines[0].path.name >= acknowledged[-1]
        undoing.let_go(opened)
    assert said >= rounds


def test_four_kills_leave_every_backup_whole(tmp_path: Path) -> None:
    kill_many(tmp_path, 4, seed=1)


@pytest.mark.soak
def test_a_hundred_kills_leave_every_backup_whole(tmp_path: Path) -> None:
    kill_many(tmp_path, 100, seed=2)
