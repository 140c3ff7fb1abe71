from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.domain.ledger.entry import Entry, canonical, hash_of
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.errors import AdvocateError
from hru_advocate.store import faults
from hru_advocate.store.ledger import ledger, verify
from hru_advocate.store.ledger.comparing import seals, whole_file
from hru_advocate.store.vault_file import pages, vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.forged import without_triggers


@pytest.fixture
def written(opened: Vault, writer: Any) -> list[Any]:
    case = writer.id()
    entries = [writer.write(f"contact {number} " + "word " * 200, case=case) for number in range(30)]
    entries.append(
        writer.write("corrected", case=case, record=entries[3].header.record, parents=(entries[3].header.id,))
    )
    erased = entries[5].header
    entries.append(writer.write(case=case, kind="erasure", record=erased.record, parents=(erased.id,)))
    return entries


def _faults(opened: Vault, writer: Any, **more: Any) -> list[tuple[str, str | None]]:
    report = verify.verify(opened, check=writer.verify, **more)
    assert len(report.findings) == len(report.found)
    return [(finding.fault, finding.entry) for finding in report.found]


def test_a_sound_vault_verifies(opened: Vault, writer: Any, written: list[Any]) -> None:
    report = verify.verify(
        opened,
        check=writer.verify,
        project=writer.project,
        anchors={writer.device: ledger.tail(opened, writer.device)},
        every_signature=True,
    )
    assert report.found == ()
    assert report.entries == 32


def test_signatures_come_to_their_turn_while_entries_are_worked_out(
    opened: Vault, writer: Any, written: list[Any]
) -> None:
    """Else they would all be checked behind the entries, on one processor of two."""
    before, turns = sys.getswitchinterval(), []

    def project(entry: Entry) -> Projection | None:
        turns.append(sys.getswitchinterval())
        shown: Projection | None = writer.project(entry)
        return shown

    verify.verify(opened, check=writer.verify, project=project, every_signature=True)
    assert turns
    assert max(turns) == pytest.approx(0.0005)
    assert sys.getswitchinterval() == before > max(turns)


def _without_triggers(opened: Vault, statement: str, values: tuple[object, ...] = ()) -> None:
    with without_triggers(opened) as cursor:
        cursor.execute(statement, values)


