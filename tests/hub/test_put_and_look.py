"""The mailbox as laptops meet it, on a real PostgreSQL: put, look, take, withdraw, and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from hru_advocate.hub.connecting import HubLine, connected
from hru_advocate.hub.mailbox import Mailbox
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")

KEYS = secrets.token_bytes(9 + 4 * 1168)
CONTENT = secrets.token_bytes(65536 + 28)
A, B, C = (f"{letter * 16}.bin" for letter in "abc")


@pytest.fixture
def two(hub: Cluster) -> Iterator[tuple[HubLine, HubLine]]:
    """Two laptops on the line."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(connected(hub.let_in())) for _ in range(2))
        yield one, other


def test_what_one_puts_the_other_sees_takes_whole_and_cannot_take_away(two: tuple[HubLine, HubLine]) -> None:
    here, there = (Mailbox(line) for line in two)
    here.put(A, KEYS, CONTENT)
    listing = there.look(0, "", ())
    [listed] = listing.packages
    assert (listed.name, listed.bytes) == (A, len(KEYS) + len(CONTENT))
    assert (there.keys([A]), there.content(A, listed.bytes)) == ({A: KEYS}, CONTENT)
    assert there.sum_of(A) == (hashlib.sha256(KEYS + CONTENT).hexdigest(), len(KEYS) + len(CONTENT))
    assert not there.withdraw(A)
    assert there.look(0, "", ()).packages == listing.packages
    assert here.withdraw(A)
    assert there.look(0, "", ()).packages == ()
    assert (there.content(A, 1), there.sum_of(A), there.keys([A])) == (None, None, {})


def test_only_what_came_after_is_listed_and_all_of_it_where_the_numbers_are_others(
    two: tuple[HubLine, HubLine],
) -> None:
    here, there = (Mailbox(line) for line in two)
    here.put(A, KEYS, CONTENT)
    first = there.look(0, "", ())
    here.put(B, KEYS, CONTENT)
    since = first.packages[0].number
    assert [one.name for one in there.look(since, first.count, ()).packages] == [B]
    assert [one.name for one in there.look(since, first.count, (A, C)).packages] == [A, B]
    assert [one.name for one in there.look(since, "another", ()).packages] == [A, B]
    assert [one.name for one in there.look(since + 50, first.count, ()).packages] == [A, B], "a run that went back"
