"""The entries that guard a life: safe contact, a closure's word on it, and flags, proven as they are shown.

Nothing here is read from a list. A list that says something else than the signed entries is in doubt, and then nobody
is told that contact is safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from weakref import WeakKeyDictionary

from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.projection import CLOSED
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.projecting import project
from hru_advocate.errors import AdvocateError
from hru_advocate.keys import signing
from hru_advocate.store.ledger import devices, guarding, ledger
from hru_advocate.store.ledger.guarding import Guarding
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import CaseRow

SAFE_CONTACT, CLOSURE, FLAG = "safe_contact", "closure", "flag"
_FORMS: Final = frozenset({SAFE_CONTACT, CLOSURE, FLAG})


@dataclass(slots=True)
class _Found:
    """Every guarding entry of a vault, as far as it was gone through, and what was proven of them."""

    until: int = 0
    undone: int = 0
    entries: dict[str, Guarding] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    by_case: dict[tuple[str | None, str], list[str]] = field(default_factory=dict)
    proven: set[bytes] = field(default_factory=set)
    agreed: dict[str, tuple[object, ...]] = field(default_factory=dict)
    """Of each case what the lists said when they were last found to say what the entries say."""
    read: dict[bytes, Record] = field(default_factory=dict)


_FOUND: Final[WeakKeyDictionary[Vault, _Found]] = WeakKeyDictionary()


def in_doubt(session: Session, row: CaseRow) -> bool:
    """Say whether the lists tell something else of safe contact than the signed entries of the case do."""
    found = _looked_up(session)
    signed, closures = (_current(session, row.case, form) for form in (SAFE_CONTACT, CLOSURE))
    places = {one.position for one in signed}, {one.position for one in closures}
    if places != tuple(guarding.heads(session.vault, slot, row.case) for slot in (SAFE_CONTACT, CLOSURE)):
        return True
    shown = (*places, row.safe, row.status)
    if found.agreed.get(row.case) == shown:
        return False
    if not all(_is_proven(session, one) for one in (*signed, *closures)):
        return True
    try:
        doubt = _says_otherwise(row, [_record(session, one) for one in (*signed, *closures)])
    except AdvocateError:  # made with a form this program lacks
        return True
    if not doubt:
        found.agreed[row.case] = shown
    return doubt


def proven_flags(session: Session) -> Mapping[str, tuple[tuple[Guarding, Record | None], ...]]:
    """The current flags of every case by its id, each with its record, or without where it cannot be proven."""
    found = _looked_up(session)
    flags: dict[str, tuple[tuple[Guarding, Record | None], ...]] = {}
    for case, form in found.by_case:
        if form == FLAG and case is not None:
            current = _current(session, case, FLAG)
            flags[case] = tuple((one, _proven_record(session, one)) for one in current)
    return flags


def _says_otherwise(row: CaseRow, records: list[Record]) -> bool:
    shown = [project(one) for one in records]
    safe = [
        one.columns["safe"]
        for one, _place in sorted(
            ((one, (one.sort, record.recorded.utc, record.entry)) for one, record in zip(shown, records, strict=True)),
            key=lambda pair: pair[1],
        )
        if "safe" in one.columns
    ]
    said = [one.columns["status"] for one in shown if "status" in one.columns]
    closed = CLOSED in said and all(one == CLOSED for one in said)
    return row.safe != (safe[-1] if safe else None) or (row.status == CLOSED) != closed


def _current(session: Session, case: str | None, form: str) -> list[Guarding]:
    found = _looked_up(session)
    return [_whole(session, found, one) for one in found.by_case.get((case, form), ()) if one not in found.ended]


def _whole(session: Session, found: _Found, entry: str) -> Guarding:
    """An entry with its content, also where that came after it."""
    one = found.entries[entry]
    if one.entry.body is None:
        one = found.entries[entry] = replace(one, entry=ledger.entry(session.vault, entry))
    return one


def _looked_up(session: Session) -> _Found:
    """Everything found until now, and what was written since; all of it anew where something was undone."""
    found = _FOUND.get(session.vault)
    undone = session.vault.state()[1]
    if found is None or found.undone != undone:
        found = _FOUND[session.vault] = _Found(undone=undone)
    new, found.until = guarding.find(session.vault, _FORMS, found.until)
    for one in new:
        header = one.entry.header
        found.ended.update(header.parents)
        if header.kind == "record":
            found.entries[header.id] = one
            found.by_case.setdefault((header.case, header.form), []).append(header.id)
    return found


def _is_proven(session: Session, one: Guarding) -> bool:
    found = _looked_up(session)
    if one.digest in found.proven:
        return True
    public = {device.id: device.public_key for device in devices.all_of(session.vault)}

    def signed(device: str, content: bytes, signature: bytes) -> bool:
        key = public.get(device)
        return key is not None and signing.device_id(key) == device and signing.verify(key, content, signature)

    if not guarding.stands(session.vault, one, signed):
        return False
    found.proven.add(one.digest)
    return True


def _record(session: Session, one: Guarding) -> Record:
    read = _looked_up(session).read
    if one.digest not in read:
        read[one.digest] = session.read(one.entry)
    return read[one.digest]


def _proven_record(session: Session, one: Guarding) -> Record | None:
    try:
        return _record(session, one) if _is_proven(session, one) else None
    except AdvocateError:
        return None
