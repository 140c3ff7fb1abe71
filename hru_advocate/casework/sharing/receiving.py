"""Opening a sealed package: everything in it that proves is taken in, in one step, or nothing is.

What is here already stays as it is; opening the same package again changes nothing, and the order packages come in
makes no difference. What is missing all the same is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.closing import elsewhere
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.proof.contents import stubs_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import contents, sealed_file
from hru_advocate.casework.sharing.contents import PURPOSES, Package, PackageHeader
from hru_advocate.casework.sharing.fitting import UnknownForm, check_fits
from hru_advocate.casework.sharing.known_of_shared import note_held
from hru_advocate.casework.sharing.opened import PackageOpened, UnmetDevice
from hru_advocate.casework.sharing.roster import Member, make_known, roster
from hru_advocate.casework.sharing.sealed_file import NotForUs, PackageAltered
from hru_advocate.casework.sharing.sending import KIND
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.vault.rebuilding import projection_of
from hru_advocate.domain.ledger.entry import Entry, hash_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.people.names import is_same_name
from hru_advocate.errors import AdvocateError
from hru_advocate.keys import signing
from hru_advocate.paths import open_plain
from hru_advocate.store.faults import RefusedByFile
from hru_advocate.store.ledger import arrivals, devices, lanes, ledger
from hru_advocate.store.ledger.arrivals import TakenIn
from hru_advocate.store.ledger.entries import emptied, header_of, signatures_of_case
from hru_advocate.store.ledger.findings import Check, stretch

OPENED: Final = elsewhere.OPENED
_CLOCKS_DIFFER: Final = timedelta(days=1)
"""The difference between two clocks that is nothing to be said of."""


class UnreadablePackage(AdvocateError):
    """The file cannot be read, is no plain file, or is far too large. Nothing was taken; check its name."""


class UnknownSender(AdvocateError):
    """This package comes from a device that is not enrolled here. Nothing was taken.

    Enrol it with its card, together with the person: then the package opens.
    """


class SenderRemoved(AdvocateError):
    """This package was sealed by a device after the last number that counts of it: it was removed from the unit.

    Nothing was taken; tell your supervisor.
    """


class VouchedByRemoved(AdvocateError):
    """Some of this package is of a laptop nobody here has met, on the word of one that was removed from the unit.

    Nothing was taken; enrol that laptop with its card, together with the person, and open it again.
    """


class PackageExpired(AdvocateError):
    """The days this package could be opened in have passed. Nothing was taken; have it sealed anew."""


class ErasedThere(AdvocateError):
    """Something of this case was erased by authority on the other computer and is still here. Nothing was taken.

    Opening a package removes nothing. Erase it here too, with the same authority, then open it again.
    """


class ErasedHere(AdvocateError):
    """This case was erased by authority on this computer. Nothing was taken.

    The sender is told with the next sharing, so that it is erased there too.
    """


class ErasureIsAsked(AdvocateError):
    """A colleague erased this case by authority and asks for the same here. Nothing was taken.

    Answer it first, on Unit, Records kept.
    """


class ErasedElsewhere(AdvocateError):
    """A colleague erased this case by authority, and it never came here. Nothing was taken.

    If it is to come all the same, keep it on, on Unit, Records kept.
    """


class WrittenByHolder(AdvocateError):
    """Something of this case was written on the recovery holder's computer, which only keeps copies. Nothing was taken.

    Tell your supervisor.
    """


class PackageRefused(AdvocateError):
    """An entry in this package does not fit what is here, so nothing of it was taken. Tell who sent it."""


def file_in(path: Path) -> bytes:
    """The bytes of a sealed file, or the first of far too many.

    Raises:
        UnreadablePackage: it cannot be read.
    """
    try:
        with open_plain(path) as file:
            return file.read(sealed_file.MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UnreadablePackage from None


def open_package(session: Session, data: bytes) -> PackageOpened:
    """Open a package.

    Raises:
        NotSealed, NotForUs, PackageAltered, UnknownSender, SenderRemoved, PackageExpired, VouchedByRemoved,
        UnknownForm, ErasedThere, ErasedHere, ErasedElsewhere, ErasureIsAsked, WrittenByHolder, PackageRefused:
        a sentence each; nothing was taken.
    """
    return take(session, read_package(session, data), roster(session))


def read_package(session: Session, data: bytes) -> Package:
    """Read what was sealed for this computer; whose word it is has still to be checked.

    Raises:
        NotSealed, NotForUs, PackageAltered: nothing was read.
    """
    return contents.read(sealed_file.opened(data, session.device.sealing_key()))


def take(session: Session, package: Package, held: Mapping[str, Member]) -> PackageOpened:
    """Take in a package that was read; errors as ``open_package``. ``held`` is the roster, which no package changes."""
    header = package.header
    sender = _sender(session, package, held)
    _check_keys(session, header)
    _check_not_erased(session, package)
    wanted, left = _counting(package.entries, held)
    keepers = {one.device for one in held.values() if one.keeps_copies}
    if any(one.header.kind == "record" and one.header.device in keepers for one in wanted):
        raise WrittenByHolder
    had = _has_had(session, package)
    with _refused_whole(), session.vault.write():
        unmet = tuple(_unmet(session, wanted, held, _introduce(session, header, wanted, held)))
        _check_erased(session, wanted)
        taken = _take(session, header.case, wanted)
        gaps = tuple(_gaps(session, header, taken))
        new = len(taken.new) + len(taken.filled)
        if new:
            body: dict[str, object] = {"package": header.id, "from": header.sender, "whom": sender.name}
            counted = {"new": new, "left": left, "gaps": len(gaps)} | ({} if had else {"had": False})
            session.note_event(OPENED, body | counted, case=header.case)
        note_held(session, header.case, header.sender, _whole(header))
    return PackageOpened(
        case_ref(header.case),
        header.case,
        sender.name,
        PURPOSES[header.purpose],
        new,
        len(package.entries),
        gaps,
        unmet,
        left,
        _empty(session, header.case, wanted),
        tuple(_misnamed(wanted, held)),
        _changed(session, header.case, wanted),
        had=had,
        ahead=_ahead(session, taken, wanted),
    )


@contextmanager
def _refused_whole() -> Iterator[None]:
    """Refuse a package the file itself refuses, such as another case with the reference of one that is here.

    Nothing is wrong with the disk, and what others sealed still comes in.
    """
    try:
        yield
    except RefusedByFile:
        raise PackageRefused from None


def _has_had(session: Session, package: Package) -> bool:
    """Say whether a sender shows that the case was hers before: it is new here, or she has something that is here.

    What she wrote herself shows nothing, as whoever knows the id can sign that; that another had it from her does.
    """
    case, sender = package.header.case, package.header.sender
    here = signatures_of_case(session.vault, case)
    others = (one for one in package.entries if one.header.device != sender)
    if not here or any(here.get(bytes.fromhex(hash_of(one.header))) == one.signature for one in others):
        return True
    return sender in elsewhere.named_by_others(session, case)


def _ahead(session: Session, taken: TakenIn, wanted: list[Entry]) -> str:
    """The last moment at which anything new was written down, where that is still to come by this clock; or ""."""
    new, now = frozenset((*taken.new, *taken.filled)), in_utc(session.clock.now() + _CLOCKS_DIFFER)
    return max((utc for one in wanted if one.header.id in new and (utc := one.header.recorded.utc) > now), default="")


def _check_not_erased(session: Session, package: Package) -> None:
    """Refuse, by its reference and with their number, the entries of a case that was erased or is asked to be."""
    case = package.header.case
    refused: AdvocateError | None = None
    if stubs_of(session, case):
        refused = ErasedHere()
    elif case in waiting(session):
        refused = ErasureIsAsked() if lanes.of_case(session.vault, case) else ErasedElsewhere()
    if refused is not None:
        many = "1 entry" if len(package.entries) == 1 else f"{len(package.entries)} entries"
        raise type(refused)(f"{case_ref(case)}, {many} of it: {refused.message}")


def proven_sender(session: Session, held: Mapping[str, Member], device: str, signed: bytes, signature: bytes) -> Member:
    """Whoever signed what came from a device, once the signature was checked by the key that was met here.

    Raises:
        UnknownSender, PackageAltered: nobody here has met the device, or it did not sign this.
    """
    sender, key = held.get(device), devices.public_keys(session.vault).get(device)
    if sender is None or key is None:
        raise UnknownSender
    if not signing.verify(key, signed, signature):
        raise PackageAltered
    return sender


def _sender(session: Session, package: Package, held: Mapping[str, Member]) -> Member:
    """The sender, once the signature, for whom the package is and its days were checked."""
    header = package.header
    sender = proven_sender(session, held, header.sender, package.signed, package.signature)
    if session.device.device_id not in header.recipients:
        raise NotForUs
    if not any(contents.says_sealed(one, header) for one in package.entries):
        raise PackageAltered
    if sender.last is not None and header.number > sender.last:
        raise SenderRemoved
    if header.until < in_utc(session.clock.now()):
        raise PackageExpired
    return sender


def _check_keys(session: Session, header: PackageHeader) -> None:
    """Refuse a key that is not its device's, or another than the one that is here."""
    known = devices.public_keys(session.vault)
    for device, key in header.keys.items():
        told = bytes.fromhex(key)
        if signing.device_id(told) != device or known.get(device, told) != told:
            raise PackageAltered
    if {lane.device for lane in header.lanes} != header.keys.keys():
        raise PackageAltered


