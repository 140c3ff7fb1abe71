"""Made-up entries for the benchmarks of the store: words of likely length and spread, one device, real signatures."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hru_advocate.domain.ledger.entry import Stamp, canonical
from hru_advocate.domain.ledger.ids import new_id
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store.ledger.ledger import NewEntry

KEY = bytes(range(32))
DEVICE = "aaaaaaaaaaaaaaaa"
_START = 1_700_000_000_000
_LETTERS = "eeeeeeeeeeeetttttttttaaaaaaaaooooooooiiiiiiinnnnnnnsssssshhhhhhrrrrrrddddlllluuucccmmmwwwffggyyppbbvk"


@dataclass
class Material:
    """An endless supply of contacts for a number of cases, the same ones for the same seed."""

    cases: int
    words: int = 60
    seed: int = 1
    searchable: bool = True
    device: str = DEVICE
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - made-up words, no secret
        self.now = _START
        self.vocabulary = [self._word() for _ in range(12_000)]
        weights = [1 / (rank + 8) for rank in range(len(self.vocabulary))]
        self._weights = list(itertools.accumulate(weights))
        self.case_ids = [self._id() for _ in range(self.cases)]
        self._signing = Ed25519PrivateKey.from_private_bytes(self._random.randbytes(32))

    @property
    def public(self) -> bytes:
        """The key the device's signatures are checked with."""
        return self._signing.public_key().public_bytes_raw()

    def sign(self, digest: bytes) -> bytes:
        """Sign as the device does."""
        return self._signing.sign(digest)

    def text(self) -> str:
        """Write a note of about ``words`` words, common words more often than rare ones."""
        return " ".join(self._random.choices(self.vocabulary, cum_weights=self._weights, k=self.words))

    def contacts(self, number: int) -> Iterator[NewEntry]:
        """Write contacts in random cases, each with what a contact tells the case row."""
        for _ in range(number):
            yield self._contact()

    def _contact(self) -> NewEntry:
        one = self._id()
        text = self.text()
        day = f"2026-{self._random.randint(1, 12):02}-{self._random.randint(1, 28):02}"
        utc = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(self.now / 1000))
        columns = {"last_contact": utc, "last_reached": utc, "next_contact": day, "next_reason": "ring back"}
        body = canonical({"answers": {"note": {"state": "answered", "value": text}}})
        return NewEntry(
            id=one,
            device=self.device,
            record=one,
            form="contact",
            version=1,
            definition="d" * 64,
            author="worker",
            recorded=Stamp(utc, 0, self.now * 1_000_000, "boot"),
            body=body,
            case=self._random.choice(self.case_ids),
            happened=utc,
            projection=Projection("contact", text[:60], utc, text if self.searchable else "", columns),
        )

    def _id(self) -> str:
        self.now += self._random.randint(1, 60_000)
        return new_id(self.now, self._random.randbytes(10))

    def _word(self) -> str:
        return "".join(self._random.choices(_LETTERS, k=max(1, round(self._random.gauss(6, 2.5)))))
