"""Rights in the mailbox: what a laptop, who watches and a stranger may do, asked of a real PostgreSQL row by row."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import LiteralString

import msgspec
import pytest

from hru_advocate.hub import keeping
from hru_advocate.hub.connecting import HubLine, MailboxRefused, MailboxSilent, connected
from hru_advocate.hub.mailbox import Mailbox
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")

KEYS = secrets.token_bytes(9 + 4 * 1168)
CONTENT = secrets.token_bytes(65536 + 28)
A, B = (f"{letter * 16}.bin" for letter in "ab")


@pytest.fixture
def lines(hub: Cluster) -> Iterator[dict[str, HubLine]]:
    """Two laptops, of which one put a package there, and somebody who watches."""
    with ExitStack() as stack:
        cards = {"laptop": hub.let_in(), "other": hub.let_in(), "watcher": hub.let_in(watcher=True)}
        found = {name: stack.enter_context(connected(card)) for name, card in cards.items()}
        Mailbox(found["other"]).put(A, KEYS, CONTENT)
        yield found


REFUSED: dict[str, tuple[str, LiteralString]] = {
    "a laptop changes a name": ("laptop", "UPDATE hru.wrapped SET name = 'cccccccccccccccc.bin'"),
    "a laptop changes keys": ("laptop", "UPDATE hru.wrapped SET keys = keys"),
    "a laptop changes content": ("laptop", "UPDATE hru.sealed SET content = content"),
    "a laptop takes the content away alone": ("laptop", "DELETE FROM hru.sealed"),
    "a laptop empties a table": ("laptop", "TRUNCATE hru.wrapped CASCADE"),
    "a laptop asks who put what": ("laptop", "SELECT put_by FROM hru.wrapped"),
    "a laptop asks when": ("laptop", "SELECT put_on FROM hru.wrapped"),
    "a laptop asks for the counts": ("laptop", "SELECT * FROM hru.watched"),
    "a laptop puts in another's name": (
        "laptop",
        ("INSERT INTO hru.wrapped (name, keys, put_by) SELECT 'bbbbbbbbbbbbbbbb.bin', keys, 'laptop_00000000'"
        " FROM hru.wrapped"),
    ),
    "a laptop chooses its number": (
        "laptop",
        ("INSERT INTO hru.wrapped (number, name, keys) OVERRIDING SYSTEM VALUE"
        " SELECT 99999, 'bbbbbbbbbbbbbbbb.bin', keys FROM hru.wrapped"),
    ),
    "a laptop puts a day": (
        "laptop",
        ("INSERT INTO hru.wrapped (name, keys, put_on) SELECT 'bbbbbbbbbbbbbbbb.bin', keys, '2030-01-01'"
        " FROM hru.wrapped"),
    ),
    "a laptop puts a name that says something": (
        "laptop", "INSERT INTO hru.wrapped (name, keys) SELECT 'HRU-7K3M-9QXF', keys FROM hru.wrapped"
    ),
    "a laptop puts keys of another size": (
        "laptop", "INSERT INTO hru.wrapped (name, keys) SELECT 'bbbbbbbbbbbbbbbb.bin', '\\x00' FROM hru.wrapped"
    ),
    "a laptop makes a table": ("laptop", "CREATE TABLE hru.notes (words text)"),
    "a laptop makes a table in public": ("laptop", "CREATE TABLE public.notes (words text)"),
    "a laptop makes a passing table": ("laptop", "CREATE TEMPORARY TABLE notes (words text)"),
    "a laptop becomes the owner": ("laptop", "SET ROLE hru_owner"),
    "a laptop puts its rights aside": ("laptop", "SET SESSION AUTHORIZATION keeper"),
    "a laptop reads a file of the server": ("laptop", "SELECT pg_read_file('postgresql.conf')"),
    "a laptop has the server run something": ("laptop", "COPY (SELECT 1) TO PROGRAM 'true'"),
    "a laptop reads passwords": ("laptop", "SELECT * FROM pg_authid"),
    "a laptop takes the steps back": ("laptop", "DELETE FROM hru.step"),
    "who watches reads keys": ("watcher", "SELECT keys FROM hru.wrapped"),
    "who watches reads content": ("watcher", "SELECT content FROM hru.sealed"),
    "who watches reads names": ("watcher", "SELECT name FROM hru.wrapped"),
    "who watches puts": ("watcher", "INSERT INTO hru.wrapped (name, keys) VALUES ('bbbbbbbbbbbbbbbb.bin', '\\x00')"),
    "who watches takes away": ("watcher", "DELETE FROM hru.wrapped"),
}  # fmt: skip


def test_what_is_not_granted_is_refused_and_changes_nothing(hub: Cluster, lines: dict[str, HubLine]) -> None:
    wrong = []
    for what, (who, question) in REFUSED.items():
        try:
            lines[who].ask(question)
        except MailboxRefused:
            continue
        wrong.append(what)
    assert wrong == []
    with hub.line() as line:
        assert line.ask("SELECT name, keys, content FROM hru.wrapped JOIN hru.sealed USING (number)") == [
            (A, KEYS, CONTENT)
        ]


def test_nobody_takes_away_what_another_put_not_even_as_the_group_of_laptops(lines: dict[str, HubLine]) -> None:
    for first in ("SET ROLE hru_laptop", "RESET ROLE"):
        lines["laptop"].ask(first)
        assert lines["laptop"].ask("DELETE FROM hru.wrapped RETURNING name") == []
    lines["laptop"].ask("SET ROLE hru_laptop")
    Mailbox(lines["laptop"]).put(B, KEYS, CONTENT)
    assert not Mailbox(lines["other"]).withdraw(B)
    assert Mailbox(lines["laptop"]).withdraw(B)


def test_a_name_that_is_taken_stays_whose_it_is(lines: dict[str, HubLine]) -> None:
    with pytest.raises(FileExistsError):
        Mailbox(lines["laptop"]).put(A, KEYS, bytes(len(CONTENT)))
    assert Mailbox(lines["laptop"]).content(A, 1) == CONTENT


@pytest.mark.parametrize("size", [0, 65563, 65565, 65536 * 2 + 27])
def test_a_package_of_another_size_than_packages_have_is_not_put_not_even_in_part(
    lines: dict[str, HubLine], size: int
) -> None:
    with pytest.raises(MailboxRefused):
        Mailbox(lines["laptop"]).put(B, KEYS, bytes(size))
    assert Mailbox(lines["laptop"]).keys([B]) == {}


def test_who_watches_sees_counts(hub: Cluster, lines: dict[str, HubLine]) -> None:
    told = keeping.watched(lines["watcher"])
    assert (told.packages, told.bytes, told.laptops) == (1, len(KEYS) + len(CONTENT), 1)
    assert told.oldest == told.newest


def test_numbers_come_in_the_order_in_which_packages_come_to_be_seen(lines: dict[str, HubLine]) -> None:
    """A slow neighbour holds the next back: else whoever asks for what came after would never see the slow one."""
    slow, quick = lines["laptop"], Mailbox(lines["other"])
    slow.ask("BEGIN")
    slow.ask("INSERT INTO hru.wrapped (name, keys) VALUES (%s, %s)", B, KEYS)
    late = threading.Thread(target=quick.put, args=("c" * 16 + ".bin", KEYS, CONTENT))
    late.start()
    with_rows = Mailbox(slow)
    assert [one.name for one in with_rows.look(0, "", ()).packages] == [A]
    slow.ask("INSERT INTO hru.sealed (number, content) SELECT number, %s FROM hru.wrapped WHERE name = %s", CONTENT, B)
    slow.ask("COMMIT")
    late.join(20)
    assert [one.name for one in with_rows.look(0, "", ()).packages] == [A, B, "c" * 16 + ".bin"]


def test_who_was_shut_out_comes_no_more_and_what_was_put_stays(hub: Cluster, lines: dict[str, HubLine]) -> None:
    with hub.line() as line:
        other = next(name for (name,) in line.ask("SELECT put_by FROM hru.wrapped"))
        keeping.shut_out(line, str(other))
        with pytest.raises(keeping.NoSuchLaptop):
            keeping.shut_out(line, str(other))
    with pytest.raises(MailboxSilent):
        lines["other"].ask("SELECT 1")
    assert [one.name for one in Mailbox(lines["laptop"]).look(0, "", ()).packages] == [A]


def test_what_is_older_than_it_opens_is_pruned_and_nothing_younger(hub: Cluster, lines: dict[str, HubLine]) -> None:
    Mailbox(lines["laptop"]).put(B, KEYS, CONTENT)
    with hub.line() as line:
        line.ask("UPDATE hru.wrapped SET put_on = current_date - 91 WHERE name = %s", A)
        line.ask("UPDATE hru.wrapped SET put_on = current_date - 90 WHERE name = %s", B)
        assert keeping.prune(line) == 1
    assert [one.name for one in Mailbox(lines["laptop"]).look(0, "", ()).packages] == [B]


def test_set_up_twice_changes_nothing_and_a_database_that_is_none_says_so(hub: Cluster) -> None:
    with hub.line() as line:
        assert keeping.set_up(line) == ()
        assert keeping.is_set_up(line)
    with connected(hub.of_database("postgres")) as line:
        assert not keeping.is_set_up(line)
        with pytest.raises(keeping.NotSetUp):
            keeping.watched(line)


def test_without_its_password_nobody_comes_in(hub: Cluster) -> None:
    card = hub.let_in()
    for password in ("", "wrong", f"{card.password}x"):
        with pytest.raises(MailboxSilent), connected(msgspec.structs.replace(card, password=password)):
            pass
