"""Telling those who had a case that it was erased here, until each of them says what became of it there.

Whoever erased a case tells each that had it. A computer that erases it because of that tells whom it gave it, and by
its notice the first knows. What is lost on its way is put there again; a doubled one changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

import msgspec

from hru_advocate.casework.closing.elsewhere import authority_in, erased_cases, stub_records
from hru_advocate.casework.people.asked_to_erase import KEPT_ON, Authority, asked_of, events_of, waiting
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, sealed_file
from hru_advocate.casework.sharing.contents import Package
from hru_advocate.casework.sharing.erased import notice
from hru_advocate.casework.sharing.erased.notice import ErasedHeader, StateThere
from hru_advocate.casework.sharing.known_of_shared import ErasedTold, PutThere
from hru_advocate.casework.sharing.places import FileThere, Place, fresh_name
from hru_advocate.casework.sharing.roster import Member, in_order, roster
from hru_advocate.casework.sharing.sending import DAYS, NobodyNamed
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.entry import hash_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import DeviceError, NotFound
from hru_advocate.store.ledger import lanes
from hru_advocate.store.ledger.entries import signatures_of_case

_CLOCKS_DIFFER: Final = timedelta(days=7)


class NoticeNotWritten(DeviceError):
    """The notice that a case was erased could not be written there. Nothing left; choose another place."""


class CaseEnding(NamedTuple):
    """The end a case came to on this computer that others are told of: erased, or kept on though it was asked.

    ``key`` is the id of the entry that says it, ``had`` are the devices to be told. One that never came here is told of
    as erased: nothing of it is to come.
    """

    key: str
    case: str
    state: StateThere
    authority: Authority
    lanes: Mapping[str, int]
    had: frozenset[str]


class _KeptOn(msgspec.Struct, frozen=True):
    case: str


def endings(session: Session) -> tuple[CaseEnding, ...]:
    """Every case that others are told of."""
    return (*_erased(session), *_kept_on(session), *_never_here(session))


def endings_of(session: Session, case: str) -> list[CaseEnding]:
    """Those of one case."""
    return [one for one in endings(session) if one.case == case]


def _erased(session: Session) -> Iterator[CaseEnding]:
    remembered = {one.stub: one for one in erased_cases(session)}
    for stub in stub_records(session):
        told, case = remembered.get(stub.entry), value_of(stub.answers, "case_id") or ""
        far, had = (told.lanes, frozenset(told.had)) if told is not None else ({}, frozenset())
        yield CaseEnding(stub.entry, case, "erased", authority_in(stub.answers), far, had)


def _kept_on(session: Session) -> Iterator[CaseEnding]:
    """The last word of each case that was kept on, unless it was asked anew or erased since."""
    newest = {msgspec.json.decode(one.body or b"", type=_KeptOn).case: one for one in events_of(session, KEPT_ON)}
    gone = {one.case for one in erased_cases(session)} | waiting(session).keys()
    for case, event in newest.items():
        if case not in gone and (asked := asked_of(session, case)):
            senders = frozenset(one.sender for one in asked)
            yield CaseEnding(event.header.id, case, "kept", asked[-1].authority, {}, senders)


def _never_here(session: Session) -> Iterator[CaseEnding]:
    for case, asked in waiting(session).items():
        if not lanes.of_case(session.vault, case):
            senders = frozenset(one.sender for one in asked_of(session, case))
            yield CaseEnding(case, case, "erased", asked.authority, asked.lanes, senders)


def known_of(session: Session, one: CaseEnding) -> ErasedTold:
    """All that is known of who heard of it; whoever asked for it has erased it."""
    known = known_of_shared.erased_told(session, one.key)
    asked: dict[str, str] = {}
    for each in asked_of(session, one.case):
        asked[each.sender] = max(each.made, asked.get(each.sender, ""))
    heard = {device: max(known.heard.get(device, ""), asked.get(device, "")) for device in known.heard | asked}
    return msgspec.structs.replace(known, heard=heard)


def note_heard(session: Session, one: CaseEnding, header: ErasedHeader, *, knows: bool) -> bool:
    """Remember what a notice says of its sender; the same once more, or an older one, changes nothing.

    ``knows`` says whether the sender knows what became of the case here: where not, it is told once more. Says whether
    that anything became of it there is new here. One of a day to come is no word that counts: whatever its sender says
    once her clock is right would seem older than that for years.
    """
    known, sender, made, state = known_of(session, one), header.sender, header.made, header.state
    before = known.heard.get(sender, "")
    if made <= before or made > in_utc(session.clock.now() + _CLOCKS_DIFFER):
        return False
    if sender not in one.had | known.more and header.authority.basis != one.authority.basis:
        return False  # neither had it nor heard of it: she is told nothing of who asked, and who authorised it
    told = known.told | {sender} if knows else known.told - {sender}
    kept = known.kept | {sender} if state == "kept" else known.kept - {sender}
    news = not before or kept != known.kept
    now = ErasedTold({**known.heard, sender: made}, told, kept, known.more | {sender}, known.put)
    known_of_shared.keep_erased_told(session, one.key, now)
    return news


def note_unheard(session: Session, package: Package) -> None:
    """Remember that somebody still sends a case that was erased here, to tell her: she has an entry that was here."""
    case, sender = package.header.case, package.header.sender
    here = signatures_of_case(session.vault, case)
    if not any(here.get(bytes.fromhex(hash_of(one.header))) == one.signature for one in package.entries):
        return  # made up by somebody who knows no more than the id
    for one in endings_of(session, case):
        known = known_of_shared.erased_told(session, one.key)
        if one.state == "erased" and sender not in known.heard:
            more = msgspec.structs.replace(known, more=known.more | {sender})
            known_of_shared.keep_erased_told(session, one.key, more)


@dataclass(frozen=True, slots=True)
class NoticeGoing:
    """A notice that would leave: of which case, for whose computers."""

    ending: CaseEnding
    to: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """It in a line."""
        what = "was erased" if self.ending.state == "erased" else "is kept on here"
        return f"{case_ref(self.ending.case)} {what}, for {', '.join(self.names)}"


def to_be_told(
    session: Session, held: Mapping[str, Member], place: Place, there: Mapping[str, FileThere]
) -> Iterator[NoticeGoing]:
    """The notices that somebody lacks, in the order of their references."""
    now = in_utc(session.clock.now())
    for one in sorted(endings(session), key=lambda one: case_ref(one.case)):
        known, lacking = known_of(session, one), []
        lying: set[str] = set()
        for put in known.put:
            file = there.get(put.name)
            if put.until >= now and file is not None and file.bytes == put.bytes:
                lying.update(put.to if place.is_as_put(put.name, put.bytes, put.sha256) else ())
        for member in _had(one, known, held):
            waits = member.device not in known.told if member.device in known.heard else member.device not in lying
            lacking += [member] if waits else []
        for first in range(0, len(lacking), notice.MOST_RECIPIENTS):
            some = lacking[first : first + notice.MOST_RECIPIENTS]
            yield NoticeGoing(one, tuple(each.device for each in some), tuple(each.name for each in some))


def put_notice(session: Session, place: Place, going: NoticeGoing, held: Mapping[str, Member]) -> None:
    """Put a notice into a place, under a name that is known as this computer's before anything bears it.

    Raises:
        NoticeNotWritten, DeviceError, AdvocateError: as ``Place.put``; nothing lies there.
    """
    one, now = going.ending, session.clock.now()
    data = _sealed(session, one, [held[device] for device in going.to])
    name, until = fresh_name(), in_utc(now + timedelta(days=DAYS))
    known_of_shared.note_file(session, name, until)
    try:
        place.put(name, data)
    except OSError:
        raise NoticeNotWritten from None
    known = known_of(session, one)
    put = PutThere(name, len(data), hashlib.sha256(data).hexdigest(), going.to, until, {})
    told = known.told | (frozenset(going.to) & known.heard.keys())
    now_known = msgspec.structs.replace(known, told=told, put=(*known.put, put))
    known_of_shared.keep_erased_told(session, one.key, now_known)


@dataclass(frozen=True, slots=True)
class ErasureTold:
    """A case that was erased here and was elsewhere too: what is known of it on each of those computers, in words."""

    ref: str
    words: tuple[str, ...]
    heard: bool
    """True once each that had it told what became of it there, those that cannot be told any more too."""
    kept: bool = False
    """True where one of them keeps it on."""


def erasures_told(session: Session) -> tuple[ErasureTold, ...]:
    """Everything others are told of erasures here, by reference; a case that nobody else had is none of it."""
    held, found = roster(session), []
    for one in _erased(session):
        known = known_of(session, one)
        had = one.had | known.more
        members = [member for member in in_order(held) if member.device in had]
        words, unmet = [_known_there(member, known) for member in members], had - held.keys()
        if unmet:
            many = "1 laptop" if len(unmet) == 1 else f"{len(unmet)} laptops"
            words.append(f"{many} nobody here has met had it, and cannot be told")
        heard = not unmet and all(each.device in known.heard for each in members)
        kept = any(each.device in known.kept for each in members)
        if words:
            found.append(ErasureTold(case_ref(one.case), tuple(words), heard, kept))
    return tuple(sorted(found, key=lambda told: told.ref))


def _known_there(member: Member, known: ErasedTold) -> str:
    if member.device not in known.heard:
        return f"{member.name} {'has not answered' if member.here else 'had it, was removed and is not told'}"
    return f"{member.name} {'keeps it on' if member.device in known.kept else 'has it no more'}"


class NoticeMade(NamedTuple):
    """A notice as a file: of which case, for whom, its bytes."""

    case: str
    names: tuple[str, ...]
    data: bytes


def notice_of(session: Session, ref: str, held: Mapping[str, Member]) -> NoticeMade:
    """The notice that a case was erased here, for everybody who had it and is still here.

    Raises:
        NotFound, NobodyNamed: no such case was erased here, or nobody had it.
    """
    for one in endings(session):
        if case_ref(one.case) == ref.strip().upper() and one.state == "erased":
            members = _had(one, known_of(session, one), held)[: notice.MOST_RECIPIENTS]
            if not members:
                raise NobodyNamed
            return NoticeMade(one.case, tuple(each.name for each in members), _sealed(session, one, members))
    raise NotFound


def _had(one: CaseEnding, known: ErasedTold, held: Mapping[str, Member]) -> list[Member]:
    """Those who had a case and are still here, by name."""
    had = one.had | known.more
    return [member for member in in_order(held) if member.here and member.device in had]


def _sealed(session: Session, one: CaseEnding, members: list[Member]) -> bytes:
    header = notice.header_of(
        state=one.state,
        case=one.case,
        sender=session.device.device_id,
        recipients=tuple(each.device for each in members),
        made=in_utc(session.clock.now()),
        authority=one.authority,
        lanes=dict(one.lanes),
        heard=tuple(sorted(known_of(session, one).heard)),
    )
    return sealed_file.sealed(notice.composed(header, session.device.sign), [each.sealing for each in members])
