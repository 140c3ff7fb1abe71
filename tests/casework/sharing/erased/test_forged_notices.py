"""Notices that a case was erased which are forged, not theirs to send, or come again: nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.closing.erasing import stubs
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.erased.answering import carry_out
from hru_advocate.casework.sharing.erased.hearing import ErasureHeard, NotTheirsToAsk
from hru_advocate.casework.sharing.erased.opening import open_sealed, write_notice
from hru_advocate.casework.sharing.receiving import SenderRemoved, UnknownSender
from hru_advocate.casework.sharing.sealed_file import NotForUs, PackageAltered
from hru_advocate.errors import AdvocateError
from tests.casework.open_sessions import id_of
from tests.casework.sharing.erased.erasing_laptops import erase_it, notice_by, on_all
from tests.casework.sharing.two_laptops import laptops, unchanged


def _as(session: Session, other: Session, role: str) -> None:
    """Have the other's device on the roster with another role, as its card says it."""
    known = roster.roster(session)[other.device.device_id]
    body = {"device": known.device, "name": known.name, "role": role, "sealing_key": known.sealing.hex()}
    session.note_event(roster.ENROLLED, dict(body))


FORGED: dict[str, tuple[dict[str, object], type[AdvocateError] | None]] = {
    "signed by another device": ({}, PackageAltered),
    "for another computer": ({"recipients": ["0123456789abcdef"]}, NotForUs),
    "no day": ({"on": "2032-02-31"}, PackageAltered),
    "nothing wrong": ({}, None),
    "signs that nobody sees": ({"authorised_by": "DCI\u202e Overton"}, PackageAltered),
    "nobody who authorised": ({"authorised_by": " "}, PackageAltered),
    "a text without end": ({"reference": "R" * 121}, PackageAltered),
    "one person for both": ({"asked_by": "Overton", "authorised_by": "Overton"}, PackageAltered),
    "another number": ({"erased": 2}, PackageAltered),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_notice_changes_nothing(both: list[Session], tmp_path: Path, what: str) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    changed, refused = FORGED[what]
    file = tmp_path / "forged.bin"
    file.write_bytes(notice_by(here, id_of(case), there, **changed))
    if refused is None:
        heard = open_sealed(there, file)
        assert isinstance(heard, ErasureHeard)
        assert heard.asks
        return
    if what == "signed by another device":
        file.write_bytes(notice_by(there, id_of(case), there, sender=here.device.device_id))
    with unchanged(there), pytest.raises(refused):
        open_sealed(there, file)
    assert hidden_from_us(there) == frozenset()


@pytest.mark.parametrize("role", ["constable", "psychologist", "nurse", "probation_officer", "other", "sergeant"])
def test_only_a_role_that_erases_by_authority_may_ask(both: list[Session], tmp_path: Path, role: str) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    _as(there, here, role)
    file = Path(write_notice(here, case.ref, tmp_path).place)
    if role == "sergeant":
        assert isinstance(open_sealed(there, file), ErasureHeard)
        assert list(waiting(there)) == [id_of(case)]
        return
    with unchanged(there), pytest.raises(NotTheirsToAsk, match=rf"{case.ref}, Robin Example"):
        open_sealed(there, file)
    assert hidden_from_us(there) == frozenset()


def test_a_notice_of_a_device_nobody_met_or_that_was_removed_changes_nothing(
    both: list[Session], tmp_path: Path
) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    file = Path(write_notice(here, case.ref, tmp_path).place)
    with laptops(tmp_path / "more", 1) as (stranger,):
        (tmp_path / "x.bin").write_bytes(notice_by(stranger, id_of(case), there))
        with unchanged(there), pytest.raises(UnknownSender):
            open_sealed(there, tmp_path / "x.bin")
    roster.remove(there, here.device.device_id, "The laptop was lost")
    with unchanged(there), pytest.raises(SenderRemoved):
        open_sealed(there, file)


def test_a_notice_replayed_changes_nothing_before_and_after_its_answer(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    file = Path(write_notice(here, case.ref, tmp_path).place)
    assert isinstance(open_sealed(there, file), ErasureHeard)
    with unchanged(there):
        again = open_sealed(there, file)
    assert isinstance(again, ErasureHeard)
    assert not again.asks
    carry_out(there, case.ref)
    with unchanged(there):
        assert isinstance(open_sealed(there, file), ErasureHeard)
    assert len(stubs(there)) == 1
