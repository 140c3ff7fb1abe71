"""A long look at the vault ends in the middle when something else waits for the thread, and is taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, opening
from hru_advocate.casework.vault.worker import VaultWorker
from hru_advocate.errors import VaultLocked
from hru_advocate.store import faults

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
AUTHOR = "Made-up Worker"


def _look_without_end(session: Session) -> None:
    with session.vault.read_giving_way(session.somebody_waits) as cursor:
        cursor.execute(ENDLESS).fetchone()


def test_what_is_asked_meanwhile_is_not_kept_waiting(tmp_path: Path) -> None:
    """Without giving way the first never ends, and what was asked after it never begins."""
    worker = VaultWorker()
    home = opening.Home(tmp_path / "vault")
    worker.create(home, passphrase=opening.suggest_passphrase(6), author=AUTHOR, with_keychain=False).result()
    first = worker.ask(_look_without_end)
    assert worker.ask(Session.new_id).result()
    with pytest.raises(faults.Interrupted):
        first.result()
    called_off = worker.ask(Session.new_id)
    called_off.cancel()
    assert not worker.ask(lambda session: session.somebody_waits()).result()
    worker.close()


@dataclass
class _Counted:
    """So many turns of a long piece of work, and what was asked meanwhile as each began."""

    order: list[str]

    @property
    def more(self) -> bool:
        return self.order.count("turn") < 3


def test_what_is_done_in_turns_lets_others_have_theirs_between_and_a_lock_ends_it(tmp_path: Path) -> None:
    worker = VaultWorker()
    home = opening.Home(tmp_path / "vault")
    worker.create(home, passphrase=opening.suggest_passphrase(6), author=AUTHOR, with_keychain=False).result()
    order: list[str] = []

    def turn(session: Session, so_far: _Counted | None) -> _Counted:
        order.append("turn")
        if not session.somebody_waits():
            worker.ask(lambda _session: order.append("other"))
        return so_far or _Counted(order)

    assert worker.ask_in_turns(turn).result(timeout=20).order[:5] == ["turn", "other", "turn", "other", "turn"]

    def locking(_session: Session, _so_far: object) -> _Counted:
        worker.lock()
        return _Counted([])

    with pytest.raises(VaultLocked):
        worker.ask_in_turns(locking).result(timeout=20)
    worker.close()


def test_a_check_that_always_gives_way_ends_and_finds_the_same(session: Session) -> None:
    assert checks.verify(session, "full").lines == ()
    session.somebody_waits = lambda: True
    assert checks.verify(session, "full").lines == ()
    with session.vault.write() as cursor:
        cursor.execute("CREATE TABLE added (one TEXT)")
    assert any("table added was added" in line for line in checks.verify(session, "quick").lines)
