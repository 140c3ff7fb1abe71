"""Two laptops that write apart: what a colleague's device signed arrives here as it would by a shared file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import as_signed, rebuilding
from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.ledger.entry import FORMAT, GENESIS, Entry, commitment_of, hash_of
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.domain.ledger.records import body_of
from hru_advocate.keys import signing
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import arrivals, devices, ledger
from hru_advocate.store.ledger.arrivals import TakenIn


def write_apart(session: Session, corrects: str, raw: Mapping[str, object], reason: str, *, anew: bool = False) -> str:
    """A version of a record, or one written ``anew``, that another laptop signed without knowing of ours: its entry."""
    entry = signed_apart(session, corrects, raw, reason, anew=anew)
    assert receive(session, [entry]).new == (entry.header.id,)
    return entry.header.id


def signed_apart(
    session: Session, corrects: str, raw: Mapping[str, object], reason: str, *, anew: bool = False
) -> Entry:
    """The same from a laptop that is known here now, before it arrives."""
    colleague = DeviceKey.generate()
    parent = ledger.entry(session.vault, corrects).header
    form = session.forms.newest(parent.form)
    answers: Answers = form.check(raw, session.asking())
    body, salt = body_of(form, answers, reason), b"s" * 16
    fresh = session.new_id()
    header = type(parent)(
        format=FORMAT,
        id=fresh,
        device=colleague.device_id,
        sequence=1,
        previous=GENESIS,
        case=parent.case,
        lane_sequence=1,
        lane_previous=GENESIS,
        record=fresh if anew else parent.record,
        kind="record",
        form=form.id,
        version=form.version,
        definition=session.forms.digest(form.id, form.version),
        parents=() if anew else (corrects,),
        author="B. Colleague",
        happened="",
        recorded=session.clock.stamp(),
        commitment=commitment_of(salt, body),
    )
    entry = Entry(header, colleague.sign(bytes.fromhex(hash_of(header))), salt, body)
    known(session, devices.Device(colleague.device_id, colleague.public, None, "Other laptop", "2026-11-23T10:00:00Z"))
    return entry


def known(session: Session, device: devices.Device) -> None:
    """Make another device known here, and have an entry introduce it."""
    devices.add(session.vault, device)
    session.note_event(as_signed.ADDED, {"device": as_signed.introduction(device)})


def receive(session: Session, entries: Iterable[Entry]) -> TakenIn:
    """Take entries in from devices this vault knows, as they would come by a shared file."""

    def project(arrived: Entry) -> Projection | None:
        return rebuilding.projection_of(session, arrived)

    signed = signing.signed_by(devices.public_keys(session.vault))
    return arrivals.take_in(session.vault, entries, project=project, check=signed)
