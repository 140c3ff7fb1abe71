"""A laptop that joins late gets through the mailbox all that it may, whole, and nothing that is not for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.vault import checks
from hru_advocate.store.ledger import lanes, ledger
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.mailbox.posted import choose, post
from tests.casework.sharing.two_laptops import laptops, meet, package, shared_case, told_case
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")

NOTE = {"lines": [{"text": "Rang back."}]}


@pytest.fixture
def three(hub: Cluster, tmp_path: Path) -> Iterator[list[Session]]:
    """Two that have shared through the mailbox, and a third that has met nobody yet."""
    with laptops(tmp_path, 3) as opened:
        meet(opened[0], opened[1])
        for one in opened:
            choose(one, hub, tmp_path)
        yield opened


def told(session: Session, case: Saved) -> tuple[frozenset[str], tuple[str, ...]]:
    """The records a laptop holds of a case, and those that stand; what each notes of its own sharing comes later."""
    page = ledger.entries_of_case(session.vault, id_of(case), kind="record", limit=1000).entries
    heads = ledger.heads_of_case(session.vault, id_of(case))
    return frozenset(one.header.id for one in page), tuple(one.header.id for one in heads)


def shared_before(three: list[Session], folder: Path) -> Saved:
    """A case that two of them have written in, by turns, through the mailbox."""
    here, there, _late = three
    case = shared_case([here, there], folder)
    for one in (here, there, here):
        post(one)
        add(one, case, "notes", NOTE)
    for one in (here, there, here):
        post(one)
    assert told(here, case) == told(there, case)
    return case


def test_it_gets_what_was_written_before_it_came_and_after_whole(three: list[Session], tmp_path: Path) -> None:
    here, there, late = three
    case = shared_before(three, tmp_path)
    own = told_case(here)
    assert post(late).came == [], "nobody has met it yet"
    meet(here, late)
    package(here, case, tmp_path, there, late)  # chosen for whom; the file itself goes nowhere
    post(here)
    done = post(late)
    assert ([one.ref for one in done.came], done.refused) == ([case.ref], [])
    assert ["taken on the word of Robin Example" in one for one in done.warnings] == [True], "it has not met the other"
    assert told(late, case) == told(here, case)
    assert all(one.whole for one in lanes.of_case(late.vault, id_of(case)))
    assert len(late.heads(id_of(case), ["notes"])) == 4
    assert checks.verify(late).lines == ()
    assert late.heads(id_of(own), ["notes"]) == []
    add(there, case, "notes", NOTE)
    for one in (there, here, here, late):
        post(one)
    assert told(late, case) == told(here, case) == told(there, case)


def test_what_it_writes_comes_back_to_those_who_were_there_before(three: list[Session], tmp_path: Path) -> None:
    here, there, late = three
    case = shared_before(three, tmp_path)
    meet(here, late)
    meet(there, late)
    package(here, case, tmp_path, there, late)
    for one in (here, late):
        post(one)
    add(late, case, "notes", {"lines": [{"text": "Joined today."}]})
    for one in (late, here, here, there):  # what comes goes on with the next sharing, as it was said to go before
        post(one)
    assert told(there, case) == told(here, case) == told(late, case)


def test_once_removed_it_gets_nothing_of_what_is_written_after(three: list[Session], tmp_path: Path) -> None:
    here, there, late = three
    case = shared_before(three, tmp_path)
    meet(here, late)
    package(here, case, tmp_path, there, late)
    post(here)
    post(late)
    before = told(late, case)
    roster.remove(here, late.device.device_id, "It was handed back")
    add(here, case, "notes", NOTE)
    post(here)
    done = post(late)
    assert (done.came, told(late, case)) == ([], before)
    post(there)
    assert told(there, case) == told(here, case)
