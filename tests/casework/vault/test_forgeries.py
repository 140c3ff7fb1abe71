"""Forgeries by somebody who has the file open: each is named by table, record and column, without content."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.closing import check_secret
from hru_advocate.casework.outcomes import counting, read_before
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_author, keep_settings, settings
from hru_advocate.casework.vault import as_signed, checks, rebuilding
from hru_advocate.demo.filling import fill
from hru_advocate.domain.ledger.entry import Stamp, canonical, hash_of
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store import settings as rows
from hru_advocate.store.ledger import devices, entries, ledger, upkeep
from hru_advocate.store.ledger.anchor_keeper import AnchorKeeper
from hru_advocate.store.ledger.anchors import Anchor
from hru_advocate.store.ledger.comparing import digest
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.ledger.ledger import NewEntry
from hru_advocate.store.search import search
from tests.casework.open_sessions import NOW, REFERRAL, NewVault, copied_session, new_case, new_vault_at
from tests.fixed_clock import FixedClock
from tests.store.forged import without_triggers

Forge = Callable[[Session], object]

CONTACT = "position = (SELECT max(position) FROM head WHERE slot = 'contact')"
DUE = "position = (SELECT max(position) FROM head WHERE due IS NOT NULL)"
ROW = "case_id = (SELECT min(case_id) FROM case_row WHERE safe IS NOT NULL)"
NAMES = ("Forged", "Mara Kent")


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> NewVault:
    """A vault with cases, settings, another name, something corrected, words in the index, checked a moment ago."""
    folder = tmp_path_factory.mktemp("lived")
    new = new_vault_at(folder / "new")
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(read_before, "_AGAIN", 1)
    with copied_session(new, folder / "lived") as session, monkeypatch.context():
        fill(session, 3, 1)
        mine = new_case(session)
        save(session, "referral", REFERRAL | {"area": "halton"}, case=mine.case, corrects=[mine.entry], reason="Area.")
        keep_settings(session, msgspec.structs.replace(settings(session), quiet_days=21, unit_name="A unit"))
        keep_settings(session, msgspec.structs.replace(settings(session), quiet_days=14))
        keep_author(session, "Morgan Example")
        rebuilding.rebuild(session)
        counting.unit_facts(session)
        new_case(session)
        assert checks.verify(session, "full", noted=True).lines == ()
        last, passed = session._last, session.now() - NOW
    monkeypatch.undo()
    return dataclasses.replace(new, folder=folder / "lived", last=last, passed=passed)


@pytest.fixture
def session(lived_in: NewVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The vault open again, with an anchor that names nothing but its last check: no other fault is seen by it.

    Few words wait, so that most entries are older than they: a quick check follows those by its number alone.
    """
    monkeypatch.setattr(upkeep, "BATCH", 16)
    with copied_session(lived_in, tmp_path / "vault") as opened:
        (check,) = entries.unit_events(opened.vault, [checks.VERIFIED])
        anchor = Anchor(
            opened.device.device_id, 0, "", 0, 0, 1, "2026-11-23T10:00:00.000Z", views=hash_of(check.header)
        )
        opened.anchor = AnchorKeeper(anchor, instance="made-up", key=bytes(32), keep=lambda _sealed: None)
        yield opened


def sql(*statements: str) -> Forge:
    def forge(session: Session) -> None:
        with without_triggers(session.vault) as cursor:
            for statement in statements:
                cursor.execute(statement)

    return forge


def ruled(*statements: str) -> Forge:
    """Change the file's own rules."""

    def forge(session: Session) -> None:
        with session.vault.write() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return forge


def swap_words(session: Session) -> None:
    """Two entries are found by each other's words: as many documents, as many words as before."""
    with session.vault.write() as cursor:
        one, other = (
            row[0] for row in cursor.execute("SELECT rowid FROM search WHERE search MATCH 'rang' LIMIT 2").fetchall()
        )
        cursor.execute("DELETE FROM search WHERE rowid IN (?, ?)", (one, other))
        cursor.executemany("INSERT INTO search (rowid, words) VALUES (?, 'forged')", [(one,), (other,)])


def hide_words(session: Session) -> None:
    """The words are in the index, and no search is led to their pages: only many words have more than one page."""
    with session.vault.write() as cursor:
        cursor.execute("INSERT INTO search (search, rank) VALUES ('pgsz', 64)")
        cursor.execute("INSERT INTO search (search) VALUES ('optimize')")
        cursor.execute("DELETE FROM search_config WHERE k = 'pgsz'")
        cursor.execute("DELETE FROM search_idx")


