"""Safe contact, closures and restrictions come from signed entries: lists that say otherwise make nobody safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hru_advocate.casework.checks.contact_checks import closed_sentence
from hru_advocate.casework.kept_of_case import KeptOfCase
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.people import guards
from hru_advocate.casework.people.guards import says_not_alone
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.people.safe_contact import safe_for_paper, safe_now, standing_rules
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.store import views
from hru_advocate.store.ledger import guarding
from hru_advocate.store.ledger.guarding import Guarding
from hru_advocate.store.vault_file.vault import Vault
from tests.casework.open_sessions import add, id_of, new_case, worked_by
from tests.casework.vault.apart import write_apart
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


def _calls_work(session: Session, case: Saved) -> None:
    """The list says that she can be rung; what was signed says that she is deaf."""
    add(session, case, "safe_contact", RULES)
    add(session, case, "situation", {"access_needs": ["deaf"]})
    with session.vault.write() as cursor:
        cursor.execute("UPDATE case_row SET calls = 'yes' WHERE case_id = ?", (id_of(case),))


def _deaf_forgotten(session: Session, case: Saved) -> None:
    """The entry that says so lost its words, and the list follows it."""
    _calls_work(session, case)
    with without_triggers(session.vault) as cursor:
        cursor.execute(
            "UPDATE entry_content SET body = CAST(replace(CAST(body AS TEXT), 'deaf', 'none') AS BLOB)"
            " WHERE position = (SELECT position FROM head WHERE slot = 'situation')"
        )


def _one_of_two(session: Session, case: Saved) -> None:
    """A colleague's laptop wrote a version apart, and the list shows one of the two as if they agreed."""
    first = add(session, case, "safe_contact", RULES)
    save(session, "safe_contact", RULES | {"confirmed": "2026-11-22"}, corrects=[first.entry], reason="Asked again.")
    write_apart(session, first.entry, RULES | {"may_contact": "no"}, "He reads it.")
    assert views.case_row(session.vault, id_of(case)).disputed
    with session.vault.write() as cursor:
        cursor.execute("UPDATE case_row SET disputed = 0 WHERE case_id = ?", (id_of(case),))


def _two_records(session: Session, case: Saved) -> None:
    """Each of two laptops began rules of its own: the list shows the last alone, and no dispute."""
    first = add(session, case, "safe_contact", RULES | {"may_contact": "no"})
    write_apart(session, first.entry, RULES, "", anew=True)
    assert not views.case_row(session.vault, id_of(case)).disputed


def _hash_of_another(session: Session, case: Saved) -> None:
    """It bears the hash of rules of another case that were proven before, and the list says what those say."""
    other = new_case(session, victim="Bo Otherwise")
    add(session, other, "safe_contact", RULES)
    row = views.case_row(session.vault, id_of(other))
    assert safe_now(session, row).safety == "now"
    add(session, case, "safe_contact", RULES | {"may_contact": "no"})
    place = "(SELECT position FROM head WHERE slot = 'safe_contact' AND case_id = ?)"
    with without_triggers(session.vault) as cursor:
        cursor.execute(
            f"UPDATE entry SET hash = (SELECT hash FROM entry WHERE position = {place}) WHERE position = {place}",
            (id_of(other), id_of(case)),
        )
        cursor.execute("UPDATE case_row SET safe = ? WHERE case_id = ?", (row.safe, id_of(case)))


FORGED = [
    _hash_of_another,
    _two_records,
    _calls_work,
    _deaf_forgotten,
    _one_of_two,
    _old_row,
    _old_lines,
    _other_text,
    _closure_hidden,
    _signature_of_another,
    _out_of_its_chain,
]


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


