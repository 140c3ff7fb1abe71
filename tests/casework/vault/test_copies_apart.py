"""Several copies of one vault on one computer: what is done with one takes nothing from another."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from hru_advocate.casework.vault import anchoring, backups, checks, codes, opening, restoring, salvaging
from hru_advocate.casework.vault.backup_folder import MARK
from hru_advocate.casework.vault.home import OnlyABackup
from hru_advocate.errors import KeychainEntryMissing
from tests.casework.keys.test_renewing import NEW, count
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.test_opening_policy import SIX
from tests.keys.stand_ins import MemoryKeychain

LAST = "ladle cobalt meadow violin teapot otter"


@dataclass
class Live:
    """A vault with a backup of two cases, which has three by now; what opens it, and the keychain."""

    home: opening.Home
    backup: Path
    code: str
    chain: MemoryKeychain

    def beside(self, name: str) -> opening.Home:
        return home_at(self.home.folder.with_name(name), self.chain)

    def is_well(self, words: str = SIX) -> None:
        opened, unlocked = opening.unlock(self.home, words)
        assert unlocked.warnings == ()
        new_case(opened.session)
        opening.lock(opened)


@pytest.fixture(params=[True, False], ids=["keychain", "alone"])
def live(request: pytest.FixtureRequest, tmp_path: Path) -> Live:
    chain = MemoryKeychain()
    home = home_at(tmp_path / "vault", chain)
    opened, made = opening.create(home, SIX, author=AUTHOR, with_keychain=request.param)
    code = made.recovery_code
    for _case in range(2):
        new_case(opened.session)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = backups.back_up(opened, stick).path
    new_case(opened.session)
    opening.lock(opened)
    return Live(home, backup, code, chain)


def test_a_backup_brought_back_elsewhere_takes_nothing_from_the_vault(live: Live) -> None:
    opened, restored = restoring.restore(live.beside("look"), live.backup, live.code, NEW)
    assert restored.kept is None
    new_case(opened.session)
    opening.lock(opened)
    live.is_well()
    opened, unlocked = opening.unlock(live.beside("look"), NEW)
    assert unlocked.warnings == ()
    opening.lock(opened)
    opened, recovered = opening.recover(live.home, live.code, LAST)
    assert recovered.warnings == ()
    opening.lock(opened)
    for home, words in ((live.home, LAST), (live.beside("look"), NEW)):
        opened, unlocked = opening.unlock(home, words)
        assert unlocked.warnings == ()
        opening.lock(opened)


def test_two_copies_of_one_backup_are_two(live: Live) -> None:
    for name, words in (("one", NEW), ("two", LAST)):
        opened, _restored = restoring.restore(live.beside(name), live.backup, live.code, words)
        opening.lock(opened)
    for name, words in (("one", NEW), ("two", LAST)):
        opened, unlocked = opening.unlock(live.beside(name), words)
        assert unlocked.warnings == ()
        opening.lock(opened)


def test_a_backup_opened_where_it_lies_is_only_read(live: Live) -> None:
    files = {one.name: one.read_bytes() for one in live.backup.iterdir()}
    place = home_at(live.backup, live.chain)
    opened, unlocked = opening.unlock(place, SIX)
    (said,) = unlocked.warnings
    assert "This is a backup" in said
    before = count(opened)
    for refused in (
        lambda: codes.new_code(opened, SIX, halves=False),
        lambda: codes.suspect(opened, SIX, NEW, halves=False),
        lambda: opening.change_passphrase(opened, SIX, NEW),
    ):
        with pytest.raises(OnlyABackup):
            refused()
    assert not opened.session.note("viewed", {})
    opening.lock(opened)
    with pytest.raises(OnlyABackup):
        salvaging.salvage(place, passphrase=SIX)
    with pytest.raises(OnlyABackup):
        opening.recover(place, live.code, NEW)
    assert {one.name: one.read_bytes() for one in live.backup.iterdir() if one.name != "tries"} == files
    live.is_well()
    opened, _unlocked = opening.unlock(place, SIX)
    assert count(opened) == before
    opening.lock(opened)


def test_a_backup_in_a_folder_of_another_name_is_only_read_and_the_vault_keeps_its_peace(live: Live) -> None:
    place = home_at(live.backup.rename(live.backup.with_name("copy of october")), live.chain)
    opened, unlocked = opening.unlock(place, SIX)
    assert "This is a backup" in unlocked.warnings[0]
    assert unlocked.doubts == ()
    assert not opened.session.note("viewed", {})
    with pytest.raises(OnlyABackup):
        opening.change_passphrase(opened, SIX, NEW)
    opening.lock(opened)
    live.is_well()
    opened, restored = restoring.restore(live.beside("look"), place.folder, live.code, NEW)
    assert restored.kept is None
    assert opened.session.note("viewed", {})  # brought back it is a vault like any other
    opening.lock(opened)


def test_an_older_vault_marked_as_a_backup_is_said_to_be_of_then_and_is_noticed_once_the_mark_has_gone(
    live: Live,
) -> None:
    """Somebody who can write in the vault's folder puts both there: what it says of safe contact may be long untrue."""
    for name in ("vault.db", MARK):
        shutil.copy(live.backup / name, live.home.folder / name)
    opened, unlocked = opening.unlock(live.home, SIX)
    (said,) = unlocked.warnings
    assert all(words in said for words in ("This is a backup", "of safe contact too, is of then", "vault.backup"))
    assert "on purpose" not in anchoring.standing(opened.session).unknown
    assert not opened.session.note("viewed", {})
    for depth in ("quick", "full"):
        verdict = checks.verify(opened.session, depth)
        assert verdict.fine  # of a backup it is: and so it is never green
        assert "not compared with how far the vault reached, and may be older." in verdict.not_checked
    opening.lock(opened)
    (live.home.folder / MARK).unlink()
    opened, unlocked = opening.unlock(live.home, SIX)
    assert "This vault reached entry" in unlocked.doubts[0]
    assert checks.verify(opened.session).not_checked == ""
    opening.lock(opened)


