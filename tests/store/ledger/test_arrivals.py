"""Entries of other devices: proven first, the same one twice is one, and the order they come in changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hru_advocate.domain.ledger.entry import Entry, canonical, commitment_of, hash_of
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store import faults, search, views
from hru_advocate.store.ledger import arrivals, devices, lanes, ledger, upkeep, verify
from hru_advocate.store.ledger.arrivals import TakenIn
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.ledger.carried import signed_again


@pytest.fixture
def other(opened: Vault, path: Path, key: bytes, new_writer: Any) -> Iterator[Any]:
    """A colleague's laptop: another file, another device, another key."""
    there = vault.create(path.with_name("colleague.vault"), key)
    writer = new_writer(there, device="bbbbbbbbbbbbbbbb", seed=2)
    devices.add(opened, writer.known_elsewhere())
    yield writer
    there.close()


def _take(opened: Vault, other: Any, *entries: Entry) -> TakenIn:
    return arrivals.take_in(opened, entries, project=other.project, check=other.verify)


def _refused(opened: Vault, other: Any, *entries: Entry) -> list[tuple[str, type[AdvocateError]]]:
    taken = _take(opened, other, *entries)
    return [(one.entry, type(one.why)) for one in taken.refused]


def test_an_entry_arrives_once_however_often_it_comes(opened: Vault, other: Any) -> None:
    case = other.id()
    entry = other.write("seen by the colleague", case=case, columns={"name": "Mara Kent"})
    assert _take(opened, other, entry, entry) == TakenIn((entry.header.id,), ())
    assert _take(opened, other, entry) == TakenIn((), ())
    assert ledger.entry(opened, entry.header.id) == entry
    assert views.case_row(opened, case).name == "Mara Kent"
    assert len(search.search(opened, "colleague")) == 1
    assert verify.verify(opened, check=other.verify).found == ()


def test_unproven_entries_are_refused_and_the_others_go_in(opened: Vault, writer: Any, other: Any) -> None:
    good, entry = other.write("good"), other.write("words")
    for forged in (
        Entry(entry.header, bytes(64), entry.salt, entry.body),
        Entry(entry.header, writer.sign(bytes.fromhex(hash_of(entry.header))), entry.salt, entry.body),
        Entry(entry.header, entry.signature, entry.salt, b"{}"),
        Entry(entry.header, entry.signature, None, entry.body),
        Entry(entry.header, entry.signature, entry.salt, None),
    ):
        assert _refused(opened, other, forged, good) == [(entry.header.id, faults.UnprovenEntry)]
    assert ledger.entries_of_case(opened, None).entries == (good,)
    assert _refused(opened, other, forged, entry) == [(entry.header.id, faults.UnprovenEntry)]
    assert ledger.entry(opened, entry.header.id) == entry


@pytest.mark.parametrize(
    "more",
    [
        {"case": "no id"},
        {"id": "no id"},
        {"record": "no id"},
        {"device": "no id"},
        {"parents": ("no id",)},
        {"sequence": 0},
        {"sequence": 1 << 60},
        {"lane_sequence": 3},
        {"lane_sequence": 0},
        {"lane_sequence": 1},
        {"sequence": 1, "lane_sequence": 1},
        {"previous": "x" * 64},
        {"definition": ""},
        {"kind": "event"},
        {"kind": "erasure", "definition": ""},
        {"kind": "event", "definition": "", "parents": ("01a207d9-28d0-7110-a578-1bcccea62e61",)},
    ],
)
def test_a_header_that_cannot_be_is_refused_though_its_device_signed_it(
    opened: Vault, other: Any, more: dict[str, Any]
) -> None:
    case = other.id()
    other.write(case=case)
    forged = signed_again(other, other.write(case=case), **more)
    taken = arrivals.take_in(opened, [forged], project=other.project, check=lambda *_: True)
    assert [(one.entry, type(one.why)) for one in taken.refused] == [(forged.header.id, faults.UnprovenEntry)]


