"""The time 2,000 entries of another device take to be proven and taken in, beside the same rows bare in SQLCipher.

Fifty cases, shuffled, into an empty vault and into one of 10,000 entries.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

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


def _written(folder: Path, material: Material) -> tuple[list[Entry], dict[str, Projection | None]]:
    """What a colleague's laptop wrote, in an order it may arrive in, and what each shows."""
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


def _take_in(
    opened: Vault, entries: list[Entry], shown: dict[str, Projection | None], public: bytes
) -> tuple[float, int]:
    devices.add(opened, devices.Device(DEVICE, public, None, "made-up laptop", "2026-11-23"))
    start = time.perf_counter()
    taken = arrivals.take_in(
        opened,
        entries,
        project=lambda entry: shown[entry.header.id],
        check=lambda _device, content, signature: signing.verify(public, content, signature),
    )
    return time.perf_counter() - start, len(taken.new)


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
        times: list[float] = []
        counts: set[int] = set()
        for number in range(_TIMES):
            empty = vault.create(folder / f"empty{number}.vault", KEY)
            seconds, count = _take_in(empty, entries, shown, material.public)
            empty.close()
            times.append(seconds)
            counts.add(count)
        into_empty = min(times)  # what else the machine does only ever adds
        filled = vault.create(folder / "filled.vault", KEY)
        ledger.append_many(filled, own.contacts(_FILLED), sign=own.sign)
        into_filled, count = _take_in(filled, entries, shown, material.public)
        filled.close()
    print(f"{'':34}{'seconds':>9}{'ratio':>8}   bar {_BAR} s for {_ENTRIES} entries")
    for what, seconds in (
        ("bare rows", bare),
        ("signatures alone", signatures),
        ("into an empty vault", into_empty),
        (f"into one of {_FILLED} entries", into_filled),
    ):
        print(f"{what:34}{seconds:9.3f}{seconds / bare:8.1f}")
    return int(into_empty > _BAR or counts | {count} != {_ENTRIES})


if __name__ == "__main__":
    sys.exit(main())
