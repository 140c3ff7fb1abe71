"""A long look at the vault ends in the middle when something else waits for the thread, and is taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, opening
from hru_advocate.casework.vault.worker import VaultWorker
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


def test_a_check_that_always_gives_way_ends_and_finds_the_same(session: Session) -> None:
    assert checks.verify(session, "full").lines == ()
    session.somebody_waits = lambda: True
    assert checks.verify(session, "full").lines == ()
    with session.vault.write() as cursor:
        cursor.execute("CREATE TABLE added (one TEXT)")
    assert any("table added was added" in line for line in checks.verify(session, "quick").lines)
