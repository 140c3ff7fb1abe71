"""Right passphrase to Today: what the program adds to the cost of the key derivation, with a long-worked vault."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.bulk import fill_bulk
from hru_advocate.casework import counter, today
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.opening import Home
from hru_advocate.keys.passphrase import FALLBACK, stretch

_CASES: Final = 2_000
_ENTRIES: Final = 100_000
_BAR_MS: Final = 300.0
_ROUNDS: Final = 5
_PASSPHRASE: Final = "otter teapot violin meadow cobalt ladle"  # noqa: S105 - opens made-up people


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "vault")
        opened, _created = opening.create(home, _PASSPHRASE, author="Robin Example", with_keychain=False)
        fill_bulk(opened.session, _CASES, _ENTRIES, seed=1)
        opening.lock(opened)
        rounds = [_round(home) for _number in range(_ROUNDS + 1)][1:]
    bare = statistics.median(one[0] for one in rounds)
    whole = statistics.median(one[1] for one in rounds)
    print(f"{_CASES} cases, {_ENTRIES} entries{'Argon2id':>14}{'to Today':>12}{'more':>10}   bar {_BAR_MS:.0f} ms more")
    print(f"{'median':28}{bare:10.0f} ms{whole:9.0f} ms{whole - bare:7.0f} ms")
    return int(whole - bare > _BAR_MS)


def _round(home: Home) -> tuple[float, float]:
    """Milliseconds of the key derivation alone, and from the passphrase to the data of Today."""
    start = time.perf_counter()
    stretch(_PASSPHRASE, FALLBACK.with_fresh_salt())
    bare = time.perf_counter() - start
    start = time.perf_counter()
    opened, _unlocked = opening.unlock(home, _PASSPHRASE)
    today.look(opened.session)
    counter.counts(opened.session)
    whole = time.perf_counter() - start
    opening.lock(opened)
    return bare * 1e3, whole * 1e3


if __name__ == "__main__":
    sys.exit(main())
