"""Cases shared through a folder, when somebody says so: what is new there is taken, what colleagues lack is put there.

A case goes to whom it went before: for whom it was sealed here, or who sealed it for here. It goes to nobody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.people.restricted import check_open, hidden_from_us, may_be_sent_to
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, package_folder, sealed_file
from hru_advocate.casework.sharing.known_of_shared import LookedAt, PutThere, Reach, farthest
from hru_advocate.casework.sharing.opened import PackageOpened
from hru_advocate.casework.sharing.package_folder import FileThere, FolderSeen
from hru_advocate.casework.sharing.receiving import OPENED, UnreadablePackage, read_package, take
from hru_advocate.casework.sharing.roster import Member, roster
from hru_advocate.casework.sharing.sealed_file import NotForUs, NotSealed, PackageAltered
from hru_advocate.casework.sharing.sending import KIND, SEALED, PackageSealed, seal
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.paths import open_plain
from hru_advocate.store.ledger import lanes, ledger

MOST_FILES: Final = 300
"""The files that are looked at in one go; the vault does nothing else meanwhile."""

NOTHING_LEFT: Final = "Nothing left: nobody is known to lack anything."
_MOST_BYTES: Final = 256 * 1024 * 1024
_EVERY: Final = 1_000_000


class SharedWithNobody(AdvocateError):
    """This case was sealed for no laptop that is still here. Nothing left; seal it once, for whom it is to go to."""


@dataclass(frozen=True, slots=True)
class GoingCase:
    """A case that would leave: its reference, and the colleagues' devices that lack something of it, with names."""

    case: str
    ref: str
    to: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """It in a line."""
        return f"{self.ref} for {', '.join(self.names)}"


@dataclass(frozen=True, slots=True)
class ShareOffer:
    """All that is said before: which cases would leave for whom, and how many files there wait to be looked at.

    ``over`` is how many packages of this computer would be taken away, ``barred`` how many shared cases stay because
    they are restricted and no reason was given; ``shared`` is how many are shared with anybody at all.
    """

    going: tuple[GoingCase, ...]
    waiting: int
    over: int
    barred: int
    shared: int


