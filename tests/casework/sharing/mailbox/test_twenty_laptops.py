"""Twenty laptops over a mailbox, and over a folder: lost, doubled, cut off, killed, wrong clocks; equal in the end.

A second case is erased by one of them, or by several, at some moment: in the end it is erased wherever that was heard,
and nowhere brought back, whatever old copies come.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from hru_advocate.casework.closing.erasing import ErasureHeld, stubs, take_out
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.erased.answering import carry_out, erasures_asked
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.share_now import Where, share_now, share_offer
from hru_advocate.casework.sharing.shared import SharedNow
from hru_advocate.casework.sharing.taking import Turn
from hru_advocate.casework.vault import checks
from hru_advocate.errors import AdvocateError
from hru_advocate.hub.connecting import HubLine, MailboxSilent
from hru_advocate.keys import eight_words
from hru_advocate.store.ledger import ledger
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of
from tests.casework.proof.bags import ASKED
from tests.casework.sharing import two_laptops
from tests.casework.sharing.erased.erasing_laptops import says_something
from tests.casework.sharing.mailbox.posted import choose
from tests.casework.sharing.two_laptops import laptops, meet, package, told_case
from tests.fixed_clock import FixedClock
from tests.hub_cluster import Cluster

pytestmark = [pytest.mark.soak, pytest.mark.xdist_group("hub")]

SEEDS = range(*(int(one) for one in os.environ.get("HRU_SEEDS", "0-10").split("-")))
"""The seeds: HRU_SEEDS=0-50 runs fifty through each place, ten seconds of processor a seed."""
MANY = 20
STEPS = 60
LOST = 0.1


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Session]]:
    """The supervisor, whom all have met, and those who met their neighbour besides."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(two_laptops, "NAMES", tuple(f"Made-up {place}" for place in range(MANY)))
        # Thirty-seven pairs meet, and the words of each cost what a passphrase does.
        patched.setattr(eight_words, "stretch_bytes", lambda told, _cost: hashlib.sha256(told).digest())
        with laptops(tmp_path_factory.mktemp("laptops"), MANY) as opened:
            for one in opened[1:]:
                meet(opened[0], one)
            for one, other in pairwise(opened[1:]):
                meet(one, other)
            yield opened


@dataclass
class Unit:
    """Twenty that share a case through a place that loses and doubles."""

    all: list[Session]
    where: Where
    lose: Callable[[random.Random], None]
    case: Saved
    going: Saved
    """The case that is erased."""
    copies: list[bytes]
    """Packages of it that were sealed before, for all of them."""
    erased: set[int] = field(default_factory=set)

    def share(self, session: Session) -> SharedNow:
        """Share all that goes."""
        return share_now(session, self.where, share_offer(session, self.where).going)

    def said(self) -> list[object]:
        """What each of them holds and shows of the case."""
        return [
            (
                {
                    one.header.id
                    for one in ledger.entries_of_case(each.vault, id_of(self.case), kind="record", limit=10_000).entries
                },
                [one.header.id for one in ledger.heads_of_case(each.vault, id_of(self.case))],
            )
            for each in self.all
        ]


def _write(session: Session, case: Saved, chance: random.Random) -> None:
    raw = {"happened": "2026-11-02", "what": f"Said {chance.randrange(1000)}.", "basis": "report"}
    incidents = session.heads(id_of(case), ["incident"])
    if incidents and chance.random() < 0.4:
        save(session, "incident", raw, corrects=[chance.choice(incidents).entry], reason="Asked again.")
    else:
        add(session, case, "incident", raw)


def _killed(unit: Unit, session: Session, chance: random.Random) -> None:
    """Share, and be stopped in the middle: by a mailbox that is gone, or the end of the program."""
    left = chance.randrange(1, 12)

    def counted(*_values: object) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return False

    ask = HubLine.ask

    def breaking(line: HubLine, *values: object, **more: int) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise MailboxSilent
        return ask(line, *values, **more)  # type: ignore[arg-type]  # handed on as it came

    with pytest.MonkeyPatch.context() as patched, suppress(KeyboardInterrupt, MailboxSilent):
        patched.setattr(HubLine, "ask", breaking)
        patched.setattr(Turn, "goes_on", lambda turn: not counted() and not turn.over)
        unit.share(session)


