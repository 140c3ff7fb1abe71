"""The recovery holder is a recipient of everything that is sealed, and only keeps it: nothing is shown or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, case_page, list_cases
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import KeptForRestoring, guarded, hidden_from_us, open_restricted
from hru_advocate.casework.records.records import history
from hru_advocate.casework.session import OnlyForRestoring, Session
from hru_advocate.casework.sharing import cards, roster
from hru_advocate.casework.sharing.erased.answering import carry_out, erasures_asked
from hru_advocate.casework.sharing.erased.hearing import asked_in_words
from hru_advocate.casework.sharing.known_of_shared import note_held, of_case
from hru_advocate.casework.sharing.receipts import sealing_offer
from hru_advocate.casework.sharing.receiving import WrittenByHolder, open_package
from hru_advocate.casework.sharing.recovery_holder import HasCases, begin_holding
from hru_advocate.casework.sharing.roster import HolderUnsaid, NoHolder, WordsDiffer
from hru_advocate.casework.sharing.sealed_file import NotForUs
from hru_advocate.casework.sharing.sending import seal
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from hru_advocate.casework.vault import checks
from hru_advocate.store.ledger import lanes
from tests.casework.open_sessions import add, events_of, id_of, new_case, on
from tests.casework.proof.bags import AFTER
from tests.casework.sharing.erased.erasing_laptops import erase_it, on_all, says_something, told
from tests.casework.sharing.test_share_now import RESTRICTED
from tests.casework.sharing.two_laptops import CANARY, laptops, meet, package, share, told_case, unchanged

NOTE = {"lines": [{"text": "Rang back."}]}


def hold(one: Session, holder: Session) -> None:
    """Have one laptop and the recovery holder's meet, each as what it is."""
    card = cards.read_card(cards.written_card(one, "advocate"))
    theirs = cards.read_card(cards.written_card(holder, cards.own_role(holder)))
    roster.enrol_holder(one, theirs, " ".join(roster.words_with(holder, card)))
    roster.enrol(holder, card, " ".join(roster.words_with(one, theirs)))


@pytest.fixture
def held(tmp_path: Path) -> Iterator[list[Session]]:
    """Two who work together and the recovery holder, whom both have met."""
    with laptops(tmp_path, 3) as (here, there, holder):
        begin_holding(holder)
        meet(here, there)
        hold(here, holder)
        hold(there, holder)
        yield [here, there, holder]


def test_whatever_is_sealed_for_anybody_opens_there_too_and_that_is_said(held: list[Session], tmp_path: Path) -> None:
    here, there, holder = held
    case = told_case(here)
    offer = sealing_offer(here, id_of(case))
    assert offer.besides == {holder.device.device_id}
    made = seal(here, id_of(case), [there.device.device_id], tmp_path)
    assert made.recipients == ("Kim Colleague", "Jo Supervisor (recovery holder)")
    data = Path(made.place).read_bytes()
    assert open_package(there, data).new
    assert open_package(holder, data).new
    body = [body for name, _case, body in events_of(here) if name == "package_sealed"][-1]
    assert body["to"] == [there.device.device_id, holder.device.device_id]
    assert body["whom"] == "Kim Colleague, Jo Supervisor (recovery holder)"


@pytest.mark.parametrize("named", [False, True])
def test_a_restricted_case_goes_there_only_where_its_flag_names_the_holder(
    held: list[Session], tmp_path: Path, *, named: bool
) -> None:
    here, there, holder = held
    case = told_case(here)
    may = [{"name": "Robin Example"}, {"name": "Kim Colleague"}, *([{"name": "Jo Supervisor"}] if named else [])]
    add(here, case, "flag", RESTRICTED | {"may_open": may})
    data = package(here, case, tmp_path, there)
    assert open_package(there, data).new
    if named:
        assert open_package(holder, data).new
        return
    assert sealing_offer(here, id_of(case)).besides == frozenset()
    with unchanged(holder), pytest.raises(NotForUs):
        open_package(holder, data)


def test_nothing_is_shown_there_without_a_reason_that_is_recorded_and_nothing_is_written(
    held: list[Session], tmp_path: Path
) -> None:
    here, there, holder = held
    case = told_case(here)
    package(here, case, tmp_path, there)
    open_package(holder, package(here, case, tmp_path, there))
    assert hidden_from_us(holder) == {id_of(case)}
    with pytest.raises(KeptForRestoring):
        guarded(holder, id_of(case), case_page, id_of(case))
    (line,) = guarded(holder, None, list_cases, CaseFilter(text=case.ref))
    assert (line.label.ref, line.label.initials) == (case.ref, "Restricted")
    assert "Mo Example" not in repr(line)
    open_restricted(holder, id_of(case), "Robin's laptop was lost")
    assert guarded(holder, id_of(case), case_page, id_of(case)).line.label.case == id_of(case)
    with unchanged(holder), pytest.raises(OnlyForRestoring):
        add(holder, case, "notes", NOTE)
    with unchanged(holder), pytest.raises(OnlyForRestoring):
        new_case(holder)
    assert checks.verify(holder).lines == ()


def test_a_case_is_brought_back_to_a_new_laptop_with_the_reason_it_was_opened_for(
    held: list[Session], tmp_path: Path
) -> None:
    here, there, holder = held
    case = told_case(here)
    open_package(holder, package(here, case, tmp_path, there))
    with laptops(tmp_path / "more", 1) as (fresh,):
        hold(fresh, holder)
        with pytest.raises(KeptForRestoring):
            seal(holder, id_of(case), [fresh.device.device_id], tmp_path, purpose="restore")
        open_restricted(holder, id_of(case), "Robin's laptop was lost")
        made = seal(holder, id_of(case), [fresh.device.device_id], tmp_path, purpose="restore")
        assert made.recipients == ("Robin Example",)
        opened = open_package(fresh, Path(made.place).read_bytes())
        assert opened.purpose == "to bring back what was lost"
        assert CANARY in repr(fresh.heads(id_of(case), ["notes"]))
        assert ("Because: Robin's laptop was lost") in {one.line for one in history(fresh, id_of(case))[0]}


