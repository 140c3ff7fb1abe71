"""A new master key: what opened the vault before opens nothing, put back or not; a stop anywhere leaves one of two."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

import pytest

from hru_advocate.casework.vault import anchoring, codes, opening, renewing
from hru_advocate.casework.vault.opening import Opened
from hru_advocate.errors import AdvocateError, CannotUnlock
from hru_advocate.keys import envelope
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.store import faults
from hru_advocate.store.vault_file import backup, copying, exchange
from tests.casework.open_sessions import home_at, new_case
from tests.casework.vault.test_opening_policy import FOUR, OTHER, SIX, created
from tests.keys.stand_ins import MemoryKeychain

NEW: Final = "cobalt ladle otter teapot violin meadow"
HEADERS: Final = ("vault.header", "vault.header.twin")


class Vault:
    """A vault with some entries, what opens it, and its key files as they were before a change."""

    def __init__(self, folder: Path, *, keychain: bool) -> None:
        self.keychain = MemoryKeychain()
        self.home = home_at(folder, self.keychain)
        self.old, self.new = (FOUR, OTHER) if keychain else (SIX, NEW)
        opened, self.code = created(self.home, keychain=keychain)
        for _case in range(3):
            new_case(opened.session)
        self.entries = count(opened)
        opening.lock(opened)
        self.headers = {name: (folder / name).read_bytes() for name in HEADERS}

    def put_back(self, *names: str) -> None:
        for name in names:
            (self.home.folder / name).write_bytes(self.headers[name])

    def opens(self, words: str) -> bool:
        try:
            opened, _unlocked = opening.unlock(self.home, words)
        except CannotUnlock:
            self.home.throttle.succeeded()
            return False
        assert count(opened) >= self.entries
        opening.lock(opened)
        return True

    def opens_by(self, code: str) -> bool:
        try:
            opening.whose_code(self.home, code)
        except CannotUnlock:
            return False
        return True


def count(opened: Opened) -> int:
    with opened.session.vault.read() as cursor:
        row = cursor.execute("SELECT count(*) FROM entry").fetchone()
    return int(row[0]) if row is not None else 0


def change(vault: Vault) -> None:
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    opening.change_passphrase(opened, vault.old, vault.new)
    new_case(opened.session)  # it goes on where it was
    opening.lock(opened)


@pytest.mark.parametrize("names", [HEADERS, HEADERS[:1], HEADERS[1:], ()])
def test_an_old_key_file_put_back_neither_opens_nor_kills_the_new_passphrase(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    change(vault)
    vault.put_back(*names)
    assert not vault.opens(vault.old)
    assert vault.opens(vault.new)
    assert not vault.opens(vault.old)
    assert vault.opens_by(vault.code)  # the recovery code stays as it is


def test_where_every_copy_is_old_nothing_opens_and_nothing_is_mended(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    change(vault)
    (vault.home.folder / "vault.header.kept").unlink()
    vault.put_back(*HEADERS)
    assert not vault.opens(vault.old)
    assert not vault.opens_by(vault.code)
    assert {name: (vault.home.folder / name).read_bytes() for name in HEADERS} == vault.headers


@pytest.mark.parametrize("keychain", [True, False])
@pytest.mark.parametrize("names", [HEADERS, HEADERS[:1], ()])
def test_an_old_recovery_code_opens_nothing_also_with_the_old_key_file(
    tmp_path: Path, names: tuple[str, ...], *, keychain: bool
) -> None:
    vault = Vault(tmp_path / "vault", keychain=keychain)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    fresh = codes.new_code(opened, vault.old, halves=False)
    assert codes.confirm(opened, fresh) == ()
    opening.lock(opened)
    vault.put_back(*names)
    assert not vault.opens_by(vault.code)
    assert vault.opens_by(fresh)
    assert vault.opens(vault.old)  # the passphrase was not changed


@pytest.mark.parametrize("keychain", [True, False])
def test_after_a_suspicion_nothing_of_before_opens(tmp_path: Path, *, keychain: bool) -> None:
    vault = Vault(tmp_path / "vault", keychain=keychain)
    chain = vault.home.find_keychain()
    assert isinstance(chain, MemoryKeychain)
    secrets = dict(chain.kept)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    shown = codes.suspect(opened, vault.old, vault.new, halves=True)
    assert vault.headers["vault.header"] == (vault.home.folder / "vault.header").read_bytes()  # nothing yet
    told: list[tuple[int, int]] = []
    assert codes.confirm(opened, shown, lambda left, total: told.append((left, total))) == ()
    assert told[-1][0] == 0
    opening.lock(opened)
    assert not vault.opens(vault.old)
    assert vault.opens(vault.new)
    assert not vault.opens_by(vault.code)
    assert vault.opens_by(shown)
    vault.put_back(*HEADERS)
    chain.kept.update({name: secret for name, secret in secrets.items() if "secret" in name})
    assert not vault.opens(vault.old)  # not even with the old device secret
    assert not vault.opens_by(vault.code)


def test_a_recovery_makes_older_key_files_useless(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    opened, recovered = opening.recover(vault.home, vault.code, vault.new, until_typed_back=True)
    assert codes.confirm(opened, recovered.recovery_code) == ()
    opening.lock(opened)
    vault.put_back(*HEADERS)
    assert not vault.opens(vault.old)
    assert not vault.opens_by(vault.code)
    assert vault.opens(vault.new)


STEPS: Final[list[tuple[object, str]]] = [
    (copying, "copy_into"),
    (backup, "prove"),
    (envelope, "renew_keys"),
    (HeaderFiles, "write_first"),
    (HeaderFiles, "write_twin"),
    (HeaderFiles, "write_kept"),
    (renewing, "_change_over"),
    (exchange, "settle"),
    (exchange, "flush_folder"),
    (Path, "replace"),
    (anchoring, "go_on_with_new_keys"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="a child is made by fork")
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _owner, name in STEPS])
def test_killed_at_any_step_it_opens_with_exactly_one_of_old_and_new(
    tmp_path: Path, owner: object, name: str, *, after: bool
) -> None:
    """In a child that ends there without a word, so that nothing is tidied up."""
    vault = Vault(tmp_path / "vault", keychain=False)
    child: int = os.fork()  # type: ignore[attr-defined, unused-ignore]  # not on Windows, where this is left out
    if not child:
        with suppress(BaseException):
            opened, _unlocked = opening.unlock(vault.home, vault.old)
            _kill_at(owner, name, after=after)
            opening.change_passphrase(opened, vault.old, vault.new)
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert doubts(vault) == set()  # a change of keys that was cut short is no lost anchor, log or older vault
    old, new = vault.opens(vault.old), vault.opens(vault.new)
    assert (old, new) in {(True, False), (False, True)}
    assert not exchange.beside(vault.home.vault).exists()
    assert vault.opens_by(vault.code)
    assert vault.opens(vault.new if new else vault.old)


class _Cut(BaseException):
    """A stop of the program."""


def test_a_change_that_ends_with_its_key_file_is_no_older_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before the anchor was kept again: what was begun is told by the vault itself."""
    vault = Vault(tmp_path / "vault", keychain=True)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    changed = envelope.change_passphrase

    def cut(*args: object, **named: object) -> NoReturn:
        changed(*args, **named)  # type: ignore[arg-type]  # passed on as they come
        raise _Cut

    with monkeypatch.context() as patched:
        patched.setattr(envelope, "change_passphrase", cut)
        with pytest.raises(_Cut):
            opening.change_passphrase(opened, vault.old, vault.new)
    assert opened.session.anchor is not None
    opened.session.anchor.end()
    opened.session.vault.after_commit = None
    opened.session.vault.close()
    assert doubts(vault) <= {"log"}  # it was not closed
    assert vault.opens(vault.new)


