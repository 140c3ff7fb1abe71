"""One case in an empty vault is proven by its lanes; whatever is done to it is named, entry and case."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.domain.ledger.entry import GENESIS, Entry, hash_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.store import faults
from hru_advocate.store.ledger import arrivals, devices, lanes, ledger, verify
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import DEFINITION
from tests.store.forged import without_triggers
from tests.store.ledger.carried import empty_vault, put, signed_again
from tests.store.many_entries import append_many

Change = Callable[[Any, list[Entry], list[Entry]], list[Entry]]


@dataclasses.dataclass
class Story:
    """What a colleague wrote: one case among others, and where only that case is."""

    writer: Any
    one: str
    other: str
    lane: list[Entry]
    others: list[Entry]
    elsewhere: Vault


@pytest.fixture
def story(opened: Vault, path: Path, writer: Any) -> Iterator[Story]:
    one, other = writer.id(), writer.id()
    lane, others = [], []
    for number in range(8):
        others.append(writer.write(f"about the unit {number}"))
        lane.append(writer.write(f"one {number}", case=one))
        others.append(writer.write(f"another {number}", case=other))
    there = empty_vault(path.with_name("elsewhere.vault"), writer)
    yield Story(writer, one, other, lane, others, there)
    there.close()


def _sentences(opened: Vault, writer: Any, **more: Any) -> list[str]:
    report = verify.verify(opened, check=writer.verify, definition_of=lambda _form, _version: DEFINITION, **more)
    return list(report.findings)


def _swapped(writer: Any, lane: list[Entry], _others: list[Entry]) -> list[Entry]:
    fourth, fifth = lane[3].header, lane[4].header
    return [
        *lane[:3],
        signed_again(writer, lane[3], lane_sequence=fifth.lane_sequence),
        signed_again(writer, lane[4], lane_sequence=fourth.lane_sequence),
        *lane[5:],
    ]


def _late(writer: Any, lane: list[Entry], _others: list[Entry]) -> list[Entry]:
    """The third after the sixth, which leaves numbers missing on both sides of it."""
    sixth, third = signed_again(writer, lane[2], lane_sequence=6), signed_again(writer, lane[3], lane_sequence=3)
    return [lane[0], sixth, third]


def _last(**more: Any) -> Change:
    """The lane's last entry, written otherwise and rightly signed."""
    return lambda writer, lane, _others: [*lane[:-1], signed_again(writer, lane[-1], **more)]


def _forked(writer: Any, lane: list[Entry], _others: list[Entry]) -> list[Entry]:
    last = lane[-1].header
    return [*lane, signed_again(writer, lane[-1], id=writer.id(), record=writer.id(), sequence=last.sequence + 9)]


def _put_under(writer: Any, lane: list[Entry], others: list[Entry]) -> list[Entry]:
    foreign = others[-1]
    more = {"case": lane[0].header.case, "lane_sequence": 9, "sequence": lane[-1].header.sequence + 9}
    return [*lane, signed_again(writer, foreign, **more)]


def _unsigned(_writer: Any, lane: list[Entry], _others: list[Entry]) -> list[Entry]:
    return [*lane[:-1], Entry(lane[-1].header, bytes(64), lane[-1].salt, lane[-1].body)]


def _edited(writer: Any, lane: list[Entry], _others: list[Entry]) -> list[Entry]:
    changed = signed_again(writer, lane[3], author="another")
    return [*lane[:3], Entry(changed.header, lane[3].signature, lane[3].salt, lane[3].body), *lane[4:]]


