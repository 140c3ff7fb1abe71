"""What opening, changing and locking leave behind: an entry each, an anchor outside the file, a count of tries."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from hru_advocate.casework.settings import AuthorMissing, AuthorUnfit
from hru_advocate.casework.vault import checks, opening
from hru_advocate.casework.vault.opening import Home, Opened, WaitFirst
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.errors import CannotUnlock, KeychainMissing, WeakPassphrase, WrongPassphrase
from hru_advocate.keys.keychain import Keychain, read_anchor
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.anchors import open_anchor
from tests.casework.open_sessions import AUTHOR, NOW, events_of, home_at, new_case
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import CHEAP, MemoryKeychain

FOUR = "otter teapot violin meadow"
OTHER = "cobalt ladle garden window"
SIX = "otter teapot violin meadow cobalt ladle"
WRONG = "otter teapot violin ladle"


def events(opened: Opened) -> list[tuple[str, Any]]:
    return [(name, said) for name, _case, said in events_of(opened.session)]


def fail(home: Home, times: int) -> None:
    for _try in range(times):
        with pytest.raises(WrongPassphrase):
            opening.unlock(home, WRONG)
        assert isinstance(home.clock, FixedClock)
        home.clock.advance(timedelta(minutes=2))


def created(home: Home, *, keychain: bool = True) -> tuple[Opened, str]:
    opened, made = opening.create(home, FOUR if keychain else SIX, author=f"  {AUTHOR} ", with_keychain=keychain)
    return opened, made.recovery_code


def unlocked(home: Home) -> Opened:
    return opening.unlock(home, FOUR)[0]


def changed(home: Home) -> Opened:
    opened = unlocked(home)
    opening.change_passphrase(opened, FOUR, OTHER)
    return opened


@pytest.mark.parametrize(("keychain", "way"), [(True, "daily"), (False, "fallback")])
def test_the_first_entry_says_how_the_vault_opens_and_which_device_wrote_it(
    tmp_path: Path, keychain: bool, way: str
) -> None:
    opened, _code = created(home_at(tmp_path / "vault"), keychain=keychain)
    name, body = events(opened)[0]
    device = opened.session.device
    assert (name, body["way"], body["device"]["id"]) == ("vault_made", way, device.device_id)
    assert body["device"]["key"] == device.public.hex()
    opening.lock(opened)


@pytest.mark.parametrize("tries", [0, 1, 3])
def test_an_unlock_is_noted_with_the_failed_tries_before_it(tmp_path: Path, tries: int) -> None:
    home = home_at(tmp_path / "vault")
    opening.lock(created(home)[0])
    fail(home, tries)
    opened = unlocked(home)
    assert [name for name, _said in events(opened)] == ["vault_made", "lock", "unlock"]
    assert events(opened)[-1] == ("unlock", {"failed_tries": tries, "warnings": 0})
    assert home.throttle.count == 0
    opening.lock(opened)


def test_a_recovery_and_a_new_passphrase_are_noted(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    opened, code = created(home)
    opening.lock(opened)
    opened, recovered = opening.recover(home, code, FOUR)
    assert events(opened)[-1] == ("recovery_used", {})
    assert recovered.warnings == ()
    assert opening.change_passphrase(opened, FOUR, OTHER) == ()
    assert events(opened)[-1] == ("passphrase_changed", {})
    opening.lock(opened)


@pytest.mark.parametrize("leave", [lambda home: created(home)[0], changed], ids=["made", "changed"])
def test_an_older_copy_is_noticed_though_the_program_was_never_locked(
    tmp_path: Path, leave: Callable[[Home], Opened]
) -> None:
    """The anchor is kept at once, not only by the lock: a crash comes without one."""
    home = home_at(tmp_path / "vault")
    if leave is changed:
        opening.lock(created(home)[0])
    opened = leave(home)
    assert opened.keychain is not None
    sealed = read_anchor(opened.keychain, opened.keys.header.instance)
    assert sealed is not None
    anchor = open_anchor(opened.keys.master.derived("anchor"), opened.keys.header.instance, sealed)
    assert anchor is not None
    assert (anchor.sequence, anchor.head) == ledger.tail(opened.session.vault, opened.session.device.device_id)
    assert anchor.generation == opened.keys.header.generation
    assert anchor.noted.startswith("2026-11-23T10:00:00.")
    opening.lock(opened)


def test_last_time_is_said_from_the_second_unlock_on(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    opening.lock(created(home)[0])
    opened, first = opening.unlock(home, FOUR)
    opening.lock(opened)
    opened, second = opening.unlock(home, FOUR)
    opening.lock(opened)
    assert (first.last_unlock, first.author, first.failed_tries, first.warnings) == (None, AUTHOR, 0, ())
    assert second.last_unlock is not None
    assert abs(second.last_unlock - NOW) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("failures", "waits"),
    [(0, 0), (1, 0), (2, 1), (3, 2), (4, 4)],
)
def test_what_a_locked_vault_says_of_waiting(tmp_path: Path, failures: int, waits: int) -> None:
    home = home_at(tmp_path / "vault")
    opening.lock(created(home)[0])
    for _try in range(failures):
        home.throttle.failed(home.clock.now().timestamp())
    state = opening.vault_state(home)
    assert (state.exists, state.kind, state.keychain, state.trouble) == (True, "daily", MemoryKeychain().name, "")
    assert state.wait_seconds == waits


def test_proving_oneself_counts_failures_as_unlocking_does(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    opened, _code = created(home)
    for count in (1, 2):
        with pytest.raises(WrongPassphrase):
            opening.proves_itself(opened, WRONG)
        assert home.throttle.count == count
    with pytest.raises(WaitFirst, match="wait 1 seconds"):
        opening.proves_itself(opened, FOUR)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(seconds=2))
    opening.proves_itself(opened, FOUR)
    assert home.throttle.count == 0
    new_case(opened.session)  # still open
    opening.lock(opened)


def test_a_changed_passphrase_must_be_as_strong_as_the_way_asks(tmp_path: Path) -> None:
    """Four words suffice beside a keychain; alone they do not, at a change as at the making."""
    home = home_at(tmp_path / "vault")
    opened, _code = created(home, keychain=False)
    with pytest.raises(WeakPassphrase):
        opening.change_passphrase(opened, SIX, FOUR)
    opening.change_passphrase(opened, SIX, "cobalt ladle otter teapot violin meadow")
    opening.lock(opened)
    assert opening.check_passphrase(FOUR, AUTHOR, alone=False) is None
    assert opening.check_passphrase(FOUR, AUTHOR, alone=True)
    with pytest.raises(WeakPassphrase):
        opening.create(home_at(tmp_path / "second"), FOUR, author=AUTHOR, with_keychain=False)


@pytest.mark.parametrize("count", [4, 6])
def test_suggested_words_are_as_many_as_asked_and_accepted(count: int) -> None:
    words = opening.suggest_passphrase(count, AUTHOR)
    assert len(words.split()) == count
    assert opening.check_passphrase(words, AUTHOR, alone=count == 6) is None


def test_a_vault_without_its_key_file_is_not_written_over(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    home.folder.mkdir()
    home.vault.write_bytes(b"somebody's cases")
    assert opening.vault_state(home).exists
    with pytest.raises(opening.VaultFileAlone):
        created(home)
    assert home.vault.read_bytes() == b"somebody's cases"


@pytest.mark.parametrize(("author", "refused"), [("", AuthorMissing), ("  ", AuthorMissing), ("x" * 121, AuthorUnfit)])
def test_a_vault_has_an_author(tmp_path: Path, author: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        opening.create(home_at(tmp_path / "vault"), FOUR, author=author, with_keychain=True)
    assert not (tmp_path / "vault").exists()


def test_a_code_that_cannot_be_read_is_not_the_same() -> None:
    assert not opening.same_code("ABCD", "ABCD")


def test_the_doctor_says_what_is_there(tmp_path: Path) -> None:
    """Every line is right on a sound machine, names the keychain, and turns with what is wrong."""
    home = home_at(tmp_path / "vault")
    lines = checks.doctor(home)
    assert [fine for fine, _words in lines[:5]] == [True] * 5
    assert lines[5][1].startswith("Memory: ")
    assert lines[1][1] == "The encrypted store is of a version that is safe to use"
    assert [words for _fine, words in lines[2:4]] == [f"Keychain: {MemoryKeychain().name}", "There is no vault here."]
    opening.lock(created(home)[0])
    assert checks.doctor(home)[3] == (True, "There is a vault here.")
    shutil.rmtree(home.folder)
    home.folder.mkdir()
    home.vault.write_bytes(b"not alone")
    fine, words = checks.doctor(home)[3]
    assert (fine, words != "There is a vault here.") == (False, True)


def test_the_doctor_without_a_keychain_says_what_is_possible(tmp_path: Path) -> None:
    def none() -> Keychain:
        raise KeychainMissing

    home = Home(tmp_path / "vault", hardness=CHEAP, clock=FixedClock(NOW), find_keychain=none)
    fine, words = checks.doctor(home)[2]
    assert not fine
    assert words == "Keychain: none that can be trusted; a passphrase-only vault is possible"


def test_the_doctor_counts_the_content_or_says_what_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_at(tmp_path / "vault")
    fine, words = checks.doctor(home)[4]
    forms, measures, services = (int(part.split()[0]) for part in words.split(", "))
    assert fine
    assert [part.split()[1] for part in words.split(", ")] == ["forms", "measures", "services"]
    assert forms > 10
    assert measures > 300
    assert 50 < services < measures

    def broken(_self: Catalogue) -> NoReturn:
        raise CannotUnlock

    monkeypatch.setattr(Catalogue, "current", broken)
    assert checks.doctor(home)[4] == (False, CannotUnlock().message)
