"""A mailbox as whoever keeps it meets it: set up, let a laptop in or out, watched by counts, pruned by age."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from hru_advocate.errors import AdvocateError
from hru_advocate.hub.card import MailboxCard
from hru_advocate.hub.connecting import HubLine, MailboxRefused

DAYS: Final = 90
"""The days after which a package goes: none opens for longer."""

_GROUPS: Final = ("hru_owner", "hru_laptop", "hru_watcher")
_BEFORE: Final = """
    DO $$ BEGIN
        PERFORM pg_advisory_xact_lock(749202);
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') THEN CREATE ROLE {0} NOLOGIN; END IF;
    END $$
"""
_BEGIN: Final = """
    CREATE SCHEMA IF NOT EXISTS hru AUTHORIZATION hru_owner;
    CREATE TABLE IF NOT EXISTS hru.step (number integer PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now());
    ALTER TABLE hru.step OWNER TO hru_owner;
    GRANT USAGE ON SCHEMA hru TO hru_laptop, hru_watcher;
    GRANT SELECT ON hru.step TO hru_laptop, hru_watcher;
"""
_DOORS: Final = """
    DO $$ BEGIN
        EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO hru_laptop, hru_watcher, hru_owner', current_database());
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
    END $$
"""
_LAPTOP: Final = """
    CREATE ROLE {0} LOGIN PASSWORD '{1}' CONNECTION LIMIT 3 IN ROLE {2};
    ALTER ROLE {0} SET statement_timeout = '120s';
    ALTER ROLE {0} SET idle_in_transaction_session_timeout = '30s';
    ALTER ROLE {0} SET search_path = '';
"""


class NotSetUp(AdvocateError):
    """This database is no mailbox yet, or one of a newer program. Nothing was changed; hru-hub set-up makes it one."""


class NoSuchLaptop(AdvocateError):
    """The mailbox knows nobody of that name. Nothing was changed; hru-hub watch lists those it knows."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the mailbox's tables."""

    number: int
    sql: str


class Watched(msgspec.Struct, frozen=True):
    """All that can be seen of a mailbox: how many packages, bytes, from which day to which, put by how many."""

    packages: int
    bytes: int
    oldest: str
    newest: str
    laptops: int


@cache
def migrations() -> tuple[Migration, ...]:
    """The steps shipped with the program, in order."""
    folder = resources.files("hru_advocate.hub") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(int(file.name[:4]), file.read_text("utf-8")) for file in files)


def set_up(line: HubLine) -> tuple[int, ...]:
    """Make a database a mailbox, or bring one up to date; gives the steps that were taken. Twice changes nothing."""
    for group in _GROUPS:
        line.do(_BEFORE.format(group))
    line.do(_BEGIN)
    line.do(_DOORS)
    last = _last_step(line)
    wanted = [step for step in migrations() if step.number > last]
    for step in wanted:
        done = f"INSERT INTO hru.step (number) VALUES ({step.number})"  # noqa: S608 - a number of the program's own
        line.do(f"SET LOCAL ROLE hru_owner; {step.sql}; {done}; RESET ROLE")
    return tuple(step.number for step in wanted)


def is_set_up(line: HubLine) -> bool:
    """Say whether the tables are as this program has them."""
    [(there,)] = line.ask("SELECT to_regclass('hru.step') IS NOT NULL")
    return bool(there) and _last_step(line) == migrations()[-1].number


def let_in(line: HubLine, asked: MailboxCard, *, watcher: bool = False) -> MailboxCard:
    """Let one more laptop in, or whoever watches, under a random name; gives its card, with where ``asked`` says."""
    _check(line)
    user = f"{'watcher' if watcher else 'laptop'}_{secrets.token_hex(4)}"
    password = secrets.token_urlsafe(32)
    line.do(_LAPTOP.format(user, line.verifier(user, password), "hru_watcher" if watcher else "hru_laptop"))
    return msgspec.structs.replace(asked, user=user, password=password)


def shut_out(line: HubLine, user: str) -> None:
    """Let somebody in no more, and end what goes on; what was put there stays until it is pruned.

    Raises:
        NoSuchLaptop: nothing was changed.
    """
    if user not in known(line):
        raise NoSuchLaptop
    line.do(f"ALTER ROLE {user} NOLOGIN PASSWORD NULL")
    line.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", user)
    line.do(f"DROP ROLE {user}")


def known(line: HubLine) -> tuple[str, ...]:
    """The names under which laptops, and those who watch, may come."""
    rows = line.ask(
        "SELECT m.rolname::text FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member"
        " JOIN pg_roles g ON g.oid = a.roleid WHERE g.rolname IN ('hru_laptop', 'hru_watcher') ORDER BY 1"
    )
    return tuple(str(name) for (name,) in rows)


def watched(line: HubLine) -> Watched:
    """The counts of a mailbox."""
    _check(line)
    rows = line.ask("SELECT packages, bytes, coalesce(oldest::text, ''), coalesce(newest::text, ''), laptops"
                    " FROM hru.watched")  # fmt: skip
    try:
        return msgspec.convert(dict(zip(Watched.__struct_fields__, rows[0], strict=True)), Watched)
    except (msgspec.ValidationError, IndexError, ValueError):
        raise MailboxRefused from None


def prune(line: HubLine, days: int = DAYS) -> int:
    """Take away packages older than so many days; gives how many. Who still needs one has it put there again."""
    _check(line)
    [(gone,)] = line.ask(
        "WITH gone AS (DELETE FROM hru.wrapped WHERE put_on < current_date - %s::integer RETURNING 1)"
        " SELECT count(*) FROM gone",
        days,
    )
    return int(gone)


def _last_step(line: HubLine) -> int:
    [(last,)] = line.ask("SELECT coalesce(max(number), 0) FROM hru.step")
    return int(last)


def _check(line: HubLine) -> None:
    if not is_set_up(line):
        raise NotSetUp