def _counting(entries: tuple[Entry, ...], held: Mapping[str, Member]) -> tuple[list[Entry], int]:
    """The entries that count, and how many a removed device wrote after the last number of it that does."""
    last = {one.device: one.last for one in held.values() if one.last is not None}
    wanted = [one for one in entries if one.header.sequence <= last.get(one.header.device, one.header.sequence)]
    return wanted, len(entries) - len(wanted)


def _introduce(
    session: Session, header: PackageHeader, wanted: list[Entry], held: Mapping[str, Member]
) -> Iterator[str]:
    """Make the devices known whose entries come on the sender's word; gives their ids."""
    own = {one.id for one in devices.all_of(session.vault) if one.wrapped_signing_key is not None}
    known = devices.public_keys(session.vault)
    for device in sorted({one.header.device for one in wanted} - own - held.keys()):
        if device not in header.keys:
            raise PackageAltered
        if not held[header.sender].here:
            raise VouchedByRemoved
        if device not in known:
            make_known(session, device, bytes.fromhex(header.keys[device]), "", word_of=header.sender)
        yield device


def _whole(header: PackageHeader) -> dict[str, int]:
    """The lanes the sender says that it holds whole, each with its last number."""
    return {lane.device: lane.last for lane in header.lanes if lane.entries == lane.last}


