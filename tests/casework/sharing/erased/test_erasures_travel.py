"""An erasure by authority is told to those who had the case: asked for, answered by a person, never brought back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.closing import erasing
from hru_advocate.casework.closing.erasing import ErasureHeld, stubs
from hru_advocate.casework.counter import counts
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import ErasureWaits, guarded, hidden_from_us, open_restricted
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.records.records import history
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.erased.answering import (
    KeptUnexplained,
    NothingAsked,
    carry_out,
    erasures_asked,
    keep_on,
)
from hru_advocate.casework.sharing.erased.opening import open_sealed, write_notice
from hru_advocate.casework.sharing.erased.telling import erasures_told
from hru_advocate.casework.sharing.receipts import sealing_offer
from hru_advocate.casework.sharing.receiving import (
    ErasedElsewhere,
    ErasedHere,
    ErasureIsAsked,
    open_package,
)
from hru_advocate.casework.sharing.sending import AskedToBeErased, NobodyNamed
from hru_advocate.casework.sharing.share_now import share_offer
from hru_advocate.casework.today import look
from hru_advocate.casework.vault import checks
from hru_advocate.errors import NotFound, RestrictedCase
from hru_advocate.store.settings import all_of
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, events_of, id_of, new_case, on
from tests.casework.proof.bags import AFTER, ASKED
from tests.casework.sharing.erased.erasing_laptops import erase_it, notice_by, on_all, says_something, told
from tests.casework.sharing.two_laptops import CANARY, everything, package, share, unchanged
from tests.casework.sharing.two_laptops import told_case as case_on
from tests.fixed_clock import FixedClock

NOTE = {"lines": [{"text": "Rang back."}]}


def test_what_is_remembered_of_a_case_that_was_erased_are_devices_and_numbers(
    both: list[Session], tmp_path: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    (body,) = [body for name, about, body in events_of(here) if name == "case_erased" and about is None]
    assert set(body) == {"case", "stub", "lanes", "had"}
    assert body["had"] == [there.device.device_id]
    assert set(body["lanes"]) == {here.device.device_id}
    assert id_of(case) not in repr(all_of(here.vault))
    assert CANARY not in repr(everything(here))
    assert checks.verify(here).lines == ()


def test_it_is_asked_hidden_and_shared_with_nobody_until_a_person_carries_it_out(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    close(there, case)
    add(there, case, "notes", NOTE)
    old = package(here, case, tmp_path, there)
    erase_it(here, case)
    heard = told(here, case, place, there)
    assert heard.asks
    for words in ("Robin Example asks that", case.ref, "DCI Overton", "RRD 2032/17", "its review day came"):
        assert words in heard.words
    assert says_something(there, case), "a notice removes nothing"
    with unchanged(there), pytest.raises(ErasureIsAsked, match=case.ref):
        open_package(there, old)
    assert hidden_from_us(there) == {id_of(case)}
    with pytest.raises(ErasureWaits):
        guarded(there, id_of(case), case_page, id_of(case))
    assert share_offer(there, place).going == ()
    open_restricted(there, id_of(case), "To look first")
    with pytest.raises(AskedToBeErased):
        package(there, case, tmp_path, here)
    assert sealing_offer(there, id_of(case)).waits
    (asked,) = erasures_asked(there)
    assert (asked.ref, asked.holds, asked.here) == (case.ref, (), True)
    assert 0 < asked.unseen < asked.entries
    assert "unknown to whoever erased it" in asked.about
    done = carry_out(there, case.ref)
    assert done.entries >= asked.entries
    assert not says_something(there, case)
    assert CANARY not in repr(everything(there))
    (stub,) = stubs(there)
    assert (stub.asked_by, stub.authorised_by, stub.reference, stub.ground, stub.proven) == (
        *(ASKED[name] for name in ("asked_by", "authorised_by", "reference", "ground")), True
    )  # fmt: skip
    assert erasures_asked(there) == ()
    with pytest.raises(NothingAsked):
        carry_out(there, case.ref)
    assert [checks.verify(one).lines for one in both] == [(), ()]


def test_through_a_folder_both_know_in_the_end_and_then_nothing_more_is_said(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    assert [one.words for one in share_offer(here, place).telling] == [f"{case.ref} was erased, for Kim Colleague"]
    done = share(here, place)
    assert done.told == [f"{case.ref} was erased, for Kim Colleague"]
    assert [one.words for one in erasures_told(here)] == [("Kim Colleague has not answered",)]
    assert share(here, place).told == [], "it lies there"
    came = share(there, place)
    assert [one.asks for one in came.heard] == [True]
    assert "asks that" in came.warnings[0]
    assert came.told == [], "nothing to say before somebody answers"
    assert [one.ref for one in erasures_asked(there)] == [case.ref]
    carry_out(there, case.ref)
    assert share(there, place).told == [f"{case.ref} was erased, for Robin Example"]
    answered = share(here, place)
    assert [one.words for one in answered.heard] == [f"{case.ref}: Kim Colleague has it no more."]
    assert [(one.words, one.heard) for one in erasures_told(here)] == [(("Kim Colleague has it no more",), True)]
    for session in (there, here, there):
        again = share(session, place)
        assert (again.told, again.heard, again.came, again.left, again.warnings) == ([], [], [], [], ())


def test_a_notice_that_is_lost_is_put_again_and_so_is_an_answer(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    share(here, place)
    _emptied(place)
    assert len(share(here, place).told) == 1
    share(there, place)
    carry_out(there, case.ref)
    share(there, place)
    _emptied(place)
    for one in both:
        assert isinstance(one.clock, FixedClock)
        one.clock.advance(timedelta(days=1))
    assert len(share(here, place).told) == 1, "nothing says that it was heard"
    assert len(share(there, place).told) == 1, "whoever asks once more is answered once more"
    share(here, place)
    assert [one.heard for one in erasures_told(here)] == [True]


def _emptied(place: Path) -> None:
    for one in place.iterdir():
        one.unlink()


def test_a_copy_sent_before_does_not_bring_it_back_and_its_sender_is_told(
    three: list[Session], tmp_path: Path, place: Path
) -> None:
    """The third has not heard: her package is refused by its reference, counted and said, and she hears of it."""
    here, there, third = three
    case = on_all(tmp_path, here, there)
    open_package(on(third, AFTER), package(there, case, tmp_path, third))
    old = package(third, case, tmp_path, here)
    erase_it(here, case)
    with pytest.raises(ErasedHere, match=rf"{case.ref}, [0-9]+ entries of it: This case was erased"):
        open_package(here, old)
    add(third, case, "notes", NOTE)
    file = tmp_path / "old.bin"
    file.write_bytes(package(third, case, tmp_path, here))
    with pytest.raises(ErasedHere):
        open_sealed(here, file)
    assert not says_something(here, case)
    assert "Jo Supervisor has not answered" in repr(erasures_told(here))
    assert told(here, case, place, third).asks


def test_an_old_copy_in_a_folder_is_refused_counted_and_said_once(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    add(there, case, "notes", NOTE)
    share(there, place)
    done = share(here, place)
    assert done.came == []
    assert any(one.startswith(f"1 package refused. {case.ref}, ") for one in done.warnings)
    assert share(here, place).warnings == ()
    assert not says_something(here, case)


def test_where_the_notice_comes_before_the_package_the_package_is_refused(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    """A case never held: nothing is hidden, nothing waits for an answer, and the sender hears that it is not there."""
    here, there = both
    case = case_on(on(here, AFTER))
    late = package(here, case, tmp_path, on(there, AFTER))
    erase_it(here, case)
    heard = told(here, case, place, there)
    assert not heard.asks
    assert "It never came here; packages of it are refused." in heard.words
    with unchanged(there), pytest.raises(ErasedElsewhere, match=case.ref):
        open_package(there, late)
    (asked,) = erasures_asked(there)
    assert (asked.here, asked.entries) == (False, 0)
    with pytest.raises(NothingAsked):
        carry_out(there, case.ref)
    share(there, place)
    share(here, place)
    assert [one.words for one in erasures_told(here)] == [("Kim Colleague has it no more",)]
    assert checks.verify(there).lines == ()


def test_whoever_is_passed_the_case_on_hears_of_it_from_the_one_who_passed_it(
    three: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there, third = three
    case = on_all(tmp_path, here, there)
    late = package(there, case, tmp_path, on(third, AFTER))
    open_package(third, late)
    erase_it(here, case)
    told(here, case, place, there)
    carry_out(there, case.ref)
    assert told(there, case, place, third).asks
    carry_out(third, case.ref)
    assert not says_something(third, case)
    with pytest.raises(ErasedHere):
        open_package(third, late)


def test_what_is_open_here_holds_and_what_cannot_come_any_more_does_not(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    add(there, case, "order", {"kind": "nmo", "stage": "applied"})
    erase_it(here, case)
    told(here, case, place, there)
    assert erasing.preview_of(there, id_of(case)).holds[0] == "The case is not closed."
    assert erasures_asked(there)[0].holds == ("An order is in place, or its end is not known.",)
    with unchanged(there), pytest.raises(ErasureHeld):
        carry_out(there, case.ref)


def test_kept_on_with_a_reason_it_is_shown_again_and_the_sender_is_told(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    share(here, place)
    share(there, place)
    with unchanged(there), pytest.raises(KeptUnexplained):
        keep_on(there, case.ref, " \u200b ")
    keep_on(there, case.ref, "A court asked for it\nyesterday")
    assert hidden_from_us(there) == frozenset()
    assert case_page(there, id_of(case)).line.label.case == id_of(case)
    told_of = {(one.title, one.line) for one in history(there, id_of(case))[0]}
    assert ("Kept, though its erasure was asked for", "Because: A court asked for it yesterday") in told_of
    assert share(there, place).told == [f"{case.ref} is kept on here, for Robin Example"]
    share(here, place)
    assert [one.words for one in erasures_told(here)] == [("Kim Colleague keeps it on",)]
    for one in both:
        assert isinstance(one.clock, FixedClock)
        one.clock.advance(timedelta(days=20))
    assert share(here, place).told == []
    add(there, case, "notes", NOTE)
    assert share_offer(there, place).going == (), "whoever erased it gets it no more"
    told(here, case, place, there)
    assert waiting(there) == {}, "the same request, told once more, was answered"
    erase_by_other: dict[str, object] = {"reference": "RRD 2032/18", "made": "2033-01-01T10:00:00.000Z"}
    (tmp_path / "new.bin").write_bytes(notice_by(here, id_of(case), there, **erase_by_other))
    open_sealed(there, tmp_path / "new.bin")
    assert list(waiting(there)) == [id_of(case)], "another authority asks anew"


def test_an_open_case_is_asked_about_and_goes_to_nobody_but_stays_in_sight(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    """A colleague's word took safe contact, and who is still out at a visit, away from whoever works on it."""
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    told(here, case, place, there)
    assert hidden_from_us(there) == frozenset()
    assert guarded(there, id_of(case), case_page, id_of(case)).line.label.case == id_of(case)
    (line,) = [one for one in guarded(there, None, look).reviews if one.label.ref == case.ref]
    assert (line.what, line.kind) == ("A colleague asks that it be erased", "erasure_asked")
    assert share_offer(there, place).going == ()
    with pytest.raises(AskedToBeErased):
        package(there, case, tmp_path, here)
    close(there, case)
    assert hidden_from_us(there) == {id_of(case)}


