"""Backups, salvage and restore beside keys that were made anew: codes in halves, files half put in place, old keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.vault import accepting, backups, codes, opening, renewing, restoring, salvaging, undoing
from hru_advocate.casework.vault.home import Opened
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.store import faults
from hru_advocate.store.vault_file import crash_log, exchange
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.keys.stand_ins import MemoryKeychain

SIX = "otter teapot violin meadow cobalt ladle"
OTHER = "clatter zesty garden mint noon wrap"


@dataclass
class Kept:
    """A closed vault of one case, its code of before and the one in two halves that took its place."""

    home: opening.Home
    stick: Path
    before: str
    halves: str


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture(params=[True, False], ids=["keychain", "alone"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, stick: Path) -> Kept:
    home = home_at(tmp_path / "vault", MemoryKeychain())
    opened, created = opening.create(home, SIX, author=AUTHOR, with_keychain=request.param)
    new_case(opened.session)
    backups.keep_backup_folder(opened.session, str(stick))
    backups.back_up(opened)
    halves = renewed(opened)
    opening.lock(opened)
    return Kept(home, stick, created.recovery_code, halves)


def renewed(opened: Opened) -> str:
    shown = codes.new_code(opened, SIX, halves=True)
    assert codes.confirm(opened, shown) == ()
    return shown


def cases_in(opened: Opened) -> int:
    return len(list_cases(opened.session, CaseFilter()))


def test_the_two_halves_of_a_code_bring_a_backup_back(kept: Kept, tmp_path: Path) -> None:
    opened, _unlocked = opening.unlock(kept.home, SIX)
    made = backups.back_up(opened)
    opening.lock(opened)
    back, restored = restoring.restore(home_at(tmp_path / "new", MemoryKeychain()), made.path, kept.halves, OTHER)
    assert (cases_in(back), restored.cases) == (1, 1)
    opening.lock(back)


def test_the_two_halves_of_a_code_open_a_damaged_vault(kept: Kept) -> None:
    assert salvaging.salvage(kept.home, code=kept.halves).entries > 0


def test_the_two_halves_of_a_code_prove_who_accepts(kept: Kept) -> None:
    opened, _unlocked = opening.unlock(kept.home, SIX)
    assert accepting.prove(opened, kept.halves) == "recovery_code"
    opening.lock(opened)


class Stopped(BaseException):
    """Like a kill: no clause for errors sees it."""


@pytest.fixture
def half_done(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """The same, of two cases, stopped once more where the key file names new keys and the new file waits beside."""

    def stopped(_opened: Opened) -> None:
        raise Stopped

    opened, _unlocked = opening.unlock(kept.home, SIX)
    new_case(opened.session)
    shown = codes.new_code(opened, SIX, halves=False)
    with monkeypatch.context() as patch:
        patch.setattr(renewing, "_change_over", stopped)
        with pytest.raises(Stopped):
            codes.confirm(opened, shown)
    undoing.let_go(opened)
    assert exchange.beside(kept.home.vault).exists()
    return Kept(kept.home, kept.stick, kept.before, shown)


def test_salvage_reads_the_file_that_counts_and_keeps_both(half_done: Kept) -> None:
    both = {one: one.read_bytes() for one in (half_done.home.vault, exchange.beside(half_done.home.vault))}
    report = salvaging.salvage(half_done.home, passphrase=SIX)
    assert report.kept is not None
    assert {one: (report.kept / one.name).read_bytes() for one in both} == both
    opened, _unlocked = opening.unlock(half_done.home, SIX)
    assert cases_in(opened) == 2
    opening.lock(opened)


def test_a_vault_whose_new_file_still_waits_is_kept_aside_with_it(half_done: Kept) -> None:
    before = restoring.backups_at(half_done.stick)[-1].path
    opened, restored = restoring.restore(half_done.home, before, half_done.before, OTHER)
    assert cases_in(opened) == 1
    opening.lock(opened)
    assert restored.kept is not None
    again, back = restoring.restore(half_done.home, restored.kept, half_done.halves, SIX)
    assert cases_in(again) == 2
    assert back.cases == 2
    opening.lock(again)
    old, _recovered = opening.recover(home_at(restored.kept, MemoryKeychain()), half_done.halves, SIX)
    assert cases_in(old) == 2
    undoing.let_go(old)


def test_a_disk_that_fills_up_leaves_nothing_of_what_was_to_be_kept(
    half_done: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = restoring.backups_at(half_done.stick)[-1].path
    real = restoring._copy

    def full(source: Path, target: Path) -> None:
        if target.parent.name.startswith("replaced-") and source.name == "vault.header.twin":
            raise OSError
        real(source, target)

    monkeypatch.setattr(restoring, "_copy", full)
    there = sorted(one.name for one in half_done.home.folder.iterdir())
    with pytest.raises(restoring.NotBroughtBack):
        restoring.restore(half_done.home, before, half_done.before, OTHER)
    assert sorted(one.name for one in half_done.home.folder.iterdir()) == there


def test_new_keys_are_backed_up_at_the_next_lock_though_nothing_was_recorded(kept: Kept, tmp_path: Path) -> None:
    """Else the only backups would be those that need a code whose paper has gone."""
    assert len(restoring.backups_at(kept.stick)) == 2
    newest = restoring.backups_at(kept.stick)[0].path
    opened, restored = restoring.restore(home_at(tmp_path / "new", MemoryKeychain()), newest, kept.halves, OTHER)
    assert restored.cases == 1
    opening.lock(opened)
    again, _unlocked = opening.unlock(kept.home, SIX)
    opening.lock(again)
    assert len(restoring.backups_at(kept.stick)) == 2


def test_a_backup_of_before_the_keys_were_renewed_is_not_called_damaged(kept: Kept) -> None:
    opened, _unlocked = opening.unlock(kept.home, SIX)
    lines = backups.backups(opened)
    assert [(line.proven, line.older_keys) for line in lines] == [(True, False), (False, True)]
    (lines[0].path / "vault.db").write_bytes(b"damaged" * 4096)
    assert [(line.proven, line.older_keys) for line in backups.backups(opened)] == [(False, False), (False, True)]
    undoing.let_go(opened)


def test_a_backup_whose_key_file_was_altered_is_not_proven(kept: Kept) -> None:
    """Its file opens with today's keys, and nobody could open it with the code."""
    newest, older = restoring.backups_at(kept.stick)
    opened, _unlocked = opening.unlock(kept.home, SIX)
    header = HeaderFiles(newest.path).read().header
    for write in (HeaderFiles(newest.path).write_first, HeaderFiles(newest.path).write_twin):
        write(msgspec.structs.replace(header, mac=bytes(32)))
    found = {line.path: line.proven for line in backups.backups(opened)}
    assert found == {newest.path: False, older.path: False}
    undoing.let_go(opened)


