"""Whatever stops an opening or a making, file and key are given back, and nothing half made stays behind."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import anchoring, arriving, opening, rebuilding
from hru_advocate.casework.vault.opening import Home, VaultFileAlone
from hru_advocate.errors import HeaderNotWritten, KeychainLocked, WeakPassphrase, WrongPassphrase
from hru_advocate.keys import envelope
from hru_advocate.keys.header_files import FIRST, TWIN, HeaderFiles
from hru_advocate.keys.master import MasterKey
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store import faults, settings
from hru_advocate.store.ledger import anchors, devices, ledger
from hru_advocate.store.vault_file import vault as vaults
from tests.casework.open_sessions import AUTHOR, home_at
from tests.keys.stand_ins import MemoryKeychain

FOUR, OTHER = "otter teapot violin meadow", "cobalt ladle garden window"
FAULTS = [faults.DiskFull, RuntimeError, KeyboardInterrupt, MemoryError]


@pytest.fixture
def chain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
def home(tmp_path: Path, chain: MemoryKeychain) -> Home:
    return home_at(tmp_path / "under" / "vault", chain)


@pytest.fixture
def code(home: Home) -> str:
    opened, created = opening.create(home, FOUR, author=AUTHOR, with_keychain=True)
    opening.lock(opened)
    return created.recovery_code


@pytest.fixture
def wiped(monkeypatch: pytest.MonkeyPatch) -> list[MasterKey]:
    """The master keys that were wiped."""
    found: list[MasterKey] = []
    real = MasterKey.wipe

    def wipe(self: MasterKey) -> None:
        found.append(self)
        real(self)

    monkeypatch.setattr(MasterKey, "wipe", wipe)
    return found


def _break(patch: pytest.MonkeyPatch, owner: object, name: str, fault: type[BaseException]) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise fault

    patch.setattr(owner, name, refuse)


def _opens(home: Home, words: str) -> None:
    opened, _unlocked = opening.unlock(home, words)
    opening.lock(opened)


UNLOCK_STEPS: list[tuple[object, str]] = [
    (vaults, "open_vault"),
    (devices, "own"),
    (DeviceKey, "unwrap"),
    (settings, "read"),
    (opening, "shipped_forms"),
    (anchors, "hash_at"),
    (arriving, "look_over"),
    (arriving, "note_opening"),
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("owner", "name"), UNLOCK_STEPS, ids=[name for _owner, name in UNLOCK_STEPS])
def test_an_unlock_that_fails_lets_go(
    home: Home, code: str, wiped: list[MasterKey], owner: object, name: str, fault: type[BaseException]
) -> None:
    for way in (lambda: opening.unlock(home, FOUR), lambda: opening.recover(home, code, OTHER)):
        wiped.clear()
        with pytest.MonkeyPatch.context() as patch:
            _break(patch, owner, name, fault)
            with pytest.raises(fault) as kept:
                way()
            assert wiped
        words = OTHER if _changed(home) else FOUR
        _opens(home, words)
        assert kept.value is not None  # a window holds the error it shows, and with it all that the error points to


def _changed(home: Home) -> bool:
    """Whether the recovery already counts; then its passphrase is the new one."""
    try:
        _opens(home, FOUR)
    except WrongPassphrase:
        home.throttle.succeeded()
        return True
    return False


def test_a_weak_new_passphrase_lets_go(home: Home, code: str, wiped: list[MasterKey]) -> None:
    with pytest.raises(WeakPassphrase):
        opening.recover(home, code, "weak")
    assert wiped
    opened, _recovered = opening.recover(home, code, OTHER)
    opening.lock(opened)


def test_a_keychain_that_is_locked_lets_go_of_the_key(home: Home, code: str, wiped: list[MasterKey]) -> None:
    def locked() -> MemoryKeychain:
        raise KeychainLocked

    shut = home_at(home.folder)
    object.__setattr__(shut, "find_keychain", locked)
    with pytest.raises(KeychainLocked):
        opening.recover(shut, code, OTHER)
    assert len(wiped) == 1


def test_an_opening_nobody_took_gives_the_file_back_by_itself(home: Home, code: str) -> None:
    gc.collect()
    gc.disable()
    try:
        opening.unlock(home, FOUR)
        _opens(home, FOUR)
    finally:
        gc.enable()


def test_a_recovery_cut_in_half_says_which_half_counts(home: Home, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, envelope, "replace_recovery", HeaderNotWritten)
    with pytest.raises(HeaderNotWritten, match="old code still opens"):
        opening.recover(home, code, OTHER)
    monkeypatch.undo()
    _opens(home, OTHER)
    opened, _recovered = opening.recover(home, code, FOUR)
    opening.lock(opened)


@pytest.mark.parametrize("what", ["recovery", "change"])
def test_what_counts_is_told_though_it_cannot_be_noted(
    home: Home, code: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The new code would be seen by nobody, or the new passphrase be taken for refused."""
    opened, _unlocked = opening.unlock(home, FOUR)
    if what == "recovery":
        opening.lock(opened)
    _break(monkeypatch, ledger, "append", faults.DiskFull)
    if what == "recovery":
        opened, recovered = opening.recover(home, code, OTHER)
        assert len(recovered.recovery_code) > 20
        assert any("Nothing can be saved" in one for one in recovered.warnings)
    else:
        assert any("new passphrase counts" in one for one in opening.change_passphrase(opened, FOUR, OTHER))
    opening.lock(opened)
    monkeypatch.undo()
    _opens(home, OTHER)


