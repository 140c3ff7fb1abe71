"""Once the key file names the new key it counts: whatever fails after that, nobody is told that nothing was changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NoReturn

import pytest

from hru_advocate.casework.vault import codes, opening, renewing
from hru_advocate.casework.vault.renewing import NewKeysCount
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.store import faults
from hru_advocate.store.vault_file import exchange
from hru_advocate.store.vault_file import vault as vaults
from tests.casework.keys.test_renewing import Vault, doubts
from tests.casework.open_sessions import new_case
from tests.keys.stand_ins import MemoryKeychain

AFTER: Final[dict[str, tuple[object, str, type[BaseException]]]] = {
    "the new file cannot take its place": (exchange, "give_name", PermissionError),
    "the new file cannot be opened": (vaults, "open_vault", faults.CannotReachFile),
    "the disk fails while it is opened": (vaults, "open_vault", faults.DiskFailed),
}
STOPS: Final = {
    "before the switch": ("write_first", False),
    "after the switch": ("write_first", True),
    "before the twin": ("write_twin", False),
    "after the twin": ("write_twin", True),
}


@pytest.mark.parametrize("keychain", [True, False])
@pytest.mark.parametrize(("owner", "name", "error"), AFTER.values(), ids=AFTER)
def test_what_was_set_counts_and_that_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    error: type[BaseException],
    *,
    keychain: bool,
) -> None:
    vault = Vault(tmp_path / "vault", keychain=keychain)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    shown = codes.suspect(opened, vault.old, vault.new, halves=False)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _refusing(error))
        with pytest.raises(NewKeysCount):
            codes.confirm(opened, shown)
    opening.lock(opened)
    assert doubts(vault) == set()
    assert not vault.opens(vault.old)
    assert vault.opens(vault.new)
    assert vault.opens_by(shown)
    assert not vault.opens_by(vault.code)


def test_a_folder_that_cannot_be_flushed_then_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    with monkeypatch.context() as patch:
        patch.setattr(exchange, "flush_folder", _refusing(OSError))
        opening.change_passphrase(opened, vault.old, vault.new)
    new_case(opened.session)
    opening.lock(opened)
    assert vault.opens(vault.new)


@pytest.mark.parametrize("keychain", [True, False])
@pytest.mark.parametrize(("name", "after"), STOPS.values(), ids=STOPS)
def test_stopped_by_ctrl_c_the_file_that_counts_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, after: bool, keychain: bool
) -> None:
    """Not as a kill: the program tidies up as it ends, and must not take the vault for a left-over."""
    vault = Vault(tmp_path / "vault", keychain=keychain)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    shown = codes.suspect(opened, vault.old, vault.new, halves=False)
    real = getattr(HeaderFiles, name)

    def stopped(*args: object) -> NoReturn:
        if after:
            real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(HeaderFiles, name, stopped)
        with pytest.raises(KeyboardInterrupt):
            codes.confirm(opened, shown)
    opening.lock(opened)
    counts = (name, after) != ("write_first", False)
    assert doubts(vault) == set()
    assert (vault.opens(vault.old), vault.opens(vault.new)) == (not counts, counts)
    assert (vault.opens_by(vault.code), vault.opens_by(shown)) == (not counts, counts)


def test_stopped_while_the_keychain_forgets_the_old_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keychain may ask something of the person meanwhile, who ends the program instead."""
    vault = Vault(tmp_path / "vault", keychain=True)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    with monkeypatch.context() as patch:
        patch.setattr(MemoryKeychain, "delete", _refusing(KeyboardInterrupt))
        shown = codes.suspect(opened, vault.old, vault.new, halves=False)
        with pytest.raises(KeyboardInterrupt):
            codes.confirm(opened, shown)
    opening.lock(opened)
    assert not vault.opens(vault.old)
    assert vault.opens(vault.new)


def test_a_code_nobody_has_seen_is_said_and_stands_in_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    with monkeypatch.context() as patch:
        patch.setattr(renewing, "_change_over", _refusing(faults.CannotReachFile))
        with pytest.raises(NewKeysCount, match=r"No recovery code does that anybody has: unlock, then make one\."):
            opening.recover(vault.home, vault.code, vault.new)
    opened, _unlocked = opening.unlock(vault.home, vault.new)
    standing = codes.code_standing(opened.session)
    assert standing.words == "The recovery code was used, and the one after it was not typed back. Make a new one."
    assert standing.ask
    opening.lock(opened)


def _refusing(error: type[BaseException]) -> object:
    def refused(*_args: object, **_named: object) -> NoReturn:
        raise error

    return refused