def test_share_now_takes_it_there_also_where_the_holder_came_later_and_nothing_goes_back(
    held: list[Session], tmp_path: Path
) -> None:
    here, there, holder = held
    (tmp_path / "place").mkdir()
    with laptops(tmp_path / "more", 1) as (later,):
        begin_holding(later)
        case = told_case(here)
        open_package(there, package(here, case, tmp_path, there))
        hold(here, later)
        (going,) = share_offer(here, tmp_path / "place").going
        assert later.device.device_id in going.to
        assert "Robin Example (recovery holder)" in going.names
        share(here, tmp_path / "place")
        for one in (later, holder):
            done = share(one, tmp_path / "place")
            assert [each.ref for each in done.came] == [case.ref]
            assert done.left == []


def test_one_that_was_removed_gets_nothing_that_is_sealed_from_then_on(held: list[Session], tmp_path: Path) -> None:
    here, there, holder = held
    case = told_case(here)
    open_package(holder, package(here, case, tmp_path, there))
    roster.remove(here, holder.device.device_id, "Somebody else holds from now on")
    assert sealing_offer(here, id_of(case)).besides == frozenset()
    add(here, case, "notes", NOTE)
    with unchanged(holder), pytest.raises(NotForUs):
        open_package(holder, package(here, case, tmp_path, there))


def test_a_holder_is_enrolled_as_one_in_person_and_never_in_passing(tmp_path: Path) -> None:
    with laptops(tmp_path, 3) as (here, there, holder):
        begin_holding(holder)
        assert cards.own_role(holder) == "recovery_holder"
        cards.write_card(holder, tmp_path / "card", "advocate")
        card = cards.card_in(tmp_path / "card")
        assert (card.role, card.role_words) == ("recovery_holder", "Recovery holder")
        mine = cards.read_card(cards.written_card(here, "advocate"))
        words = " ".join(roster.words_with(holder, mine))
        with unchanged(here), pytest.raises(HolderUnsaid):
            roster.enrol(here, card, words)
        with unchanged(here), pytest.raises(WordsDiffer):
            roster.enrol_holder(here, card, "one two three four five six seven eight")
        roster.enrol_holder(here, card, words)
        assert [one.told for one in roster.holders(roster.roster(here))] == ["Jo Supervisor (recovery holder)"]
        other = cards.read_card(cards.written_card(there, "advocate"))
        with unchanged(here), pytest.raises(NoHolder):
            roster.enrol_holder(here, other, " ".join(roster.words_with(there, mine)))


def test_a_computer_on_which_somebody_works_is_not_made_the_holders(tmp_path: Path) -> None:
    with laptops(tmp_path, 2) as (here, empty):
        new_case(here)
        with unchanged(here), pytest.raises(HasCases):
            begin_holding(here)
        assert not here.keeps_copies
        begin_holding(empty)
        with unchanged(empty):
            begin_holding(empty)
        empty.go_on_with(empty.vault)
        assert empty.keeps_copies, "its entry says so after each opening"


def test_a_case_that_was_erased_goes_there_too_by_a_persons_press(held: list[Session], tmp_path: Path) -> None:
    here, there, holder = held
    case = on_all(tmp_path, here, there)
    open_package(on(holder, AFTER), package(here, case, tmp_path, there))
    erase_it(here, case)
    assert told(here, case, tmp_path / "notice", holder).asks
    carry_out(holder, case.ref)
    assert not says_something(holder, case)
    told(here, case, tmp_path / "another", there)
    assert told(holder, case, tmp_path / "third", there).sender == "Jo Supervisor", "as was asked here before"
    assert [one.ref for one in erasures_asked(there)] == [case.ref]
    assert asked_in_words(there, waiting(there)[id_of(case)]).startswith("Robin Example asks")
    assert checks.verify(holder).lines == ()


def test_what_the_holders_laptop_wrote_into_a_case_stops_the_package(held: list[Session], tmp_path: Path) -> None:
    """Its program never does: somebody with its keys did."""
    here, there, holder = held
    case = told_case(here)
    open_package(holder, package(here, case, tmp_path, there))
    open_restricted(holder, id_of(case), "Robin's laptop was lost")
    holder.keeps_copies = False
    add(holder, case, "notes", NOTE)
    with unchanged(here), pytest.raises(WrittenByHolder):
        open_package(here, package(holder, case, tmp_path, here))


def test_what_is_said_before_names_the_holder_and_nobody_gets_it_unsaid(held: list[Session], tmp_path: Path) -> None:
    """Also where only a colleague lacks something: what is known of the file is for whom it was sealed."""
    here, there, holder = held
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    add(here, case, "notes", NOTE)
    note_held(here, id_of(case), holder.device.device_id, lanes.said_up_to(here.vault, id_of(case)))
    (tmp_path / "place").mkdir()
    (going,) = share_offer(here, tmp_path / "place").going
    both = (there.device.device_id, holder.device.device_id)
    assert going.to == both
    alone = replace(going, to=both[:1], names=("Kim Colleague",))
    (made,) = share_now(here, tmp_path / "place", [alone]).left
    assert made.recipients == ("Kim Colleague",)
    share_now(here, tmp_path / "place", [going])
    assert [one.to for one in of_case(here, id_of(case)).put] == [both[:1]]
    done = share_now(holder, tmp_path / "place", [])
    assert (done.came, done.others) == ([], 1)
