"""Some of a day of 300 advocates who write 30 entries each and share each, against one PostgreSQL: 9,000 packages.

Sharing is a connection (TLS, a password), a look, the wrapped keys of what is new, a package and a notice. Most are
put by eight at any time, each as fast as the server lets it, which is far more than such a day brings. Then some share
one after the other, as those 9,000 would come over eight hours: one in three seconds; the bar is for their puts. The
server keeps what it says it kept (``fsync``), on this computer's disk; beside it stand as many bytes written bare into
files of that disk and synced. ``--packages 9000`` puts the whole day.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hru_advocate.hub import keeping
from hru_advocate.hub.card import MailboxCard
from hru_advocate.hub.connecting import connected
from hru_advocate.hub.mailbox import Mailbox
from tests.hub_cluster import Cluster, cluster, missing

_LAPTOPS: Final = 300
_PACKAGES: Final = 2_000
_AT_ONCE: Final = 8
_ALONE: Final = 300
_LOOKS_AT: Final = 100
_KEYS: Final = 9 + 4 * 1168
_CONTENT: Final = 65_536 + 28
_BAR_MS: Final = 50.0
_BARE: Final = 200
_CONFIG: Final = """
fsync = on
full_page_writes = on
synchronous_commit = on
autovacuum = on
log_statement = none
shared_buffers = 128MB
max_wal_size = 1GB
"""


@dataclass
class _Took:
    """The seconds each put, each look and each whole sharing took, and which numbers the first of them began after."""

    count: str = ""
    number: int = 0

    put: list[float] = field(default_factory=list)
    look: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mailbox")
    parser.add_argument("--packages", type=int, default=_PACKAGES)
    packages: int = parser.parse_args().packages
    if lacking := missing():
        print(f"NOT TRIED: it needs {lacking}")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server runs as another user
        bare = _bare(folder)
        with cluster(folder, _CONFIG) as hub:
            cards = _let_in(hub)
            day, seconds, busy = _day(cards, packages, _AT_ONCE)
            alone, _seconds, _busy = _day(cards, _ALONE, 1)
            size, seen = _size(hub)
    print(f"{packages} packages, as many notices, {_LAPTOPS} laptops: {seconds:.0f} s, {busy:.0f} s of them busy here")
    print(f"{'milliseconds':40}{'median':>9}{'p95':>9}{'most':>9}   bar {_BAR_MS:.0f} for p95 of a put alone")
    rows = [("bare, written and synced", bare)]
    for how, took in ((f"{_AT_ONCE} at any time", day), ("alone", alone)):
        rows += [(f"a put, {how}", took.put), (f"a look, {how}", took.look), (f"a sharing, {how}", took.whole)]
    for what, times in rows:
        print(f"{what:40}{statistics.median(times) * 1000:9.1f}{_p95(times):9.1f}{max(times) * 1000:9.1f}")
    each = size / seen.packages / 1000
    print(f"{seen.packages} lie there, {seen.bytes / 1e6:.0f} MB; on the disk {each:.1f} kB for each")
    return int(_p95(alone.put) > _BAR_MS or seen.packages != 2 * (packages + _ALONE))


def _bare(folder: Path) -> list[float]:
    """Write as many bytes as a package has into files of their own, and have the disk keep them."""
    data, times = secrets.token_bytes(_KEYS + _CONTENT), []
    for number in range(_BARE):
        start = time.perf_counter()
        with (folder / f"{number}.bare").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        times.append(time.perf_counter() - start)
    return times


def _let_in(hub: Cluster) -> list[MailboxCard]:
    """The cards of all laptops, over TLS as they come."""
    over_tls = MailboxCard("localhost", "nobody", port=hub.port, certificate=str(hub.certificate))
    with hub.line() as line:
        return [keeping.let_in(line, over_tls) for _laptop in range(_LAPTOPS)]


def _day(cards: list[MailboxCard], packages: int, at_once: int) -> tuple[_Took, float, float]:
    chance, took = random.Random(1), _Took()  # noqa: S311 - whose turn it is, no secret
    turns = [chance.choice(cards) for _package in range(packages)]
    with connected(cards[0]) as line:
        mailbox = Mailbox(line)
        listing = mailbox.look(0, "", ())
        took.number = max((one.number for one in listing.packages), default=0)
        took.count = listing.count
    start, busy = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(at_once) as threads:
        for _done in threads.map(lambda card: _share(card, took), turns):
            pass
    return took, time.perf_counter() - start, time.process_time() - busy


def _share(card: MailboxCard, took: _Took) -> None:
    begun = time.perf_counter()
    with connected(card) as line:
        mailbox = Mailbox(line)
        start = time.perf_counter()
        listing = mailbox.look(max(0, took.number + len(took.put) - _LOOKS_AT), took.count, ())
        mailbox.keys([one.name for one in listing.packages])
        took.look.append(time.perf_counter() - start)
        for _one in range(2):
            keys, content = secrets.token_bytes(_KEYS), secrets.token_bytes(_CONTENT)
            start = time.perf_counter()
            mailbox.put(f"{secrets.token_hex(8)}.bin", keys, content)
            took.put.append(time.perf_counter() - start)
    took.whole.append(time.perf_counter() - begun)


def _size(hub: Cluster) -> tuple[int, keeping.Watched]:
    with hub.line() as line:
        [(size,)] = line.ask("SELECT pg_database_size('hru')")
        return int(size), keeping.watched(line)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


if __name__ == "__main__":
    sys.exit(main())
