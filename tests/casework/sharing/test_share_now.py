"""Cases shared through a folder: what is new goes once each way, and a case only to whom it went before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.people import own_events
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import package_folder, roster, sealed_file, taking
from hru_advocate.casework.sharing.lacking import SharedWithNobody
from hru_advocate.casework.sharing.package_folder import PackageFolder
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from hru_advocate.casework.sharing.shared import NOTHING_LEFT
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.errors import NotFound, RestrictedCase
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.settings import all_of
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of, new_case, on, worked_by
from tests.casework.proof.bags import AFTER, ASKED
from tests.casework.sharing.two_laptops import CANARY, held, laptops, meet, package, shared_case, told_case
from tests.casework.sharing.two_laptops import share as shared_now
from tests.fixed_clock import FixedClock

NOTE = {"lines": [{"text": "Rang back."}]}


RESTRICTED: dict[str, object] = {
    "kind": "restricted",
    "what": "Made up: he works in this building.",
    "may_open": [{"name": "Robin Example"}],
    "agreed_by": "Insp Made-Up",
    "agreed_on": "2026-11-20",
    "review": "2026-12-01",
    "told": "yes",
}


def advance(sessions: list[Session], **more: int) -> None:
    for one in sessions:
        assert isinstance(one.clock, FixedClock)
        one.clock.advance(timedelta(**more))


def files(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_nothing_leaves_before_somebody_was_chosen_and_nothing_twice(
    both: list[Session], tmp_path: Path, share: Path
) -> None:
    here, there = both
    case = told_case(here)
    assert share_offer(here, share).going == ()
    assert shared_now(here, share).lines == ("Nothing new came.", NOTHING_LEFT)
    open_package(there, package(here, case, tmp_path, there))
    (going,) = share_offer(here, share).going
    assert going.words == f"{case.ref} for Kim Colleague"
    assert files(share) == []
    (left,) = shared_now(here, share).left
    assert Path(left.place).parent == share
    assert share_offer(here, share).going == ()
    assert shared_now(here, share).left == []
    assert len(files(share)) == 1


def test_what_one_adds_the_other_has_and_it_comes_back_once(both: list[Session], tmp_path: Path, share: Path) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    shared_now(here, share)
    add(there, case, "notes", NOTE)
    assert share_offer(there, share).waiting == 1
    done = shared_now(there, share)
    assert [one.ref for one in done.came] == [case.ref]
    assert [one.ref for one in done.left] == [case.ref]
    assert "left. Sealed: " in done.lines[1]
    back = shared_now(here, share)
    assert (len(back.came), back.left, back.warnings) == (1, [], ())
    assert len(here.heads(id_of(case), ["notes"])) == 2
    far = [there.device.device_id, here.device.device_id]
    assert {one: held(here, case)[one][0] for one in far if one in held(here, case)}.keys() == set(far)
    for session in both:
        again = shared_now(session, share)
        assert (again.came, again.left, again.lines) == ([], [], ("Nothing new came.", NOTHING_LEFT))
    assert len(files(share)) == 2


def test_a_file_that_somebody_took_away_is_put_there_again_until_it_is_known_to_have_come(
    both: list[Session], tmp_path: Path, share: Path
) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    shared_now(here, share)
    (share / files(share)[0]).unlink()
    assert len(shared_now(here, share).left) == 1
    add(there, case, "notes", NOTE)
    shared_now(there, share)
    shared_now(here, share)
    for name in files(share):
        (share / name).unlink()
    assert shared_now(here, share).left == [], "the other said that it holds all of it"


def test_the_folder_tells_nothing_by_names_sizes_or_bytes(both: list[Session], tmp_path: Path, share: Path) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    shared_now(here, share)
    (name,) = files(share)
    data = (share / name).read_bytes()
    assert re.fullmatch("[0-9a-f]{16}[.]bin", name)
    assert len(data) in {9 + 4 * 1168 + 12 + size + 16 for size in (1 << 16, 1 << 17)}
    # "HRU" alone stood there by chance once in two hundred runs: three bytes among so many drawn ones.
    for word in (CANARY, case.ref, id_of(case), here.device.device_id, there.device.device_id, "Robin", "HRU Advocate"):
        assert word.encode() not in data


def test_ones_own_packages_go_when_their_days_are_over_and_nobody_elses(
    both: list[Session], tmp_path: Path, share: Path
) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    shared_now(here, share)
    add(there, case, "notes", NOTE)
    shared_now(there, share)
    shared_now(here, share)
    assert len(files(share)) == 2
    advance(both, days=14, hours=1)
    assert share_offer(here, share).over == 1
    done = shared_now(here, share)
    assert (done.taken_away, len(done.left), len(files(share))) == (1, 0, 1)
    assert "Taken away: 1 package of this computer" in done.lines[-1]


def test_the_file_of_a_case_that_was_erased_goes_too(both: list[Session], tmp_path: Path, share: Path) -> None:
    here, _there = both
    case = shared_case(both, tmp_path)
    on(here, AFTER)
    shared_now(here, share)
    close(here, case)
    take_out(here, case.ref, ASKED)
    assert id_of(case) not in repr(all_of(here.vault))
    (before,) = files(share)
    done = shared_now(here, share)
    assert (done.taken_away, len(done.told)) == (1, 1)
    assert len(files(share)) == 1, "the notice that it was erased"
    assert before not in files(share)


def test_a_removed_laptop_gets_nothing_new_and_brings_nothing(both: list[Session], tmp_path: Path, share: Path) -> None:
    here, there = both
    case = shared_case(both, tmp_path)
    shared_now(here, share)
    roster.remove(here, there.device.device_id, "The laptop was lost", last=1)
    add(here, case, "notes", NOTE)
    assert share_offer(here, share).going == ()
    add(there, case, "notes", NOTE)
    shared_now(there, share)
    done = shared_now(here, share)
    assert (done.left, done.came) == ([], [])
    assert "1 package refused. This package was sealed by a device after" in done.warnings[0]


def test_a_restricted_case_goes_only_to_whom_it_names(both: list[Session], tmp_path: Path, share: Path) -> None:
    here, _there = both
    case = shared_case(both, tmp_path)
    add(here, case, "flag", RESTRICTED)
    assert share_offer(here, share).going == ()
    here.author = "Jo Supervisor"
    with pytest.raises(RestrictedCase):
        shared_now(here, share, [case.ref])
    assert files(share) == []


def test_what_somebody_can_open_who_may_not_have_the_case_by_now_is_taken_away(
    both: list[Session], tmp_path: Path, share: Path
) -> None:
    """It lies there since he was let go or the case was restricted; whoever may have it gets another."""
    here, there = both
    with laptops(tmp_path / "more", 1) as (third,):
        meet(third, here)
        worked_by(third, "Jo Supervisor")
        kept, barred = (shared_case(both, tmp_path) for _ in range(2))
        open_package(third, package(here, kept, tmp_path, third))
        for case in (kept, barred):
            add(here, case, "notes", NOTE)
        assert sorted(len(one.recipients) for one in shared_now(here, share).left) == [1, 2]
        add(here, barred, "flag", RESTRICTED)
        roster.remove(here, third.device.device_id, "The laptop was lost")
        offer = share_offer(here, share)
        assert (offer.over, [(one.ref, one.to) for one in offer.going]) == (2, [(kept.ref, (there.device.device_id,))])
        done = share_now(here, share, offer.going)
        assert (done.taken_away, [one.ref for one in done.left]) == (2, [kept.ref])
        assert (shared_now(third, share).came, len(files(share))) == ([], 1)
        assert [one.ref for one in shared_now(there, share).came] == [kept.ref]
        assert (share_offer(here, share).over, share_offer(here, share).going) == (0, ())


def test_only_the_cases_that_were_named_leave(both: list[Session], tmp_path: Path, share: Path) -> None:
    first, second = (shared_case(both, tmp_path) for _ in range(2))
    here = both[0]
    lonely = new_case(here)
    assert [one.ref for one in shared_now(here, share, [second.ref]).left] == [second.ref]
    assert shared_now(here, share, []).left == []
    with pytest.raises(SharedWithNobody, match=lonely.ref):
        shared_now(here, share, [lonely.ref])
    with pytest.raises(NotFound):
        shared_now(here, share, ["HRU-0000-0000"])
    assert [one.ref for one in shared_now(here, share).left] == [first.ref]


def test_a_full_stick_is_said_and_what_did_not_leave_goes_the_next_time(
    both: list[Session], tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _there = both
    case = shared_case(both, tmp_path)

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(package_folder, "write_whole", full)
        done = shared_now(here, share)
    assert done.left == []
    assert done.lines == ("Nothing new came.",)
    assert done.warnings[0].startswith(f"{case.ref} did not leave. The package could not be written there.")
    assert files(share) == []
    assert len(shared_now(here, share).left) == 1


def test_a_part_that_a_stop_left_is_taken_for_nothing_and_goes_the_next_time(
    both: list[Session], tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = both
    shared_case(both, tmp_path)

    def stopped(target: Path, data: bytes) -> None:
        package_folder.part_of(target).write_bytes(data[: len(data) // 2])
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(package_folder, "write", stopped)
        with pytest.raises(SystemExit):
            shared_now(here, share)
    assert [one.endswith(".part") for one in files(share)] == [True]
    done = shared_now(there, share)
    assert (done.came, done.warnings) == ([], ())
    assert len(shared_now(here, share).left) == 1
    assert [one.endswith(".part") for one in files(share)].count(True) == 0


def test_nothing_is_taken_away_from_a_folder_where_it_does_not_lie(
    both: list[Session], tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was put elsewhere is remembered for long: each attempt would cost a share a moment, at every sharing."""
    here, _there = both
    shared_case(both, tmp_path)
    shared_now(here, share)
    advance(both, days=15)
    (tmp_path / "stick").mkdir()
    withdraw, asked = PackageFolder.withdraw, []

    def told(folder: PackageFolder, name: str) -> bool:
        asked.append(name)
        return withdraw(folder, name)

    monkeypatch.setattr(PackageFolder, "withdraw", told)
    for _ in range(2):
        shared_now(here, tmp_path / "stick")
    assert asked == []
    assert shared_now(here, share).taken_away == 1
    assert len(asked) == 1


