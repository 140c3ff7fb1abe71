"""A mailbox that shows one laptop what it keeps from another: what the one tells gives it away to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.vault import checks
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.mailbox.posted import choose, post
from tests.casework.sharing.two_laptops import laptops, meet, package, told_case
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")

SHOWN_TO = """
    DROP POLICY look ON hru.wrapped;
    CREATE POLICY look ON hru.wrapped FOR SELECT TO hru_laptop USING ({0});
"""


@pytest.fixture
def split(hub: Cluster) -> Iterator[Cluster]:
    """The mailbox, honest again afterwards."""
    yield hub
    with hub.line() as line:
        line.do(SHOWN_TO.format("true"))


@pytest.fixture
def three(split: Cluster, tmp_path: Path) -> Iterator[tuple[list[Session], list[str]]]:
    """Three that met and chose the mailbox, and the names under which they come."""
    with laptops(tmp_path, 3) as opened:
        for one, other in combinations(opened, 2):
            meet(one, other)
        yield opened, [choose(one, split, tmp_path).user for one in opened]


def test_what_is_kept_from_one_of_two_is_said_by_what_the_other_tells(
    three: tuple[list[Session], list[str]], split: Cluster, tmp_path: Path
) -> None:
    (robin, kim, jo), users = three
    case = told_case(robin)
    for session in (kim, jo):
        open_package(session, package(robin, case, tmp_path, kim, jo))
    open_package(kim, package(jo, case, tmp_path, kim))
    add(robin, case, "notes", {"lines": [{"text": "Rang back."}]})
    post(robin)
    post(jo)
    assert [len(one.heads(id_of(case), ["notes"])) for one in (robin, kim, jo)] == [2, 1, 2]
    passed_on = {one.name for one in known_of_shared.of_case(jo, id_of(case)).put}
    robins, hers = (", ".join(f"'{name}'" for name in names) for names in (known_of_shared.own_files(robin), passed_on))
    with split.line() as line:
        line.do(SHOWN_TO.format(f"session_user <> '{users[1]}' OR name NOT IN ({robins}, {hers})"))
    [said] = post(kim).warnings
    assert said.startswith(f"{case.ref}: Jo Supervisor holds more of it than has come here.")
    with split.line() as line:  # what she passed on would do: the mailbox has to keep back that too
        line.do(SHOWN_TO.format(f"name NOT IN ({robins})"))
    assert post(kim).warnings == ()
    assert len(kim.heads(id_of(case), ["notes"])) == 2
    assert checks.verify(kim, "quick").lines == ()
