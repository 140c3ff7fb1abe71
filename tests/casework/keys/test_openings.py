"""How often a vault opened that should not have, and how often one that should: counted, few here, many in a soak."""

from __future__ import annotations

import secrets
from itertools import combinations
from pathlib import Path

import pytest

from hru_advocate.errors import CannotUnlock
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.keys.passphrase import AcceptedPassphrase
from tests.casework.keys.test_renewing import HEADERS, Vault, change
from tests.casework.vault.test_opening_policy import FOUR
from tests.keys.stand_ins import CHEAP, MemoryKeychain

CREATED = "2026-11-23T10:00:00.000Z"


def _made(folder: Path) -> tuple[HeaderFiles, MemoryKeychain, bytes]:
    folder.mkdir()
    files, chain, code = HeaderFiles(folder), MemoryKeychain(), recovery.new_code()
    way = envelope.TwoFactor(AcceptedPassphrase(FOUR, "daily"), chain)
    envelope.create_vault_keys(files, way, recovery_code=code, created=CREATED, hardness=CHEAP).master.wipe()
    return files, chain, code


def _opens(files: HeaderFiles, chain: MemoryKeychain) -> bool:
    try:
        envelope.unlock_daily(files, chain, FOUR, hardness=CHEAP).master.wipe()
    except CannotUnlock:
        return False
    return True


def openings_without_the_secret(folder: Path, many: int) -> int:
    """Try the right passphrase with no secret, a cut, a random and another vault's one; gives how often it opened."""
    files, chain, _code = _made(folder / "one")
    _other, others, _more = _made(folder / "other")
    (name, secret), (foreign,) = next(iter(chain.kept.items())), others.kept.values()
    assert _opens(files, chain)
    wrong = (None, secret[: len(secret) // 2], secrets.token_hex(32), foreign, secret.swapcase(), "")
    opened = 0
    for number in range(many):
        given = wrong[number % len(wrong)] if number % len(wrong) != 2 else secrets.token_urlsafe(33)
        chain.kept.clear()
        if given is not None:
            chain.kept[name] = given
        opened += _opens(files, chain)
    chain.kept.clear()
    chain.kept[name] = secret
    assert _opens(files, chain)  # and the true one does, after all of them
    return opened


def recoveries(folder: Path, many: int) -> int:
    """Lose the keychain of so many vaults; gives how many the recovery code opened."""
    opened = 0
    for number in range(many):
        files, _lost, code = _made(folder / str(number))
        envelope.unlock_recovery(files, code, hardness=CHEAP).master.wipe()
        opened += 1
    return opened


def openings_with_old_header_and_old_words(folder: Path, many: int) -> int:
    """Change the passphrase, put each choice of old key files back, try the old words; gives how often they opened."""
    opened = 0
    for number in range(many):
        vault = Vault(folder / f"{number}", keychain=bool(number % 2))
        change(vault)
        for names in (names for count in range(len(HEADERS) + 1) for names in combinations(HEADERS, count)):
            vault.put_back(*names)
            opened += vault.opens(vault.old)
            assert vault.opens(vault.new) or names == HEADERS
    return opened


def test_the_right_words_open_nothing_without_the_secret_of_this_computer(tmp_path: Path) -> None:
    assert openings_without_the_secret(tmp_path, 60) == 0


def test_the_code_opens_every_vault_whose_keychain_was_lost(tmp_path: Path) -> None:
    assert recoveries(tmp_path, 10) == 10


def test_old_words_open_nothing_with_old_key_files(tmp_path: Path) -> None:
    assert openings_with_old_header_and_old_words(tmp_path, 2) == 0


@pytest.mark.soak
def test_none_of_a_thousand_openings_without_the_secret(tmp_path: Path) -> None:
    assert openings_without_the_secret(tmp_path, 1000) == 0


@pytest.mark.soak
def test_two_hundred_of_two_hundred_recoveries(tmp_path: Path) -> None:
    assert recoveries(tmp_path, 200) == 200


@pytest.mark.soak
def test_none_of_two_hundred_openings_with_old_header_and_old_words(tmp_path: Path) -> None:
    assert openings_with_old_header_and_old_words(tmp_path, 50) == 0