WRONG: dict[str, tuple[Callable[[Session, Path], Path], type[Exception]]] = {
    "a folder that is not there": (lambda _session, share: share / "none", package_folder.FolderUnreadable),
    "a file": (lambda _session, share: _file(share), package_folder.FolderUnreadable),
    "the vault's own": (lambda session, _share: session.vault.path.parent, package_folder.VaultsOwnFolder),
    "a folder with far too much": (lambda _session, share: _crowd(share), package_folder.FolderTooFull),
}


def _file(share: Path) -> Path:
    (share / "x").write_bytes(b"")
    return share / "x"


def _crowd(share: Path) -> Path:
    for number in range(31):
        (share / f"{number}").mkdir()
    return share


@pytest.mark.parametrize("what", WRONG)
def test_a_folder_that_will_not_do_is_refused_and_nothing_left(
    both: list[Session], tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(package_folder, "_MOST_NAMES", 30)
    shared_case(both, tmp_path)
    make, refused = WRONG[what]
    folder = make(both[0], share)
    for way in (share_offer, shared_now):
        with pytest.raises(refused):
            way(both[0], folder)


def test_more_than_one_go_may_take_waits_and_is_said(
    both: list[Session], tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = both
    monkeypatch.setattr(taking, "MOST_FILES", 2)
    for _ in range(3):
        shared_case(both, tmp_path)
    shared_now(here, share)
    for number in range(3):  # for others: passed over, and not counted
        data = sealed_file.sealed(b"x", [DeviceKey.generate().sealing_key().public])
        (share / f"{number:016x}.bin").write_bytes(data)
    done = shared_now(there, share)
    assert (done.others, len(done.came), done.waiting) == (3, 2, 1)
    assert "Not looked at yet: 1 more. Share once more." in done.warnings
    assert (len(shared_now(there, share).came), share_offer(there, share).waiting) == (1, 0)


def test_the_roster_is_proven_once_before_and_once_with_all_that_goes_and_comes(
    both: list[Session], tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = both
    for _ in range(3):
        shared_case(both, tmp_path)
    proven, asked = own_events.proven, 0

    def counted(session: Session, names: Sequence[str]) -> Iterator[Entry]:
        nonlocal asked
        asked += 1
        return proven(session, names)

    monkeypatch.setattr(roster, "proven", counted)
    assert len(shared_now(here, share).left) == 3
    assert asked == 2
    assert len(shared_now(there, share).came) == 3
    assert asked == 4


def test_whoever_was_not_said_before_gets_nothing_also_of_what_has_just_come(tmp_path: Path, share: Path) -> None:
    """A colleague's package comes in the middle, and somebody else lacks it now: that is said before it leaves."""
    with laptops(tmp_path, 3) as (here, there, third):
        for one, other in ((here, there), (here, third)):
            meet(one, other)
        case = told_case(here)
        for one in (there, third):
            open_package(one, package(here, case, tmp_path, one))
            shared_now(one, share)
        shared_now(here, share)
        add(there, case, "notes", NOTE)
        shared_now(there, share)
        offer = share_offer(here, share)
        assert offer.going == ()
        assert len(share_now(here, share, offer.going).came) == 1
        assert [one.names for one in share_offer(here, share).going] == [("Jo Supervisor",)]


def test_a_third_has_it_from_whom_it_was_chosen_by_and_from_nobody_else(tmp_path: Path, share: Path) -> None:
    with laptops(tmp_path, 3) as (here, there, third):
        for one, other in ((here, there), (there, third), (here, third)):
            meet(one, other)
        case = told_case(here)
        open_package(there, package(here, case, tmp_path, there))
        shared_now(here, share)
        done = shared_now(third, share)
        assert (done.came, done.others, done.warnings) == ([], 1, ())
        open_package(third, package(there, case, tmp_path, third))
        add(here, case, "notes", NOTE)
        shared_now(here, share)
        assert [one.names for one in share_offer(there, share).going] != []
        shared_now(there, share)
        shared_now(third, share)
        assert len(third.heads(id_of(case), ["notes"])) == 2
        assert case_page(third, id_of(case)) is not None