ATTACKS: dict[str, tuple[Change, list[str]]] = {
    "nothing": (lambda _w, lane, _o: lane, []),
    "order of arrival": (lambda _w, lane, _o: lane[::-1], []),
    "first removed": (lambda _w, lane, _o: lane[1:], ["{case}, written on device {device}: number 1 is missing"]),
    "middle removed": (
        lambda _w, lane, _o: [*lane[:3], *lane[4:]],
        ["{case}, written on device {device}: number 4 is missing"],
    ),
    "stretch removed": (
        lambda _w, lane, _o: [*lane[:2], *lane[5:]],
        ["{case}, written on device {device}: numbers 3 to 5 are missing"],
    ),
    "two stretches removed": (
        lambda _w, lane, _o: [lane[0], *lane[2:5], lane[7]],
        [
            "{case}, written on device {device}: number 2 is missing",
            "{case}, written on device {device}: numbers 6 to 7 are missing",
        ],
    ),
    # A lane cut short says nothing of it by itself: see test_a_lane_cut_short_shows_beside_the_other_one.
    "end removed": (lambda _w, lane, _o: lane[:-2], []),
    "two swapped": (
        _swapped,
        [
            "entry {fifth} of {case}: it bears number 4, but its device wrote it after number 5",
            "entry {sixth} of {case}: it does not follow number 5 of its device there",
        ],
    ),
    "one late among missing ones": (
        _late,
        [
            "entry {fourth} of {case}: it bears number 3, but its device wrote it after number 6",
            "{case}, written on device {device}: number 2 is missing",
            "{case}, written on device {device}: numbers 4 to 5 are missing",
        ],
    ),
    "an entry of another case": (
        lambda _w, lane, others: [*lane, others[-1]],
        ["{other}, written on device {device}: numbers 1 to 7 are missing"],
    ),
    "an entry of the unit": (
        lambda _w, lane, others: [*lane, others[-2]],
        ["the unit's own entries, written on device {device}: numbers 1 to 7 are missing"],
    ),
    "an entry of another case, put under this one": (
        _put_under,
        ["entry {foreign} of {case}: it does not follow number 8 of its device there"],
    ),
    "numbered anew": (_last(lane_sequence=9), ["{case}, written on device {device}: number 8 is missing"]),
    "numbered as one that is there": (
        _last(lane_sequence=7),
        ["entry {last} of {case}: another entry of its device there bears number 7 too"],
    ),
    "two entries with one number": (
        _forked,
        ["entry {new} of {case}: another entry of its device there bears number 8 too"],
    ),
    "another entry before it": (
        _last(lane_previous="1" * 64),
        ["entry {last} of {case}: it does not follow number 7 of its device there"],
    ),
    "no entry before it": (
        _last(lane_previous=GENESIS),
        [
            "entry {last} of {case}: its header does not fit its own number: only a first entry has none before it",
            "entry {last} of {case}: it does not follow number 7 of its device there",
        ],
    ),
    "a number above its device's": (
        _last(lane_sequence=900),
        [
            "entry {last} of {case}: its header bears numbers that cannot be",
            "{case}, written on device {device}: numbers 8 to 899 are missing",
        ],
    ),
    "another definition of its form": (
        _last(definition="e" * 64),
        ["entry {last} of {case}: made with another definition of form contact, version 1"],
    ),
    "no definition": (
        _last(definition=""),
        ["entry {last} of {case}: its header does not name the definition of its form"],
    ),
    "an event with a definition": (
        _last(kind="event"),
        ["entry {last} of {case}: its header names the definition of a form, and no form was filled in"],
    ),
    "another format": (
        _last(format=3),
        ["entry {last} of {case}: its header is written in format 3, which this program does not know"],
    ),
    "signed by nobody": (_unsigned, ["entry {last} of {case}: its signature does not fit"]),
    "edited, with its old signature": (
        _edited,
        [
            "entry {fifth} of {case}: it does not follow number 4 of its device there",
            "entry {fourth} of {case}: its signature does not fit",
        ],
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_done_to_a_case_alone_is_named(story: Story, attack: str) -> None:
    change, wanted = ATTACKS[attack]
    entries = change(story.writer, story.lane, story.others)
    put(story.elsewhere, story.writer, entries)
    lane = [entry.header.id for entry in story.lane]
    words = {
        "case": f"case {case_ref(story.one)}",
        "other": f"case {case_ref(story.other)}",
        "device": story.writer.device,
        "fourth": lane[3],
        "fifth": lane[4],
        "sixth": lane[5],
        "last": lane[-1],
        "new": entries[-1].header.id if entries else "",
        "foreign": story.others[-1].header.id,
    }
    found = _sentences(story.elsewhere, story.writer, project=story.writer.project)
    assert sorted(found) == sorted(sentence.format(**words) for sentence in wanted)


def test_a_case_of_forty_entries_is_proven_in_an_empty_vault(opened: Vault, path: Path, writer: Any) -> None:
    case = writer.id()
    lane = []
    for number in range(40):
        writer.write(f"about another {number}", case=writer.id())
        lane.append(writer.write(f"number {number}", case=case))
    elsewhere = empty_vault(path.with_name("elsewhere.vault"), writer)
    taken = arrivals.take_in(elsewhere, lane[::-1], project=writer.project, check=writer.verify)
    assert (len(taken.new), taken.refused, taken.missing) == (40, (), ())
    assert _sentences(elsewhere, writer, every_signature=True, project=writer.project) == []
    (held,) = lanes.held(elsewhere)
    assert held == lanes.Lane(writer.device, case, 40, 40, hash_of(lane[-1].header))
    assert held.whole
    elsewhere.close()


def test_a_device_that_is_meant_to_be_here_whole_must_be(story: Story, path: Path) -> None:
    whole = vault.create(path.with_name("whole.vault"), bytes(range(32)))
    devices.add(whole, dataclasses.replace(story.writer.known_elsewhere(), whole_chain=True))
    put(whole, story.writer, story.lane[:2])
    device = story.writer.device
    assert _sentences(whole, story.writer) == [
        f"device {device}: number 1 is missing",
        f"device {device}: numbers 3 to 4 are missing",
    ]
    assert devices.Device("d", bytes(32), b"key", "own", "2026").whole_chain
    whole.close()


def test_a_lane_cut_short_shows_beside_the_other_one(story: Story, opened: Vault) -> None:
    put(story.elsewhere, story.writer, story.lane[:-2])
    (short,) = lanes.held(story.elsewhere)
    whole = {lane.case: lane for lane in lanes.held(opened)}[story.one]
    assert (short.whole, short.last, whole.last) == (True, 6, 8)
    assert short.head == hash_of(story.lane[5].header)
    # Where the device's whole chain is, the numbers of the device show what its lanes alone cannot.
    with without_triggers(opened) as cursor:
        cursor.execute("DELETE FROM entry WHERE id = ?", (story.lane[-1].header.id,))
    last = story.lane[-1].header.sequence
    assert f"device {story.writer.device}: number {last} is missing" in _sentences(opened, story.writer)


def test_a_vault_knows_which_lanes_it_holds_whole(story: Story) -> None:
    put(story.elsewhere, story.writer, [*story.lane[1:3], *story.lane[5:], *story.others[:2]])
    unit, *rest = lanes.held(story.elsewhere)
    by_case = {lane.case: lane for lane in rest}
    assert (unit.case, unit.whole, unit.entries) == (None, True, 1)
    assert by_case[story.other].whole
    broken = by_case[story.one]
    assert (broken.whole, broken.entries, broken.last) == (False, 5, 8)
    assert broken.missing == ((1, 1), (4, 5))


def test_a_lane_with_a_number_twice_is_not_whole(story: Story) -> None:
    put(story.elsewhere, story.writer, _forked(story.writer, story.lane, story.others))
    (lane,) = lanes.held(story.elsewhere)
    assert (lane.whole, lane.missing) == (False, ())


def test_an_entry_kept_under_another_case_is_named(story: Story) -> None:
    put(story.elsewhere, story.writer, story.lane)
    with without_triggers(story.elsewhere) as cursor:
        cursor.execute("UPDATE entry SET case_id = ? WHERE id = ?", (story.other, story.lane[2].header.id))
    kept = f"it was signed for this, but is kept under case {case_ref(story.other)}"
    named = f"entry {story.lane[2].header.id} of case {case_ref(story.one)}: {kept}"
    assert _sentences(story.elsewhere, story.writer) == [named]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ('{"format":7,"whatever":[]}', "its header is written in format 7, which this program does not know"),
        ('{"format":2,"whatever":[]}', "its header cannot be read"),
        ("nothing", "its header cannot be read"),
    ],
)
def test_a_header_that_cannot_be_read_is_named_with_its_case(story: Story, header: str, words: str) -> None:
    put(story.elsewhere, story.writer, story.lane)
    with without_triggers(story.elsewhere) as cursor:
        cursor.execute("UPDATE entry SET header = ? WHERE id = ?", (header, story.lane[7].header.id))
    found = _sentences(story.elsewhere, story.writer, project=story.writer.project)
    case = f"case {case_ref(story.one)}"
    assert found == [
        f"entry {story.lane[7].header.id} of {case}: {words}",
        f"entry {story.lane[7].header.id} of {case}: its signature does not fit",
    ]


