"""The anchor follows each save within two seconds, fits the smallest keychain, and cannot be made up."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.worker import VaultWorker
from hru_advocate.errors import KeychainFailed, WrongPassphrase
from hru_advocate.keys.keychain import read_anchor, store_anchor
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.anchor_keeper import AnchorKeeper
from hru_advocate.store.ledger.anchors import Anchor, Doubt, open_anchor, seal_anchor
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.keys.stand_ins import MemoryKeychain

WORDS = "otter teapot violin meadow"
KEY, VAULT = bytes(range(32)), "0" * 32
FULL = Anchor(
    "d" * 32, 2**53, "ab" * 32, 2**53, 2**53, 2**53, "2026-11-23T10:00:00.000Z", views="cd" * 32,
    doubts=tuple(
        Doubt(kind, "2026-11-23T10:00:00.000Z", 2**53, 2**53, "d" * 32, "ab" * 32)
        for kind in ("older", "header", "log")
    ),
)  # fmt: skip
PLAIN = Anchor("d", 1, "ab" * 32, 1, 40, 2, "2026-11-23T10:00:00.000Z", closed=True)


def _save(session: Session) -> None:
    new_case(session)


def _tail(session: Session) -> tuple[int, str, bytes]:
    sequence, head = ledger.tail(session.vault, session.device.device_id)
    assert session.anchor is not None
    return sequence, head, session.anchor._key


def test_the_keychain_knows_of_a_save_within_two_seconds(tmp_path: Path) -> None:
    chain = MemoryKeychain()
    home = home_at(tmp_path / "vault", chain)
    worker = VaultWorker()
    worker.create(home, passphrase=WORDS, author=AUTHOR, with_keychain=True).result()
    (name,) = [name for name in chain.kept if name.endswith(" anchor")]
    instance = name.removesuffix(" anchor")
    sequence, head, key = worker.ask(_tail).result()
    for _time in range(3):
        worker.ask(_save).result()
        sequence, head, key = worker.ask(_tail).result()
        until = time.monotonic() + 2
        while time.monotonic() < until:
            kept = open_anchor(key, instance, read_anchor(chain, instance) or b"")
            assert kept is not None
            if (kept.sequence, kept.head, kept.closed) == (sequence, head, False):
                break
            time.sleep(0.02)
        else:
            pytest.fail("the keychain does not know of it after two seconds")
    with pytest.raises(WrongPassphrase):
        worker.accept("A reason.", "cobalt ladle garden window").result()
    worker.close()
    closed = open_anchor(key, instance, read_anchor(chain, instance) or b"")
    assert closed is not None
    assert (closed.closed, closed.sequence) == (True, sequence + 1)


def test_many_saves_are_few_keepings_and_none_is_forgotten() -> None:
    kept: list[bytes] = []
    keeper = AnchorKeeper(PLAIN, instance=VAULT, key=KEY, keep=kept.append)
    began = time.monotonic()
    for number in range(2, 20_002):
        keeper.saved({"d": (number, "cd" * 32)}, None)
    spent = time.monotonic() - began
    time.sleep(1.6)
    keeper.close()
    last = open_anchor(KEY, VAULT, kept[-1])
    assert last is not None
    assert (last.sequence, last.closed) == (20_001, True)
    assert len(kept) <= 3 + spent
    assert spent / 20_000 < 0.0002


def test_what_was_kept_at_once_is_not_kept_a_second_time_soon_after() -> None:
    kept: list[bytes] = []
    keeper = AnchorKeeper(PLAIN, instance=VAULT, key=KEY, keep=kept.append)
    keeper.saved({"d": (2, "cd" * 32)}, None)
    keeper.renew(keeper.anchor)
    time.sleep(0.5)
    assert len(kept) == 1
    keeper.saved({"d": (3, "cd" * 32)}, None)
    time.sleep(0.5)
    assert len(kept) == 2
    keeper.end()


def test_what_could_not_be_kept_at_once_is_kept_soon_after() -> None:
    kept: list[bytes] = []

    def once_refused(sealed: bytes) -> None:
        kept.append(sealed)
        if len(kept) == 1:
            raise KeychainFailed

    keeper = AnchorKeeper(PLAIN, instance=VAULT, key=KEY, keep=once_refused)
    keeper.saved({"d": (2, "cd" * 32)}, None)
    with pytest.raises(KeychainFailed):
        keeper.renew(keeper.anchor)
    time.sleep(0.5)
    assert len(kept) == 2
    keeper.end()


def test_a_keychain_that_refuses_stops_no_save() -> None:
    def refuse(_sealed: bytes) -> None:
        raise KeychainFailed

    keeper = AnchorKeeper(PLAIN, instance=VAULT, key=KEY, keep=refuse)
    keeper.saved({"d": (2, "cd" * 32)}, None)
    time.sleep(0.4)
    keeper.saved({"d": (3, "cd" * 32)}, None)
    keeper.close()
    assert keeper.anchor.sequence == 3


@pytest.mark.parametrize("anchor", [FULL, PLAIN])
def test_an_anchor_is_read_again_and_fits_every_keychain(anchor: Anchor) -> None:
    """Windows takes 2,560 bytes, two for each character."""
    chain = MemoryKeychain()
    sealed = seal_anchor(KEY, VAULT, anchor)
    assert open_anchor(KEY, VAULT, sealed) == anchor
    store_anchor(chain, VAULT, sealed)
    assert len(chain.kept[f"{VAULT} anchor"]) <= 1280


SPOIL: list[Callable[[bytes], bytes]] = [
    lambda _sealed: b"",
    lambda sealed: sealed[:-1],
    lambda sealed: sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:],
    lambda sealed: b"HRUA1" + sealed[6:],
    lambda _sealed: msgspec.json.encode(PLAIN),
    lambda _sealed: seal_anchor(bytes(32), VAULT, PLAIN),
    lambda _sealed: seal_anchor(KEY, "1" * 32, PLAIN),
]


@pytest.mark.parametrize("spoil", SPOIL)
def test_an_anchor_of_anybody_else_is_none(spoil: Callable[[bytes], bytes]) -> None:
    assert open_anchor(KEY, VAULT, spoil(seal_anchor(KEY, VAULT, PLAIN))) is None
