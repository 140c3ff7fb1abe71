"""What tests of casework share: an open vault at a fixed time, cheap to unlock, and short ways to fill it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening, undoing
from hru_advocate.casework.vault.opening import Home
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.keys import envelope
from hru_advocate.store.ledger import entries as reading
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import CHEAP, MemoryKeychain

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
AUTHOR = "Robin Example"


def home_at(folder: Path, keychain: MemoryKeychain | None = None) -> Home:
    chain = keychain or MemoryKeychain()
    return Home(
        folder,
        hardness=CHEAP,
        clock=FixedClock(NOW, step=timedelta(milliseconds=7)),
        find_keychain=lambda: chain,
    )


def on(session: Session, day: date) -> Session:
    """The session as it would be that morning."""
    morning = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)
    session.clock = FixedClock(morning, step=timedelta(milliseconds=7))
    return session


@contextmanager
def session_at(folder: Path) -> Iterator[Session]:
    """A fresh vault, open."""
    home = home_at(folder)
    passphrase = opening.suggest_passphrase(4, AUTHOR)
    opened, _created = opening.create(home, passphrase, author=AUTHOR, with_keychain=True)
    try:
        yield opened.session
    finally:
        opening.lock(opened)


@dataclass(frozen=True)
class NewVault:
    """A vault just made and shut, to be copied: what opens it, the time it took, and the moment of its last entry."""

    folder: Path
    passphrase: str
    kept: dict[str, str]
    passed: timedelta
    last: Stamp | None


def new_vault_at(folder: Path) -> NewVault:
    """Make a vault and let it go without an entry about that: a copy opens as if it had just been made."""
    keychain = MemoryKeychain()
    home = home_at(folder, keychain)
    passphrase = opening.suggest_passphrase(4, AUTHOR)
    opened, _created = opening.create(home, passphrase, author=AUTHOR, with_keychain=True)
    undoing.let_go(opened)
    return NewVault(folder, passphrase, keychain.kept, home.clock.now() - NOW, opened.session._last)


@contextmanager
def copied_session(new: NewVault, folder: Path) -> Iterator[Session]:
    """A copy of a vault just made, open."""
    keychain = MemoryKeychain(kept=dict(new.kept))
    home = home_at(folder, keychain)
    shutil.copytree(new.folder, folder)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(new.passed)
    keys = envelope.unlock_daily(home.headers, keychain, new.passphrase, hardness=CHEAP)
    opened = opening._open(home, keys, keychain)
    opened.session._last = new.last
    try:
        yield opened.session
    finally:
        opening.lock(opened)


REFERRAL: dict[str, object] = {
    "victim": "Mo Example",
    "received": "2026-11-10",
    "source": "police_officer",
    "area": "warrington",
    "behaviour": ["stalking"],
    "relationship": "ex_partner",
    "lives_together": "apart",
    "decision": "accept",
    "adds_value": True,
}


def new_case(session: Session, **more: object) -> Saved:
    """A case, opened by its referral; several of one session are several people of one name."""
    return save(session, "referral", REFERRAL | {"not_same_person": "Another made-up person of this name."} | more)


def add(session: Session, case: Saved, form: str, raw: Mapping[str, object]) -> Saved:
    """One more record of a case."""
    return save(session, form, raw, case=case.case)


def id_of(case: Saved) -> str:
    """The id of the case something was saved in."""
    assert case.case is not None
    return case.case


def events_of(session: Session) -> list[tuple[str, str | None, Any]]:
    """Every event of the vault, oldest first: its name, its case and what it says."""
    walked = reading.walk(session.vault.connection().cursor())
    events = [one for _position, one in walked if one.header.kind == "event"]
    return [(one.header.form, one.header.case, json.loads(one.body or b"null")) for one in events]


def worked_by(session: Session, name: str) -> Session:
    """The session as one of a vault that was made under that name."""
    session.author = name
    return session
