"""The entries that guard a life: safe contact, whether calls work, a closure's word, and flags, proven as shown.

Nothing here is read from a list. A list that says something else than the signed entries is in doubt, and then nobody
is told that contact is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.projection import CLOSED
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.partners.flags import read_flag
from hru_advocate.domain.projecting import NO_CALLS, calls_said, project
from hru_advocate.errors import AdvocateError
from hru_advocate.keys import signing
from hru_advocate.store.ledger import devices, guarding
from hru_advocate.store.ledger.guarding import Guarding
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import CaseRow

SAFE_CONTACT, CLOSURE, FLAG = "safe_contact", "closure", "flag"
_FORMS: Final = frozenset({SAFE_CONTACT, CLOSURE, FLAG})


@dataclass(frozen=True, slots=True)
class _Flags:
    """The flags of every case, and the places at which the lists showed one."""

    shown: Mapping[str | None, set[int]]
    by_case: Mapping[str, tuple[CurrentFlag, ...]]


@dataclass(slots=True)
class _Found:
    """Every guarding entry of a vault, as far as it was gone through, and what was proven of them."""

    speaking: frozenset[str]
    """The forms whose records may say that voice calls do not work."""
    until: int = 0
    undone: int = 0
    places: dict[str, int] = field(default_factory=dict)
    whole: dict[str, Guarding] = field(default_factory=dict)
    """Those whose content was asked for."""
    ended: set[str] = field(default_factory=set)
    by_case: dict[tuple[str | None, str], list[str]] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)
    """The places of those that were. Not their hashes: what stands beside an entry may be another's."""
    agreed: dict[str, tuple[object, ...]] = field(default_factory=dict)
    """Of each case what the lists said when they were last found to say what the entries say."""
    read: dict[int, Record] = field(default_factory=dict)
    flags: _Flags | None = None
    """The flags as they were last proven, every one of them, until an entry is met that may change one."""


_FOUND: Final[WeakKeyDictionary[Vault, _Found]] = WeakKeyDictionary()


def in_doubt(session: Session, row: CaseRow) -> bool:
    """Say whether the lists tell something else of safe contact than the signed entries of the case do."""
    found = _looked_up(session)
    signed, closures = (_current(session, found, row.case, form) for form in (SAFE_CONTACT, CLOSURE))
    places = {one.position for one in signed}, {one.position for one in closures}
    if places != tuple(guarding.heads(session.vault, slot, row.case) for slot in (SAFE_CONTACT, CLOSURE)):
        return True
    if len(signed) > 1 and not row.disputed:  # the list shows one of them as if nothing were against it
        return True
    hearing = [one for form in sorted(found.speaking) for one in _current(session, found, row.case, form)]
    shown = (*places, {one.position for one in hearing}, row.safe, row.calls, row.status)
    if found.agreed.get(row.case) == shown:
        return False
    if not _are_proven(session, found, (*signed, *closures, *hearing)):
        return True
    try:
        ruling, speaking = (
            [_record(session, found, one) for one in some] for some in ((*signed, *closures), tuple(hearing))
        )
        doubt = _says_otherwise(row, ruling) or row.calls != _last_said("calls", map(_said_of_calls, speaking))
    except AdvocateError:  # made with a form this program lacks
        return True
    if not doubt:
        found.agreed[row.case] = shown
    return doubt


@dataclass(frozen=True, slots=True)
class CurrentFlag:
    """A flag that nothing has ended: its entry, its record, and which entry of which device it is.

    Without record, device and number where it cannot be proven: what its header says of itself is nobody's word.
    """

    entry: str
    record: Record | None = None
    device: str = ""
    sequence: int = 0


def proven_flags(session: Session) -> Mapping[str, tuple[CurrentFlag, ...]]:
    """The current flags of every case by its id: the very same mapping as before while no flag has news.

    What the lists show is asked for each time: a flag that is gone from them, or came into them, was tampered with.
    """
    found, shown = _looked_up(session), guarding.heads_by_case(session.vault, FLAG)
    if found.flags is not None and found.flags.shown == shown:
        return found.flags.by_case
    cases = dict.fromkeys([*(case for case, form in found.by_case if form == FLAG), *shown])
    flags = {case: _flags(session, found, case, shown.get(case, set())) for case in cases if case is not None}
    # One that cannot be proven is looked at again each time: its content, or the key of its device, may yet come.
    proven = all(one.record is not None for some in flags.values() for one in some)
    found.flags = _Flags(shown, flags) if proven else None
    return flags


