"""A backup brought back: by the recovery code alone, over nothing, never over a vault that is not kept."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.vault import accepting, backups, checks, opening, restoring, undoing
from hru_advocate.casework.vault.anchoring import open_doubts
from hru_advocate.errors import (
    AdvocateError,
    HeaderNotWritten,
    InvalidRecoveryCode,
    KeychainMissing,
    WeakPassphrase,
    WrongRecoveryCode,
)
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.header_files import FIRST, TWIN
from hru_advocate.keys.keychain import Keychain
from hru_advocate.store import faults
from hru_advocate.store.vault_file import exchange
from tests.casework.open_sessions import AUTHOR, events_of, home_at, new_case
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import MemoryKeychain
from tests.posix import posix

SIX = "otter teapot violin meadow cobalt ladle"
OTHER = "clatter zesty garden mint noon wrap"


@dataclass
class Place:
    """A vault of one case with a backup on a stick, and one case more since."""

    folder: Path
    code: str
    backup: Path
    keychain: MemoryKeychain

    @property
    def home(self) -> opening.Home:
        home = home_at(self.folder, self.keychain)
        assert isinstance(home.clock, FixedClock)
        home.clock.advance(timedelta(days=3))
        return home


@pytest.fixture(params=[True, False], ids=["keychain", "alone"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    keychain = MemoryKeychain()
    home = home_at(tmp_path / "vault", keychain)
    opened, created = opening.create(home, SIX, author=AUTHOR, with_keychain=request.param)
    new_case(opened.session)
    (tmp_path / "stick").mkdir()
    made = backups.back_up(opened, tmp_path / "stick")
    new_case(opened.session)
    opening.lock(opened)
    return Place(tmp_path / "vault", created.recovery_code, made.path, keychain)


def cases_in(opened: opening.Opened) -> int:
    return len(list_cases(opened.session, CaseFilter()))


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.is_file()}


def test_on_a_new_computer_the_code_alone_brings_it_back(place: Place, tmp_path: Path) -> None:
    before = bytes_in(place.backup)
    new = home_at(tmp_path / "new", MemoryKeychain())
    opened, restored = restoring.restore(new, place.backup, place.code, OTHER)
    assert (cases_in(opened), restored.cases, restored.kept, restored.newer) == (1, 1, None, None)
    assert checks.verify(opened.session).lines == ()
    new_case(opened.session)
    opening.lock(opened)
    opened, _unlocked = opening.unlock(new, OTHER)
    assert cases_in(opened) == 2
    assert checks.verify(opened.session).lines == ()
    opening.lock(opened)
    with pytest.raises(WrongRecoveryCode):
        opening.recover(new, place.code, SIX)
    assert bytes_in(place.backup) == before
    assert sorted(one.name for one in new.folder.iterdir() if one.is_dir()) == []


def test_over_an_older_vault_that_one_is_kept_and_what_it_has_more_is_counted(place: Place) -> None:
    before = bytes_in(place.folder)
    opened, restored = restoring.restore(place.home, place.backup, place.code, OTHER)
    assert cases_in(opened) == 1
    assert restored.kept is not None
    assert restored.kept.parent == place.folder
    assert {name: data for name, data in bytes_in(restored.kept).items() if name != "tries"} == {
        name: before[name] for name in ("vault.db", FIRST, TWIN)
    }
    assert restored.newer is not None
    assert restored.newer >= 2  # the case, and the lock
    said = [body for name, _case, body in events_of(opened.session) if name == "restored"]
    assert [(one["newer"], one["kept"]) for one in said] == [(restored.newer, restored.kept.name)]
    opening.lock(opened)
    kept, _recovered = opening.recover(home_at(restored.kept, MemoryKeychain()), place.code, SIX)
    assert cases_in(kept) == 2
    opening.lock(kept)


def test_numbers_the_lost_entries_had_are_not_given_twice(place: Place) -> None:
    opened, _unlocked = opening.unlock(place.home, SIX)
    old = opened.session.device.device_id
    opening.lock(opened)
    opened, _restored = restoring.restore(place.home, place.backup, place.code, OTHER)
    assert opened.session.device.device_id != old
    made = [body["device"]["id"] for name, _case, body in events_of(opened.session) if name == "device_added"]
    assert made == [opened.session.device.device_id]
    assert any(line.startswith("A backup was brought back") for line in checks.verify(opened.session).notes)
    opening.lock(opened)
    opened, _unlocked = opening.unlock(place.home, OTHER)
    assert opened.session.device.device_id != old
    opening.lock(opened)


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("wrong code", WrongRecoveryCode),
        ("no code", InvalidRecoveryCode),
        ("weak passphrase", WeakPassphrase),
        ("no backup", restoring.NoBackupHere),
        ("backup cut short", restoring.BackupDamaged),
        ("backup with one changed byte", restoring.BackupDamaged),
        ("key file damaged", restoring.BackupDamaged),
        ("half made", restoring.NoBackupHere),
        ("the vault itself", restoring.NoBackupHere),
        pytest.param(
            "vault open elsewhere", faults.FileInUse, marks=posix("another program's lock is played by fcntl")
        ),
    ],
)
def test_whatever_is_refused_the_vault_that_is_here_stays_as_it_was(  # noqa: C901, PLR0912 - a line a row
    place: Place, tmp_path: Path, what: str, fault: type[AdvocateError]
) -> None:
    code, words, backup = place.code, OTHER, place.backup
    holder = None
    match what:
        case "wrong code":
            code = recovery.format_code(recovery.new_code())
        case "no code":
            code = "nothing"
        case "weak passphrase":
            words = "password"
        case "no backup":
            backup = tmp_path / "stick" / "nowhere"
        case "backup cut short":
            os.truncate(backup / "vault.db", (backup / "vault.db").stat().st_size // 2)
        case "backup with one changed byte":
            data = bytearray((backup / "vault.db").read_bytes())
            data[-2000] ^= 1
            (backup / "vault.db").write_bytes(data)
        case "key file damaged":
            for name in (FIRST, TWIN):
                (backup / name).write_bytes(b"{}")
        case "half made":
            backup = backup.rename(backup.with_name(f"{backup.name}.unfinished"))
        case "the vault itself":
            backup = place.folder
        case _:
            holder = subprocess.Popen(
                [sys.executable, "-c", HOLD, str(place.folder / "vault.db")], stdout=subprocess.PIPE, text=True
            )
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
    before = bytes_in(place.folder)
    try:
        with pytest.raises(fault):
            restoring.restore(place.home, backup, code, words)
    finally:
        if holder is not None:
            assert holder.stdout is not None
            holder.kill()
            holder.wait()
            holder.stdout.close()
    assert bytes_in(place.folder) == before
    assert [one.name for one in place.folder.iterdir() if one.is_dir()] == []


HOLD = """
import fcntl, sys, time
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_SH, 510, 0x40000002)  # as SQLite does
print("held", flush=True)
time.sleep(60)
"""


def test_a_full_disk_leaves_the_vault_as_it_was(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    before, copied = bytes_in(place.folder), []
    real = restoring._copy

    for most in range(8):

        def some(source: Path, target: Path, most: int = most) -> None:
            copied.append(target)
            if len(copied) > most:
                raise OSError(28, "No space left on device")
            real(source, target)

        copied.clear()
        with monkeypatch.context() as patch:
            patch.setattr(restoring, "_copy", some)
            try:
                opened, _restored = restoring.restore(place.home, place.backup, place.code, OTHER)
            except restoring.NotBroughtBack:
                assert bytes_in(place.folder) == before
                assert [one.name for one in place.folder.iterdir() if one.is_dir()] == []
                continue
        opening.lock(opened)
        assert most == 6  # three files beside the vault, three kept
        return
    raise AssertionError


@pytest.mark.parametrize("name", ["unlock_recovery", "change_passphrase", "replace_recovery"])
def test_what_fails_once_the_backup_is_in_place_says_so_and_where_the_vault_is(
    place: Place, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is not said that nothing was changed: what is here now lacks what was saved since."""
    real = restoring.put_in_place
    with monkeypatch.context() as patch:

        def then_refused(home: opening.Home, staged: Path) -> Path | None:
            patch.setattr(envelope, name, _refused)
            return real(home, staged)

        patch.setattr(restoring, "put_in_place", then_refused)
        with pytest.raises(restoring.InPlaceUnopened) as found:
            restoring.restore(place.home, place.backup, place.code, OTHER)
    (kept,) = place.folder.glob("replaced-*")
    assert f"kept, whole, in the folder {kept.name} beside it." in found.value.message
    old, _again = opening.recover(home_at(kept, MemoryKeychain()), place.code, SIX)
    assert cases_in(old) == 2
    undoing.let_go(old)


