"""From a keystroke to results with 100,000 entries, beside the bare FTS5 query on the same index in the same run."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hru_advocate.store import search
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

try:
    from benchmarks.material import KEY, Material
except ImportError:  # started as a file
    from material import KEY, Material  # type: ignore[no-redef,import-not-found]  # the same, found beside this file

_ENTRIES = 100_000
_BATCH = 5_000
_QUERIES = 60
_BAR_SECONDS = 0.05
_BAR_RATIO = 2.0
_BARE = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT 50"


def fill(opened: Vault, material: Material, entries: int) -> None:
    """Write many entries, signed by nobody: only their number matters here."""
    for _ in range(entries // _BATCH):
        ledger.append_many(opened, material.contacts(_BATCH), sign=lambda digest: digest * 2)


def typed(material: Material) -> dict[str, list[str]]:
    """The words people type, by kind: one, two and three letters, a word, two words, a word in one case."""
    chance = random.Random(3)  # noqa: S311 - made-up words, no secret
    words = [word for word in material.text().split() * _QUERIES if len(word) > 3]
    picked = chance.sample(words, _QUERIES)
    return {
        "1 letter": [word[:1] for word in picked],
        "2 letters": [word[:2] for word in picked],
        "3 letters": [word[:3] for word in picked],
        "a word": picked,
        "two words": [f"{word} {chance.choice(words)[:3]}" for word in picked],
    }


def measure(opened: Vault, texts: list[str]) -> tuple[list[float], list[float]]:
    """Time the bare query and ours, by turns; seconds each."""
    bare: list[float] = []
    ours: list[float] = []
    for text in texts:
        *exact, begun = text.split()
        query = " AND ".join([*(f'"{word}"' for word in exact), f'"{begun}"' + "*" * (len(begun) > 1)])
        with opened.read() as cursor:
            bare.append(_timed(partial(_asked, cursor, query)))
        ours.append(_timed(partial(search.search, opened, text, limit=50)))
    return bare, ours


def _asked(cursor: Cursor, query: str) -> list[Any]:
    return cursor.execute(_BARE, (query,)).fetchall()


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        opened = vault.create(Path(folder) / "searching.vault", KEY)
        material = Material(cases=2_000, words=40)
        start = time.perf_counter()
        fill(opened, material, _ENTRIES)
        print(f"{_ENTRIES:,} entries written in {time.perf_counter() - start:.0f} s")
        print(f"{'p95':12}{'bare FTS5':>12}{'search':>12}{'ratio':>8}   bars {_BAR_SECONDS * 1e3:.0f} ms, {_BAR_RATIO}")
        every: tuple[list[float], list[float]] = ([], [])
        for kind, texts in typed(material).items():
            measure(opened, texts[:5])
            bare, ours = measure(opened, texts)
            every[0].extend(bare)
            every[1].extend(ours)
            _tell(kind, bare, ours)
        bare_p95, ours_p95 = _tell("keystrokes", *every)
        opened.close()
    return int(ours_p95 > _BAR_SECONDS or ours_p95 > _BAR_RATIO * bare_p95)


def _tell(kind: str, bare: list[float], ours: list[float]) -> tuple[float, float]:
    one, other = (statistics.quantiles(times, n=20)[-1] for times in (bare, ours))
    print(f"{kind:12}{one * 1e3:9.2f} ms{other * 1e3:9.2f} ms{other / one:8.2f}")
    return one, other


if __name__ == "__main__":
    sys.exit(main())
