"""Cases shared through a place, when somebody says so: what is new there is taken, what colleagues lack is put there.

A case goes to whom it went before: for whom it was sealed here, or who sealed it for here. It goes to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, sealed_file
from hru_advocate.casework.sharing.known_of_shared import LookedAt, PutThere
from hru_advocate.casework.sharing.lacking import colleagues, going, wanted
from hru_advocate.casework.sharing.package_folder import PackageFolder
from hru_advocate.casework.sharing.places import FileThere, Place, PlaceSeen, fresh_name
from hru_advocate.casework.sharing.receiving import UnreadablePackage, read_package, take
from hru_advocate.casework.sharing.roster import Member, roster
from hru_advocate.casework.sharing.sealed_file import NotForUs, NotSealed, PackageAltered
from hru_advocate.casework.sharing.sending import PackageSealed, seal, slot_in
from hru_advocate.casework.sharing.shared import GoingCase, SharedNow, ShareOffer
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.store.ledger import lanes

MOST_FILES: Final = 300
"""The files that are looked at in one go."""

_MOST_BYTES: Final = 256 * 1024 * 1024

Where = Path | Place
"""A folder, or any other place packages lie in."""


def share_offer(session: Session, where: Where, refs: Collection[str] | None = None) -> ShareOffer:
    """Say what sharing through a place would do, and do nothing.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull: nothing was looked at.
        NotFound, RestrictedCase, SharedWithNobody: one of the cases that were named is none, or not to go.
    """
    place = _place(session, where)
    there = _look(session, place).files
    known = colleagues(session, roster(session))
    shared = wanted(session, known, refs)
    would_go = tuple(going(session, shared, place, there))
    over = len(known_of_shared.over(session) & there.keys())
    barred = len(known) - len(shared) if refs is None else 0
    return ShareOffer(would_go, len(_fresh(session, place, there)), over, barred, len(known))


def share_now(
    session: Session,
    where: Where,
    said: Collection[GoingCase],
    stop: Callable[[], bool] = bool,
    so_far: SharedNow | None = None,
) -> SharedNow:
    """Take what is new in a place, then put there what was said before, for whom it was said and still lacks it.

    Each package is taken whole or not at all, each that is put there is whole once it bears its name; stopped in the
    middle, it goes on where it is done again. Between two packages it asks whether to ``stop``, and gives way to
    whoever waits for the vault: then there is ``more``, and it is called again with what came of it ``so_far``.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull: nothing left and nothing was taken.
    """
    place = _place(session, where)
    try:
        seen = _look(session, place)
    except AdvocateError as error:
        if so_far is None:
            raise
        so_far.more = False
        so_far.refused.append(error.message)
        return so_far
    done = so_far or SharedNow(no_packages=seen.odd)
    done.more, done.waiting = False, 0
    turn = _Turn(session, stop, done)
    _take_away(session, place, seen, done)
    _take_all(session, place, seen, turn)
    if not turn.over:
        _put_all(session, place, seen, said, turn)
    return done


class _Turn:
    """One turn on the vault's thread: ``over`` once somebody told it to stop, or waits while something was done."""

    def __init__(self, session: Session, stop: Callable[[], bool], done: SharedNow) -> None:
        self._session, self._stop, self.done = session, stop, done
        self.held, self.over = roster(session), False

    def goes_on(self) -> bool:
        """Say, after one package, whether the next may follow."""
        self.done.stopped = self._stop()
        self.done.more = not self.done.stopped and self._session.somebody_waits()
        self.over = self.done.stopped or self.done.more
        return not self.over


def _place(session: Session, where: Where) -> Place:
    return PackageFolder(where, session.vault.path) if isinstance(where, Path) else where


def _look(session: Session, place: Place) -> PlaceSeen:
    again = {name for name, one in known_of_shared.looked_at(session, place.kind).items() if one.again}
    return place.look(again | known_of_shared.own_files(session).keys())


