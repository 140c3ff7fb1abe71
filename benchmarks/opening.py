"""The cost of opening a case as the other cases grow: its row, its lines, its current entries with their texts.

``python benchmarks/opening.py --full`` measures the bar itself, 50,000 cases and 1,000,000 entries (several minutes).
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file import vault

try:
    from benchmarks.material import KEY, Material
except ImportError:  # started as a file
    from material import KEY, Material  # type: ignore[no-redef,import-not-found]  # the same, found beside this file

_ENTRIES_A_CASE = 20
_SMALL = (500, 5_000)
_FULL = (1_000, 50_000)
_BATCH = 5_000
_OPENINGS = 200
_BAR_SECONDS = 0.03
_BAR_GROWTH = 2.0


def measure(path: Path, cases: int) -> tuple[float, float, float]:
    """Fill a vault, open it afresh and open cases by chance; median and p95 in seconds, and the file in MiB."""
    material = Material(cases=cases, words=40, searchable=False)
    opened = vault.create(path, KEY)
    for _ in range(cases * _ENTRIES_A_CASE // _BATCH):
        ledger.append_many(opened, material.contacts(_BATCH), sign=lambda digest: digest * 2)
    opened.close()
    chance = random.Random(4)  # noqa: S311 - made-up cases, no secret
    times = [_timed(path, case) for case in chance.choices(material.case_ids, k=_OPENINGS)]
    size = path.stat().st_size / 1024 / 1024
    path.unlink()
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], size


def _timed(path: Path, case: str) -> float:
    """Time one case in a vault just opened, so that nothing but its schema is in memory."""
    opened = vault.open_vault(path, KEY)
    start = time.perf_counter()
    views.case_row(opened, case)
    views.lines_of_case(opened, case)
    ledger.heads_of_case(opened, case)
    ledger.entries_of_case(opened, case, limit=50)
    seconds = time.perf_counter() - start
    opened.close()
    return seconds


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    p95s = []
    print(f"{'cases':>8}{'entries':>12}{'file':>12}{'median':>12}{'p95':>12}   bar {_BAR_SECONDS * 1e3:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        for cases in _FULL if "--full" in sys.argv else _SMALL:
            median, p95, size = measure(Path(folder) / "opening.vault", cases)
            p95s.append(p95)
            row = f"{cases:8,}{cases * _ENTRIES_A_CASE:12,}{size:8.0f} MiB"
            print(f"{row}{median * 1e3:9.2f} ms{p95 * 1e3:9.2f} ms")
    growth = p95s[-1] / p95s[0]
    print(f"growth of p95: {growth:.2f} (bar {_BAR_GROWTH})")
    return int(p95s[-1] > _BAR_SECONDS or growth > _BAR_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
