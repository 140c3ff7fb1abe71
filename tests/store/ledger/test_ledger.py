from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.domain.ledger.entry import GENESIS, commitment_of, hash_of
from hru_advocate.errors import NotFound
from hru_advocate.store import drafts, faults, search, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file.vault import Vault
from tests.store.many_entries import append_many


def test_an_entry_is_chained_signed_bound_and_read_back_as_written(opened: Vault, writer: Any) -> None:
    first = writer.write("she rang from her sister's")
    second = writer.write("called back")
    assert first.header.previous == GENESIS
    assert (first.header.sequence, second.header.sequence) == (1, 2)
    assert second.header.previous == hash_of(first.header)
    assert first.header.commitment == commitment_of(first.salt, first.body)
    assert writer.verify(writer.device, bytes.fromhex(hash_of(first.header)), first.signature)
    assert ledger.entry(opened, first.header.id) == first
    assert ledger.entries(opened, [second.header.id, "nothing", first.header.id]) == [second, first]
    assert ledger.tail(opened, writer.device) == (2, hash_of(second.header))


def test_an_unknown_entry_is_not_found(opened: Vault) -> None:
    with pytest.raises(NotFound):
        ledger.entry(opened, "nothing")


def test_a_correction_takes_the_place_of_what_it_corrects(opened: Vault, writer: Any) -> None:
    case = writer.id()
    old = writer.write("wednesday", case=case, columns={"next_contact": "2026-11-25"})
    new = writer.write(
        "thursday",
        case=case,
        record=old.header.record,
        parents=(old.header.id,),
        columns={"next_contact": "2026-11-26"},
    )
    assert ledger.heads(opened, old.header.record) == [new]
    assert ledger.heads_of_case(opened, case) == [new]
    assert ledger.entries_of_record(opened, old.header.record) == [old, new]
    assert views.case_row(opened, case).next_contact == "2026-11-26"


def test_two_corrections_of_one_entry_disagree_until_a_person_settles_it(opened: Vault, writer: Any) -> None:
    case = writer.id()
    old = writer.write("old", case=case)
    record = old.header.record
    one = writer.write("one", case=case, record=record, parents=(old.header.id,))
    two = writer.write("two", case=case, record=record, parents=(old.header.id,))
    assert ledger.heads(opened, record) == [two, one]
    assert views.case_row(opened, case).disputed == 1
    assert [line.entry for line in views.disputed(opened, case)] == [two.header.id, one.header.id]
    end = writer.write("settled", case=case, record=record, parents=(one.header.id, two.header.id))
    assert ledger.heads(opened, record) == [end]
    assert views.case_row(opened, case).disputed == 0
    assert not views.disputed(opened, case)


@pytest.mark.parametrize("table", ["entry", "entry_content", "entry_parent"])
def test_the_ledger_refuses_change_and_deletion(opened: Vault, writer: Any, table: str) -> None:
    old = writer.write()
    writer.write(record=old.header.record, parents=(old.header.id,))
    column = {"entry": "kind", "entry_content": "body", "entry_parent": "child"}[table]
    before = ledger.entries_of_record(opened, old.header.record)
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(faults.RefusedByFile), opened.write() as cursor:
            cursor.execute(statement)
    assert ledger.entries_of_record(opened, old.header.record) == before


def test_an_erasure_takes_the_body_and_leaves_a_provable_header(opened: Vault, writer: Any) -> None:
    case = writer.id()
    kept = writer.write("kept words", case=case)
    gone = writer.write("secretword", case=case, columns={"name": "Mara Kent"})
    erasure = writer.write(
        "by authority", case=case, kind="erasure", record=gone.header.record, parents=(gone.header.id,)
    )
    left = ledger.entry(opened, gone.header.id)
    assert left.header == gone.header
    assert left.body is None
    assert left.salt is None
    assert ledger.heads(opened, gone.header.record) == []
    assert ledger.heads_of_case(opened, case) == [kept]
    assert search.search(opened, "secretword") == []
    assert views.case_row(opened, case).name is None
    assert ledger.entries_of_record(opened, gone.header.record) == [left, erasure]


def test_a_case_without_any_head_left_has_no_row(opened: Vault, writer: Any) -> None:
    case = writer.id()
    gone = writer.write(case=case)
    writer.write(case=case, kind="erasure", record=gone.header.record, parents=(gone.header.id,))
    with pytest.raises(NotFound):
        views.case_row(opened, case)