def test_an_entry_that_corrects_itself_or_one_twice_is_refused(opened: Vault, other: Any) -> None:
    entry = other.write()
    parent = other.write().header.id
    for parents in ((entry.header.id,), (parent, parent)):
        forged = signed_again(other, entry, parents=parents)
        assert _refused(opened, other, forged) == [(entry.header.id, faults.UnprovenEntry)]


def test_another_format_is_refused_and_said(opened: Vault, other: Any) -> None:
    entry = signed_again(other, other.write("words"), format=3)
    assert _refused(opened, other, entry) == [(entry.header.id, faults.UnknownFormat)]


def test_another_entry_under_a_known_id_or_number_is_refused(opened: Vault, other: Any) -> None:
    entry = other.write("words")
    body = canonical({"answers": {}})
    salt = bytes(16)
    for forged in (
        signed_again(other, Entry(entry.header, b"", salt, body), commitment=commitment_of(salt, body)),
        signed_again(other, entry, id=other.id()),
    ):
        # Together neither is taken: nobody can say which of the two was first.
        assert {one for one, _ in _refused(opened, other, forged, entry)} == {entry.header.id, forged.header.id}
        assert ledger.entries_of_case(opened, None).entries == ()
    _take(opened, other, entry)
    for forged in (
        signed_again(other, Entry(entry.header, b"", salt, body), commitment=commitment_of(salt, body)),
        signed_again(other, entry, id=other.id()),
    ):
        assert _refused(opened, other, forged, entry) == [(forged.header.id, faults.ConflictingEntry)]
    assert ledger.entry(opened, entry.header.id) == entry


@pytest.mark.parametrize("at_once", [True, False])
def test_a_chain_that_does_not_link_is_refused(opened: Vault, other: Any, at_once: bool) -> None:
    first, second, third = (other.write(text) for text in "abc")

    def refused(here: Sequence[Entry], forged: Entry) -> list[tuple[str, type[AdvocateError]]]:
        if at_once:
            return _refused(opened, other, forged, *here)
        _take(opened, other, *here)
        return _refused(opened, other, forged)

    # The lowest number stands; a file that has the one after it already does not take one that it does not name.
    wrong = signed_again(other, third, previous="1" * 64, lane_previous=third.header.lane_previous)
    assert refused([second], wrong) == [(third.header.id, faults.BrokenChain)]
    wrong = signed_again(other, third, lane_previous="1" * 64)
    assert refused([second], wrong) == [(third.header.id, faults.BrokenChain)]
    forged = signed_again(other, first, author="another")
    assert _refused(opened, other, forged) == [(first.header.id, faults.BrokenChain)]
    assert _refused(opened, other, first, third) == []


def test_a_lane_that_does_not_link_is_refused_where_the_device_s_chain_is_not_here(opened: Vault, other: Any) -> None:
    case = other.id()
    lane = []
    for _ in range(4):
        lane.append(other.write("one", case=case))
        other.write("another", case=other.id())
    second = lane[1].header
    for more, fault in (
        ({"lane_sequence": 3}, faults.ConflictingEntry),
        ({"lane_previous": "1" * 64}, faults.BrokenChain),
        ({"author": "another"}, faults.BrokenChain),
        ({"sequence": 90}, faults.BrokenChain),
    ):
        forged = signed_again(other, lane[1], **more)
        _take(opened, other, lane[0], *lane[2:])
        assert _refused(opened, other, forged) == [(second.id, fault)], more
    assert _take(opened, other, lane[1]).new == (second.id,)
    assert [one.whole for one in lanes.held(opened)] == [True]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_lane_that_runs_against_its_device_s_numbers_is_refused(opened: Vault, other: Any, at_once: bool) -> None:
    case = other.id()
    for _ in range(5):
        other.write("another", case=other.id())
    first, second = other.write("one", case=case), other.write("two", case=case)
    forged = signed_again(other, second, sequence=3)
    if not at_once:
        _take(opened, other, first)
    assert _refused(opened, other, first, forged) == [(second.header.id, faults.BrokenChain)]
    assert _refused(opened, other, second) == []
    # The same the other way round: the one after it is here already, and has the lower number on the device.
    third, fourth = other.write("three", case=case), other.write("four", case=case)
    late = signed_again(other, third, sequence=90)
    _take(opened, other, signed_again(other, fourth, lane_previous=hash_of(late.header)))
    assert _refused(opened, other, late) == [(third.header.id, faults.BrokenChain)]