def flags_of(session: Session, case: str) -> tuple[CurrentFlag, ...]:
    """The same for one case."""
    return _flags(session, _looked_up(session), case, guarding.heads(session.vault, FLAG, case))


def says_not_alone(session: Session, case: str) -> bool:
    """Say whether a flag that holds says that nobody visits alone; one that cannot be proven may say so."""
    records = [one.record for one in flags_of(session, case)]
    flags = [read_flag(one.entry, one.answers) for one in records if one is not None and not one.erased]
    return None in records or any(flag.live and flag.kind == "not_alone" for flag in flags)


def _flags(session: Session, found: _Found, case: str, shown: set[int]) -> tuple[CurrentFlag, ...]:
    """The flags of the signed entries, and what lists show besides: its header, or what ended it, was tampered with."""
    current = _current(session, found, case, FLAG)
    lost = sorted(shown - {one.position for one in current})
    return (
        *(_flag(one, _proven_record(session, found, one)) for one in current),
        *(CurrentFlag(guarding.id_at(session.vault, place)) for place in lost),
    )


def _flag(one: Guarding, record: Record | None) -> CurrentFlag:
    header = one.entry.header
    return CurrentFlag(header.id) if record is None else CurrentFlag(header.id, record, header.device, header.sequence)


def _says_otherwise(row: CaseRow, records: list[Record]) -> bool:
    shown = [(project(one).columns, one) for one in records]
    said = [columns["status"] for columns, _one in shown if "status" in columns]
    closed = CLOSED in said and all(one == CLOSED for one in said)
    return row.safe != _last_said("safe", shown) or (row.status == CLOSED) != closed


def _said_of_calls(record: Record) -> tuple[Mapping[str, str | None], Record]:
    return calls_said(record), record


def _last_said(column: str, shown: Iterable[tuple[Mapping[str, str | None], Record]]) -> str | None:
    """The word of the last record that speaks of a column, in the order in which lists take them."""
    places = [
        ((record.sort, record.recorded.utc, record.entry), columns[column])
        for columns, record in shown
        if column in columns
    ]
    return max(places, key=lambda place: place[0])[1] if places else None


def _current(session: Session, found: _Found, case: str, form: str) -> list[Guarding]:
    current = (entry for entry in found.by_case.get((case, form), ()) if entry not in found.ended)
    return [one for entry in current if (one := _whole(session, found, entry)) is not None]


def _whole(session: Session, found: _Found, entry: str) -> Guarding | None:
    """An entry with its content, read when first asked for; again where that came after it."""
    one = found.whole.get(entry)
    if one is None or one.entry.body is None:
        one = guarding.read(session.vault, found.places[entry])
        if one is not None:
            found.whole[entry] = one
    return one


def _looked_up(session: Session) -> _Found:
    """Everything found until now, and what was written since; all of it anew where something was undone."""
    found = _FOUND.get(session.vault)
    undone = session.vault.state()[1]
    if found is None or found.undone != undone:
        found = _FOUND[session.vault] = _Found(_speaking(session), undone=undone)
    new, found.until = guarding.find(session.vault, _FORMS | found.speaking, found.until)
    if any(told.form == FLAG or told.parents for _place, told in new):  # whatever names parents may end a flag
        found.flags = None
    for place, told in new:
        found.ended.update(told.parents)
        if told.kind == "record":
            found.places[told.id] = place
            found.by_case.setdefault((told.case, told.form), []).append(told.id)
    return found


def _speaking(session: Session) -> frozenset[str]:
    """The forms that speak of hearing or of text and relay; a plan only repeats what they said."""
    return frozenset(form.id for form in session.forms.all() if form.purpose != "plan" and NO_CALLS & form.spoken_of)


def _are_proven(session: Session, found: _Found, some: Iterable[Guarding]) -> bool:
    """Say whether each of some entries is proven; the keys are looked up once for all of them."""
    new = [one for one in some if one.position not in found.proven]
    check = signing.signed_by(devices.public_keys(session.vault)) if new else None
    for one in new:
        if check is None or not guarding.stands(session.vault, one, check):
            return False
        found.proven.add(one.position)
    return True


def _record(session: Session, found: _Found, one: Guarding) -> Record:
    if one.position not in found.read:
        found.read[one.position] = session.read(one.entry)
    return found.read[one.position]


def _proven_record(session: Session, found: _Found, one: Guarding) -> Record | None:
    try:
        return _record(session, found, one) if _are_proven(session, found, [one]) else None
    except AdvocateError:
        return None