def test_what_cannot_be_read_while_the_seals_are_looked_at_is_named_and_not_lost(
    opened: Vault, writer: Any, written: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are looked at on a thread of their own: what fails there must come out where it is waited for."""

    def fails(_after: int, _many: int) -> tuple[list[int], bool]:
        raise faults.DiskFailed

    monkeypatch.setattr(opened, "wrong_pages", fails)
    assert _faults(opened, writer) == [("file", None)]


def test_seals_go_on_from_where_they_were_when_somebody_waited(
    opened: Vault, writer: Any, written: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, real, waits = list[int](), opened.wrong_pages, iter((True, True, False))

    def look(after: int, many: int) -> tuple[list[int], bool]:
        asked.append(after)
        return real(after, many)

    monkeypatch.setattr(seals, "_PAGES", 1)
    monkeypatch.setattr(opened, "wrong_pages", look)
    wanted = verify.Asked(check=writer.verify, somebody_waits=lambda: next(waits, False))
    report = verify.Verification(opened, wanted).finish()
    assert report.findings == ()
    assert asked == list(range(len(asked)))  # each page once, whatever ended in the middle
    assert len(asked) == opened.path.stat().st_size // pages.SIZE


def test_an_edited_body_is_named(opened: Vault, writer: Any, written: list[Any]) -> None:
    target = written[7].header.id
    _without_triggers(opened, "UPDATE entry_content SET body = x'7b7d' WHERE position = 8")
    assert _faults(opened, writer) == [("content", target)]


def test_a_removed_body_is_named_unless_erased(opened: Vault, writer: Any, written: list[Any]) -> None:
    _without_triggers(opened, "DELETE FROM entry_content WHERE position = 8")
    assert _faults(opened, writer) == [("content", written[7].header.id)]


def test_a_deleted_row_is_a_gap(opened: Vault, writer: Any, written: list[Any]) -> None:
    _without_triggers(opened, "DELETE FROM entry WHERE position = 12")
    found = verify.verify(opened, check=writer.verify).found
    assert [one.sentence for one in found if one.fault == "gap"] == [f"device {writer.device}: number 12 is missing"]
    assert [one.lane for one in found if one.fault == "lane"] == [written[0].header.case]
    assert "content" in {one.fault for one in found}


def test_swapped_rows_are_named(opened: Vault, writer: Any, written: list[Any]) -> None:
    with without_triggers(opened) as cursor:
        columns = "header, hash, signature"
        rows = cursor.execute(f"SELECT {columns} FROM entry WHERE position IN (9, 10) ORDER BY position").fetchall()
        for position, row in zip((10, 9), rows, strict=True):
            cursor.execute("UPDATE entry SET header = ?, hash = ?, signature = ? WHERE position = ?", (*row, position))
    assert {fault for fault, _ in _faults(opened, writer)} >= {"header"}


def test_an_edited_header_is_named_even_with_its_hash_made_to_fit(
    opened: Vault, writer: Any, written: list[Any]
) -> None:
    header = written[9].header
    forged = type(header)(**{name: getattr(header, name) for name in header.__struct_fields__} | {"author": "another"})
    _without_triggers(
        opened,
        "UPDATE entry SET header = ?, hash = ? WHERE position = 10",
        (canonical(forged).decode(), bytes.fromhex(hash_of(forged))),
    )
    following = written[10].header.id
    assert _faults(opened, writer) == [("signature", header.id), ("chain", following), ("lane", following)]
    assert ("signature", header.id) in _faults(opened, writer, every_signature=True)


@pytest.mark.parametrize(
    "told", ['{"format":2,"x":' + "[" * 5000, '{"x":' * 5000, "[" * 5000, '"' + "x" * 70_000, "9" * 5000]
)
def test_a_header_that_a_stranger_nested_without_end_is_named(
    opened: Vault, writer: Any, written: list[Any], told: str
) -> None:
    _without_triggers(opened, "UPDATE entry SET header = ? WHERE position = 10", (told,))
    assert ("header", written[9].header.id) in _faults(opened, writer)


@pytest.mark.parametrize("column", ["case_id = 'other'", "record = 'other'", "recorded = '2020'", "kind = 'event'"])
def test_what_stands_beside_a_header_must_agree_with_it(
    opened: Vault, writer: Any, written: list[Any], column: str
) -> None:
    _without_triggers(opened, f"UPDATE entry SET {column} WHERE position = 10")
    assert ("header", written[9].header.id) in _faults(opened, writer)


def test_a_forged_signature_is_found_when_each_is_asked_for(opened: Vault, writer: Any, written: list[Any]) -> None:
    _without_triggers(opened, "UPDATE entry SET signature = zeroblob(64) WHERE position = 10")
    assert _faults(opened, writer) == []
    assert _faults(opened, writer, every_signature=True) == [("signature", written[9].header.id)]


def test_the_last_signature_of_a_chain_is_always_checked(opened: Vault, writer: Any, written: list[Any]) -> None:
    _without_triggers(opened, "UPDATE entry SET signature = zeroblob(64) WHERE position = 32")
    assert _faults(opened, writer) == [("signature", written[31].header.id)]


def test_a_cut_tail_is_found_against_an_anchor_only(opened: Vault, writer: Any, written: list[Any]) -> None:
    anchor = {writer.device: ledger.tail(opened, writer.device)}
    with without_triggers(opened) as cursor:
        cursor.execute("DELETE FROM entry_parent WHERE child = ?", (written[31].header.id,))
        cursor.execute("INSERT INTO entry_content VALUES (6, ?, ?)", (written[5].salt, written[5].body))
        cursor.execute("DELETE FROM entry_content WHERE position = 32")
        cursor.execute("DELETE FROM entry WHERE position = 32")
        cursor.execute("INSERT INTO head (position, slot, sort, line) VALUES (6, '', '', '')")
    opened.tails.clear()
    assert _faults(opened, writer) == []
    assert _faults(opened, writer, anchors=anchor) == [("anchor", None)]
    other = {writer.device: (10, "0" * 64)}
    assert _faults(opened, writer, anchors=other) == [("anchor", written[9].header.id)]


def test_parents_must_be_here_and_as_signed(opened: Vault, writer: Any, written: list[Any]) -> None:
    _without_triggers(opened, "UPDATE entry_parent SET parent = 'nothing' WHERE child = ?", (written[30].header.id,))
    found = _faults(opened, writer)
    assert found.count(("parent", written[30].header.id)) == 2
    assert ("view", written[3].header.id) in found


def test_views_that_do_not_fit_are_named(opened: Vault, writer: Any, written: list[Any]) -> None:
    with opened.write() as cursor:
        cursor.execute("DELETE FROM head WHERE position = 2")
        cursor.execute("INSERT INTO head (position, slot, sort, line) VALUES (4, '', '', '')")
    assert _faults(opened, writer) == [("view", written[3].header.id), ("view", written[1].header.id)]


def _all_but(hidden: Any, entry: Entry, writer: Any) -> Projection | None:
    return None if entry.header.id == hidden.header.id else writer.project(entry)


def test_a_record_meant_for_no_list_is_no_fault(opened: Vault, writer: Any, written: list[Any]) -> None:
    with opened.write() as cursor:
        cursor.execute("DELETE FROM head WHERE position = 2")
    assert _faults(opened, writer, project=lambda entry: _all_but(written[1], entry, writer)) == []


def test_an_old_page_spliced_in_is_found(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    """Both integrity checks pass such a file: each page is sealed, but by itself."""
    case = writer.id()
    for number in range(40):
        writer.write(f"contact {number} " + "word " * 150, case=case)
    opened.close()
    old = path.read_bytes()
    again = vault.open_vault(path, key)
    writer.vault = again
    with again.write() as cursor:  # change what is there without the file growing
        cursor.execute("DROP TRIGGER entry_content_is_never_changed")
        cursor.execute("UPDATE entry_content SET body = zeroblob(length(body)) WHERE position = 20")
    again.close()
    new = path.read_bytes()
    changed = [
        number
        for number in range(len(old) // pages.SIZE)
        if old[number * pages.SIZE : (number + 1) * pages.SIZE] != new[number * pages.SIZE : (number + 1) * pages.SIZE]
    ]
    found = []
    for number in changed:
        place = slice(number * pages.SIZE, (number + 1) * pages.SIZE)
        spliced = bytearray(old)
        spliced[place] = new[place]
        path.write_bytes(spliced)
        reopened = vault.open_vault(path, key)
        with reopened.read() as cursor:
            assert cursor.execute("PRAGMA cipher_integrity_check").fetchall() == []
        found.append(_faults(reopened, writer))
        reopened.close()
    assert any(("content", entry) in faults for faults in found for _, entry in faults)


def _every_page(path: Path) -> range:
    return range(path.stat().st_size // pages.SIZE)


@pytest.fixture
def small(path: Path, opened: Vault, writer: Any) -> bytes:
    for number in range(6):
        writer.write(f"contact {number} " + "word " * 400, case=writer.id())
    opened.close()
    return path.read_bytes()


def _sound(path: Path, key: bytes, writer: Any) -> bool:
    try:
        reopened = vault.open_vault(path, key)
    except AdvocateError:
        return False
    try:
        return not verify.verify(reopened, check=writer.verify).found
    finally:
        with contextlib.suppress(AdvocateError):
            reopened.close()


def test_a_flipped_bit_in_any_page_is_found(path: Path, key: bytes, small: bytes, writer: Any) -> None:
    assert _sound(path, key, writer)
    for number in _every_page(path):
        place = number * pages.SIZE + (number * 97) % pages.SIZE
        path.write_bytes(small[:place] + bytes([small[place] ^ 4]) + small[place + 1 :])
        assert not _sound(path, key, writer), f"page {number + 1}"


def test_a_file_cut_anywhere_is_found(path: Path, key: bytes, small: bytes, writer: Any) -> None:
    for number in _every_page(path):
        for length in (number * pages.SIZE, number * pages.SIZE + 1 + number * 61 % (pages.SIZE - 1)):
            path.write_bytes(small[:length])
            assert not _sound(path, key, writer), length


@pytest.mark.parametrize("in_parts", [False, True])
def test_what_does_not_fit_is_found_in_one_question_and_in_parts(  # noqa: PLR0917 - each a fixture
    opened: Vault,
    writer: Any,
    written: list[Any],
    path: Path,
    key: bytes,
    monkeypatch: pytest.MonkeyPatch,
    in_parts: bool,
) -> None:
    asked: list[str] = []

    def gives_way(cursor: Any) -> Any:
        asked.append("all")
        raise faults.Interrupted

    if in_parts:
        monkeypatch.setattr(whole_file, "all_at_once", gives_way)
    assert _faults(opened, writer) == []
    with opened.write() as cursor:  # an index that leads elsewhere, and says of itself what it should
        cursor.execute("PRAGMA writable_schema = ON")
        cursor.execute(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'head_slot')"
            " WHERE name = 'entry_case'"
        )
    opened.close()
    reopened = vault.open_vault(path, key)
    found = verify.verify(reopened, check=writer.verify).findings
    reopened.close()
    assert any("do not fit together" in line for line in found)
    assert len(asked) == (6 if in_parts else 0)