def test_a_number_twice_in_a_lane_is_taken_neither_time(opened: Vault, other: Any) -> None:
    case = other.id()
    one, two = other.write(case=case), other.write(case=case)
    forged = signed_again(other, two, id=other.id(), sequence=9)
    refused = _refused(opened, other, one, forged, two)
    assert sorted(refused) == sorted((entry.header.id, faults.ConflictingEntry) for entry in (forged, two))
    assert ledger.entries_of_case(opened, case).entries == (one,)


def test_gaps_and_missing_parents_are_allowed_and_reported(opened: Vault, other: Any) -> None:
    case = other.id()
    old = other.write("old", case=case)
    new = other.write("new", case=case, record=old.header.record, parents=(old.header.id,))
    assert _take(opened, other, new) == TakenIn((new.header.id,), (), (old.header.id,))
    assert {one.fault for one in verify.verify(opened, check=other.verify).found} == {"lane", "parent"}
    assert _take(opened, other, old) == TakenIn((old.header.id,), ())
    assert ledger.heads(opened, old.header.record) == [new]
    assert verify.verify(opened, check=other.verify).found == ()


@pytest.mark.parametrize("at_once", [True, False])
def test_an_entry_of_another_record_or_case_is_no_parent(opened: Vault, other: Any, at_once: bool) -> None:
    case = other.id()
    old = other.write("old", case=case)
    new = other.write("new", case=case, record=old.header.record, parents=(old.header.id,))
    if not at_once:
        _take(opened, other, old)
    for more in ({"record": other.id()}, {"case": other.id(), "lane_sequence": 2}):
        forged = signed_again(other, new, **more)
        arriving = [forged, old] if at_once else [forged]
        assert _refused(opened, other, *arriving) == [(new.header.id, faults.ParentOfAnotherRecord)]


def test_a_parent_of_another_record_that_comes_after_its_child_is_refused(opened: Vault, other: Any) -> None:
    case = other.id()
    old = other.write("old", case=case)
    forged = signed_again(other, other.write("new", case=case), parents=(old.header.id,))
    _take(opened, other, forged)
    assert _refused(opened, other, old) == [(old.header.id, faults.ParentOfAnotherRecord)]


def test_text_that_no_form_here_can_read_is_refused_and_the_rest_goes_in(opened: Vault, other: Any) -> None:
    lost, broken, good = other.write("lost"), other.write("broken"), other.write("good")

    def project(entry: Entry) -> Projection | None:
        if entry == lost:
            raise NotFound
        if entry == broken:
            msgspec.json.decode(b"{")
        return other.project(entry)  # type: ignore[no-any-return]  # a writer of any kind

    taken = arrivals.take_in(opened, [lost, broken, good], project=project, check=other.verify)
    assert [(one.entry, type(one.why)) for one in taken.refused] == [
        (lost.header.id, NotFound),
        (broken.header.id, faults.UnreadableContent),
    ]
    assert taken.new == (good.header.id,)


def test_a_fault_of_ours_takes_nothing_in(opened: Vault, other: Any) -> None:
    entries = [other.write("one"), other.write("two")]

    def project(entry: Entry) -> Projection | None:
        if entry == entries[1]:
            raise ZeroDivisionError
        return other.project(entry)  # type: ignore[no-any-return]  # a writer of any kind

    with pytest.raises(ZeroDivisionError):
        arrivals.take_in(opened, entries, project=project, check=other.verify)
    assert ledger.entries_of_case(opened, None).entries == ()


def test_two_devices_that_corrected_the_same_entry_disagree(opened: Vault, writer: Any, other: Any) -> None:
    case = writer.id()
    old = writer.write("wednesday", case=case)
    devices.add(other.vault, writer.known_elsewhere())
    arrivals.take_in(other.vault, [old], project=writer.project, check=writer.verify)
    named = {"case": case, "record": old.header.record, "parents": (old.header.id,)}
    writer.write("thursday", **named)
    theirs = other.write("friday", **named)
    _take(opened, other, theirs)
    assert len(ledger.heads(opened, old.header.record)) == 2
    assert views.case_row(opened, case).disputed == 1