def test_a_vault_brought_back_that_cannot_go_on_is_closed_again(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> NoReturn:
        raise faults.DiskFull

    home = home_at(tmp_path / "new", MemoryKeychain())
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "forget_replaced", full)
        with pytest.raises(faults.DiskFull):
            restoring.restore(home, restoring.backups_at(kept.stick)[0].path, kept.halves, OTHER)
    opened, _unlocked = opening.unlock(home, OTHER)
    assert cases_in(opened) == 1
    opening.lock(opened)


def test_a_damaged_log_that_was_set_aside_goes_with_the_vault_it_was_of(kept: Kept) -> None:
    """Else the next damaged log of the vault that came back finds its place taken, and is not kept."""
    log = kept.home.vault.with_name(f"vault.db{crash_log.ASIDE}")
    log.write_bytes(b"damaged")
    opened, restored = restoring.restore(kept.home, restoring.backups_at(kept.stick)[0].path, kept.halves, OTHER)
    opening.lock(opened)
    assert restored.kept is not None
    assert (restored.kept / log.name).read_bytes() == b"damaged"
    assert not log.exists()


@pytest.mark.parametrize("refused", ["vault.db", "vault.header", "vault.header.twin"])
def test_where_one_file_cannot_take_its_place_what_was_here_is_as_it_was(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    real = Path.replace

    def some(source: Path, target: Path) -> Path:
        if source.parent.name == "coming-back" and target == kept.home.folder / refused:
            raise PermissionError
        return real(source, target)

    before = {one.name: one.read_bytes() for one in kept.home.folder.iterdir()}
    assert "vault.header.kept" in before
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", some)
        with pytest.raises(restoring.NotBroughtBack):
            restoring.restore(kept.home, restoring.backups_at(kept.stick)[0].path, kept.halves, OTHER)
    assert {one.name: one.read_bytes() for one in kept.home.folder.iterdir()} == before
    opened, _unlocked = opening.unlock(kept.home, SIX)
    undoing.let_go(opened)


def test_a_disk_that_gives_nothing_its_place_again_loses_nothing_and_says_where_it_is(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_source: Path, _target: Path) -> Path:
        raise PermissionError

    before = {one.name: one.read_bytes() for one in kept.home.folder.iterdir() if one.name != "tries"}
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "give_name", none)
        with pytest.raises(restoring.HalfPutBack, match="replaced-"):
            restoring.restore(kept.home, restoring.backups_at(kept.stick)[0].path, kept.halves, OTHER)
    (aside,) = list(kept.home.folder.glob("replaced-*"))
    assert {one.name: one.read_bytes() for one in aside.iterdir()} == before