def _write_or_erase(unit: Unit, place: int, chance: random.Random) -> None:
    """Something happens about the case that is erased: it is written into, erased, an answer is given, a copy comes."""
    session, case = unit.all[place], id_of(unit.going)
    roll = chance.random()
    if roll < 0.3:
        with suppress(AdvocateError):
            open_package(session, chance.choice(unit.copies))
    if place in unit.erased:
        return
    if case in waiting(session):
        if roll < 0.5:
            _carry_out(unit, place)
    elif roll < 0.6:
        add(session, unit.going, "incident", {"happened": "2026-11-02", "what": "Once more.", "basis": "report"})
    elif roll < 0.65:
        _erase(unit, place)


def _erase(unit: Unit, place: int) -> None:
    with suppress(ErasureHeld):  # another one's closing came meanwhile, and the two disagree
        close(unit.all[place], unit.going)
        take_out(unit.all[place], unit.going.ref, ASKED | {"ground": "in_error"})
        unit.erased.add(place)


def _carry_out(unit: Unit, place: int) -> None:
    carry_out(unit.all[place], unit.going.ref)
    unit.erased.add(place)


def _check_nowhere_brought_back(unit: Unit) -> None:
    assert not any(says_something(unit.all[place], unit.going) for place in unit.erased)


def _apart(unit: Unit, seed: int) -> None:
    chance = random.Random(seed)
    for session in unit.all:
        assert isinstance(session.clock, FixedClock)
        session.clock.advance(timedelta(hours=chance.randrange(48)))
    away: set[int] = set()
    for step in range(STEPS):
        place = chance.randrange(MANY)
        if step % 20 == 0:
            away = set(chance.sample(range(MANY), 6))  # who has no network for a while
        _write(unit.all[place], unit.case, chance)
        _write_or_erase(unit, chance.randrange(MANY), chance)
        if place in away:
            continue
        if chance.random() < 0.2:
            _killed(unit, unit.all[place], chance)
        else:
            unit.share(unit.all[place])
        unit.lose(chance)
        _check_nowhere_brought_back(unit)
    if not unit.erased:
        _erase(unit, 0)
    _come_together(unit)
    _check_nowhere_brought_back(unit)
    assert [[stub.ref for stub in stubs(one)].count(unit.going.ref) for one in unit.all] == [1] * MANY
    assert [erasures_asked(one) for one in unit.all] == [()] * MANY
    assert [checks.verify(one, "quick").lines for one in unit.all] == [()] * MANY


def _come_together(unit: Unit) -> None:
    """Everybody shares in turns, nothing is lost any more: after a few rounds all hold the same."""
    for _round in range(4):
        for place in (*range(MANY), 0):
            unit.share(unit.all[place])
            if id_of(unit.going) in waiting(unit.all[place]):
                _carry_out(unit, place)
        said = unit.said()
        if all(one == said[0] for one in said) and len(unit.erased) == MANY:
            return
    pytest.fail("they do not hold the same")


def _begin(twenty: list[Session], folder: Path) -> tuple[Saved, Saved, list[bytes]]:
    """A case that all have, and one that all have too, with copies of it as it was sealed."""
    case, going = told_case(twenty[0]), told_case(twenty[0])
    data, copy = (package(twenty[0], each, folder, *twenty[1:]) for each in (case, going))
    for one in twenty[1:]:
        open_package(one, data)
        open_package(one, copy)
    for one, other in pairwise(twenty[1:]):
        open_package(other, package(one, case, folder, other))
    copies = [copy, *(package(one, going, folder, twenty[0]) for one in twenty[1:4])]
    return case, going, copies


@pytest.mark.parametrize("seed", SEEDS)
def test_over_one_mailbox(twenty: list[Session], hub: Cluster, tmp_path: Path, seed: int) -> None:
    for session in twenty:
        choose(session, hub, tmp_path)

    def lose(chance: random.Random) -> None:
        with hub.line() as line:
            line.ask("DELETE FROM hru.wrapped WHERE random() < %s::float8 AND number > (SELECT max(number) - 3"
                     " FROM hru.wrapped)", str(LOST))  # fmt: skip

    _apart(Unit(twenty, "mailbox", lose, *_begin(twenty, tmp_path)), seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_over_one_folder(twenty: list[Session], tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "share"
    folder.mkdir()

    def lose(chance: random.Random) -> None:
        newest = sorted(folder.glob("*.bin"), key=lambda path: path.stat().st_mtime_ns)[-3:]
        for path in newest:
            roll = chance.random()
            if roll < LOST:
                path.unlink()
            elif roll < 2 * LOST:
                (folder / f"{chance.randrange(1 << 60):016x}.bin").write_bytes(path.read_bytes())

    _apart(Unit(twenty, folder, lose, *_begin(twenty, tmp_path)), seed)
