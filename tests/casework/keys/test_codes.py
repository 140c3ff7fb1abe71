"""The recovery code through its life: the old one lives until the new one is typed back, renewed, halved, asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.vault import codes, opening, undoing
from hru_advocate.casework.vault.home import WhoseCode
from hru_advocate.casework.vault.opening import Home, Opened
from hru_advocate.errors import (
    HeaderNotWritten,
    InvalidRecoveryCode,
    KeychainMissing,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.keychain import Keychain
from tests.casework.open_sessions import AUTHOR, home_at
from tests.casework.vault.test_opening_policy import FOUR, OTHER, SIX, created, events
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import CHEAP


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_at(tmp_path / "vault")


def opens(home: Home, code: str) -> bool:
    try:
        envelope.unlock_recovery(home.headers, recovery.parse_whole(code), hardness=CHEAP).master.wipe()
    except WrongRecoveryCode:
        return False
    return True


def later(home: Home, days: int) -> None:
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(days=days))


@pytest.mark.parametrize("ends", ["killed", "locked", "wrong code", "typed back"])
def test_the_old_code_lives_until_the_new_one_is_typed_back(home: Home, ends: str) -> None:
    opened, old = created(home)
    opening.lock(opened)
    opened, recovered = opening.recover(home, old, OTHER, until_typed_back=True)
    assert (opens(home, old), opens(home, recovered.recovery_code)) == (True, False)
    if ends == "killed":
        undoing.let_go(opened)
    elif ends == "locked":
        opening.lock(opened)
    else:
        typed = recovered.recovery_code if ends == "typed back" else old
        assert codes.confirm(opened, typed.lower()) == (() if ends == "typed back" else None)
        opening.lock(opened)
    counts = ends == "typed back"
    assert (opens(home, old), opens(home, recovered.recovery_code)) == (not counts, counts)


@pytest.mark.parametrize("halves", [False, True])
def test_a_code_is_renewed_after_the_passphrase_and_counts_once_typed_back(home: Home, *, halves: bool) -> None:
    opened, old = created(home)
    with pytest.raises(WrongPassphrase):
        codes.new_code(opened, OTHER, halves=halves)
    assert opened.fresh is not None  # the first code of the vault still waits
    later(home, 1)
    fresh = codes.new_code(opened, FOUR, halves=halves)
    assert len(fresh.split("\n")) == (2 if halves else 1)
    assert (opens(home, old), opens(home, fresh)) == (True, False)
    assert codes.confirm(opened, "\n".join(reversed(fresh.split("\n")))) == ()
    assert (opens(home, old), opens(home, fresh)) == (False, True)
    assert events(opened)[-1] == ("recovery_code_made", {"halves": halves})
    assert codes.confirm(opened, fresh) is None  # none waits any more
    opening.lock(opened)
    opened, _recovered = opening.recover(home, fresh, OTHER)
    opening.lock(opened)


def test_one_half_alone_opens_nothing_and_says_nothing(home: Home) -> None:
    opened, _old = created(home)
    fresh = codes.new_code(opened, FOUR, halves=True)
    codes.confirm(opened, fresh)
    opening.lock(opened)
    for half in fresh.split("\n"):
        assert not opens(home, half)
        for typed in (half, f"{half} {half}"):
            with pytest.raises(WrongRecoveryCode, match="A code in two halves needs both, one after the other"):
                opening.recover(home, typed, OTHER)
    first, second = fresh.split("\n")
    with pytest.raises(InvalidRecoveryCode):
        opening.recover(home, f"{first} {second[:-1]}", OTHER)
    opened, _unlocked = opening.unlock(home, FOUR)
    newer = codes.new_code(opened, FOUR, halves=True)
    codes.confirm(opened, newer)
    opening.lock(opened)
    for typed in (f"{first} {newer.split()[1]}", f"{newer.split()[0]} {second}", fresh):  # of two generations
        assert not opens(home, typed)
    assert opens(home, newer)
    code = recovery.parse_whole(fresh)
    drawn = [recovery.split_code(code) for _ in range(50)]
    assert len({half for pair in drawn for half in pair}) == 100


def test_a_full_disk_leaves_the_old_code(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, old = created(home)
    fresh = codes.new_code(opened, FOUR, halves=False)
    with monkeypatch.context() as patch:
        patch.setattr(envelope, "renew_keys", _full)
        with pytest.raises(HeaderNotWritten):
            codes.confirm(opened, fresh)
    assert opens(home, old)
    assert codes.confirm(opened, fresh) == ()
    opening.lock(opened)


def _full(*_args: object, **_named: object) -> None:
    raise HeaderNotWritten


@pytest.mark.parametrize("alone", [False, True])
def test_whose_code_it_is_is_known_before_anything_is_changed(tmp_path: Path, *, alone: bool) -> None:
    """The advocate's own name in a new passphrase is refused while the old one still counts, and nothing stays open."""
    home = home_at(tmp_path / "vault")
    opened, code = created(home, keychain=not alone)
    opening.lock(opened)
    before = [path.read_bytes() for path in (home.folder / "vault.header", home.folder / "vault.header.twin")]
    owner = opening.whose_code(home, code)
    assert owner == WhoseCode(AUTHOR, alone)
    named = f"{SIX} {AUTHOR.split()[0].lower()}"
    assert "Leave out names" in str(opening.check_passphrase(named, owner.author, alone=alone))
    with pytest.raises(WeakPassphrase, match="Leave out names"):
        opening.recover(home, code, named)
    after = [path.read_bytes() for path in (home.folder / "vault.header", home.folder / "vault.header.twin")]
    assert before == after
    again, _unlocked = opening.unlock(home, SIX if alone else FOUR)  # the file is free
    opening.lock(again)


def test_on_a_computer_without_a_keychain_six_words_are_asked_for(tmp_path: Path) -> None:
    opened, code = created(home_at(tmp_path / "vault"))
    opening.lock(opened)

    def none() -> Keychain:
        raise KeychainMissing

    home = Home(tmp_path / "vault", hardness=CHEAP, clock=opened.home.clock, find_keychain=none)
    assert opening.whose_code(home, code).alone


def made(opened: Opened) -> None:
    fresh = codes.new_code(opened, FOUR, halves=False)
    assert codes.confirm(opened, fresh) == ()


@pytest.mark.parametrize(
    ("days", "begins", "asks"),
    [
        (0, "never typed back", False),
        (1, "never typed back", True),
        (0, "typed back on", False),
        (364, "typed back on", False),
        (365, "typed back on", True),
        (364, "found in its envelope", False),
        (365, "found in its envelope", True),
    ],
)
def test_once_a_year_somebody_is_asked_for_the_envelope(home: Home, days: int, begins: str, *, asks: bool) -> None:
    opened, _code = created(home)
    if begins != "never typed back":
        made(opened)
    if begins == "found in its envelope":
        later(home, 400)
        assert codes.code_standing(opened.session).ask
        assert "setting" in codes.code_found(opened.session).kinds
    later(home, days)
    standing = codes.code_standing(opened.session)
    assert begins in standing.words
    assert standing.ask is asks
    opening.lock(opened)


def test_a_used_code_asks_at_once(home: Home) -> None:
    opened, code = created(home)
    made_up = codes.new_code(opened, FOUR, halves=False)
    codes.confirm(opened, made_up)
    opening.lock(opened)
    assert not opens(home, code)
    opened, recovered = opening.recover(home, made_up, OTHER, until_typed_back=True)
    assert codes.code_standing(opened.session).ask
    codes.confirm(opened, recovered.recovery_code)
    assert not codes.code_standing(opened.session).ask
    opening.lock(opened)
