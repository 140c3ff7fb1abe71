"""Cases a colleague asks to be erased by authority: until a person answers they are not shared, closed ones not shown.

That it was asked, and that a case is kept all the same, are entries of the unit's own; that it was erased is one too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal
from weakref import WeakKeyDictionary

import msgspec

from hru_advocate.casework.people.own_events import signed_here
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.store import counted
from hru_advocate.store.ledger import entries
from hru_advocate.store.vault_file.vault import Vault

ASKED: Final = "erasure_asked"
KEPT_ON: Final = "erasure_kept_on"
ERASED: Final = "case_erased"

Ground = Literal["review", "request", "in_error"]


class Authority(msgspec.Struct, frozen=True):
    """The authority a case is erased by: who asks, who authorised it, the reference of that, on which ground, when."""

    asked_by: str
    authorised_by: str
    reference: str
    ground: Ground
    on: str

    @property
    def basis(self) -> tuple[str, str, str, str]:
        """The same authority whoever carries it out, and on whatever day."""
        return self.asked_by, self.authorised_by, self.reference, self.ground


class AskedErasure(msgspec.Struct, frozen=True):
    """An erasure a colleague's device asks for: of which case, whose device, by which authority, how far it held it.

    ``lanes`` are the numbers up to which it had heard each device when it erased the case there.
    """

    case: str
    sender: str
    whom: str
    made: str
    authority: Authority
    lanes: dict[str, int]


class _OfCase(msgspec.Struct, frozen=True):
    case: str


@dataclass(slots=True)
class _Answers:
    """The events that were found until a place, and how often something was undone by then."""

    undone: int
    until: int = 0
    events: list[Entry] = field(default_factory=list)


_NAMES: Final = (ASKED, KEPT_ON, ERASED)
_FOUND: Final[WeakKeyDictionary[Vault, _Answers]] = WeakKeyDictionary()


def waiting(session: Session) -> Mapping[str, AskedErasure]:
    """The erasures that were asked for and not answered yet, by case; of several of one case the first."""
    return session.kept.get(None, "asked to erase", partial(_waiting, session))


def ever_asked(session: Session) -> tuple[AskedErasure, ...]:
    """Every erasure that was ever asked for here, the oldest first."""
    return tuple(msgspec.json.decode(one.body or b"", type=AskedErasure) for one in events_of(session, ASKED))


def asked_of(session: Session, case: str) -> tuple[AskedErasure, ...]:
    """Those of one case."""
    return tuple(one for one in ever_asked(session) if one.case == case)


def events_of(session: Session, name: str) -> tuple[Entry, ...]:
    """The proven events of one of these names: what was asked, kept on or erased, the oldest first."""
    return tuple(one for one in _looked_up(session) if one.header.form == name)


def _waiting(session: Session) -> Mapping[str, AskedErasure]:
    found: dict[str, AskedErasure] = {}
    known: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    answered: dict[str, set[tuple[str, ...]]] = {}
    for event in _looked_up(session):
        body = event.body or b""
        if event.header.form == ASKED:
            asked = msgspec.json.decode(body, type=AskedErasure)
            basis = asked.authority.basis
            known[asked.case].add(basis)
            if basis not in answered.get(asked.case, ()):  # each that carries it out asks the same: one answer does
                found.setdefault(asked.case, asked)
        else:
            case = msgspec.json.decode(body, type=_OfCase).case
            found.pop(case, None)
            answered[case] = set(known[case])
    return found


def _looked_up(session: Session) -> list[Entry]:
    """Every event found until now, and what was written since; all of it anew where something was undone."""
    vault = session.vault
    found, undone = _FOUND.get(vault), vault.state()[1]
    last = counted.position_now(vault)
    if found is None or found.undone != undone:
        found = _FOUND[vault] = _Answers(undone)
        new = entries.unit_events(vault, _NAMES)
    else:
        new = entries.unit_events_since(vault, _NAMES, found.until) if last > found.until else []
    if new:
        found.events += signed_here(session, new)
    found.until = last
    return found.events
