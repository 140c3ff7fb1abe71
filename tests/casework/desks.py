"""What tests of casework share: an open vault at a fixed time, cheap to unlock, and short ways to fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hru_advocate.casework import opening
from hru_advocate.casework.desk import Desk
from hru_advocate.casework.entries import Saved, save
from hru_advocate.casework.opening import Home
from hru_advocate.clock import FixedClock
from hru_advocate.keys.passphrase import Bounds, Cost, Hardness

ANY = Cost(memory_kib=64, passes=1, lanes=1)
CHEAP = Hardness(daily=ANY, fallback=ANY, bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)))
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
AUTHOR = "Robin Example"


class MemoryKeychain:
    """A keychain for tests that lasts as long as the test."""

    name = "Secret Service"

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def store(self, entry: str, secret: str) -> None:
        self.kept[entry] = secret

    def read(self, entry: str) -> str | None:
        return self.kept.get(entry)

    def delete(self, entry: str) -> None:
        self.kept.pop(entry, None)


def home_at(folder: Path, keychain: MemoryKeychain | None = None) -> Home:
    chain = keychain or MemoryKeychain()
    return Home(
        folder,
        hardness=CHEAP,
        clock=FixedClock(NOW, step=timedelta(milliseconds=7)),
        find_keychain=lambda: chain,
    )


@contextmanager
def desk_at(folder: Path) -> Iterator[Desk]:
    """A fresh vault, open."""
    home = home_at(folder)
    passphrase = opening.suggest_passphrase(4, AUTHOR)
    opened, _created = opening.create(home, passphrase, author=AUTHOR, with_keychain=True)
    try:
        yield opened.desk
    finally:
        opening.lock(opened)


REFERRAL: dict[str, object] = {
    "victim": "Mo Example",
    "received": "2026-11-10",
    "source": "police_officer",
    "area": "warrington",
    "behaviour": ["stalking"],
    "relationship": "ex_partner",
    "living_situation": "separated",
    "decision": "accept",
}


def new_case(desk: Desk, **more: object) -> Saved:
    """A case, opened by its referral."""
    return save(desk, "referral", REFERRAL | more)


def add(desk: Desk, case: Saved, form: str, raw: Mapping[str, object]) -> Saved:
    """One more record of a case."""
    return save(desk, form, raw, case=case.case)
