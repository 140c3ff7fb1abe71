"""Rebuilding never makes a cut look whole: refused, or what is missing is said, and verifying goes on saying it."""

from __future__ import annotations

from typing import NoReturn

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, rebuilding
from hru_advocate.casework.vault.rebuilding import EntriesMissing
from hru_advocate.domain.projecting import LISTS
from hru_advocate.errors import DeviceError
from hru_advocate.store import faults, settings
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.anchor_keeper import AnchorKeeper
from hru_advocate.store.ledger.anchors import Anchor
from hru_advocate.store.vault_file.vault import Vault
from tests.casework.open_sessions import add, events_of
from tests.store.forged import without_triggers


def _cut(session: Session, *, tail: bool) -> None:
    """Take entries away, the last ones or one in the middle, with whatever tells of them in the lists."""
    where = "position > 3" if tail else "position = 3"
    number, head = ledger.tail(session.vault, session.device.device_id)
    anchor = Anchor(session.device.device_id, number, head, number, 1, 1, "2026-11-23T10:00:00.000Z")
    session.anchor = AnchorKeeper(anchor, instance="", key=bytes(32), keep=lambda _sealed: None)
    with without_triggers(session.vault) as cursor:
        for table in ("entry_content", "head", "entry"):
            cursor.execute(f"DELETE FROM {table} WHERE {where}")
    session.vault.forget_tails()


@pytest.mark.parametrize("tail", [True, False], ids=["the last entries", "one in the middle"])
def test_a_cut_is_never_rebuilt_into_a_whole(session: Session, case: Saved, *, tail: bool) -> None:
    for number in range(4):
        add(session, case, "notes", {"lines": [{"text": f"Rang back {number}."}]})
    assert rebuilding.rebuild(session).missing == ()
    _cut(session, tail=tail)
    with pytest.raises(EntriesMissing, match=r"Nothing was changed\. What was found: "):
        rebuilding.rebuild(session)
    made = rebuilding.rebuild(session, anyway=True)
    assert any("missing" in line or "was here once" in line for line in made.missing)
    assert events_of(session)[-1][2]["missing"] == len(made.missing)
    verdict = checks.verify(session)
    assert not verdict.fine
    assert set(made.missing) & set(verdict.lines)


@pytest.mark.parametrize("tail", [True, False], ids=["the last entries", "one in the middle"])
def test_lists_that_a_cut_keeps_old_never_say_that_all_is_safe(session: Session, case: Saved, *, tail: bool) -> None:
    for number in range(4):
        add(session, case, "notes", {"lines": [{"text": f"Rang back {number}."}]})
    settings.keep(session.vault, "lists", LISTS - 1)
    _cut(session, tail=tail)
    (said,) = rebuilding.catch_up(session)
    assert "something due may be missing" in said
    assert "Entries are missing or were changed" in said
    assert "is safe" not in said


@pytest.mark.parametrize("fault", [faults.DiskFull, faults.DiskFailed, faults.CannotReachFile])
def test_a_log_that_cannot_be_moved_just_now_is_no_damage(
    session: Session, case: Saved, monkeypatch: pytest.MonkeyPatch, fault: type[DeviceError]
) -> None:
    """Else a disk that takes nothing for a moment has somebody bring back a backup over what is whole."""
    add(session, case, "notes", {"lines": [{"text": "Rang back."}]})

    def refused(_vault: Vault) -> NoReturn:
        raise fault

    monkeypatch.setattr(Vault, "checkpoint", refused)
    assert checks.verify(session).lines == ()
    assert rebuilding.rebuild(session).missing == ()