def _put_all(session: Session, place: Place, seen: PlaceSeen, said: Collection[GoingCase], turn: _Turn) -> None:
    held = turn.held
    known, stayed = colleagues(session, held), {ref for ref, _why in turn.done.stayed}
    for one in said:
        members = [member for member in known.get(one.case, ()) if member.device in one.to]
        if one.ref in stayed or not members:
            continue
        try:
            for lacks in going(session, {one.case: members}, place, seen.files):
                turn.done.left.append(_put(session, place, lacks, held))
                if not turn.goes_on():
                    return
        except AdvocateError as error:
            turn.done.stayed.append((one.ref, error.message))
            if isinstance(error, DeviceError):  # the stick is full, or was pulled out
                return


def _put(session: Session, place: Place, one: GoingCase, held: Mapping[str, Member]) -> PackageSealed:
    """Seal a case into the place, under a name that is known as this computer's before anything bears it."""
    name = fresh_name()
    known_of_shared.note_file(session, name, in_utc(session.clock.now()))
    made = seal(session, one.case, one.to, slot_in(place, name), known=held)
    reach = {lane.device: lane.last for lane in lanes.of_case(session.vault, one.case)}
    with session.vault.write():
        known_of_shared.note_file(session, name, made.until)
        known_of_shared.note_put(session, one.case, PutThere(name, made.bytes, made.sha256, one.to, made.until, reach))
    return made


def _take_away(session: Session, place: Place, seen: PlaceSeen, done: SharedNow) -> None:
    over = known_of_shared.over(session)
    gone = frozenset(name for name in over & seen.files.keys() if place.withdraw(name))
    for name in over & (seen.traces - seen.files.keys()):
        place.withdraw(name)
    done.taken_away += len(gone)
    known_of_shared.forget_files(session, gone)


def _fresh(session: Session, place: Place, there: Mapping[str, FileThere]) -> list[str]:
    """The files to look at: those that never were as they are, then those that were refused for what may change.

    This computer's own are none of them.
    """
    before, own = known_of_shared.looked_at(session, place.kind), known_of_shared.own_files(session)
    found: list[tuple[bool, str]] = []
    for name, one in there.items():
        known = before.get(name)
        same = known is not None and (known.bytes, known.moment) == (one.bytes, one.moment)
        again = same and known is not None and known.again
        if name not in own and (again or not same):
            found.append((again, name))
    return [name for _again, name in sorted(found, key=lambda one: one[0])]


def _take_all(session: Session, place: Place, seen: PlaceSeen, turn: _Turn) -> None:
    """Open what is fresh, as much as may be looked at in one go; what was refused for now is looked at again."""
    there, done, read = seen.files, turn.done, 0
    fresh = [name for name in _fresh(session, place, there) if name not in done.looked_at]
    before = known_of_shared.looked_at(session, place.kind)
    known, left = {name: before[name] for name in there if name in before}, list(fresh)
    for number, name in enumerate(fresh):
        one = there[name]
        read += min(one.bytes, sealed_file.MOST_BYTES)
        if number >= MOST_FILES or read > _MOST_BYTES:
            done.waiting = len(left)
            break
        try:
            again = _take_one(session, place, name, (one, turn.held, done))
        except DeviceError as error:  # nothing can be saved here, or the place is gone
            done.refused.append(error.message)
            turn.over = True
            break
        known[name] = LookedAt(one.bytes, one.moment, again)
        left.remove(name)
        done.looked_at.add(name)
        if not turn.goes_on():
            break
    known_of_shared.keep_looked_at(session, place.kind, known)


def _take_one(
    session: Session, place: Place, name: str, known: tuple[FileThere, Mapping[str, Member], SharedNow]
) -> bool:
    """Open one file; says whether another look at it as it is may come to something else."""
    one, held, done = known
    if one.bytes > sealed_file.MOST_BYTES:
        done.no_packages += 1
        return False
    try:
        package = read_package(session, place.take(name))
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