@pytest.mark.parametrize(
    "batches",
    [
        lambda erasure, gone: [[erasure], [gone]],
        lambda erasure, gone: [[gone], [erasure], [gone]],
        lambda erasure, gone: [[erasure, gone]],
        lambda erasure, gone: [[gone, erasure]],
        lambda erasure, gone: [[Entry(gone.header, gone.signature, None, None)], [erasure], [gone]],
    ],
)
def test_a_body_that_was_erased_does_not_come_back(opened: Vault, other: Any, batches: Any) -> None:
    case = other.id()
    gone = other.write("secretword", case=case)
    erasure = other.write(case=case, kind="erasure", record=gone.header.record, parents=(gone.header.id,))
    for batch in batches(erasure, gone):
        _take(opened, other, *batch)
    assert ledger.entry(opened, gone.header.id).body is None
    assert search.search(opened, "secretword") == []
    assert ledger.heads(opened, gone.header.record) == []
    assert verify.verify(opened, check=other.verify).found == ()


def test_own_entries_coming_back_into_an_older_copy_are_gone_on_from(
    opened: Vault, path: Path, key: bytes, writer: Any
) -> None:
    written = [writer.write(f"number {number}") for number in range(5)]
    restored = vault.create(path.with_name("restored.vault"), key)
    devices.add(restored, writer.known_here())
    assert ledger.tail(restored, writer.device)[0] == ledger.lane_tail(restored, writer.device, None)[0] == 0
    arrivals.take_in(restored, reversed(written), project=writer.project, check=writer.verify)
    assert ledger.tail(restored, writer.device) == ledger.tail(opened, writer.device)
    writer.vault = restored
    assert writer.write("goes on").header.sequence == 6
    assert verify.verify(restored, check=writer.verify).found == ()
    restored.close()


def test_nothing_is_asked_about_a_body_that_is_erased_in_the_same_batch(opened: Vault, other: Any) -> None:
    gone = other.write("secretword")
    erasure = other.write(kind="erasure", record=gone.header.record, parents=(gone.header.id,))
    asked: list[Entry] = []
    arrivals.take_in(opened, [gone, erasure], project=asked.append, check=other.verify)
    assert asked == []


def test_a_body_that_was_missing_is_filled_in(opened: Vault, other: Any) -> None:
    case = other.id()
    entry = other.write("soughtword", case=case, columns={"name": "Mara Kent"})
    stub = Entry(entry.header, entry.signature, None, None)
    assert _take(opened, other, stub).new == (entry.header.id,)
    assert {one.fault for one in verify.verify(opened, check=other.verify, project=other.project).found} == {"content"}
    assert _take(opened, other, stub, entry) == TakenIn((), (), filled=(entry.header.id,))
    assert ledger.entry(opened, entry.header.id) == entry
    assert (len(search.search(opened, "soughtword")), views.case_row(opened, case).name) == (1, "Mara Kent")
    assert verify.verify(opened, check=other.verify).found == ()


def test_a_stub_and_its_entry_in_one_batch_are_one_whole_entry(opened: Vault, other: Any) -> None:
    entry = other.write("words")
    stub = Entry(entry.header, entry.signature, None, None)
    _take(opened, other, entry, stub)
    assert ledger.entry(opened, entry.header.id) == entry


def test_words_of_many_that_arrive_are_found_whether_indexed_or_waiting(opened: Vault, other: Any) -> None:
    for number in range(5):
        other.write(f"before{number}")
    written = [other.write(f"word{number}x") for number in range(upkeep.BATCH + 40)]
    _take(opened, other, *written[:3])
    _take(opened, other, *written[3:])
    for word in ("word0x", "word3x", "word200x", f"word{upkeep.BATCH + 39}x"):
        assert len(search.search(opened, word)) == 1, word
    with opened.read() as cursor:
        waiting = cursor.execute("SELECT count(*) FROM head WHERE words IS NOT NULL").fetchone()
    assert waiting == (40,)
