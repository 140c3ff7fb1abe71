"""Four laptops that write apart, packages lost, doubled and out of order: in the end all hold and show the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.vault import checks
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.two_laptops import know, laptops, package, told_case

STEPS = 40
LOST = 0.1
"""The share of packages that never arrive."""


@pytest.fixture
def four(tmp_path: Path) -> Iterator[list[Session]]:
    with laptops(tmp_path, 4) as opened:
        for one, other in permutations(opened, 2):
            know(one, other)
        yield opened


def _write(session: Session, case: Saved, chance: random.Random) -> None:
    """Something new, or a correction of what stands here, whoever wrote it."""
    said = f"Said {chance.randrange(1000)}."
    incidents = session.heads(id_of(case), ["incident"])
    match chance.randrange(4):
        case 0:
            add(session, case, "notes", {"lines": [{"text": said}]})
        case 1:
            add(session, case, "action", {"what": said, "owner": "us", "due": "2026-11-22", "state": "open"})
        case 2 if incidents:
            raw = {"happened": "2026-11-02", "what": said, "basis": "report"}
            save(session, "incident", raw, corrects=[chance.choice(incidents).entry], reason="Asked again.")
        case _:
            raw = {"happened": f"2026-11-{chance.randrange(1, 20):02}", "what": said, "basis": "report"}
            add(session, case, "incident", raw)


def _deliver(waiting: list[list[bytes]], four: list[Session], chance: random.Random) -> None:
    """Open one of the packages that wait somewhere, now and then without taking it away."""
    place = chance.randrange(len(four))
    if waiting[place]:
        which = chance.randrange(len(waiting[place]))
        data = waiting[place][which] if chance.random() < 0.2 else waiting[place].pop(which)
        open_package(four[place], data)


def _shown(session: Session, case: Saved) -> tuple[object, ...]:
    """All that a laptop holds and shows of the case, but for the receipts each writes for itself."""
    entries = ledger.entries_of_case(session.vault, id_of(case), kind="record", limit=10_000).entries
    heads = ledger.heads_of_case(session.vault, id_of(case))
    return (
        {one.header.id for one in entries},
        [one.header.id for one in heads],
        views.case_row(session.vault, case.case or ""),
    )


def _apart(four: list[Session], folder: Path, seed: int) -> None:
    chance, case = random.Random(seed), told_case(four[0])
    waiting: list[list[bytes]] = [[] for _one in four]
    for other, session in enumerate(four[1:], 1):
        waiting[other].append(package(four[0], case, folder, session))
        open_package(session, waiting[other][0])
    for _step in range(STEPS):
        writer = chance.randrange(len(four))
        _write(four[writer], case, chance)
        if chance.random() < 0.4:
            to = [place for place in range(len(four)) if place != writer and chance.random() < 0.6]
            data = package(four[writer], case, folder, *(four[place] for place in to)) if to else b""
            for place in to:
                if chance.random() >= LOST:
                    waiting[place].append(data)
        _deliver(waiting, four, chance)
    last = [(place, package(session, case, folder, *(one for one in four if one is not session)))
            for place, session in enumerate(four)]  # fmt: skip
    for place, session in enumerate(four):
        wanted = [*waiting[place], *(data for sender, data in last if sender != place)]
        chance.shuffle(wanted)
        for data in wanted:
            assert open_package(session, data).unmet == ()
    shown = [_shown(session, case) for session in four]
    assert all(one == shown[0] for one in shown[1:])
    assert [checks.verify(session).lines for session in four] == [()] * len(four)
    assert [checks.verify(session, "quick").partial_cases for session in four] == [()] * len(four)


def test_what_four_wrote_apart_is_the_same_on_each_in_the_end(four: list[Session], tmp_path: Path) -> None:
    _apart(four, tmp_path, 12)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_so_it_is_whatever_was_lost_doubled_or_late(four: list[Session], tmp_path: Path, seed: int) -> None:
    _apart(four, tmp_path, seed)