def test_of_a_backup_where_it_lies_nothing_is_asked_to_be_accepted_and_no_keychain_is_blamed(live: Live) -> None:
    opened, _unlocked = opening.unlock(home_at(live.backup, live.chain), SIX)
    found = anchoring.standing(opened.session)
    assert (found.doubts, found.weaker) == ((), "")
    assert "This is a backup" in found.unknown
    assert "keychain" not in found.unknown
    opening.lock(opened)


def test_a_replaced_vault_opened_where_it_lies_leaves_the_one_in_use_alone(live: Live) -> None:
    opened, restored = restoring.restore(live.home, live.backup, live.code, NEW)
    opening.lock(opened)
    assert restored.kept is not None
    kept = home_at(restored.kept, live.chain)
    opened, _recovered = opening.recover(kept, live.code, LAST)
    new_case(opened.session)
    opening.lock(opened)
    live.is_well(NEW)


def test_a_vault_put_back_from_before_a_restore_is_noticed(live: Live) -> None:
    """Whole, with its key files: what is remembered of it must not say that it is as it was left."""
    aside = live.home.folder.with_name("aside")
    shutil.copytree(live.home.folder, aside)
    opened, _restored = restoring.restore(live.home, live.backup, live.code, NEW)
    opening.lock(opened)
    shutil.rmtree(live.home.folder)
    shutil.copytree(aside, live.home.folder)
    try:
        opened, unlocked = opening.unlock(live.home, SIX)
    except KeychainEntryMissing:
        return
    assert unlocked.doubts
    opening.lock(opened)


def test_what_is_saved_into_another_folder_opens_as_before_and_takes_nothing(live: Live) -> None:
    other = live.beside("saved")
    report = salvaging.salvage(live.home, passphrase=SIX, to=other.folder)
    assert report.whole
    live.is_well()
    opened, unlocked = opening.unlock(other, SIX)
    assert unlocked.warnings == ()
    new_case(opened.session)
    opening.lock(opened)
    live.is_well()
