"""What tests of erasures that travel share: a case that is on several laptops, and one of them that erased it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import sealed_file
from hru_advocate.casework.sharing.erased import notice
from hru_advocate.casework.sharing.erased.hearing import ErasureHeard
from hru_advocate.casework.sharing.erased.opening import open_sealed, write_notice
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.store.ledger import ledger
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import id_of, on
from tests.casework.proof.bags import AFTER, ASKED
from tests.casework.sharing.two_laptops import package, told_case


def on_all(folder: Path, *sessions: Session) -> Saved:
    """A case of the first that the others have from it, on a day when its review has come."""
    first, *others = sessions
    case = told_case(on(first, AFTER))
    for one in others:
        open_package(on(one, AFTER), package(first, case, folder, one))
    return case


def erase_it(session: Session, case: Saved) -> None:
    """Close the case and erase it by authority."""
    close(session, case)
    take_out(session, case.ref, ASKED)


def told(sender: Session, case: Saved, place: Path, receiver: Session) -> ErasureHeard:
    """Hand over the notice as a file, and open it there."""
    heard = open_sealed(receiver, Path(write_notice(sender, case.ref, place).place))
    assert isinstance(heard, ErasureHeard)
    return heard


def notice_by(signer: Session, case: str, receiver: Session, **changed: object) -> bytes:
    """A notice as a file, signed by a device, that says whatever a test wants."""
    told: dict[str, object] = {
        "erased": 1, "state": "erased", "case": case, "sender": signer.device.device_id,
        "recipients": [receiver.device.device_id], "made": "2032-11-23T10:00:00.000Z", "on": "2032-11-23",
        "asked_by": "Robin Example", "authorised_by": "DCI Overton", "reference": "RRD 2032/17", "ground": "review",
        "lanes": {}, "heard": [],
    }  # fmt: skip
    header = msgspec.convert(told | changed, notice.ErasedHeader)
    inside = notice.composed(header, signer.device.sign)
    return sealed_file.sealed(inside, [receiver.device.sealing_key().public])


def says_something(session: Session, case: Saved) -> bool:
    """Say whether any record of a case has content on a laptop."""
    found = ledger.entries_of_case(session.vault, id_of(case), kind="record", limit=10_000).entries
    return any(one.body is not None for one in found)
