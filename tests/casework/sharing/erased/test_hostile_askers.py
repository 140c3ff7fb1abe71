"""A colleague who means harm asks that cases be erased: whose word hides one, how often, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.checks.referral_checks import cases_against
from hru_advocate.casework.finding.everything import SearchQuestion, search_all
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import guarded, hidden_from_us, open_restricted
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.erased.answering import carry_out, erasures_asked, keep_on
from hru_advocate.casework.sharing.erased.hearing import ErasureHeard, NeverTheirs, NotNamedToAsk, TellsOfCase
from hru_advocate.casework.sharing.erased.opening import open_sealed
from hru_advocate.casework.sharing.erased.telling import ErasureTold, endings, erasures_told, note_unheard
from hru_advocate.casework.sharing.receiving import open_package, read_package
from hru_advocate.casework.sharing.share_now import share_offer
from hru_advocate.casework.today import look
from hru_advocate.errors import RestrictedCase
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of, on, worked_by
from tests.casework.proof.bags import AFTER
from tests.casework.sharing.erased.erasing_laptops import erase_it, notice_by, on_all, says_something, told
from tests.casework.sharing.test_share_now import RESTRICTED
from tests.casework.sharing.two_laptops import laptops, meet, package, share, shared_case, told_case, unchanged
from tests.fixed_clock import FixedClock


def _notice(folder: Path, signer: Session, case: str, receiver: Session, **changed: object) -> Path:
    file = folder / f"notice{len(list(folder.iterdir()))}.bin"
    file.write_bytes(notice_by(signer, case, receiver, **changed))
    return file


def test_who_is_not_known_to_have_had_a_case_hides_it_from_nobody(three: list[Session], tmp_path: Path) -> None:
    here, there, third = three
    case = shared_case([here, there], tmp_path)
    file = _notice(tmp_path, third, id_of(case), there)
    with unchanged(there), pytest.raises(NeverTheirs, match=rf"{case.ref}, Jo Supervisor"):
        open_sealed(there, file)
    assert hidden_from_us(there) == frozenset()
    open_package(third, package(there, case, tmp_path, third))
    heard = open_sealed(there, file)
    assert isinstance(heard, ErasureHeard)
    assert heard.asks, "she has it from here by now"


@pytest.mark.parametrize("named", [True, False])
def test_whom_a_restriction_does_not_name_hides_the_case_from_nobody(
    both: list[Session], tmp_path: Path, *, named: bool
) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    close(there, case)
    may = [{"name": "Kim Colleague"}, *([{"name": "Robin Example"}] if named else [])]
    add(there, case, "flag", RESTRICTED | {"may_open": may})
    file = _notice(tmp_path, here, id_of(case), there)
    if named:
        open_sealed(there, file)
        assert hidden_from_us(there) == {id_of(case)}
        return
    with unchanged(there), pytest.raises(NotNamedToAsk, match=rf"{case.ref}, Robin Example"):
        open_sealed(there, file)
    assert hidden_from_us(there) == frozenset()


def test_one_answer_does_for_all_who_carry_the_same_authority_out(
    three: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there, third = three
    case = on_all(tmp_path, here, there, third)
    erase_it(here, case)
    told(here, case, place, there)
    told(here, case, place, third)
    keep_on(there, case.ref, "A court asked for it")
    for one in (there, third):
        assert isinstance(one.clock, FixedClock)
        one.clock.advance(timedelta(days=2))
    carry_out(third, case.ref)
    file = _notice(tmp_path, third, id_of(case), there, on="2032-11-25", ground="review", **_authority_of(here))
    heard = open_sealed(there, file)
    assert isinstance(heard, ErasureHeard)
    assert not heard.asks
    assert heard.words.endswith("it is kept on, and the sender is told so.")
    assert waiting(there) == {}
    assert hidden_from_us(there) == frozenset()
    assert f"{case.ref} is kept on here, for Jo Supervisor, Robin Example" in share(there, place).told
    open_sealed(there, _notice(tmp_path, third, id_of(case), there, reference="RRD 2032/99"))
    assert list(waiting(there)) == [id_of(case)], "another authority is another question"


def _authority_of(session: Session) -> dict[str, object]:
    told = endings(session)[0].authority
    return {"asked_by": told.asked_by, "authorised_by": told.authorised_by, "reference": told.reference}


def test_a_case_that_was_barred_before_it_came_comes_once_it_is_kept_on(
    three: list[Session], tmp_path: Path, place: Path
) -> None:
    """The package lay there and was refused; nobody has to put it there anew."""
    here, there, third = three
    case = told_case(here)
    open_package(third, package(here, case, tmp_path, third))
    open_sealed(there, _notice(tmp_path, third, id_of(case), there))
    package(here, case, place, there)
    refused = share(there, place)
    assert refused.came == []
    assert any("keep it on, on Unit, Records kept" in one for one in refused.warnings)
    keep_on(there, case.ref, "It is handed over to me")
    assert [one.ref for one in share(there, place).came] == [case.ref]


def test_who_cannot_be_told_any_more_is_said_and_nothing_says_that_all_answered(
    three: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there, third = three
    case = on_all(tmp_path, here, there, third)
    erase_it(here, case)
    told(here, case, place, there)
    carry_out(there, case.ref)
    told(there, case, place, here)
    roster.remove(here, third.device.device_id, "It was stolen")
    assert erasures_told(here) == (
        ErasureTold(
            case.ref, ("Kim Colleague has it no more", "Jo Supervisor had it, was removed and is not told"), heard=False
        ),
    )


def test_a_laptop_nobody_met_that_had_it_is_counted(three: list[Session], tmp_path: Path) -> None:
    here, there, _third = three
    case = told_case(on(here, AFTER))
    with laptops(tmp_path / "more", 1) as (stranger,):
        worked_by(stranger, "Alex Fourth")
        meet(stranger, there)
        open_package(on(there, AFTER), package(here, case, tmp_path, there))
        open_package(on(stranger, AFTER), package(there, case, tmp_path, stranger))
        open_package(here, package(there, case, tmp_path, here))
    erase_it(here, case)
    (one,) = erasures_told(here)
    assert "1 laptop nobody here has met had it, and cannot be told" in one.words
    assert not one.heard


def test_nobody_erases_a_restricted_case_that_does_not_name_them_without_a_reason(
    both: list[Session], tmp_path: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    add(there, case, "order", {"kind": "nmo", "stage": "applied"})
    add(there, case, "flag", RESTRICTED | {"may_open": [{"name": "Kim Colleague"}, {"name": "Robin Example"}]})
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    assert erasures_asked(there)[0].holds
    worked_by(there, "Alex Fourth")
    (asked,) = erasures_asked(there)
    assert (asked.holds, asked.open_here) == ((), False)
    with unchanged(there), pytest.raises(RestrictedCase):
        carry_out(there, case.ref)
    assert says_something(there, case)


def test_an_open_case_is_said_to_be_open_before_it_is_erased(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    assert erasures_asked(there)[0].about.startswith("It is an open case here. ")
    open_restricted(there, id_of(case), "To close it")
    close(there, case)
    assert "open case" not in erasures_asked(there)[0].about


def test_a_word_from_a_day_to_come_does_not_outlast_the_words_after_it(
    both: list[Session], tmp_path: Path, place: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    open_sealed(here, _notice(tmp_path, there, id_of(case), here, made="2099-01-01T10:00:00.000Z"))
    assert [one.words for one in erasures_told(here)] == [("Kim Colleague has not answered",)]
    told(here, case, place, there)
    keep_on(there, case.ref, "A court asked for it")
    share(there, place)
    share(here, place)
    assert [(one.words, one.kept) for one in erasures_told(here)] == [(("Kim Colleague keeps it on",), True)]


def test_who_never_had_an_erased_case_is_told_nothing_of_it(three: list[Session], tmp_path: Path, place: Path) -> None:
    here, there, third = three
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    open_sealed(here, _notice(tmp_path, third, id_of(case), here, reference="Any"))
    assert share(here, place).told == [f"{case.ref} was erased, for Kim Colleague"]


def test_today_and_a_search_say_that_a_case_is_hidden_by_a_question(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    close(there, case)
    assert search_all(there, SearchQuestion("Amira")).asked == 0
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    lines = [one for one in guarded(there, None, look).reviews if one.label.case == id_of(case)]
    assert [one.what for one in lines if one.kind == "erasure_asked"] == [""]
    assert search_all(there, SearchQuestion("Amira")).asked == 1
    open_restricted(there, id_of(case), "She rings just now")
    assert search_all(there, SearchQuestion("Amira")).asked == 0


def test_a_request_of_a_laptop_removed_since_says_so(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    assert "removed from the unit" not in erasures_asked(there)[0].words
    roster.remove(there, here.device.device_id, "She was dismissed")
    assert "removed from the unit since" in erasures_asked(there)[0].words


@pytest.mark.parametrize("field", ["asked_by", "authorised_by", "reference"])
def test_a_notice_that_names_the_person_is_kept_nowhere(both: list[Session], tmp_path: Path, field: str) -> None:
    """What is kept of a notice outlasts the case: nothing in it may tell of the case."""
    here, there = both
    case = shared_case(both, tmp_path)
    add(there, case, "person", {"role": "child", "name": "Maira Kordell"})
    with unchanged(there), pytest.raises(TellsOfCase, match=case.ref) as refused:
        open_sealed(there, _notice(tmp_path, here, id_of(case), there, **{field: "Maira Kordell"}))
    assert "Kordell" not in refused.value.message
    assert hidden_from_us(there) == frozenset()


def test_an_id_made_up_with_the_reference_of_a_case_is_not_answered_for_it(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    another = f"0{id_of(case)[1:]}" if id_of(case)[0] != "0" else f"1{id_of(case)[1:]}"
    open_sealed(there, _notice(tmp_path, here, another, there))
    assert hidden_from_us(there) & {id_of(case)} == set()
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    keep_on(there, case.ref, "A court asked for it")
    assert list(waiting(there)) == [another]


def test_a_package_made_up_of_an_erased_case_has_nobody_told_of_it(three: list[Session], tmp_path: Path) -> None:
    """Whoever knows the id alone learns neither who asked nor who authorised it."""
    here, there, third = three
    case = on_all(tmp_path, here, there)
    late = package(there, case, tmp_path, here)
    erase_it(here, case)
    made_up = read_package(here, package(third, told_case(third), tmp_path, here))
    header = msgspec.structs.replace(made_up.header, case=id_of(case))
    note_unheard(here, replace(made_up, header=header))
    assert "Jo Supervisor" not in repr(erasures_told(here))
    passed_on = read_package(here, late)
    header = msgspec.structs.replace(passed_on.header, sender=third.device.device_id)
    note_unheard(here, replace(passed_on, header=header))
    assert "Jo Supervisor has not answered" in repr(erasures_told(here))


def test_a_check_of_a_name_tells_of_a_case_that_is_only_asked_to_be_erased(both: list[Session], tmp_path: Path) -> None:
    """He has her case hidden, and comes to be taken on as a victim himself: whoever takes him on hears of it."""
    here, there = both
    case = shared_case(both, tmp_path)
    add(there, case, "person", {"role": "perpetrator", "name": "Tobin Ashgrove"})
    assert list(cases_against(there, "Tobin Ashgrove", None)) == [case.ref]
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    assert list(cases_against(there, "Tobin Ashgrove", None)) == [case.ref]
    add_flag(there, case)
    worked_by(there, "Alex Fourth")
    assert list(cases_against(there, "Tobin Ashgrove", None)) == [], "one that is restricted besides"


def add_flag(session: Session, case: Saved) -> None:
    open_restricted(session, id_of(case), "To restrict it")
    add(session, case, "flag", RESTRICTED | {"may_open": [{"name": "Kim Colleague"}]})
    session.opened.clear()


def test_what_goes_to_nobody_meanwhile_is_said_before_sharing(both: list[Session], tmp_path: Path, place: Path) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    assert share_offer(there, place).asked == 0
    open_sealed(there, _notice(tmp_path, here, id_of(case), there))
    assert share_offer(there, place).asked == 1
    keep_on(there, case.ref, "It goes on")
    assert share_offer(there, place).asked == 0