def test_a_form_that_is_not_here_is_named_once(story: Story) -> None:
    put(story.elsewhere, story.writer, story.lane)
    report = verify.verify(story.elsewhere, check=story.writer.verify, definition_of=lambda _form, _version: None)
    first = f"entry {story.lane[0].header.id} of case {case_ref(story.one)} and 7 more"
    assert report.findings == (f"{first}: made with form contact, version 1, which this program lacks",)


def test_an_erased_entry_still_stands_in_its_lane(story: Story) -> None:
    writer = story.writer
    gone = story.lane[2].header
    erasure = writer.write(case=story.one, kind="erasure", record=gone.record, parents=(gone.id,))
    entries = [*story.lane, erasure]
    taken = arrivals.take_in(story.elsewhere, entries, project=writer.project, check=writer.verify)
    assert taken.refused == ()
    assert ledger.entry(story.elsewhere, gone.id).body is None
    assert _sentences(story.elsewhere, writer, every_signature=True, project=writer.project) == []


def test_events_about_a_case_are_of_its_lane(story: Story) -> None:
    viewed = story.writer.write("viewed", case=story.one, kind="event")
    locked = story.writer.write("locked", kind="event")
    assert viewed.header.lane_previous == hash_of(story.lane[-1].header)
    assert (viewed.header.lane_sequence, locked.header.lane_sequence) == (9, 9)
    assert (viewed.header.definition, locked.header.definition) == ("", "")


