"""Sealing one case for other devices of the unit, with the entry that says so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.closing import elsewhere
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import check_open, may_be_sent_to
from hru_advocate.casework.proof.contents import proves
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import contents, package_folder, sealed_file
from hru_advocate.casework.sharing.contents import LaneTold, PackageHeader, Purpose
from hru_advocate.casework.sharing.places import Place, fresh_name
from hru_advocate.casework.sharing.roster import Member, holders, member_of, roster
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.keys import signing
from hru_advocate.store import views
from hru_advocate.store.ledger import devices, lanes
from hru_advocate.store.ledger.entries import Written, written_of_case

SEALED: Final = elsewhere.SEALED
KIND: Final = "package"
"""The name of a package that went or came where screens ask again."""

DAYS: Final = 14
MOST_DAYS: Final = 90


class NobodyNamed(AdvocateError):
    """A package is sealed for a device of the unit. Nothing left; say for which."""


class NotTheirs(AdvocateError):
    """This case is restricted, and one of those you chose is not among those who may open it. Nothing left."""


class AskedToBeErased(AdvocateError):
    """A colleague asks that this case be erased, so it goes to nobody. Nothing left; answer on Unit, Records kept."""


class UnprovenCase(AdvocateError):
    """An entry of this case does not prove, so nobody could take it in. Nothing left; check the vault."""


class PackageNotWritten(DeviceError):
    """The package could not be written there. Nothing left, and the record says that it was sealed.

    Choose another place and seal it again.
    """


class NameTaken(AdvocateError):
    """There is something of that name already. Nothing left; choose another name, or a folder."""


class TooLong(AdvocateError):
    """A package counts for 1 to 90 days. Nothing left; choose fewer."""


class Slot(NamedTuple):
    """A place for one package: where that is, for a person, and what puts the bytes there, errors as ``Place.put``."""

    told: str
    put: Callable[[bytes], None]


def slot_in(place: Place, name: str) -> Slot:
    """A slot of this name in a place that packages lie in."""
    return Slot(place.told(name), partial(place.put, name))


@dataclass(frozen=True, slots=True)
class PackageSealed:
    """A package that was written: where, for whom, until when it can be opened, how much it holds."""

    place: str
    package: str
    ref: str
    recipients: tuple[str, ...]
    until: str
    entries: int
    bytes: int
    sha256: str
    changed: Changed

    @property
    def words(self) -> str:
        """The whole of it in a sentence."""
        many = "1 entry" if self.entries == 1 else f"{self.entries} entries"
        until = recorded_in_words(self.until)
        return f"Sealed: {many} for {', '.join(self.recipients)}. It opens until {until}."


def seal_by_ref(
    session: Session, ref: str, to: Sequence[str], place: Path, *, purpose: Purpose = "share", days: int = DAYS
) -> PackageSealed:
    """Seal the case with this reference; errors as ``seal``."""
    return seal(session, find_case(session, ref), to, place, purpose=purpose, days=days)


def seal(  # noqa: PLR0913 - what goes to whom and why, and the roster where it is proven already
    session: Session,
    case: str,
    to: Sequence[str],
    place: Path | Slot,
    *,
    purpose: Purpose = "share",
    days: int = DAYS,
    known: Mapping[str, Member] | None = None,
    besides: bool = True,
) -> PackageSealed:
    """Seal everything this vault holds of a case for some devices, into a new file.

    The entry that says so comes first and is in the package: its number tells when the sender still counted.

    Args:
        session: The open vault.
        case: The case's id.
        to: Devices of the roster.
        place: A file that is not there yet, a folder, in which it gets a name that says nothing, or a slot for it.
        purpose: Why it goes there.
        days: How long it can be opened.
        known: The roster, where whoever seals several cases has it already.
        besides: Whether it goes to the recovery holder too; False where ``to`` says already all that was agreed to.

    Raises:
        NotFound, RestrictedCase, NobodyNamed, NotEnrolled, AlreadyRemoved, AskedToBeErased, NotTheirs, TooLong,
        NameTaken, UnprovenCase, TooMuch: nothing left, and nothing was recorded.
        PackageNotWritten: nothing left.
    """
    check_open(session, case)
    views.case_row(session.vault, case)
    recipients = _recipients(session, case, to, roster(session) if known is None else known, besides=besides)
    names = tuple(one.told for one in recipients)
    if not 1 <= days <= MOST_DAYS:
        raise TooLong
    slot = _file(place) if isinstance(place, Path) else place
    now, until = session.clock.now(), in_utc(session.clock.now() + timedelta(days=days))
    told = _PackageTold(session.new_id(), tuple(one.device for one in recipients), purpose, in_utc(now), until)
    with session.vault.write():
        body: dict[str, object] = {"package": told.package, "to": list(told.to), "purpose": purpose, "until": until}
        event = session.note_event(SEALED, body | {"whom": ", ".join(names)}, case=case)
        written = written_of_case(session.vault, case)
        lines = contents.lines_of(written)
        inside = contents.composed(_header(session, told, event, written, lines), lines, session.device.sign)
        data = sealed_file.sealed(inside, [one.sealing for one in recipients])
    _put(slot, data)
    changed, digest = Changed(frozenset({KIND}), frozenset({case})), hashlib.sha256(data).hexdigest()
    about = slot.told, told.package, case_ref(case), names, until
    return PackageSealed(*about, len(written), len(data), digest, changed)


def _recipients(
    session: Session, case: str, to: Sequence[str], held: Mapping[str, Member], *, besides: bool
) -> list[Member]:
    recipients = [member_of(held, one) for one in dict.fromkeys(to)]
    if not recipients:
        raise NobodyNamed
    if case in waiting(session):
        raise AskedToBeErased
    if not all(may_be_sent_to(session, case, one.name) for one in recipients):
        raise NotTheirs
    holding = holders_for(session, case, held) if besides else []
    return [*recipients, *(one for one in holding if one not in recipients)]


def holders_for(session: Session, case: str, held: Mapping[str, Member]) -> list[Member]:
    """The recovery holders a case goes to besides, whoever it is for; of a restricted one those its flags name.

    What such a computer itself seals, to bring something back, goes to nobody besides.
    """
    found = [] if session.keeps_copies else holders(held)
    return [one for one in found if may_be_sent_to(session, case, one.name)]


def _file(place: Path) -> Slot:
    target = place / fresh_name() if place.is_dir() else place
    if target.exists() or target.is_symlink():
        raise NameTaken
    return Slot(str(target), partial(package_folder.write, target))


class _PackageTold(NamedTuple):
    """All of a package's header that is known before its entries are."""

    package: str
    to: tuple[str, ...]
    purpose: Purpose
    made: str
    until: str


