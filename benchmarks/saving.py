"""The cost of saving one entry beside one bare SQLCipher commit of one row, same settings, same disk, same run."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file import driver, vault

try:
    from benchmarks.material import KEY, Material
except ImportError:  # started as a file
    from material import KEY, Material  # type: ignore[no-redef,import-not-found]  # the same, found beside this file

_ROUNDS = 24
_A_ROUND = 40
_FILLED = 10_000
_BAR = 2.0


def measure(folder: Path) -> tuple[list[float], list[float]]:
    """Time bare commits and saved entries by turns; seconds each."""
    material = Material(cases=200)
    opened = vault.create(folder / "saving.vault", KEY)
    ledger.append_many(opened, material.contacts(_FILLED), sign=material.sign)
    opened.checkpoint()
    bare_path = folder / "bare.db"
    driver.make_empty(bare_path)
    bare = driver.connect(bare_path, KEY)
    bare.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
    rows: list[float] = []
    entries: list[float] = []
    for number in range(_ROUNDS + 2):
        notifier = list(material.contacts(_A_ROUND))
        bodies = [new.body for new in notifier]
        row_times = [_timed(partial(_commit, bare, body)) for body in bodies]
        entry_times = [_timed(partial(ledger.append, opened, new, sign=material.sign)) for new in notifier]
        if number >= 2:  # the first two warm both files up
            rows += row_times
            entries += entry_times
    bare.close()
    opened.close()
    return rows, entries


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _commit(bare: driver.Connection, body: bytes) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT INTO row (body) VALUES (?)", (body,))
    bare.execute("COMMIT")


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        rows, entries = measure(Path(folder))
    print(f"{'':12}{'bare commit':>14}{'saved entry':>14}{'ratio':>8}   bar {_BAR}")
    ratio = 0.0
    for name, of in (("median", statistics.median), ("mean", statistics.fmean), ("p95", _p95)):
        bare, saved = of(rows) * 1e3, of(entries) * 1e3
        ratio = ratio or saved / bare
        print(f"{name:12}{bare:11.3f} ms{saved:11.3f} ms{saved / bare:8.2f}")
    return int(ratio > _BAR)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