def _unmet(
    session: Session, wanted: list[Entry], held: Mapping[str, Member], devices_here: Iterable[str]
) -> Iterator[UnmetDevice]:
    """In whose name each of these devices signs, and whether that is somebody whose laptop is another."""
    ours = [session.author, *(name for one in held.values() for name in one.names)]
    for device in devices_here:
        names = sorted({one.header.author for one in wanted if one.header.device == device})
        yield UnmetDevice(device, tuple(names), tuple(name for name in names if is_same_name(name, ours)))


def _check_erased(session: Session, wanted: list[Entry]) -> None:
    """Refuse what would remove something that is here: taking in only ever adds."""
    emptied = [parent for one in wanted if one.header.kind == "erasure" for parent in one.header.parents]
    if any(one.body is not None for one in ledger.entries(session.vault, emptied)):
        raise ErasedThere


def _take(session: Session, case: str, wanted: list[Entry]) -> TakenIn:
    """Take the entries in, all of them or none."""
    project, look = partial(projection_of, session), partial(check_fits, session)
    taken = arrivals.take_in(session.vault, wanted, project=project, check=_proof(session, case), look=look)
    for refused in taken.refused:
        if isinstance(refused.why, UnknownForm):
            raise refused.why
        message = f"{PackageRefused().message} What was found: {refused.why.message}"
        raise PackageRefused(message)
    return taken


def _proof(session: Session, case: str) -> Check:
    """The check of a signature; one that stands here under the same header was checked when that entry came.

    A package holds all of its case, and most of that is here from the package before.
    """
    signed = signing.signed_by(devices.public_keys(session.vault))
    here = signatures_of_case(session.vault, case)

    def proves(device: str, digest: bytes, signature: bytes) -> bool:
        return here.get(digest) == signature or signed(device, digest, signature)

    return proves


def _gaps(session: Session, header: PackageHeader, taken: TakenIn) -> Iterator[str]:
    """Say what of the case is not here: numbers within lanes, what the sender has beyond, what something corrects."""
    for lane in lanes.of_case(session.vault, header.case):
        for first, last in lane.missing:
            yield f"Device {lane.device}: {stretch(first, last)}."
    for told in header.lanes:
        last, _head = ledger.lane_tail(session.vault, told.device, header.case)
        if last < told.last:
            yield f"Device {told.device}: {stretch(last + 1, told.last)}."
    if taken.missing:
        many = len(taken.missing)
        yield (
            "1 entry that is corrected here is missing."
            if many == 1
            else (f"{many} entries that are corrected here are missing.")
        )


def _empty(session: Session, case: str, wanted: list[Entry]) -> int:
    """Count those of these entries that have no content here, though nothing is missing: erasures keep it away."""
    gone = {header_of(told).id for told in emptied(session.vault, case)}
    return sum(one.header.id in gone for one in wanted)


def _misnamed(wanted: list[Entry], held: Mapping[str, Member]) -> Iterator[str]:
    """The people whose device signed something under a name that is not theirs."""
    names: dict[str, set[str]] = {}
    for one in wanted:
        names.setdefault(one.header.device, set()).add(one.header.author)
    for device in sorted(names.keys() & held.keys()):
        if any(not is_same_name(author, held[device].names) for author in names[device]):
            yield held[device].name


def _changed(session: Session, case: str, wanted: list[Entry]) -> Changed:
    made = {(one.header.form, one.header.version) for one in wanted if one.header.kind == "record"}
    kinds = {session.forms.version(form, version).purpose for form, version in made} | {form for form, _ in made}
    return Changed(frozenset({KIND, *kinds}), frozenset({case}))