def test_file_and_anchor_of_an_earlier_day_are_seen_by_the_key_file(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", keychain=True)
    file, before = vault.home.vault.read_bytes(), dict(vault.keychain.kept)
    change(vault)
    after = vault.keychain.kept
    anchored = [name for name in before if "anchor" in name and before[name] != after[name]]
    assert len(anchored) == 1
    after[anchored[0]] = before[anchored[0]]
    vault.home.vault.write_bytes(file)
    assert doubts(vault) == {"newer"}


def doubts(vault: Vault) -> set[str]:
    """What is doubted of a vault that was stopped, whichever words open it; the program ends there once more."""
    for words in (vault.old, vault.new):
        with suppress(CannotUnlock):
            opened, _unlocked = opening.unlock(vault.home, words)
            keeper = opened.session.anchor
            found: set[str] = set() if keeper is None else {one.kind for one in keeper.doubts}
            opening.lock(opened)
            return found
        vault.home.throttle.succeeded()
    raise AssertionError


def _kill_at(owner: object, name: str, *, after: bool) -> None:
    real: Callable[..., object] = getattr(owner, name)

    def killed(*args: object, **named: object) -> NoReturn:
        if after:
            real(*args, **named)
        os._exit(9)

    setattr(owner, name, killed)


@pytest.mark.parametrize(("owner", "name"), STEPS[:4], ids=[name for _owner, name in STEPS[:4]])
def test_a_refusal_leaves_the_vault_open_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    opened, _unlocked = opening.unlock(vault.home, vault.old)

    def refused(*_args: object, **_named: object) -> NoReturn:
        raise faults.BackupFailed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, refused)
        with pytest.raises(AdvocateError):
            opening.change_passphrase(opened, vault.old, vault.new)
    new_case(opened.session)
    opening.lock(opened)
    assert vault.opens(vault.old)
    assert not exchange.beside(vault.home.vault).exists()
