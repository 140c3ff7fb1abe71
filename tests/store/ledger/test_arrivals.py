from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.domain.ledger.entry import Entry, canonical, commitment_of, hash_of
from hru_advocate.store import faults, search, views
from hru_advocate.store.ledger import arrivals, ledger, rebuild, upkeep, verify
from hru_advocate.store.ledger.arrivals import Arrival
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault


@pytest.fixture
def other(path: Path, key: bytes, new_writer: Any) -> Iterator[Any]:
    """A colleague's laptop: another file, another device, another key."""
    there = vault.create(path.with_name("colleague.vault"), key)
    yield new_writer(there, device="bbbbbbbbbbbbbbbb", seed=2)
    there.close()


def _take(opened: Vault, other: Any, entry: Entry) -> Arrival:
    return arrivals.take_in(opened, entry, projection=other.project(entry), check=other.verify)


def _changed(other: Any, entry: Entry, **more: Any) -> Entry:
    """The same entry with another header, rightly signed by its device."""
    header = entry.header
    fields = {name: getattr(header, name) for name in header.__struct_fields__} | more
    changed = type(header)(**fields)
    return Entry(changed, other.sign(bytes.fromhex(hash_of(changed))), entry.salt, entry.body)


def test_an_entry_arrives_once_however_often_it_comes(opened: Vault, other: Any) -> None:
    case = other.id()
    entry = other.write("seen by the colleague", case=case, columns={"name": "Mara Kent"})
    assert _take(opened, other, entry) == Arrival(new=True)
    assert _take(opened, other, entry) == Arrival(new=False)
    assert ledger.entry(opened, entry.header.id) == entry
    assert views.case_row(opened, case).name == "Mara Kent"
    assert len(search.search(opened, "colleague")) == 1
    assert verify.verify(opened, check=other.verify).found == ()


def test_unproven_entries_are_refused(opened: Vault, writer: Any, other: Any) -> None:
    entry = other.write("words")
    for forged in (
        Entry(entry.header, bytes(64), entry.salt, entry.body),
        Entry(entry.header, writer.sign(bytes.fromhex(hash_of(entry.header))), entry.salt, entry.body),
        Entry(entry.header, entry.signature, entry.salt, b"{}"),
        Entry(entry.header, entry.signature, None, entry.body),
        Entry(entry.header, entry.signature, entry.salt, None),
    ):
        with pytest.raises(faults.UnprovenEntry):
            _take(opened, other, forged)
    assert ledger.entries_of_case(opened, None).entries == ()


def test_another_entry_under_a_known_id_or_number_is_refused(opened: Vault, other: Any) -> None:
    entry = other.write("words")
    _take(opened, other, entry)
    body = canonical({"answers": {}})
    salt = bytes(16)
    for forged in (
        _changed(other, Entry(entry.header, b"", salt, body), commitment=commitment_of(salt, body)),
        _changed(other, entry, id=other.id()),
    ):
        with pytest.raises(faults.ConflictingEntry):
            _take(opened, other, forged)
    assert ledger.entry(opened, entry.header.id) == entry


def test_a_chain_that_does_not_link_is_refused(opened: Vault, other: Any) -> None:
    first, second, third = (other.write(text) for text in "abc")
    with pytest.raises(faults.BrokenChain):
        _take(opened, other, _changed(other, first, previous="1" * 64))
    _take(opened, other, second)
    with pytest.raises(faults.BrokenChain):
        _take(opened, other, _changed(other, first, author="another"))
    with pytest.raises(faults.BrokenChain):
        _take(opened, other, _changed(other, third, previous="1" * 64))


def test_gaps_and_missing_parents_are_allowed_and_reported(opened: Vault, other: Any) -> None:
    case = other.id()
    old = other.write("old", case=case)
    new = other.write("new", case=case, record=old.header.record, parents=(old.header.id,))
    assert _take(opened, other, new) == Arrival(new=True, gap=True, missing=(old.header.id,))
    assert {one.fault for one in verify.verify(opened, check=other.verify).found} == {"gap", "parent"}
    assert _take(opened, other, old) == Arrival(new=True)
    assert ledger.heads(opened, old.header.record) == [new]
    assert verify.verify(opened, check=other.verify).found == ()


def test_an_entry_of_another_record_or_case_is_no_parent(opened: Vault, other: Any) -> None:
    case = other.id()
    old = other.write("old", case=case)
    new = other.write("new", case=case, record=old.header.record, parents=(old.header.id,))
    _take(opened, other, old)
    for more in ({"record": other.id()}, {"case": None}):
        with pytest.raises(faults.ParentOfAnotherRecord):
            _take(opened, other, _changed(other, new, **more))


def test_two_devices_that_corrected_the_same_entry_disagree(opened: Vault, writer: Any, other: Any) -> None:
    case = writer.id()
    old = writer.write("wednesday", case=case)
    arrivals.take_in(other.vault, old, projection=writer.project(old), check=writer.verify)
    named = {"case": case, "record": old.header.record, "parents": (old.header.id,)}
    writer.write("thursday", **named)
    theirs = other.write("friday", **named)
    _take(opened, other, theirs)
    assert len(ledger.heads(opened, old.header.record)) == 2
    assert views.case_row(opened, case).disputed == 1


def test_a_body_erased_here_does_not_come_back(opened: Vault, other: Any) -> None:
    case = other.id()
    gone = other.write("secretword", case=case)
    erasure = other.write(case=case, kind="erasure", record=gone.header.record, parents=(gone.header.id,))
    _take(opened, other, erasure)
    _take(opened, other, gone)
    assert ledger.entry(opened, gone.header.id).body is None
    assert search.search(opened, "secretword") == []
    assert ledger.heads(opened, gone.header.record) == []
    assert verify.verify(opened, check=other.verify).found == ()


def test_own_entries_coming_back_into_an_older_copy_are_gone_on_from(
    opened: Vault, path: Path, key: bytes, writer: Any
) -> None:
    written = [writer.write(f"number {number}") for number in range(5)]
    restored = vault.create(path.with_name("restored.vault"), key)
    for entry in reversed(written):
        arrivals.take_in(restored, entry, projection=writer.project(entry), check=writer.verify)
    assert ledger.tail(restored, writer.device) == ledger.tail(opened, writer.device)
    writer.vault = restored
    assert writer.write("goes on").header.sequence == 6
    assert verify.verify(restored, check=writer.verify).found == ()
    restored.close()


@pytest.mark.parametrize("seed", range(4))
def test_views_are_the_same_whatever_order_entries_arrive_in(opened: Vault, other: Any, seed: int) -> None:
    case = other.id()
    entries = [other.write("first", case=case, columns={"name": "A", "level": "high"})]
    chance = random.Random(seed)
    for number in range(40):
        old = chance.choice(entries).header
        more: dict[str, Any] = {"case": case, "sort": f"{chance.randint(1, 9)}", "columns": {"name": f"{number}"}}
        if number % 3:
            more |= {"record": old.record, "parents": (old.id,)}
        if number % 9 == 8:
            more |= {"kind": "erasure", "columns": None}
        entries.append(other.write(f"words {number}", **more))
    chance.shuffle(entries)
    for entry in entries:
        _take(opened, other, entry)
    assert verify.verify(opened, check=other.verify).found == ()
    assert views.case_row(opened, case) == views.case_row(other.vault, case)
    assert views.lines_of_case(opened, case) == views.lines_of_case(other.vault, case)
    row = views.case_row(opened, case)
    rebuild.rebuild(opened, other.project)
    assert views.case_row(opened, case) == row
    assert upkeep.BATCH > 41