MAKING_STEPS: list[tuple[object, str]] = [
    (HeaderFiles, "write_first"),
    (HeaderFiles, "write_twin"),
    (vaults, "create"),
    (DeviceKey, "generate"),
    (devices, "add"),
    (settings, "keep"),
    (opening, "shipped_forms"),
    (rebuilding, "begin"),
    (Session, "note_event"),
    (anchoring, "keep_anchor"),
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("owner", "name"), MAKING_STEPS, ids=[name for _owner, name in MAKING_STEPS])
def test_a_making_that_is_refused_leaves_nothing(
    home: Home,
    chain: MemoryKeychain,
    wiped: list[MasterKey],
    owner: object,
    name: str,
    fault: type[BaseException],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _break(patch, owner, name, fault)
        with pytest.raises(fault):
            opening.create(home, FOUR, author=AUTHOR, with_keychain=True)
    assert not home.folder.parent.exists()
    if not name.startswith("write_"):
        assert wiped
        assert not chain.kept
    opened, _created = opening.create(home, FOUR, author=AUTHOR, with_keychain=True)
    opening.lock(opened)


def _lose_key_files(home: Home) -> None:
    for name in (FIRST, TWIN):
        (home.folder / name).unlink()


ALONE: list[tuple[str, Callable[[Home], object]]] = [
    ("the vault file alone", _lose_key_files),
    ("the key files alone", lambda home: home.vault.unlink()),
    ("one key file", lambda home: (home.folder / "vault.header").unlink()),
    ("all of it", lambda home: home.folder),
]


@pytest.mark.parametrize(("what", "lose"), ALONE, ids=[what for what, _lose in ALONE])
def test_a_refused_making_leaves_what_was_there(
    home: Home, code: str, tmp_path: Path, what: str, lose: Callable[[Home], object]
) -> None:
    lose(home)
    shutil.copytree(home.folder, tmp_path / "before")
    with pytest.raises(VaultFileAlone if what == "the vault file alone" else HeaderNotWritten):
        opening.create(home, OTHER, author=AUTHOR, with_keychain=True)
    for folder, other in ((home.folder, tmp_path / "before"), (tmp_path / "before", home.folder)):
        for one in folder.iterdir():
            assert (other / one.name).read_bytes() == one.read_bytes()
