"""The cases that are shared, with whom, and what each colleague is not known to hold: nobody else gets anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

import msgspec

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.closing.elsewhere import OpenedFrom
from hru_advocate.casework.people.asked_to_erase import ever_asked
from hru_advocate.casework.people.restricted import check_open, hidden_from_us, may_be_sent_to
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared
from hru_advocate.casework.sharing.known_of_shared import PutThere, Reach, farthest
from hru_advocate.casework.sharing.places import FileThere, Place
from hru_advocate.casework.sharing.receiving import OPENED
from hru_advocate.casework.sharing.roster import Member
from hru_advocate.casework.sharing.sending import SEALED, holders_for
from hru_advocate.casework.sharing.shared import GoingCase
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError
from hru_advocate.store.ledger import lanes, ledger

_EVERY: Final = 1_000_000


class SharedWithNobody(AdvocateError):
    """This case was sealed for no laptop that is still here. Nothing left; seal it once, for whom it is to go to."""


class _SealedFor(msgspec.Struct, frozen=True):
    to: tuple[str, ...]


def colleagues(session: Session, held: Mapping[str, Member]) -> dict[str, list[Member]]:
    """The cases that are shared, each with the devices it may go to: of here, and named where it is restricted.

    A case that goes to anybody goes to the recovery holder too; whoever erased it gets it no more. Who sealed it for
    here and showed nothing of what was here before knows perhaps no more than its id, and gets nothing by that.
    """
    own, gone = session.device.device_id, {(one.case, one.sender) for one in ever_asked(session)}
    devices: dict[str, set[str]] = defaultdict(set)
    for event in ledger.events_about_cases(session.vault, (SEALED, OPENED), _EVERY):
        if event.header.device == own and event.header.case is not None and event.body is not None:
            if event.header.form == SEALED:
                devices[event.header.case].update(msgspec.json.decode(event.body, type=_SealedFor).to)
            elif (told := msgspec.json.decode(event.body, type=OpenedFrom)).had:
                devices[event.header.case].add(told.sender)
    found = {}
    for case, ids in devices.items():
        members = [held[one] for one in sorted(ids & held.keys()) if held[one].here and (case, one) not in gone]
        if members := [one for one in members if may_be_sent_to(session, case, one.name)]:
            found[case] = [*members, *(one for one in holders_for(session, case, held) if one not in members)]
    return found


def may_have(known: Mapping[str, list[Member]]) -> dict[str, frozenset[str]]:
    """The devices that may have each shared case by now."""
    return {case: frozenset(one.device for one in members) for case, members in known.items()}


def wanted(session: Session, known: dict[str, list[Member]], refs: Collection[str] | None) -> dict[str, list[Member]]:
    """Those of them that were named; of all of them, those that may be opened here without a further word."""
    if refs is not None:
        cases = [find_case(session, ref) for ref in refs]
        for case in cases:
            check_open(session, case)
            if case not in known:
                raise SharedWithNobody(f"{case_ref(case)}: {SharedWithNobody().message}")
        return {case: known[case] for case in dict.fromkeys(cases)}
    hidden = hidden_from_us(session)
    return {case: members for case, members in known.items() if case not in hidden}


def going(
    session: Session, shared: Mapping[str, list[Member]], place: Place, there: Mapping[str, FileThere]
) -> Iterator[GoingCase]:
    """The cases of which somebody lacks something, in the order of their references."""
    for case, members in sorted(shared.items(), key=lambda one: case_ref(one[0])):
        if lacking := _lacking(session, case, members, place, there):
            # A package that goes to anybody opens for the recovery holder too: said before, and known of the file.
            lacking += [one for one in members if one.keeps_copies and one not in lacking]
            devices, names = (one.device for one in lacking), (one.told for one in lacking)
            yield GoingCase(case, case_ref(case), tuple(devices), tuple(names))


def _lacking(
    session: Session, case: str, members: list[Member], place: Place, there: Mapping[str, FileThere]
) -> list[Member]:
    """The colleagues that are not known to hold what the case says here, and for whom no package of it lies there."""
    said, known = lanes.said_up_to(session.vault, case), known_of_shared.of_case(session, case)
    behind = [one for one in members if _goes_beyond(said, known.held.get(one.device, {}), one)]
    now, found = in_utc(session.clock.now()), []
    lying = [one for one in known.put if one.until >= now and _lies_there(one, place, there)] if behind else []
    for member in behind:
        reach = known.held.get(member.device, {})
        for put in lying:
            if member.device in put.to:
                reach = farthest(reach, put.lanes)
        if _goes_beyond(said, reach, member):
            found.append(member)
    return found


def _lies_there(put: PutThere, place: Place, there: Mapping[str, FileThere]) -> bool:
    """Say whether a package is there as it was put: whoever writes there may leave another of its size in its place."""
    file = there.get(put.name)
    if file is None or file.bytes != put.bytes:
        return False
    return place.is_as_put(put.name, put.bytes, put.sha256)


def _goes_beyond(said: Reach, reach: Reach, member: Member) -> bool:
    return any(last > reach.get(device, 0) for device, last in said.items() if device != member.device)