def _refused(*_args: object, **_named: object) -> NoReturn:
    raise HeaderNotWritten


class Stopped(BaseException):
    """Like a kill: no clause for errors sees it."""


class Steps:
    """Does one thing after the other until one step, and stops before that."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def watch(self, patch: pytest.MonkeyPatch, holder: object, name: str) -> None:
        real = getattr(holder, name)

        def step(*given: object) -> object:
            self.count += 1
            if self.count == self.last:
                raise Stopped
            return real(*given)

        patch.setattr(holder, name, step)


@pytest.mark.parametrize("last", range(1, 14))
def test_stopped_before_any_step_a_whole_vault_is_there_and_the_old_one_too(
    place: Place, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """Three copies beside, three kept, three put in place; then the vault written anew."""
    steps = Steps(last)
    with monkeypatch.context() as patch:
        steps.watch(patch, restoring, "_copy")
        for holder in (restoring, exchange):
            steps.watch(patch, holder, "give_name")
        with pytest.raises(Stopped) if last < 11 else nullcontext():
            opened, _restored = restoring.restore(place.home, place.backup, place.code, OTHER)
            opening.lock(opened)
    opened, _recovered = opening.recover(place.home, *_that_opens(place.folder, place.keychain, place.code))
    if open_doubts(opened.session):  # an older copy is in place, and nobody has said yet that it is meant
        accepting.accept_doubts(opened.session, "A restore that was stopped.", "recovery_code")
    assert checks.verify(opened.session).fine
    found = [cases_in(opened)]
    undoing.let_go(opened)
    for kept in place.folder.glob("replaced-*"):
        if (kept / TWIN).exists():
            old, _again = opening.recover(home_at(kept, MemoryKeychain()), place.code, SIX)
            found.append(cases_in(old))
            undoing.let_go(old)
    assert 2 in found


def _that_opens(folder: Path, keychain: MemoryKeychain, code: str) -> tuple[str, str]:
    """The old code, as long as the new passphrase was not set; a finished restore has a new one nobody wrote down."""
    try:
        opened, recovered = opening.recover(home_at(folder, keychain), code, SIX)
    except WrongRecoveryCode:
        opened, _unlocked = opening.unlock(home_at(folder, keychain), OTHER)
        fresh = recovery.new_code()
        envelope.replace_recovery(
            opened.home.headers, opened.keys, fresh, created="2026-11-23T10:00:00.000Z", hardness=opened.home.hardness
        )
        undoing.let_go(opened)
        return recovery.format_code(fresh), SIX
    undoing.let_go(opened)
    return recovered.recovery_code, SIX


def test_a_folder_of_backups_lists_the_newest_first_and_a_backup_lists_itself(place: Place) -> None:
    stick = place.backup.parent
    older = stick / place.backup.name.replace("20261123", "20261101")
    shutil.copytree(place.backup, older)
    (stick / "photographs").mkdir()
    assert [one.path for one in restoring.backups_at(stick)] == [place.backup, older]
    assert [one.path for one in restoring.backups_at(older)] == [older]
    with pytest.raises(restoring.NoBackupHere):
        restoring.backups_at(stick / "photographs")
    with pytest.raises(restoring.NoBackupHere):
        restoring.backups_at(stick / "nowhere")


def test_two_hundred_recoveries_of_random_backups(tmp_path: Path) -> None:
    """Twenty here, the rest in the soak below."""
    bring_back_many(tmp_path, 20, seed=1)


@pytest.mark.soak
def test_two_hundred_recoveries_bring_back_every_entry(tmp_path: Path) -> None:
    bring_back_many(tmp_path, 200, seed=2)


def bring_back_many(tmp_path: Path, many: int, seed: int) -> None:
    chance = random.Random(seed)
    home = home_at(tmp_path / "vault")
    opened, created = opening.create(home, SIX, author=AUTHOR, with_keychain=False)
    (tmp_path / "stick").mkdir()
    for turn in range(many):
        for _case in range(chance.randrange(3)):
            new_case(opened.session)
        made = backups.back_up(opened, tmp_path / "stick")
        new = home_at(tmp_path / f"new{turn}", MemoryKeychain())
        other, restored = restoring.restore(new, made.path, created.recovery_code, OTHER)
        assert (restored.entries, restored.cases) == (made.entries, made.cases)
        assert cases_in(other) == cases_in(opened)
        opening.lock(other)
        shutil.rmtree(new.folder)
    opening.lock(opened)


def test_a_backup_of_an_older_log_and_all_is_read_with_it(place: Place, tmp_path: Path) -> None:
    """A copy made by hand of an open vault has a log beside it: what stands there comes back too."""
    opened, _unlocked = opening.unlock(place.home, SIX)
    new_case(opened.session)
    shutil.copytree(place.folder, tmp_path / "by hand")
    undoing.let_go(opened)
    assert (tmp_path / "by hand" / "vault.db-wal").exists()
    new = home_at(tmp_path / "new", MemoryKeychain())
    back, restored = restoring.restore(new, tmp_path / "by hand", place.code, OTHER)
    assert (cases_in(back), restored.cases) == (3, 3)
    opening.lock(back)


def _none_here() -> Keychain:
    raise KeychainMissing


@pytest.mark.parametrize(("kept_alone", "keychain", "words"), [
    (False, True, 4), (False, False, 6), (True, True, 6), (True, False, 6),
])  # fmt: skip
def test_as_many_words_are_asked_for_as_guard_what_is_brought_back_here(
    tmp_path: Path, kept_alone: bool, keychain: bool, words: int
) -> None:
    """Four beside a keychain; six where there is none here, or none was where the backup was made."""
    kept = home_at(tmp_path / "kept", MemoryKeychain())
    undoing.let_go(opening.create(kept, SIX, author=AUTHOR, with_keychain=not kept_alone)[0])
    here = home_at(tmp_path / "here", MemoryKeychain())
    if not keychain:
        here = replace(here, find_keychain=_none_here)
    assert restoring.words_needed(here, tmp_path / "kept") == words
    assert restoring.words_needed(here, tmp_path / "nothing") == (4 if keychain else 6)
