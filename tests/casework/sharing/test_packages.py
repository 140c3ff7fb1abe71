"""One case from one laptop to another: whole, only added to, the same whatever order it comes in, and said if not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.people import own_events
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import history
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_author
from hru_advocate.casework.sharing import receiving, roster
from hru_advocate.casework.sharing.fitting import UnknownForm
from hru_advocate.casework.sharing.opened import UnmetDevice
from hru_advocate.casework.sharing.receipts import packages_of, sealing_offer
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.sealed_file import NotForUs
from hru_advocate.casework.vault import checks
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, events_of, id_of, new_case, on, worked_by
from tests.casework.proof.bags import AFTER, ASKED
from tests.casework.sharing.two_laptops import (
    CANARY,
    held,
    know,
    laptops,
    meet,
    package,
    told_case,
    unchanged,
)
from tests.fixed_clock import FixedClock
from tests.store.forged import without_triggers

NOTE = {"lines": [{"text": "Rang back."}]}


def _row(session: Session, case: Saved) -> Any:
    return views.case_row(session.vault, id_of(case))


def test_a_case_is_whole_on_an_empty_laptop_and_says_the_same(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    other = new_case(here, victim="Bo Otherwise")
    opened = open_package(there, package(here, case, tmp_path, there))
    assert (opened.ref, opened.sender, opened.gaps, opened.unmet, opened.left) == (
        case.ref,
        "Robin Example",
        (),
        (),
        0,
    )
    assert opened.new == opened.entries == ledger.lane_tail(here.vault, here.device.device_id, case.case)[0]
    assert held(there, case)[here.device.device_id] == held(here, case)[here.device.device_id]
    assert _row(there, case) == _row(here, case)
    verdict = checks.verify(there)
    assert (verdict.lines, verdict.whole_cases, verdict.partial_cases) == ((), 1, ())
    assert [one.ref for one in (case, other) if one.ref in repr(case_page(there, id_of(case)))] == [case.ref]
    assert CANARY in repr(there.heads(id_of(case), ["notes"]))


def test_opened_again_nothing_is_new_and_not_a_byte_changes(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    data = package(here, told_case(here), tmp_path, there)
    open_package(there, data)
    with unchanged(there):
        again = open_package(there, data)
    assert (again.new, again.gaps) == (0, ())


def test_shuffled_doubled_and_partial_packages_end_the_same(both: list[Session], tmp_path: Path) -> None:
    """Two write in turns and send what they have; others get it all in any order, some of it twice, some never."""
    here, there = both
    case = told_case(here)
    with laptops(tmp_path / "more", 3) as others:
        packages = []
        for one in (here, there):
            for other in others:
                know(other, one)
                know(one, other)
        open_package(there, package(here, case, tmp_path, there))
        for turn in range(6):
            writer, reader = (here, there) if turn % 2 else (there, here)
            add(writer, case, "notes", NOTE)
            add(writer, case, "action", {"what": f"Ring {turn}", "owner": "us", "due": "2026-11-22", "state": "open"})
            packages.append(package(writer, case, tmp_path, reader, *others))
            if turn % 3:
                open_package(reader, packages[-1])
        for seed, other in enumerate(others):
            chance = random.Random(seed)
            some = [*packages, *chance.choices(packages, k=4)]
            chance.shuffle(some)
            for data in some:
                open_package(other, data)
        writers = [here.device.device_id, there.device.device_id]
        far = [{device: held(other, case)[device] for device in writers} for other in others]
        rows = [_row(other, case) for other in others]
        heads = [{one.header.id for one in ledger.heads_of_case(other.vault, case.case)} for other in others]
        assert far[0] == far[1] == far[2]
        assert rows[0] == rows[1] == rows[2]
        assert heads[0] == heads[1] == heads[2]
        assert [checks.verify(other).lines for other in others] == [(), (), ()]


def test_what_one_lacks_is_named_where_the_other_opens_it(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    with laptops(tmp_path / "more", 1) as (third,):
        meet(there, third)
        open_package(there, package(here, case, tmp_path, there))
        with without_triggers(there.vault) as cursor:  # a page of it was lost there, and a salvage saved the rest
            cursor.execute("DELETE FROM entry_content WHERE position IN (SELECT position FROM entry WHERE"
                           " lane_sequence = 3 AND device = ?)", (here.device.device_id,))  # fmt: skip
            cursor.execute("DELETE FROM head WHERE position IN (SELECT position FROM entry WHERE"
                           " lane_sequence = 3 AND device = ?)", (here.device.device_id,))  # fmt: skip
            cursor.execute("DELETE FROM entry WHERE lane_sequence = 3 AND device = ?", (here.device.device_id,))
        opened = open_package(third, package(there, case, tmp_path, third))
        assert opened.gaps == (f"Device {here.device.device_id}: number 3 is missing.",)
        assert [one.device for one in opened.unmet] == [here.device.device_id]
        know(third, here)
        know(here, third)
        assert open_package(third, package(here, case, tmp_path, third)).gaps == ()
        assert checks.verify(third).lines == ()


def test_a_text_that_was_lost_here_comes_back_and_counts_as_new(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    data = package(here, case, tmp_path, there)
    open_package(there, data)
    (note,) = there.heads(id_of(case), ["notes"])
    with without_triggers(there.vault) as cursor:
        for table in ("entry_content", "head"):
            place = "(SELECT position FROM entry WHERE id = ?)"
            cursor.execute(f"DELETE FROM {table} WHERE position = {place}", (note.entry,))
    assert there.heads(id_of(case), ["notes"]) == []
    opened = open_package(there, data)
    assert opened.new == 1
    assert CANARY in repr(there.heads(id_of(case), ["notes"]))
    assert [name for name, _case, _body in events_of(there)].count("package_opened") == 2
    assert open_package(there, data).new == 0


def test_two_corrections_of_one_record_stay_two(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    (first,) = here.heads(id_of(case), ["incident"])
    for session, what in ((here, "Nine times."), (there, "Ten times.")):
        raw = {"happened": "2026-11-02", "what": what, "basis": "report"}
        save(session, "incident", raw, corrects=[first.entry], reason="Asked again.")
    open_package(there, package(here, case, tmp_path, there))
    open_package(here, package(there, case, tmp_path, here))
    for session in both:
        assert len(session.heads(id_of(case), ["incident"])) == 2
        assert _row(session, case).disputed


def test_what_is_asked_before_sealing_proves_the_roster_once(
    both: list[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = both
    case = told_case(here)
    package(here, case, tmp_path, there)
    before, proven, asked = packages_of(here, id_of(case)), own_events.proven, 0

    def counted(session: Session, names: Sequence[str]) -> Iterator[Entry]:
        nonlocal asked
        asked += 1
        return proven(session, names)

    monkeypatch.setattr(roster, "proven", counted)
    offer = sealing_offer(here, id_of(case))
    assert [one.name for one in offer.members] == ["Kim Colleague"]
    assert offer.may == frozenset(one.device for one in offer.members)
    assert offer.packages == before
    assert asked == 1


def test_both_ends_keep_a_receipt_and_the_sender_learns_of_it(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    (line,) = packages_of(here, id_of(case))
    assert (line.by, line.to, line.purpose, line.opened, line.since) == (
        "Robin Example",
        ("Kim Colleague",),
        "to work on it together",
        (),
        0,
    )
    add(here, case, "notes", NOTE)
    assert packages_of(here, id_of(case))[0].since == 1
    open_package(here, package(there, case, tmp_path, here))
    back, sent = packages_of(here, id_of(case))
    assert [one.partition(",")[0] for one in sent.opened] == ["Kim Colleague"]
    assert (back.by, back.to, back.since) == ("Kim Colleague", ("Robin Example",), None)
    assert [name for name, about, _body in events_of(there) if about == case.case][-2:] == [
        "package_opened",
        "package_sealed",
    ]


def test_devices_nobody_met_are_taken_on_the_senders_word_and_that_is_an_entry(
    both: list[Session], tmp_path: Path
) -> None:
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    with laptops(tmp_path / "more", 1) as (third,):
        meet(there, worked_by(third, "Jo Supervisor"))
        opened = open_package(third, package(there, case, tmp_path, third))
        assert opened.unmet == (UnmetDevice(here.device.device_id, ("Robin Example",), ()),)
        (warning,) = opened.warnings
        assert warning.endswith(f"the word of Kim Colleague: device {here.device.device_id} signs as Robin Example.")
        told = [body for name, _case, body in events_of(third) if name == "device_added"][-1]
        assert told["word_of"] == there.device.device_id
        assert [one.name for one in roster.members(third)] == ["Kim Colleague"]
        assert checks.verify(third).lines == ()


def test_nothing_a_removed_device_wrote_after_its_last_number_is_taken_from_anybody(
    both: list[Session], tmp_path: Path
) -> None:
    here, there = both
    case = told_case(here)
    with laptops(tmp_path / "more", 1) as (third,):
        meet(here, third)
        meet(there, third)
        open_package(there, package(here, case, tmp_path, there))
        open_package(third, package(here, case, tmp_path, third))
        roster.remove(third, here.device.device_id, "The laptop was lost")
        late = add(here, case, "notes", {"lines": [{"text": "Written by a thief."}]})
        with pytest.raises(receiving.SenderRemoved):
            open_package(third, package(here, case, tmp_path, third))
        open_package(there, package(here, case, tmp_path, there))
        opened = open_package(third, package(there, case, tmp_path, third))
        assert opened.left > 0
        assert late.entry not in {one.header.id for one in ledger.entries_of_case(third.vault, case.case).entries}
        device = here.device.device_id
        assert [one.startswith(f"Device {device}: ") for one in opened.gaps] == [True]
        with pytest.raises(roster.AlreadyRemoved):
            package(third, case, tmp_path, here)


@pytest.mark.parametrize("late", [False, True])
def test_a_package_opens_on_its_last_day_and_not_after(both: list[Session], tmp_path: Path, *, late: bool) -> None:
    here, there = both
    data = package(here, told_case(here), tmp_path, there, days=2)
    assert isinstance(there.clock, FixedClock)
    there.clock.advance(timedelta(days=2, minutes=1 if late else -1))
    if not late:
        assert open_package(there, data).new
        return
    with unchanged(there), pytest.raises(receiving.PackageExpired):
        open_package(there, data)


def test_another_device_and_an_unknown_sender_are_refused(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    data = package(here, case, tmp_path, there)
    with laptops(tmp_path / "more", 1) as (third,):
        with pytest.raises(NotForUs):
            open_package(third, data)
        know(here, third)
        data = package(here, case, tmp_path, third)
        with unchanged(third), pytest.raises(receiving.UnknownSender):
            open_package(third, data)


def test_opening_removes_nothing_that_is_here(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    (note,) = here.heads(id_of(case), ["notes"])
    here.append(_erasure(here, note.entry, id_of(case)))
    data = package(here, case, tmp_path, there)
    with unchanged(there), pytest.raises(receiving.ErasedThere):
        open_package(there, data)
    there.append(_erasure(there, note.entry, id_of(case)))
    assert open_package(there, data).new


def test_a_case_that_was_erased_here_does_not_come_back(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    close(there, case)
    take_out(on(there, AFTER), case.ref, ASKED)
    data = package(on(here, AFTER), case, tmp_path, there)
    with unchanged(there), pytest.raises(receiving.ErasedHere):
        open_package(there, data)


def test_what_a_colleague_emptied_arrives_empty_and_is_said(both: list[Session], tmp_path: Path) -> None:
    """An erasure brought first keeps away what it names, also where its words come later from who wrote them."""
    here, there = both
    case = told_case(here)
    with laptops(tmp_path / "more", 1) as (third,):
        meet(here, third)
        meet(there, third)
        open_package(there, package(here, case, tmp_path, there))
        (note,) = there.heads(id_of(case), ["notes"])
        there.append(_erasure(there, note.entry, id_of(case)))
        opened = open_package(third, package(there, case, tmp_path, third))
        assert opened.empty == 1
        assert "erased by authority" in " ".join(opened.warnings)
        assert open_package(third, package(here, case, tmp_path, third)).empty == 1
        assert "Erased by authority" in {one.title for one in history(third, id_of(case))[0]}


def test_entries_under_another_name_than_the_laptops_are_said(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    assert open_package(there, package(here, case, tmp_path, there)).misnamed == ()
    worked_by(here, "Ash Stranger")
    add(here, case, "notes", NOTE)
    opened = open_package(there, package(here, case, tmp_path, there))
    assert opened.misnamed == ("Robin Example",)
    assert "under another name" in " ".join(opened.warnings)
    know(there, here)
    assert open_package(there, package(here, case, tmp_path, there)).misnamed == ()


def test_what_was_pasted_with_signs_nobody_sees_is_written_without_and_arrives(
    both: list[Session], tmp_path: Path
) -> None:
    """Reasons, names and the words of events too: what is refused where it arrives is never written at all."""
    here, there = both
    case = told_case(here)
    keep_author(here, "Robin\u2028Example\u202e")
    (first,) = here.heads(id_of(case), ["incident"])
    again = {"happened": "2026-11-02", "what": "Nine\u200b times.", "basis": "report"}
    save(here, "incident", again, corrects=[first.entry], reason="\u2066Counted\u2028again. ")
    here.note_event("opened_restricted", {"reason": "A call\u202e\r\nof hers"}, case=id_of(case))
    opened = open_package(there, package(here, case, tmp_path, there))
    assert (opened.new, opened.misnamed) == (opened.entries, ())
    (now,) = there.heads(id_of(case), ["incident"])
    assert (now.reason, now.author) == ("Counted\nagain.", "Robin Example")
    assert events_of(there)[-3][2] == {"reason": "A call of hers"}


def _erasure(session: Session, entry: str, case: str) -> ledger.NewEntry:
    fresh = session.new_id()
    return ledger.NewEntry(
        id=fresh, device=session.device.device_id, record=entry, form="erasure", version=1, author=session.author,
        recorded=session.clock.stamp(), body=b"{}", case=case, kind="erasure", parents=(entry,),
    )  # fmt: skip


@pytest.mark.parametrize("lacks", [True, False])
def test_a_form_this_program_lacks_or_has_otherwise_stops_the_package(
    both: list[Session], tmp_path: Path, *, lacks: bool
) -> None:
    here, there = both
    data = package(here, told_case(here), tmp_path, there)
    there.forms = Catalogue(files("forms"))
    name = next(name for name in there.forms._files if name.startswith("notes."))
    if lacks:
        del there.forms._files[name]
    else:
        there.forms._digests[name] = "0" * 64
    with unchanged(there), pytest.raises(UnknownForm):
        open_package(there, data)


def test_history_and_looks_read_what_came_from_elsewhere(both: list[Session], tmp_path: Path) -> None:
    """Another device's events may hold anything: pages that read them say less, and never fall over."""
    here, there = both
    case = told_case(here)
    for body in ({}, {"form": "no_such_form"}, {"form": 7}, {"reason": ["x"]}, {"whom": ["x" * 9000]}):
        for name in ("read", "reveal", "opened_restricted", "view", "package_sealed", "package_opened"):
            here.note_event(name, dict(body), case=id_of(case))
    open_package(there, package(here, case, tmp_path, there))
    assert len(history(there, id_of(case))[0]) > 20
    assert looks(there, id_of(case))
    assert len(packages_of(there, id_of(case))) == 1
    told = {(one.title, one.line) for one in history(there, id_of(case))[0] if one.title.startswith("Seal")}
    assert ("Sealed for another device", "For Kim Colleague") in told
    assert ("Sealed package opened", "From Robin Example") in told
    assert ("Sealed for another device", "For a device that is not named") in told