def test_a_case_made_anew_for_the_same_person_is_untouched(both: list[Session], tmp_path: Path, place: Path) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    close(there, case)
    erase_it(here, case)
    file = Path(write_notice(here, case.ref, tmp_path).place)
    again = new_case(there)
    add(there, again, "notes", NOTE)
    open_sealed(there, file)
    assert hidden_from_us(there) == {id_of(case)}
    carry_out(there, case.ref)
    open_sealed(there, file)
    assert case_page(there, id_of(again)).line.label.case == id_of(again)
    assert says_something(there, again)
    assert open_package(here, package(there, again, tmp_path, here)).new
    assert share(there, place).came == []


def test_no_notice_is_written_of_what_is_not_erased_or_nobody_had(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    lonely = case_on(here)
    with pytest.raises(NotFound):
        write_notice(here, case.ref, tmp_path)
    erase_it(here, lonely)
    with pytest.raises(NobodyNamed):
        write_notice(here, lonely.ref, tmp_path)
    assert erasures_told(here) == ()


def test_a_restricted_case_that_is_asked_to_be_erased_is_refused_by_its_own_word(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    close(there, case)
    erase_it(here, case)
    told(here, case, place, there)
    there.reason = "Asked by the disclosure officer"
    assert guarded(there, id_of(case), case_page, id_of(case)).line.label.case == id_of(case)
    there.reason = ""
    there.opened.clear()
    with pytest.raises(RestrictedCase, match="asks that this case be erased"):
        guarded(there, id_of(case), case_page, id_of(case))


def test_today_and_the_number_in_the_rail_say_that_an_answer_is_waited_for(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    before = counts(there).today
    erase_it(here, case)
    told(here, case, place, there)
    assert counts(there).today == before + 1
    close(there, case)
    assert _asked_on_today(there, case) == [("Restricted", "")]
    open_restricted(there, id_of(case), "To look first")
    assert [what for _initials, what in _asked_on_today(there, case)] == ["A colleague asks that it be erased"]


def _asked_on_today(session: Session, case: Saved) -> list[tuple[str, str]]:
    lines = guarded(session, None, look).reviews
    return [
        (one.label.initials, one.what) for one in lines if one.label.ref == case.ref and one.kind == "erasure_asked"
    ]


def test_before_an_erasure_it_is_said_on_how_many_other_laptops_the_case_is(
    both: list[Session], tmp_path: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    words = "It is on 1 other laptop as far as is known here: those enrolled here are asked with the next sharing."
    assert words in erasing.preview_of(here, id_of(case)).elsewhere
    assert not any("other laptop" in one for one in erasing.preview_of(here, id_of(case_on(here))).elsewhere)
