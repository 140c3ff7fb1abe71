"""A vault written anew while it is open: whatever held on to it goes on with what is there now."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hru_advocate.casework.today import look
from hru_advocate.casework.vault import accepting, checks, codes, opening, undoing
from hru_advocate.casework.vault.checks import Depth
from hru_advocate.casework.vault.opening import Opened
from hru_advocate.errors import CannotUnlock
from tests.casework.keys.test_renewing import HEADERS, NEW
from tests.casework.open_sessions import home_at, id_of, new_case
from tests.casework.vault.test_opening_policy import FOUR, OTHER, SIX, created
from tests.keys.stand_ins import MemoryKeychain

LAST = "meadow cobalt violin ladle teapot otter"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    vault, _code = created(home_at(tmp_path / "vault"), keychain=False)
    return vault


def test_what_is_kept_of_cases_is_worked_out_from_the_new_file(opened: Opened) -> None:
    session = opened.session
    case = id_of(new_case(session))
    day = date(2026, 11, 29)
    assert session.kept_of_cases.get(case, "anything", day, lambda: "before") == "before"
    opening.change_passphrase(opened, SIX, NEW)
    assert session.kept_of_cases.get(case, "anything", day, lambda: "after") == "after"
    look(session)
    opening.lock(opened)


@pytest.mark.parametrize("depth", ["quick", "full"])
def test_a_check_that_was_under_way_goes_on_and_finds_nothing(opened: Opened, depth: Depth) -> None:
    session = opened.session
    new_case(session)
    check = checks.begin(session, depth)
    assert checks.go_on(session, check).verdict is None
    opening.change_passphrase(opened, SIX, NEW)
    far = checks.go_on(session, check)
    while far.verdict is None:
        far = checks.go_on(session, check)
    assert far.verdict.lines == ()
    assert far.verdict.fine
    assert far.verdict.entries == far.total
    opening.lock(opened)


@pytest.mark.parametrize("typed", ["passphrase", "recovery code"])
def test_an_older_key_file_put_back_proves_nothing_of_an_open_vault(tmp_path: Path, typed: str) -> None:
    """Whoever knows what opened it before and put that key file back lifts no veil and accepts nothing."""
    opened, code = created(home_at(tmp_path / "vault"), keychain=False)
    folder = opened.home.folder
    older = (folder / HEADERS[0]).read_bytes()
    opening.change_passphrase(opened, SIX, NEW)
    for name in (HEADERS[1], "vault.header.kept"):
        (folder / name).unlink()
    (folder / HEADERS[0]).write_bytes(older)
    with pytest.raises(CannotUnlock):
        accepting.prove(opened, SIX if typed == "passphrase" else code)
    assert not (folder / HEADERS[1]).exists()  # nor is a copy mended with it
    opening.lock(opened)


def test_a_key_file_from_before_a_recovery_is_doubted_however_the_vault_was_closed(tmp_path: Path) -> None:
    """The anchor knows the new key file at once, not only once the vault is locked."""
    home = home_at(tmp_path / "vault", chain := MemoryKeychain())
    opened, code = created(home)
    opening.lock(opened)
    older, secrets = {name: (home.folder / name).read_bytes() for name in HEADERS}, dict(chain.kept)
    opened, _recovered = opening.recover(home, code, OTHER, until_typed_back=True)
    undoing.let_go(opened)  # as where the program ends without a lock
    for name, content in older.items():
        (home.folder / name).write_bytes(content)
    chain.kept.update({name: secret for name, secret in secrets.items() if "secret" in name})
    opened, unlocked = opening.unlock(home, FOUR)
    assert any("key file is older" in one for one in unlocked.doubts)
    opening.lock(opened)


@pytest.mark.parametrize("keychain", [True, False])
@pytest.mark.parametrize("suspected", [True, False])
def test_a_passphrase_changed_while_a_code_waits_stays_once_it_is_typed_back(
    tmp_path: Path, *, keychain: bool, suspected: bool
) -> None:
    home = home_at(tmp_path / "vault", MemoryKeychain())
    before, chosen, last = (FOUR, OTHER, SIX) if keychain else (SIX, NEW, LAST)
    opened, _code = created(home, keychain=keychain)
    if suspected:
        fresh = codes.suspect(opened, before, chosen, halves=False)
    else:
        fresh = codes.new_code(opened, before, halves=False)
    opening.change_passphrase(opened, before, last)
    assert codes.confirm(opened, fresh) is not None
    opening.lock(opened)
    for words in (before, chosen):
        with pytest.raises(CannotUnlock):
            opening.unlock(home, words)
        home.throttle.succeeded()
    opened, _unlocked = opening.unlock(home, last)
    opening.lock(opened)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps every lock until its own handle is closed")
def test_proving_what_opens_a_vault_leaves_its_file_to_nobody_else(opened: Opened) -> None:
    """A system that gives a lock back with any handle would let a second program write into the open file."""
    opening.lock(opened)
    opened, _unlocked = opening.unlock(opened.home, SIX)
    opening.proves_itself(opened, SIX)
    assert accepting.prove(opened, SIX) == "passphrase"
    asked = (
        "import sys, pathlib; from hru_advocate.store.vault_file.held_open import refuse_if_open;"
        "refuse_if_open(pathlib.Path(sys.argv[1]))"
    )
    ran = subprocess.run([sys.executable, "-c", asked, str(opened.home.vault)], capture_output=True, check=False)
    assert b"FileInUse" in ran.stderr
    opening.lock(opened)