def test_a_lane_goes_on_after_a_save_that_failed(opened: Vault, writer: Any) -> None:
    case = writer.id()
    writer.write(case=case)
    good = writer.make(case=case)
    with pytest.raises(faults.EntryRefused):
        append_many(opened, [good, dataclasses.replace(good, definition="")], sign=writer.sign)
    assert writer.write(case=case).header.lane_sequence == 2
    assert _sentences(opened, writer) == []


def test_only_a_record_names_a_definition_and_each_must(opened: Vault, writer: Any) -> None:
    for new in (
        dataclasses.replace(writer.make(), definition=""),
        dataclasses.replace(writer.make(kind="event"), definition=DEFINITION),
    ):
        with pytest.raises(faults.EntryRefused):
            ledger.append(opened, new, sign=writer.sign)
    assert ledger.tail(opened, writer.device) == (0, GENESIS)


def test_a_lane_goes_on_after_the_file_was_opened_again(story: Story, opened: Vault, path: Path, key: bytes) -> None:
    opened.close()
    again = vault.open_vault(path, key)
    story.writer.vault = again
    assert ledger.lane_tail(again, story.writer.device, story.one) == (8, hash_of(story.lane[-1].header))
    assert ledger.lane_tail(again, story.writer.device, "nothing") == (0, GENESIS)
    for number, kind in enumerate(("event", "record", "event"), 9):
        last = story.writer.write("goes on", case=story.one, kind=kind)
        again.forget_tails()
        assert ledger.lane_tail(again, story.writer.device, story.one) == (number, hash_of(last.header))
    erased = {"record": story.lane[0].header.record, "parents": (story.lane[0].header.id,)}
    story.writer.write(case=story.one, kind="erasure", **erased)
    again.forget_tails()
    assert ledger.lane_tail(again, story.writer.device, story.one)[0] == 12
    assert _sentences(again, story.writer) == []
    again.close()