@dataclass(slots=True)
class SharedNow:
    """All that came of it: what left, came, was refused or stayed and why, was for others, still waits."""

    left: list[PackageSealed] = field(default_factory=list)
    came: list[PackageOpened] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    others: int = 0
    no_packages: int = 0
    waiting: int = 0
    taken_away: int = 0

    @property
    def changed(self) -> Changed:
        """All that screens ask for again."""
        told = [*(one.changed for one in self.left), *(one.changed for one in self.came)]
        return Changed(
            frozenset({KIND}.union(*(one.kinds for one in told))), frozenset().union(*(one.cases for one in told))
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole of it, a sentence a line: what came, what left, then what there is to look to."""
        news = [one for one in self.came if one.new]
        said = [one.words for one in news] or ["Nothing new came."]
        said += [f"{one.ref} left. {one.words}" for one in self.left] or ([] if self.stayed else [NOTHING_LEFT])
        if self.taken_away:
            said.append(f"Taken away: {_packages(self.taken_away)} of this computer, no longer needed there.")
        return tuple(said)

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that a person has to know besides, what is missing of a case last."""
        said = [*self.stayed]
        said += [f"{_packages(number)} refused. {why}" for why, number in Counter(self.refused).items()]
        if self.no_packages:
            said.append(f"No package, or not a whole one: {self.no_packages} of the files there. They were left alone.")
        if self.waiting:
            said.append(f"Not looked at yet: {self.waiting} more. Share once more.")
        return (*said, *dict.fromkeys(f"{one.ref}: {words}" for one in self.came for words in one.warnings))


def share_offer(session: Session, folder: Path, refs: Collection[str] | None = None) -> ShareOffer:
    """Say what sharing through a folder would do, and do nothing.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull: nothing was looked at.
        NotFound, RestrictedCase, SharedWithNobody: one of the cases that were named is none, or not to go.
    """
    there = package_folder.packages_in(folder, session.vault.path).files
    known = _colleagues(session, roster(session))
    shared = _wanted(session, known, refs)
    going = tuple(_going(session, shared, folder, there))
    over = len(known_of_shared.over(session) & there.keys())
    return ShareOffer(
        going, len(_fresh(session, there)), over, len(known) - len(shared) if refs is None else 0, len(known)
    )


def share_now(session: Session, folder: Path, said: Collection[GoingCase]) -> SharedNow:
    """Take what is new in a folder, then put there what was said before, for whom it was said and still lacks it.

    Each package is taken whole or not at all, each that is put there is whole once it bears its name; stopped in the
    middle, it goes on where it is done again.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull: nothing left and nothing was taken.
    """
    seen = package_folder.packages_in(folder, session.vault.path)
    done, there, held = SharedNow(no_packages=seen.odd), seen.files, roster(session)
    _take_away(session, folder, seen, done)
    _take_all(session, folder, there, held, done)
    known = _colleagues(session, held)
    for one in said:
        members = [member for member in known.get(one.case, ()) if member.device in one.to]
        try:
            for going in _going(session, {one.case: members}, folder, there):
                done.left.append(_put(session, folder, going, held))
        except AdvocateError as error:
            done.stayed.append(f"{one.ref} did not leave. {error.message}")
            if isinstance(error, DeviceError):  # the stick is full, or was pulled out
                break
    return done


def _put(session: Session, folder: Path, one: GoingCase, held: Mapping[str, Member]) -> PackageSealed:
    """Seal a case into the folder, under a name that is known as this computer's before anything bears it."""
    name = package_folder.fresh_name()
    known_of_shared.note_file(session, name, in_utc(session.clock.now()))
    made = seal(session, one.case, one.to, folder / name, known=held)
    reach = {lane.device: lane.last for lane in lanes.of_case(session.vault, one.case)}
    with session.vault.write():
        known_of_shared.note_file(session, name, made.until)
        known_of_shared.note_put(session, one.case, PutThere(name, made.bytes, made.sha256, one.to, made.until, reach))
    return made


def _take_away(session: Session, folder: Path, seen: FolderSeen, done: SharedNow) -> None:
    over = known_of_shared.over(session)
    gone = frozenset(name for name in over & seen.files.keys() if package_folder.take_away(folder, name))
    for name in over & (seen.traces - seen.files.keys()):
        package_folder.take_away(folder, name)
    done.taken_away = len(gone)
    known_of_shared.forget_files(session, gone)


def _fresh(session: Session, there: Mapping[str, FileThere]) -> list[str]:
    """The files to look at: those that never were as they are, then those that were refused for what may change.

    This computer's own are none of them.
    """
    before, own = known_of_shared.looked_at(session), known_of_shared.own_files(session)
    found: list[tuple[bool, str]] = []
    for name, one in there.items():
        known = before.get(name)
        same = known is not None and (known.bytes, known.moment) == (one.bytes, one.moment)
        again = same and known is not None and known.again
        if name not in own and (again or not same):
            found.append((again, name))
    return [name for _again, name in sorted(found)]


def _take_all(
    session: Session, folder: Path, there: Mapping[str, FileThere], held: Mapping[str, Member], done: SharedNow
) -> None:
    """Open what is fresh, as much as may be looked at in one go; what was refused for now is looked at again."""
    fresh, read = _fresh(session, there), 0
    before = known_of_shared.looked_at(session)
    known = {name: before[name] for name in there if name in before}
    for number, name in enumerate(fresh):
        one = there[name]
        read += min(one.bytes, sealed_file.MOST_BYTES)
        if number >= MOST_FILES or read > _MOST_BYTES:
            done.waiting = len(fresh) - number
            break
        try:
            again = _take_one(session, folder / name, one, held, done)
        except DeviceError as error:  # nothing can be saved here
            done.refused.append(error.message)
            break
        known[name] = LookedAt(one.bytes, one.moment, again)
    known_of_shared.keep_looked_at(session, known)


def _take_one(session: Session, path: Path, one: FileThere, held: Mapping[str, Member], done: SharedNow) -> bool:
    """Open one file; says whether another look at it as it is may come to something else."""
    if one.bytes > sealed_file.MOST_BYTES:
        done.no_packages += 1
        return False
    try:
        with open_plain(path) as file:
            package = read_package(session, file.read(sealed_file.MOST_BYTES + 1))
    except NotForUs:
        done.others += 1
        return False
    except (NotSealed, PackageAltered):
        done.no_packages += 1
        return False
    except FileNotFoundError:  # somebody took it away meanwhile
        return True
    except (OSError, ValueError):
        done.refused.append(UnreadablePackage().message)
        return True
    try:
        opened = take(session, package, held)
    except DeviceError:
        raise
    except AdvocateError as error:
        done.refused.append(error.message)
        return True
    done.came.append(opened)
    return False


class _SealedFor(msgspec.Struct, frozen=True):
    to: tuple[str, ...]


class _OpenedFrom(msgspec.Struct, frozen=True):
    sender: str = msgspec.field(name="from")


def _colleagues(session: Session, held: Mapping[str, Member]) -> dict[str, list[Member]]:
    """The cases that are shared, each with the devices it may go to: of here, and named where it is restricted."""
    own = session.device.device_id
    devices: dict[str, set[str]] = defaultdict(set)
    for event in ledger.events_about_cases(session.vault, (SEALED, OPENED), _EVERY):
        if event.header.device == own and event.header.case is not None and event.body is not None:
            if event.header.form == SEALED:
                devices[event.header.case].update(msgspec.json.decode(event.body, type=_SealedFor).to)
            else:
                devices[event.header.case].add(msgspec.json.decode(event.body, type=_OpenedFrom).sender)
    found = {}
    for case, ids in devices.items():
        members = [held[one] for one in sorted(ids & held.keys()) if held[one].here]
        if members := [one for one in members if may_be_sent_to(session, case, one.name)]:
            found[case] = members
    return found


def _wanted(session: Session, known: dict[str, list[Member]], refs: Collection[str] | None) -> dict[str, list[Member]]:
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


def _going(
    session: Session, shared: Mapping[str, list[Member]], folder: Path, there: Mapping[str, FileThere]
) -> Iterator[GoingCase]:
    for case, members in sorted(shared.items(), key=lambda one: case_ref(one[0])):
        if lacking := _lacking(session, case, members, folder, there):
            devices, names = (one.device for one in lacking), (one.name for one in lacking)
            yield GoingCase(case, case_ref(case), tuple(devices), tuple(names))


def _lacking(
    session: Session, case: str, members: list[Member], folder: Path, there: Mapping[str, FileThere]
) -> list[Member]:
    """The colleagues that are not known to hold what the case says here, and for whom no package of it lies there."""
    said, known = lanes.said_up_to(session.vault, case), known_of_shared.of_case(session, case)
    behind = [one for one in members if _goes_beyond(said, known.held.get(one.device, {}), one)]
    now, found = in_utc(session.clock.now()), []
    lying = [one for one in known.put if one.until >= now and _lies_there(one, folder, there)] if behind else []
    for member in behind:
        reach = known.held.get(member.device, {})
        for put in lying:
            if member.device in put.to:
                reach = farthest(reach, put.lanes)
        if _goes_beyond(said, reach, member):
            found.append(member)
    return found


def _lies_there(put: PutThere, folder: Path, there: Mapping[str, FileThere]) -> bool:
    """Say whether a package is there as it was put: whoever writes there may leave another of its size in its place."""
    file = there.get(put.name)
    if file is None or file.bytes != put.bytes:
        return False
    return package_folder.is_as_it_was(folder / put.name, put.bytes, put.sha256)


def _goes_beyond(said: Reach, reach: Reach, member: Member) -> bool:
    return any(last > reach.get(device, 0) for device, last in said.items() if device != member.device)


def _packages(number: int) -> str:
    return "1 package" if number == 1 else f"{number} packages"
