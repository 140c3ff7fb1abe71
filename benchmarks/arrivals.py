"""The time 2,000 entries of another device take to be proven and taken in, beside the same rows bare in SQLCipher.

Fifty cases, shuffled, into an empty vault and into one of 10,000 entries.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from hru_advocate.domain.ledger.entry import Entry, canonical
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.keys import signing
from hru_advocate.store.ledger import arrivals, devices, ledger
from hru_advocate.store.vault_file import driver, vault
from hru_advocate.store.vault_file.vault import Vault

try:
    from benchmarks.material import DEVICE, KEY, Material
except ImportError:  # started as a file
    from material import (  # type: ignore[no-redef,import-not-found]  # the same, found beside this file
        DEVICE,
        KEY,
        Material,
    )

_ENTRIES = 2_000
_FILLED = 10_000
_TIMES = 3
_BAR = 2.0


class _Took(NamedTuple):
    """Seconds by the clock, seconds of processor time (what other programs do does not count), entries taken in."""

    seconds: float
    busy: float
    taken: int


def _written(folder: Path, material: Material) -> tuple[list[Entry], dict[str, Projection | None]]:
    """The entries a colleague's laptop wrote, in an order it may arrive in, and what each shows."""
    there = vault.create(folder / "there.vault", KEY)
    news = list(material.contacts(_ENTRIES))
    entries = ledger.append_many(there, news, sign=material.sign)
    there.close()
    random.Random(1).shuffle(entries)  # noqa: S311 - an order, no secret
    return entries, {new.id: new.projection for new in news}


def _bare(folder: Path, entries: list[Entry]) -> float:
    """Write the same headers and bodies as plain rows of one table, in one transaction."""
    driver.make_empty(folder / "bare.db")
    bare = driver.connect(folder / "bare.db", KEY)
    bare.execute("CREATE TABLE row (id TEXT PRIMARY KEY, header BLOB, signature BLOB, salt BLOB, body BLOB) STRICT")
    rows = [(one.header.id, canonical(one.header), one.signature, one.salt, one.body) for one in entries]
    start = time.perf_counter()
    bare.execute("BEGIN IMMEDIATE")
    bare.cursor().executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", rows)
    bare.execute("COMMIT")
    seconds = time.perf_counter() - start
    bare.close()
    return seconds


def _take_in(opened: Vault, entries: list[Entry], shown: dict[str, Projection | None], public: bytes) -> _Took:
    devices.add(opened, devices.Device(DEVICE, public, None, "made-up laptop", "2026-11-23"))
    start, busy = time.perf_counter(), time.process_time()
    taken = arrivals.take_in(
        opened,
        entries,
        project=lambda entry: shown[entry.header.id],
        check=lambda _device, content, signature: signing.verify(public, content, signature),
    )
    return _Took(time.perf_counter() - start, time.process_time() - busy, len(taken.new))


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    material, own = Material(cases=50), Material(cases=200, seed=2, device="f" * 16)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries, shown = _written(folder, material)
        bare = _bare(folder, entries)
        start = time.perf_counter()
        for one in entries:
            signing.verify(material.public, canonical(one.header), one.signature)
        signatures = time.perf_counter() - start
        times = []
        for number in range(_TIMES):
            empty = vault.create(folder / f"empty{number}.vault", KEY)
            times.append(_take_in(empty, entries, shown, material.public))
            empty.close()
        into_empty = min(times)
        filled = vault.create(folder / "filled.vault", KEY)
        ledger.append_many(filled, own.contacts(_FILLED), sign=own.sign)
        into_filled = _take_in(filled, entries, shown, material.public)
        filled.close()
    print(f"{'':34}{'seconds':>9}{'of them busy':>14}{'ratio':>8}   bar {_BAR} s busy for {_ENTRIES} entries")
    print(f"{'bare rows':34}{bare:9.3f}{'':14}{1:8.1f}")
    print(f"{'signatures alone':34}{signatures:9.3f}{'':14}{signatures / bare:8.1f}")
    for what, took in (("into an empty vault", into_empty), (f"into one of {_FILLED} entries", into_filled)):
        print(f"{what:34}{took.seconds:9.3f}{took.busy:14.3f}{took.seconds / bare:8.1f}")
    whole = {took.taken for took in (*times, into_filled)} == {_ENTRIES}
    return int(max(into_empty.busy, into_filled.busy) > _BAR or not whole)


if __name__ == "__main__":
    sys.exit(main())
