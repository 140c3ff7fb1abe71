"""Making, unlocking, recovering and locking a vault; each thing that can be wrong has its own sentence."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from hru_advocate.casework import counter
from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CaseFilter
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening, rebuilding, worker
from hru_advocate.casework.vault.opening import Home, WaitFirst
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.projecting import LISTS
from hru_advocate.errors import (
    CannotUnlock,
    HeaderDamaged,
    KeychainEntryMissing,
    KeychainMissing,
    NotAVault,
    NotFound,
    VaultLocked,
    VaultMissing,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from hru_advocate.keys import recovery
from hru_advocate.keys.header_files import FIRST, TWIN
from hru_advocate.keys.keychain import Keychain
from hru_advocate.store import settings
from tests.casework.open_sessions import AUTHOR, NOW, home_at, new_case
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import CHEAP, MemoryKeychain

FOUR = "otter teapot violin meadow"
SIX = "otter teapot violin meadow cobalt ladle"


def made(home: Home, passphrase: str = FOUR, *, keychain: bool = True) -> str:
    """A vault with one case, locked again; its recovery code."""
    opened, created = opening.create(home, passphrase, author=AUTHOR, with_keychain=keychain)
    new_case(opened.session)
    opening.lock(opened)
    return created.recovery_code


def counted(home: Home, passphrase: str) -> int:
    """How many cases an unlock finds."""
    opened, _unlocked = opening.unlock(home, passphrase)
    try:
        return len(cases.list_cases(opened.session, CaseFilter()))
    finally:
        opening.lock(opened)


@pytest.mark.parametrize(("passphrase", "keychain"), [(FOUR, True), (SIX, False)])
def test_a_vault_opens_again(tmp_path: Path, passphrase: str, *, keychain: bool) -> None:
    home = home_at(tmp_path / "vault")
    made(home, passphrase, keychain=keychain)
    assert counted(home, passphrase) == 1
    kind = "daily" if keychain else "passphrase_only"
    assert opening.vault_state(home).kind == kind


def test_a_weak_passphrase_makes_nothing(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    with pytest.raises(WeakPassphrase):
        opening.create(home, "password1234567", author=AUTHOR, with_keychain=True)
    assert not opening.vault_state(home).exists


def test_a_wrong_passphrase_is_told_and_slows_down(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    made(home)
    for _try in range(2):
        with pytest.raises(WrongPassphrase):
            opening.unlock(home, "otter teapot violin ladle")
    with pytest.raises(WaitFirst):
        opening.unlock(home, FOUR)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(seconds=5))
    opened, unlocked = opening.unlock(home, FOUR)
    opening.lock(opened)
    assert unlocked.failed_tries == 2
    assert unlocked.author == AUTHOR


def test_the_file_alone_opens_nothing_elsewhere(tmp_path: Path) -> None:
    made(home_at(tmp_path / "vault"))
    shutil.copytree(tmp_path / "vault", tmp_path / "stolen")
    with pytest.raises(KeychainEntryMissing):
        opening.unlock(home_at(tmp_path / "stolen"), FOUR)


def test_the_recovery_code_opens_and_is_replaced(tmp_path: Path) -> None:
    code = made(home_at(tmp_path / "vault"))
    home = home_at(tmp_path / "vault")
    opened, recovered = opening.recover(home, code.lower().replace("-", " "), "cobalt ladle garden window")
    opening.lock(opened)
    assert counted(home, "cobalt ladle garden window") == 1
    with pytest.raises(WrongRecoveryCode):
        opening.recover(home, code, FOUR)
    assert opening.same_code(recovered.recovery_code, recovered.recovery_code.lower())
    assert not opening.same_code(recovered.recovery_code, code)


def test_a_code_of_another_vault_opens_nothing(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    made(home)
    with pytest.raises(WrongRecoveryCode):
        opening.recover(home, recovery.format_code(recovery.new_code()), FOUR)


def test_without_a_keychain_the_sentence_says_so(tmp_path: Path) -> None:
    def none() -> Keychain:
        raise KeychainMissing

    home = Home(tmp_path / "vault", hardness=CHEAP, clock=FixedClock(NOW), find_keychain=none)
    with pytest.raises(KeychainMissing):
        opening.create(home, FOUR, author=AUTHOR, with_keychain=True)
    assert opening.keychain_name(home) is None


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", CannotUnlock), (b"not ours at all", NotAVault), (None, VaultMissing)],
)
def test_what_is_no_key_file_is_said_to_be_none(tmp_path: Path, content: bytes | None, error: type[Exception]) -> None:
    home = home_at(tmp_path / "vault")
    made(home)
    for name in (FIRST, TWIN):
        path = home.folder / name
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    with pytest.raises(error):
        opening.unlock(home, FOUR)


def test_a_damaged_copy_is_mended_and_two_are_told(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    made(home)
    first = home.folder / FIRST
    first.write_bytes(first.read_bytes()[:-9] + b"........}")
    opened, unlocked = opening.unlock(home, FOUR)
    opening.lock(opened)
    assert len(unlocked.warnings) == 1
    for name in (FIRST, TWIN):
        path = home.folder / name
        path.write_bytes(path.read_bytes().replace(b'"generation":', b'"generation": 1'))
    with pytest.raises(HeaderDamaged):
        opening.unlock(home, FOUR)


def test_an_older_copy_of_the_vault_is_noticed(tmp_path: Path) -> None:
    chain = MemoryKeychain()
    home = home_at(tmp_path / "vault", chain)
    made(home)
    shutil.copy(home.vault, tmp_path / "older")
    opened, _unlocked = opening.unlock(home, FOUR)
    new_case(opened.session, victim="Second Example")
    opening.lock(opened)
    shutil.copy(tmp_path / "older", home.vault)
    opened, unlocked = opening.unlock(home, FOUR)
    opening.lock(opened)
    assert any("older copy" in warning for warning in unlocked.warnings)


def test_the_passphrase_changes_only_after_the_old_one(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    made(home)
    opened, _unlocked = opening.unlock(home, FOUR)
    with pytest.raises(WrongPassphrase):
        opening.change_passphrase(opened, "garden window ladle cobalt", "garden window ladle cobalt")
    opening.change_passphrase(opened, FOUR, "garden window ladle cobalt")
    opening.lock(opened)
    with pytest.raises(WrongPassphrase):
        opening.unlock(home, FOUR)
    assert counted(home, "garden window ladle cobalt") == 1


def test_a_locked_worker_answers_nothing(tmp_path: Path) -> None:
    session = worker.VaultWorker()
    with pytest.raises(VaultLocked):
        session.ask(counter.counts).result()
    session.create(home_at(tmp_path / "vault"), passphrase=FOUR, author=AUTHOR, with_keychain=True).result()
    assert session.ask(counter.counts).result().open_cases == 0
    session.lock().result()
    with pytest.raises(VaultLocked):
        session.ask(counter.counts).result()
    session.close()


def test_lists_of_another_program_are_worked_out_again_when_the_vault_opens(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    made(home)

    def spoil(version: int) -> None:
        opened, _unlocked = opening.unlock(home, FOUR)
        with opened.session.vault.write() as cursor:
            cursor.execute("DELETE FROM case_row")
        settings.keep(opened.session.vault, "lists", version)
        opening.lock(opened)

    spoil(LISTS)
    assert counted(home, FOUR) == 0  # ours: taken as they are
    spoil(LISTS - 1)
    assert counted(home, FOUR) == 1
    assert counted(home, FOUR) == 1


@pytest.mark.parametrize("error", [NotFound(), ValueError("made up")], ids=["unknown form", "unreadable body"])
def test_a_vault_whose_lists_cannot_be_worked_out_opens_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    home = home_at(tmp_path / "vault")
    made(home)
    opened, _unlocked = opening.unlock(home, FOUR)
    settings.keep(opened.session.vault, "lists", LISTS + 1)
    opening.lock(opened)

    def unreadable(_session: Session, _entry: Entry) -> NoReturn:
        raise error

    monkeypatch.setattr(rebuilding, "projection_of", unreadable)
    opened, unlocked = opening.unlock(home, FOUR)
    assert any("could not be worked out" in one for one in unlocked.warnings)
    assert len(cases.list_cases(opened.session, CaseFilter())) == 1
    opening.lock(opened)
