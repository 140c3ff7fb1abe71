"""Keeps the anchor of an open vault within a second or two of each save, never on the thread that saves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

import msgspec

from hru_advocate.errors import DeviceError
from hru_advocate.store.ledger.anchors import Anchor, Doubt, seal_anchor

FIRST_SECONDS: Final = 0.2
"""The time a save waits for others before the anchor is kept."""
APART_SECONDS: Final = 1.0
"""The least time between two keepings: a keychain is slow, and each keeping asks another program."""

Keep = Callable[[bytes], None]
"""Puts a sealed anchor where an older copy of the vault cannot reach; raises a ``DeviceError`` if it cannot."""


class AnchorKeeper:
    """The anchor of one open vault, and where it is kept.

    ``saved`` is called by the vault after each of its commits and only notes how far the entries reach; a thread that
    lives as long as something waits seals and keeps it. ``moment`` is when the newest entry was recorded.
    """

    def __init__(self, anchor: Anchor, *, instance: str, key: bytes, keep: Keep) -> None:
        self._anchor = anchor
        self._instance, self._key, self._keep = instance, key, keep
        self._lock, self._keeping = threading.Lock(), threading.Lock()
        self._waits = self._running = self._ended = False
        self.moment = anchor.noted

    @property
    def anchor(self) -> Anchor:
        """The anchor as it is to be kept now."""
        return self._anchor

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All that did not fit and that nobody has accepted yet."""
        return self._anchor.doubts

    def known(self) -> dict[str, tuple[int, str]]:
        """Number and hash, by device, of the entry that must be here: of a doubt, else of the newest that was kept."""
        anchor = self._anchor
        known = {anchor.device: (anchor.sequence, anchor.head)} if anchor.sequence else {}
        return known | {one.device: (one.wanted, one.head) for one in self.doubts if one.head}

    def saved(self, tails: Mapping[str, tuple[int, str]], turn: int | None) -> None:
        """Note how far the entries reach after a commit, and the turn of drafts and settings; it is kept soon."""
        before = self._anchor
        sequence, head = tails.get(before.device) or (before.sequence, before.head)
        turn = before.turn if turn is None else turn
        if (sequence, turn) == (before.sequence, before.turn):
            return
        count = before.count + max(0, sequence - before.sequence)
        self._anchor = msgspec.structs.replace(
            before, sequence=sequence, head=head, count=count, noted=self.moment, closed=False, turn=turn
        )
        self._keep_soon()

    def proven(self, check: str) -> None:
        """Note the hash of the entry about a check that found nothing; it is kept soon."""
        self._anchor = msgspec.structs.replace(self._anchor, views=check)
        self._keep_soon()

    def _keep_soon(self) -> None:
        with self._lock:
            self._waits = True
            if self._running or self._ended:
                return
            self._running = True
        self._after(FIRST_SECONDS)

    def renew(self, anchor: Anchor) -> None:
        """Keep an anchor now.

        Raises:
            DeviceError: It could not be kept.
        """
        with self._keeping:
            self._anchor = anchor
            self._keep(self._sealed())
            self._waits = False

    def close(self) -> None:
        """The vault is closed, however that came: its log goes with it, and nobody is to look for it."""
        self.end()
        if not self._anchor.closed:
            with suppress(DeviceError):
                self.renew(msgspec.structs.replace(self._anchor, closed=True))

    def end(self) -> None:
        """Keep nothing more on a thread of its own; what is being kept is finished first."""
        with self._lock:
            self._ended = True
        with self._keeping:
            self._waits = False

    def _sealed(self) -> bytes:
        return seal_anchor(self._key, self._instance, self._anchor)

    def _after(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self._keep_waiting)
        timer.name, timer.daemon = "anchor", True
        try:
            timer.start()
        except RuntimeError:  # the program is ending; closing the vault keeps the anchor
            self._running = False

    def _keep_waiting(self) -> None:
        with self._keeping:
            with self._lock:
                waits, self._waits = self._waits, False
                self._running = waits and not self._ended
                if not self._running:
                    return
            with suppress(DeviceError):  # tried again at the next save, and when the vault is closed
                self._keep(self._sealed())
        self._after(APART_SECONDS)