def _header(session: Session, told: _PackageTold, event: Entry, held: Sequence[Written], lines: bytes) -> PackageHeader:
    """The header of a package of these entries."""
    keys = devices.public_keys(session.vault)
    signed = signing.signed_by(keys)
    if not all(proves(one, signed) for one in held):
        raise UnprovenCase
    case = event.header.case or ""
    far = lanes.of_case(session.vault, case)
    return PackageHeader(
        package=contents.NUMBER,
        id=told.package,
        case=case,
        sender=session.device.device_id,
        number=event.header.sequence,
        made=told.made,
        until=told.until,
        purpose=told.purpose,
        recipients=told.to,
        lanes=tuple(LaneTold(one.device, one.entries, one.last, one.head) for one in far),
        keys={one.device: keys[one.device].hex() for one in held},
        entries=len(held),
        sha256=hashlib.sha256(lines).hexdigest(),
    )


def put_file(place: Path, data: bytes) -> str:
    """Write something sealed into a new file, or into a folder under a name that says nothing; gives the place.

    Raises:
        NameTaken, PackageNotWritten: nothing was written.
    """
    slot = _file(place)
    _put(slot, data)
    return slot.told


def _put(slot: Slot, data: bytes) -> None:
    try:
        slot.put(data)
    except FileExistsError:
        raise NameTaken from None
    except OSError:
        raise PackageNotWritten from None
