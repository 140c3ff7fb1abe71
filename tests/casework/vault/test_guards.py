"""Safe contact, closures and restrictions come from signed entries: lists that say otherwise make nobody safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.people.safe_contact import safe_for_paper, safe_now, standing_rules
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.store import views
from tests.casework.open_sessions import add, id_of, worked_by
from tests.store.forged import without_triggers

WAY = {"method": "mobile", "number": "07700 900123"}
RULES = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [WAY]}
RESTRICTED = {
    "kind": "restricted",
    "what": "Her brother works here.",
    "agreed_by": "Insp. Example",
    "agreed_on": "2026-11-20",
    "told": "yes",
    "told_on": "2026-11-20",
    "review": "2027-01-01",
}


def _old_row(session: Session, case: Saved) -> None:
    """The list of cases as it was when contact was still safe."""
    add(session, case, "safe_contact", RULES)
    (safe,) = _one(session, "SELECT safe FROM case_row WHERE case_id = ?", id_of(case))
    _no_more(session, case)
    with session.vault.write() as cursor:
        cursor.execute("UPDATE case_row SET safe = ? WHERE case_id = ?", (safe, id_of(case)))


def _old_lines(session: Session, case: Saved) -> None:
    """Every list as it was: the version before stands in them again."""
    first = add(session, case, "safe_contact", RULES)
    head = _one(session, "SELECT * FROM head WHERE slot = 'safe_contact'")
    (safe,) = _one(session, "SELECT safe FROM case_row WHERE case_id = ?", id_of(case))
    save(session, "safe_contact", RULES | {"may_contact": "no"}, corrects=[first.entry], reason="He reads it.")
    with session.vault.write() as cursor:
        cursor.execute("DELETE FROM head WHERE slot = 'safe_contact'")
        cursor.execute(f"INSERT INTO head VALUES ({', '.join('?' * len(head))})", head)
        cursor.execute("UPDATE case_row SET safe = ? WHERE case_id = ?", (safe, id_of(case)))


def _other_text(session: Session, case: Saved) -> None:
    """The content of the entry is not what was signed."""
    add(session, case, "safe_contact", RULES | {"may_contact": "no"})
    with without_triggers(session.vault) as cursor:
        cursor.execute(
            "UPDATE entry_content SET salt = zeroblob(16) WHERE position ="
            " (SELECT position FROM head WHERE slot = 'safe_contact')"
        )


def _closure_hidden(session: Session, case: Saved) -> None:
    add(session, case, "safe_contact", RULES)
    with session.vault.write() as cursor:
        cursor.execute("UPDATE case_row SET status = 'closed' WHERE case_id = ?", (id_of(case),))


def _signature_of_another(session: Session, case: Saved) -> None:
    add(session, case, "safe_contact", RULES)
    with without_triggers(session.vault) as cursor:
        cursor.execute(
            "UPDATE entry SET signature = zeroblob(64) WHERE position ="
            " (SELECT position FROM head WHERE slot = 'safe_contact')"
        )


def _out_of_its_chain(session: Session, case: Saved) -> None:
    add(session, case, "safe_contact", RULES)
    add(session, case, "notes", {"lines": [{"text": "Rang back."}]})
    with without_triggers(session.vault) as cursor:
        cursor.execute(
            "UPDATE entry SET hash = zeroblob(32) WHERE position ="
            " (SELECT position - 1 FROM head WHERE slot = 'safe_contact')"
        )


FORGED = [_old_row, _old_lines, _other_text, _closure_hidden, _signature_of_another, _out_of_its_chain]


def _no_more(session: Session, case: Saved) -> None:
    entry = _one(session, "SELECT id FROM entry WHERE position = (SELECT max(position) FROM head)")[0]
    save(session, "safe_contact", RULES | {"may_contact": "no"}, corrects=[entry], reason="He reads it.")


def _one(session: Session, question: str, *values: str) -> tuple[Any, ...]:
    with session.vault.read() as cursor:
        row = cursor.execute(question, values).fetchone()
    assert row is not None
    return tuple(row)


@pytest.mark.parametrize("forge", FORGED, ids=lambda forge: forge.__name__.strip("_"))
def test_where_lists_and_signed_entries_differ_the_page_says_so_and_nothing_is_safe(
    session: Session, case: Saved, forge: Callable[[Session, Saved], None]
) -> None:
    forge(session, case)
    row = views.case_row(session.vault, id_of(case))
    found = safe_now(session, row)
    assert (found.safety, found.word) == ("never", "check the vault")
    assert "signed entries" in found.rules
    assert safe_for_paper(session, id_of(case)).found.safety == "never"
    assert standing_rules(session, id_of(case)) == []


def test_what_holds_is_shown_as_it_was_signed(session: Session, case: Saved) -> None:
    assert safe_now(session, views.case_row(session.vault, id_of(case))).safety == "unknown"
    add(session, case, "safe_contact", RULES)
    assert safe_now(session, views.case_row(session.vault, id_of(case))).safety == "now"
    _no_more(session, case)
    found = safe_now(session, views.case_row(session.vault, id_of(case)))
    assert (found.safety, found.word) == ("never", "do not contact")


def test_what_was_undone_guards_nobody(session: Session, case: Saved) -> None:
    """An entry that was rolled back is forgotten: its place may be another's."""

    def undone() -> None:
        with session.vault.write():
            add(session, case, "safe_contact", RULES)
            safe_now(session, views.case_row(session.vault, id_of(case)))
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    assert safe_now(session, views.case_row(session.vault, id_of(case))).safety == "unknown"
    add(session, case, "safe_contact", RULES)
    assert safe_now(session, views.case_row(session.vault, id_of(case))).safety == "now"


@pytest.mark.parametrize(
    "forgery",
    [
        "DELETE FROM head WHERE slot = 'flag'",
        "UPDATE head SET slot = 'notes' WHERE slot = 'flag'",
        "UPDATE entry SET signature = zeroblob(64) WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
        "UPDATE entry_content SET salt = zeroblob(16) WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
    ],
)
def test_a_restricted_case_stays_restricted_whatever_the_lists_say(session: Session, case: Saved, forgery: str) -> None:
    add(session, case, "flag", RESTRICTED)
    assert hidden_from_us(session) == set()
    with without_triggers(session.vault) as cursor:
        cursor.execute(forgery)
    assert hidden_from_us(worked_by(session, "Sam Stranger")) == {id_of(case)}
