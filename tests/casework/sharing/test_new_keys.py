"""What becomes of the roster and of packages when a vault gets new keys, comes back from a backup or is salvaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.sealed_file import NotForUs
from hru_advocate.casework.vault import backups, opening, restoring, salvaging
from hru_advocate.casework.vault.home import Home
from hru_advocate.casework.vault.opening import Opened
from tests.casework.open_sessions import AUTHOR, home_at, session_at, worked_by
from tests.casework.sharing.two_laptops import know, meet, package, told_case
from tests.keys.stand_ins import MemoryKeychain

SIX = "otter teapot violin meadow cobalt ladle"
OTHER = "ladle cobalt meadow violin teapot otter"


@pytest.fixture
def kim(tmp_path: Path) -> Iterator[Session]:
    """A colleague's laptop that stays as it is."""
    with session_at(tmp_path / "kim") as session:
        yield worked_by(session, "Kim Colleague")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_at(tmp_path / "vault", MemoryKeychain())


def _made(home: Home, kim: Session, *, keychain: bool) -> tuple[Opened, str]:
    """A vault that met the colleague's laptop, open, and its recovery code."""
    opened, created = opening.create(home, SIX, author=AUTHOR, with_keychain=keychain)
    meet(opened.session, kim)
    return opened, created.recovery_code


@pytest.mark.parametrize("keychain", [True, False])
def test_a_new_passphrase_or_master_key_changes_nothing_of_it(
    home: Home, kim: Session, tmp_path: Path, *, keychain: bool
) -> None:
    opened, _code = _made(home, kim, keychain=keychain)
    data = package(kim, told_case(kim), tmp_path, opened.session)
    opening.change_passphrase(opened, SIX, OTHER)
    opening.lock(opened)
    again, _found = opening.unlock(home, OTHER)
    assert [one.name for one in roster.members(again.session)] == ["Kim Colleague"]
    assert open_package(again.session, data).new
    opening.lock(again)


def test_a_vault_from_a_backup_knows_the_others_and_has_to_meet_them_again(
    home: Home, kim: Session, tmp_path: Path
) -> None:
    opened, code = _made(home, kim, keychain=True)
    case = told_case(kim)
    roster.remove(kim, _left_behind(kim, tmp_path), "It was lost")
    data = package(kim, case, tmp_path, opened.session)
    (tmp_path / "stick").mkdir()
    backup = backups.back_up(opened, tmp_path / "stick").path
    opening.lock(opened)
    back, _restored = restoring.restore(home, backup, code, OTHER)
    assert [one.name for one in roster.members(back.session)] == ["Kim Colleague"]
    with pytest.raises(NotForUs):
        open_package(back.session, data)
    know(kim, back.session)
    assert open_package(back.session, package(kim, case, tmp_path, back.session)).new
    opening.lock(back)


def _left_behind(kim: Session, tmp_path: Path) -> str:
    """A third laptop that met hers once."""
    with session_at(tmp_path / "third") as third:
        know(kim, third)
        return third.device.device_id


def test_a_salvaged_vault_still_knows_who_was_removed(home: Home, kim: Session) -> None:
    opened, _code = _made(home, kim, keychain=True)
    told_case(opened.session)
    roster.remove(opened.session, kim.device.device_id, "Left the unit", 3)
    opening.lock(opened)
    salvaging.salvage(home, passphrase=SIX)
    again, _found = opening.unlock(home, SIX)
    (member,) = roster.members(again.session)
    assert (member.name, member.last, member.because) == ("Kim Colleague", 3, "Left the unit")
    opening.lock(again)
