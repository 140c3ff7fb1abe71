"""Two laptops that write apart: what a colleague's device signed arrives here as it would by a shared file."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import rebuilding
from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.ledger.entry import Entry, commitment_of, hash_of
from hru_advocate.domain.ledger.records import body_of
from hru_advocate.keys import signing
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import arrivals, devices, ledger


def write_apart(session: Session, corrects: str, raw: Mapping[str, object], reason: str) -> str:
    """A version of a record that another laptop signed without knowing of ours; gives its entry."""
    colleague = DeviceKey.generate()
    parent = ledger.entry(session.vault, corrects).header
    form = session.forms.newest(parent.form)
    answers: Answers = form.check(raw, session.asking())
    body, salt = body_of(form, answers, reason), b"s" * 16
    header = type(parent)(
        id=session.new_id(),
        device=colleague.device_id,
        sequence=1,
        previous="0" * 64,
        case=parent.case,
        record=parent.record,
        kind="record",
        form=form.id,
        version=form.version,
        parents=(corrects,),
        author="B. Colleague",
        happened="",
        recorded=session.clock.stamp(),
        commitment=commitment_of(salt, body),
    )
    entry = Entry(header, colleague.sign(bytes.fromhex(hash_of(header))), salt, body)
    devices.add(
        session.vault,
        devices.Device(colleague.device_id, colleague.public, None, "Other laptop", "2026-11-23T10:00:00Z"),
    )

    def signed(device: str, content: bytes, signature: bytes) -> bool:
        return device == colleague.device_id and signing.verify(colleague.public, content, signature)

    assert arrivals.take_in(session.vault, entry, projection=rebuilding.projection_of(session, entry), check=signed).new
    return header.id