def test_what_no_longer_holds_is_found_and_its_content_not_read(
    session: Session, case: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten years hold tens of thousands of versions that were corrected, and the first page waits for each reading."""
    first = add(session, case, "safe_contact", RULES)
    save(session, "safe_contact", RULES | {"confirmed": "2026-11-22"}, corrects=[first.entry], reason="Asked again.")
    read: list[int] = []

    def noting(vault: Vault, position: int) -> Guarding | None:
        read.append(position)
        return guarding_read(vault, position)

    guarding_read = guarding.read
    monkeypatch.setattr(guarding, "read", noting)
    assert safe_now(session, views.case_row(session.vault, id_of(case))).safety == "now"
    (newest,) = _one(session, "SELECT position FROM head WHERE slot = 'safe_contact' AND case_id = ?", id_of(case))
    (older,) = _one(session, "SELECT position FROM entry WHERE id = ?", first.entry)
    assert newest in read
    assert older not in read


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


HEADERS = {
    "words": "'words'",
    "cut off": """'{"form":"flag"'""",
    "no text": "CAST(x'ff' AS TEXT)",
    "a part lacks": "json_remove(header, '$.recorded')",
    "another form": "json_set(header, '$.form', 'notes')",
    "no case": "json_set(header, '$.case', NULL)",
    "an event": "json_set(header, '$.kind', 'event')",
    "it ends itself": "json_set(header, '$.parents', json_array(id))",
}
"""Headers in the place of that of a flag."""
ENDS = {
    "safe contact of elsewhere": "'$.form', 'safe_contact', '$.case', 'elsewhere'",
    "an erasure": "'$.kind', 'erasure', '$.form', 'erased'",
}
"""Entries nobody signed that say they end a flag."""


def _ended_by(changes: str) -> str:
    return (
        "INSERT INTO entry SELECT position + 1000, 'end', device, 1000, case_id, 1000, id, kind, recorded,"
        f" json_set(header, '$.id', 'end', '$.parents', json_array(id), {changes}), hash, signature"
        " FROM entry WHERE position = (SELECT position FROM head WHERE slot = 'flag')"
    )


def _with_header(header: str) -> str:
    return f"UPDATE entry SET header = {header} WHERE position = (SELECT position FROM head WHERE slot = 'flag')"


@pytest.mark.parametrize(
    "forgery",
    [
        *map(_with_header, HEADERS.values()),
        *map(_ended_by, ENDS.values()),
        "UPDATE entry SET kind = 'event' WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
        "DELETE FROM head WHERE slot = 'flag'",
        "UPDATE head SET slot = 'notes' WHERE slot = 'flag'",
        "UPDATE entry SET signature = zeroblob(64) WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
        "UPDATE entry_content SET salt = zeroblob(16) WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
        (
            "INSERT INTO entry SELECT position + 1000, 'end', device, 1000, case_id, 1000, id, 'record', recorded,"
            " json_object('form', 'flag', 'id', 'end', 'kind', 'record', 'case', case_id, 'parents', json_array(id)),"
            " hash, signature FROM entry WHERE position = (SELECT position FROM head WHERE slot = 'flag')"
        ),
    ],
)
def test_a_restricted_case_stays_restricted_whatever_the_lists_say(session: Session, case: Saved, forgery: str) -> None:
    add(session, case, "flag", RESTRICTED)
    assert hidden_from_us(session) == set()
    with without_triggers(session.vault) as cursor:
        cursor.execute(forgery)
    assert hidden_from_us(worked_by(session, "Sam Stranger")) == {id_of(case)}
    del guards._FOUND[session.vault]  # as whoever opens the vault after it was forged finds it
    assert hidden_from_us(worked_by(session, "Sam Stranger")) == {id_of(case)}


@pytest.mark.parametrize("deaf", [["deaf"], ["text_only"], ["none"]])
def test_what_a_person_record_says_of_hearing_is_proven_as_the_situation_is(
    session: Session, case: Saved, deaf: list[str]
) -> None:
    add(session, case, "safe_contact", RULES)
    add(session, case, "person", {"role": "victim", "name": "Mo Example", "access_needs": deaf})
    row = views.case_row(session.vault, id_of(case))
    assert row.calls == ("yes" if deaf == ["none"] else "no")
    assert safe_now(session, row).word != "check the vault"
    assert safe_now(session, replace(row, calls={"yes": "no", "no": "yes"}[row.calls or ""])).word == "check the vault"
    assert safe_now(session, replace(row, calls=None)).word == "check the vault"


def test_two_versions_that_disagree_are_told_as_such_where_the_list_says_so(session: Session, case: Saved) -> None:
    first = add(session, case, "safe_contact", RULES)
    save(session, "safe_contact", RULES | {"confirmed": "2026-11-22"}, corrects=[first.entry], reason="Asked again.")
    write_apart(session, first.entry, RULES | {"may_contact": "no"}, "He reads it.")
    found = safe_now(session, views.case_row(session.vault, id_of(case)))
    assert (found.safety, found.word) != ("never", "check the vault")
    assert found.safety == "never"


@pytest.mark.parametrize(
    "forgery",
    [
        "SELECT 1",
        *map(_with_header, HEADERS.values()),
        *map(_ended_by, ENDS.values()),
        "DELETE FROM head WHERE slot = 'flag'",
        "UPDATE head SET slot = 'notes' WHERE slot = 'flag'",
        "UPDATE entry_content SET salt = zeroblob(16) WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
    ],
)
def test_nobody_visits_alone_whatever_the_lists_say(session: Session, case: Saved, forgery: str) -> None:
    add(session, case, "safe_contact", RULES)
    add(session, case, "flag", RESTRICTED | {"kind": "not_alone"})
    with without_triggers(session.vault) as cursor:
        cursor.execute(forgery)
    session.kept = KeptOfCase(session.vault)
    assert [(line.kind, line.live) for line in flags_of_case(session, id_of(case))] == [("not_alone", True)]
    assert says_not_alone(session, id_of(case))


def test_a_visit_against_rules_in_doubt_is_asked_about(session: Session, case: Saved) -> None:
    """A list that opens a closed case again takes away what its closing says of contact."""
    _old_row(session, case)
    assert "signed entries" in closed_sentence(session, id_of(case), None)
