"""The anchor follows each save within two seconds, fits the smallest keychain, and cannot be made up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.worker import VaultWorker
from hru_advocate.errors import KeychainFailed, WrongPassphrase
from hru_advocate.keys.keychain import read_anchor, store_anchor
from hru_advocate.store.ledger import anchor_keeper, ledger
from hru_advocate.store.ledger.anchor_keeper import AnchorKeeper
from hru_advocate.store.ledger.anchors import Anchor, Doubt, open_anchor, seal_anchor
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.keys.stand_ins import MemoryKeychain

WORDS = "otter teapot violin meadow"
PATIENCE = 3000
"""Looks, a minute of them: it comes after a fifth of a second, and nothing is asserted of how long it took."""
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


class Timers:
    """Stands in for the module of threads: its timers go off when a test says so, and the clock is what they waited."""

    Lock = staticmethod(threading.Lock)

    def __init__(self) -> None:
        self.clock = 0.0
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def Timer(self, seconds: float, then: Callable[[], None]) -> Timers:
        self.waiting.append((self.clock + seconds, then))
        return self

    def start(self) -> None:
        """Begin to wait: it does already."""

    def go_off(self) -> None:
        """Let the one that waits go off."""
        ((self.clock, then),) = self.waiting
        self.waiting.clear()
        then()


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> Timers:
    timers = Timers()
    monkeypatch.setattr(anchor_keeper, "threading", timers)
    return timers


class Kept:
    """Where anchors are kept, each with the moment of the clock; it refuses the first so many."""

    def __init__(self, timers: Timers, *, refuses: int = 0) -> None:
        self.timers, self.refuses = timers, refuses
        self.asked = 0
        self.kept: list[tuple[float, int]] = []
        self.keeper = AnchorKeeper(PLAIN, instance=VAULT, key=KEY, keep=self)

    def __call__(self, sealed: bytes) -> None:
        self.asked += 1
        if self.asked <= self.refuses:
            raise KeychainFailed
        anchor = open_anchor(KEY, VAULT, sealed)
        assert anchor is not None
        self.kept.append((self.timers.clock, anchor.sequence))

    def save(self, number: int) -> None:
        """Save the entry of that number."""
        self.keeper.saved({"d": (number, "cd" * 32)}, None)


def test_the_keychain_knows_of_a_save_without_anybody_asking(tmp_path: Path) -> None:
    """The real keeper, its real thread; how long it may take is the next test's."""
    chain = MemoryKeychain()
    home = home_at(tmp_path / "vault", chain)
    worker = VaultWorker()
    worker.create(home, passphrase=WORDS, author=AUTHOR, with_keychain=True).result()
    (name,) = [name for name in chain.kept if name.endswith(" anchor")]
    instance = name.removesuffix(" anchor")
    worker.ask(_save).result()
    sequence, head, key = worker.ask(_tail).result()
    for _look in range(PATIENCE):
        kept = open_anchor(key, instance, read_anchor(chain, instance) or b"")
        assert kept is not None
        if (kept.sequence, kept.head, kept.closed) == (sequence, head, False):
            break
        time.sleep(0.02)
    else:
        pytest.fail("the keychain never knew of it")
    with pytest.raises(WrongPassphrase):
        worker.accept("A reason.", "cobalt ladle garden window").result()
    worker.close()
    closed = open_anchor(key, instance, read_anchor(chain, instance) or b"")
    assert closed is not None
    assert (closed.closed, closed.sequence) == (True, sequence + 1)


def test_the_keychain_knows_of_each_save_within_two_seconds(timers: Timers) -> None:
    kept = Kept(timers)
    saved: dict[int, float] = {}
    for number in range(2, 8):
        kept.save(number)
        saved[number] = timers.clock
        timers.go_off()
    assert [sequence for _when, sequence in kept.kept] == list(saved)
    assert all(when - saved[sequence] <= 2 for when, sequence in kept.kept)
    assert all(later - earlier >= 1 for (earlier, _), (later, _) in pairwise(kept.kept))


def test_many_saves_are_few_keepings_and_none_is_forgotten(timers: Timers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save itself keeps and seals nothing: it would wait for another program each time."""
    sealed: list[bytes] = []

    def counted(key: bytes, instance: str, anchor: Anchor) -> bytes:
        sealed.append(seal_anchor(key, instance, anchor))
        return sealed[-1]

    monkeypatch.setattr(anchor_keeper, "seal_anchor", counted)
    kept = Kept(timers)
    for number in range(2, 20_002):
        kept.save(number)
        if number % 5_000 == 0:
            assert kept.asked == len(sealed) == number // 5_000 - 1
            timers.go_off()
    timers.go_off()
    kept.keeper.close()
    assert [sequence for _when, sequence in kept.kept] == [5_000, 10_000, 15_000, 20_000, 20_001, 20_001]


def test_what_was_kept_at_once_is_not_kept_a_second_time_soon_after(timers: Timers) -> None:
    kept = Kept(timers)
    kept.save(2)
    kept.keeper.renew(kept.keeper.anchor)
    timers.go_off()
    assert (kept.asked, timers.waiting) == (1, [])
    kept.save(3)
    timers.go_off()
    assert [sequence for _when, sequence in kept.kept] == [2, 3]
    kept.keeper.end()


def test_what_could_not_be_kept_at_once_is_kept_soon_after(timers: Timers) -> None:
    kept = Kept(timers, refuses=1)
    kept.save(2)
    with pytest.raises(KeychainFailed):
        kept.keeper.renew(kept.keeper.anchor)
    timers.go_off()
    assert (kept.asked, [sequence for _when, sequence in kept.kept]) == (2, [2])
    kept.keeper.end()


def test_a_keychain_that_refuses_stops_no_save(timers: Timers) -> None:
    kept = Kept(timers, refuses=9)
    kept.save(2)
    timers.go_off()
    kept.save(3)
    kept.keeper.close()
    assert kept.keeper.anchor.sequence == 3
    assert kept.kept == []


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