def sign_again(session: Session) -> None:
    """An entry says another author, its hash and signature made to fit with the vault's own key."""
    with without_triggers(session.vault) as cursor:
        position, text = cursor.execute("SELECT position, header FROM entry WHERE position = 20").fetchall()[0]
        header = msgspec.structs.replace(header_of(text), author="Forged")
        digest = bytes.fromhex(hash_of(header))
        cursor.execute(
            "UPDATE entry SET header = ?, hash = ?, signature = ? WHERE position = ?",
            (canonical(header).decode(), digest, session.device.sign(digest), position),
        )


def date_back(session: Session) -> None:
    event = session.new_id()
    early = (session.now() - timedelta(days=40)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    new = NewEntry(
        id=event,
        device=session.device.device_id,
        record=event,
        form="view",
        version=1,
        author=session.author,
        recorded=Stamp(early, 0, 5, "another"),
        body=b"{}",
        kind="event",
    )
    ledger.append(session.vault, new, sign=session.device.sign)


def count_otherwise(session: Session) -> None:
    kept = rows.read(session.vault, "counted", read_before.CountedBefore)
    assert kept is not None
    assert kept.cases
    case, counted = next(iter(kept.cases.items()))
    other = msgspec.structs.replace(counted, area="chester" if counted.area != "chester" else "halton")
    rows.keep(session.vault, "counted", msgspec.structs.replace(kept, cases={**kept.cases, case: other}))


def exchange_places(session: Session) -> None:
    """The last two changes of the settings stand the other way round, and the settings are those of before."""
    with without_triggers(session.vault) as cursor:
        last = "SELECT position FROM entry WHERE header LIKE ? ORDER BY position DESC LIMIT 2"
        (one,), (other,) = cursor.execute(last, ('%"form":"settings_changed"%',)).fetchall()
        for table in ("entry", "entry_content"):
            for now, then in ((one, -1), (other, one), (-1, other)):
                cursor.execute(f"UPDATE {table} SET position = ? WHERE position = ?", (then, now))
    keep = msgspec.structs.replace(settings(session), quiet_days=21)
    rows.keep(session.vault, "settings", keep)


def put_at(place: int) -> Forge:
    """An entry where no walk through the ledger comes by, or where one never ends."""
    of = "WHERE position = (SELECT max(position) FROM entry WHERE kind = 'event')"
    return sql(*(f"UPDATE {table} SET position = {place} {of}" for table in ("entry_content", "entry")))


def add_device(session: Session) -> None:
    key = DeviceKey.generate()
    devices.add(session.vault, devices.Device(key.device_id, key.public, None, "Forged", "2026-11-23T10:00:00.000Z"))


def introduce_oneself(session: Session) -> None:
    """A new device signs its own introduction."""
    add_device(session)
    key = DeviceKey.generate()
    mine = devices.Device(key.device_id, key.public, b"wrap", "Forged", "2026-11-23T10:00:00.000Z")
    devices.add(session.vault, mine)
    session.device, own = key, session.device
    session.note_event("vault_made", {"device": as_signed.introduction(mine)})
    session.device = own


def set_otherwise(session: Session) -> None:
    rows.keep(session.vault, "settings", msgspec.structs.replace(settings(session), quiet_days=300))


EVERY: dict[str, tuple[Forge, str]] = {
    "head line": (sql(f"UPDATE head SET line = 'Forged' WHERE {CONTACT}"), "table head: line"),
    "head due": (sql(f"UPDATE head SET due = '2030-01-01' WHERE {DUE}"), "table head: due"),
    "head due label": (sql(f"UPDATE head SET due_label = 'Forged' WHERE {DUE}"), "table head: due_label"),
    "head sort": (sql(f"UPDATE head SET sort = '2020' WHERE {CONTACT}"), "table head: sort"),
    "head slot": (sql(f"UPDATE head SET slot = 'notes' WHERE {CONTACT}"), "table head: slot"),
    "head case": (sql(f"UPDATE head SET case_id = 'other' WHERE {CONTACT}"), "table head: case_id"),
    "head columns": (
        sql("UPDATE head SET columns = '{\"safe\":null}' WHERE slot = 'safe_contact'"),
        "table head: columns",
    ),
    "head columns that are none": (
        sql("UPDATE head SET columns = 'Forged' WHERE slot = 'safe_contact'"),
        "table head: columns",
    ),
    "head disputed": (sql(f"UPDATE head SET disputed = 1 WHERE {CONTACT}"), "table head: disputed"),
    "head deleted": (sql(f"DELETE FROM head WHERE {CONTACT}"), "not in the lists"),
    "head of a corrected entry": (
        sql(
            "INSERT INTO head (position, slot, sort, line, case_id) SELECT position, 'referral', '2026', 'Forged',"
            " case_id FROM entry WHERE id IN (SELECT parent FROM entry_parent)"
        ),
        "it is not current, but in the lists",
    ),
    "head without an entry": (
        sql("INSERT INTO head (position, slot, sort, line) VALUES (99999, 'contact', '2026', 'Forged')"),
        "at place 99999 without its entry",
    ),
    "words that wait": (sql("UPDATE head SET words = ' forged ' WHERE words IS NOT NULL"), "table head: words"),
    "row safe": (sql(f"UPDATE case_row SET safe = NULL WHERE {ROW}"), "table case_row: safe"),
    "row status": (sql(f"UPDATE case_row SET status = 'closed' WHERE {ROW}"), "table case_row: status"),
    "row next contact": (
        sql(f"UPDATE case_row SET next_contact = '2031-01-01' WHERE {ROW}"),
        "table case_row: next_contact",
    ),
    "row name": (sql(f"UPDATE case_row SET name = 'Mara Kent' WHERE {ROW}"), "table case_row: name"),
    "row folded": (sql(f"UPDATE case_row SET folded = '' WHERE {ROW}"), "table case_row: folded"),
    "row deleted": (sql(f"DELETE FROM case_row WHERE {ROW}"), "is missing there (table case_row)"),
    "row added": (
        sql("INSERT INTO case_row (case_id, ref, opened, folded, newest) VALUES ('made up', 'HRU', '2026', '', '')"),
        "no entry is about it (table case_row)",
    ),
    "search emptied": (ruled("INSERT INTO search (search) VALUES ('delete-all')"), "no search finds it"),
    "search row deleted": (
        ruled("DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search WHERE search MATCH 'rang')"),
        "no search finds it",
    ),
    "search row added": (ruled("INSERT INTO search (rowid, words) VALUES (5, 'forged')"), "should not be"),
    "trigger dropped": (ruled("DROP TRIGGER entry_is_never_deleted"), "trigger entry_is_never_deleted is missing"),
    "trigger added": (
        ruled("CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM head; END"),
        "trigger quiet was added",
    ),
    "trigger for a session": (
        ruled("CREATE TEMP TRIGGER quiet AFTER INSERT ON main.entry BEGIN DELETE FROM head; END"),
        "trigger quiet was added for this session",
    ),
    "trigger changed": (
        ruled(
            "DROP TRIGGER entry_is_never_deleted",
            "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry WHEN 0 BEGIN SELECT 1; END",
        ),
        "trigger entry_is_never_deleted was changed",
    ),
    "index dropped": (ruled("DROP INDEX head_due"), "index head_due is missing"),
    "table added": (ruled("CREATE TABLE side (words TEXT)"), "table side was added"),
    "view in place of a table": (
        ruled("ALTER TABLE draft RENAME TO hidden", "CREATE VIEW draft AS SELECT * FROM hidden"),
        "view draft was added",
    ),
    "schema number": (ruled("PRAGMA application_id = 7"), "which schema it is"),
    "search settings": (ruled("INSERT INTO search (search, rank) VALUES ('automerge', 0)"), "table search"),
    "setting changed": (set_otherwise, "settings are not what entries tell (quiet_days)"),
    "settings deleted": (sql("DELETE FROM setting WHERE key = 'settings'"), "settings are not what entries tell"),
    "setting added": (lambda session: rows.keep(session.vault, "Forged", "Forged"), "nothing of the program asks for"),
    "author changed": (lambda session: rows.keep(session.vault, "author", "Forged"), "author is not the name"),
    "change of name hidden": (sql("DELETE FROM setting WHERE key = 'renamed'"), "renamed does not name"),
    "last opening": (
        lambda session: rows.keep(session.vault, "last_unlock", "2026-11-01T10:00:00.000Z"),
        "last_unlock is not the moment",
    ),
    "version of the lists": (lambda session: rows.keep(session.vault, "lists", 999999), "lists is not what"),
    "device added": (add_device, "no entry introduced it"),
    "device that introduces itself": (introduce_oneself, "no entry introduced it"),
    "device relabelled": (sql("UPDATE device SET label = 'Forged'"), "table device: label"),
    "entry signed again": (sign_again, "it does not follow number"),
    "dated back": (date_back, "it is dated before"),
    "content that is nested without end": (
        sql("UPDATE entry_content SET body = CAST(printf('%.*c', 100000, '[') AS BLOB)"),
        "content was changed",
    ),
    "content that is of another shape": (
        sql("""UPDATE entry_content SET body = CAST('{"device":[],"changed":[1],"new":[]}' AS BLOB)"""),
        "content was changed",
    ),
    "header that is no JSON": (
        sql("UPDATE entry SET header = '[' WHERE position = 1"),
        "header cannot be",
    ),
    "device labelled with no text": (sql("UPDATE device SET label = CAST(x'41ff' AS TEXT)"), "cannot be read"),
    "setting that is no text": (sql("UPDATE setting SET value = CAST(x'2241ff22' AS TEXT)"), "cannot be read"),
    "places exchanged": (exchange_places, "it stands before one that this vault wrote earlier"),
    "place before the first": (put_at(-5), "it stands at a place where nothing looks for it"),
    "place beyond any": (put_at((1 << 63) - 1), "it stands at a place where nothing looks for it"),
    "content changed": (sql("UPDATE entry_content SET body = x'7b7d' WHERE position = 20"), "content was changed"),
    "entry deleted": (sql("DELETE FROM entry WHERE position = 20"), "number 20 is missing"),
    "correction added": (
        sql("INSERT INTO entry_parent SELECT max(id), max(id) FROM entry WHERE kind = 'record'"),
        "what it corrects was changed",
    ),
    "correction deleted": (sql("DELETE FROM entry_parent"), "what it corrects was changed"),
}
FULL_ONLY: dict[str, tuple[Forge, str]] = {
    "search words": (swap_words, "found by other words than its own (table search)"),
    "search that is led nowhere": (hide_words, "are not found by it (table search)"),
    "counted": (count_otherwise, "counted is not what counting everything anew gives"),
}


def test_nothing_forged_is_nothing_found(session: Session) -> None:
    assert checks.verify(session, "full").lines == ()
    quick = checks.verify(session, "quick")
    assert (quick.lines, "against the last check" in quick.how) == ((), True)


@pytest.mark.parametrize("word", ["z" * 40_000, "x" + "ж" * 40_000])
def test_a_word_longer_than_an_index_takes_is_found_and_no_forgery(session: Session, word: str) -> None:
    """The index would cut it at 32,768 bytes, within a letter too."""
    case = new_case(session)
    saved = save(session, "notes", {"lines": [{"text": f"It said {word}."}]}, case=case.case)
    rebuilding.rebuild(session)
    assert checks.verify(session, "full").lines == ()
    assert [hit.entry for hit in search(session.vault, word)] == [saved.entry]


def test_only_what_was_written_since_is_followed_once_it_was_checked(session: Session) -> None:
    assert "every entry since" in checks.verify(session, "quick").how
    case = new_case(session)
    session.clock = FixedClock(session.now() - timedelta(hours=3), step=timedelta(milliseconds=7))
    for _ in range(20):
        session.note_event("print", {})
    verdict = checks.verify(session, "quick", noted=True)
    again = checks.verify(session, "quick")
    assert again.notes == verdict.notes == checks.verify(session, "full").notes
    assert "how many times: 1" in again.notes[0]
    assert (verdict.lines, "every entry since" in verdict.how) == ((), True)
    assert session.anchor is not None
    assert session.anchor.anchor.views == ledger.tail(session.vault, session.device.device_id)[1]
    save(session, "referral", REFERRAL | {"area": "halton"}, case=case.case, corrects=[case.entry], reason="Area.")
    assert (checks.verify(session, "quick").lines, checks.verify(session, "full").lines) == ((), ())


def test_a_check_that_was_never_made_is_not_believed(session: Session) -> None:
    """Whoever has the file open can write what it comes to, forged as it is, and sign that with the vault's own key."""
    session.anchor = None
    checks.verify(session, "full", noted=True)
    made = checks.proven_in(session, ledger.tail(session.vault, session.device.device_id)[1])
    assert made is not None
    sql(f"UPDATE head SET line = 'Forged' WHERE {DUE}")(session)
    known = check_secret.of_now(session.vault)
    forged = digest.ViewDigest(made.position, lambda entry: rebuilding.projection_of(session, entry), known)
    with session.vault.read() as cursor:
        forged.take(cursor, digest.lines_at(cursor, 0, made.position))
    (genuine,) = entries.unit_events(session.vault, [checks.VERIFIED])[-1:]
    body = msgspec.json.decode(genuine.body or b"")
    session.note_event(checks.VERIFIED, body | {"views": forged.value()})
    assert "table head: line" in "\n".join(checks.verify(session, "quick").lines)


@pytest.mark.parametrize("name", [*EVERY, *FULL_ONLY])
def test_each_forgery_is_named_and_tells_no_content(session: Session, name: str) -> None:
    forge, said = (EVERY | FULL_ONLY)[name]
    forge(session)
    for depth in ("full", *([] if name in FULL_ONLY else ["quick"])):
        verdict = checks.verify(session, "full" if depth == "full" else "quick")
        told = "\n".join(verdict.lines)
        assert said in told
        assert not verdict.fine
        assert not any(name in told for name in NAMES)
