"""The unit's own events as this vault signed them: what does not prove says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import Entry, hash_of, is_bound
from hru_advocate.keys import signing
from hru_advocate.store.ledger import devices, entries


def proven(session: Session, names: Sequence[str]) -> Iterator[Entry]:
    """The unit's own events of some names, oldest first, that a device which writes here signed."""
    return signed_here(session, entries.unit_events(session.vault, names))


def signed_here(session: Session, found: Iterable[Entry]) -> Iterator[Entry]:
    """Those of some events that a device which writes here signed."""
    own = {one.id: one.public_key for one in devices.all_of(session.vault) if one.wrapped_signing_key is not None}
    signed = signing.signed_by(own)
    for event in found:
        digest = bytes.fromhex(hash_of(event.header))
        if event.body is not None and is_bound(event) and signed(event.header.device, digest, event.signature):
            yield event