def test_what_does_not_fit_the_record_is_refused_and_nothing_is_saved(opened: Vault, writer: Any) -> None:
    case = writer.id()
    old = writer.write(case=case)
    other = writer.write(case=case)
    for fault, more in (
        (faults.UnknownParent, {"case": case, "record": old.header.record, "parents": ("nothing",)}),
        (faults.ParentOfAnotherRecord, {"case": case, "record": other.header.record, "parents": (old.header.id,)}),
        (faults.ParentOfAnotherRecord, {"case": None, "record": old.header.record, "parents": (old.header.id,)}),
        (faults.RecordExists, {"case": case, "record": old.header.record}),
        (faults.EntryRefused, {"case": case, "kind": "erasure", "record": old.header.record}),
    ):
        with pytest.raises(fault):
            writer.write(**more)
    assert ledger.tail(opened, writer.device)[0] == 2
    assert len(ledger.entries_of_case(opened, case).entries) == 2


def test_an_event_may_name_the_record_it_is_about_and_is_no_head(opened: Vault, writer: Any) -> None:
    case = writer.id()
    plan = writer.write(case=case, slot="plan")
    event = writer.write(case=case, kind="event", record=plan.header.record)
    assert ledger.heads(opened, plan.header.record) == [plan]
    assert ledger.entries_of_record(opened, plan.header.record) == [plan, event]
    assert ledger.entries_of_case(opened, case, kind="event").entries == (event,)


def test_many_are_written_all_or_none(opened: Vault, writer: Any) -> None:
    written = append_many(opened, [writer.make() for _ in range(200)], sign=writer.sign)
    assert [entry.header.sequence for entry in written] == list(range(1, 201))
    bad = [writer.make(), writer.make(record="x", parents=("nothing",))]
    with pytest.raises(faults.UnknownParent):
        append_many(opened, bad, sign=writer.sign)
    assert ledger.tail(opened, writer.device)[0] == 200
    assert writer.write().header.sequence == 201


def test_an_id_is_used_once(opened: Vault, writer: Any) -> None:
    new = writer.make()
    ledger.append(opened, new, sign=writer.sign)
    again = writer.make()
    twice = type(again)(**{name: getattr(again, name) for name in again.__slots__} | {"id": new.id})
    with pytest.raises(faults.RefusedByFile):
        ledger.append(opened, twice, sign=writer.sign)
    assert writer.write().header.sequence == 2


def test_a_case_is_read_page_by_page_newest_first(opened: Vault, writer: Any) -> None:
    case = writer.id()
    written = [writer.write(case=case) for _ in range(25)]
    writer.write(case=writer.id())
    page = ledger.entries_of_case(opened, case, limit=10)
    seen = list(page.entries)
    while page.older:
        page = ledger.entries_of_case(opened, case, older=page.older, limit=10)
        seen += page.entries
    assert seen == written[::-1]


def test_the_units_own_entries_have_no_case(opened: Vault, writer: Any) -> None:
    writer.write(case=writer.id())
    own = writer.write("directory", slot="service")
    assert ledger.entries_of_case(opened, None).entries == (own,)
    assert ledger.heads_of_case(opened, None, slot="service") == [own]
    assert [line.case for line in views.lines_of_case(opened, None)] == [None]


def test_saving_a_record_removes_its_draft_in_the_same_act(opened: Vault, writer: Any) -> None:
    draft = drafts.Draft("d1", None, "contact", 1, "r1", (), b"{}", "2026-11-23T10:00:00.000Z")
    drafts.save(opened, draft)
    with pytest.raises(faults.UnknownParent):
        writer.write(parents=("nothing",), draft="d1")
    assert drafts.load(opened, "d1") == draft
    writer.write(draft="d1")
    assert drafts.list_all(opened) == []


@pytest.mark.parametrize(
    "text",
    [
        'he said <he will> & "come" back',
        "<img src=x>",
        "\u202eevil\u2066",
        "a\x00b\x07",
        "x" * 100_000,
        "'); DROP TABLE entry;--",
    ],
)
def test_typed_text_is_kept_as_typed(opened: Vault, writer: Any, text: str) -> None:
    case = writer.id()
    written = writer.write(text, case=case, columns={"name": text})
    assert ledger.entry(opened, written.header.id).body == written.body
    assert views.case_row(opened, case).name == text
    assert ledger.heads_of_case(opened, case) == [written]
