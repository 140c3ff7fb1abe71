"""Packages that lie in a place and are new: each is opened whole or left alone, and remembered as looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import contents, known_of_shared, sealed_file
from hru_advocate.casework.sharing.contents import Package
from hru_advocate.casework.sharing.erased.hearing import ErasureHeard, take_erased
from hru_advocate.casework.sharing.erased.notice import ErasedNotice, is_erased_notice, read_erased_notice
from hru_advocate.casework.sharing.erased.telling import note_unheard
from hru_advocate.casework.sharing.known_of_shared import LookedAt, Reached
from hru_advocate.casework.sharing.lacking import colleagues
from hru_advocate.casework.sharing.notices import Notice, is_notice, read_notice, take_notice
from hru_advocate.casework.sharing.opened import PackageOpened
from hru_advocate.casework.sharing.places import FileThere, Place, PlaceSeen
from hru_advocate.casework.sharing.receiving import ErasedElsewhere, ErasedHere, UnreadablePackage, take
from hru_advocate.casework.sharing.roster import Member, roster
from hru_advocate.casework.sharing.sealed_file import NotForUs, NotSealed, PackageAltered
from hru_advocate.casework.sharing.shared import SharedNow
from hru_advocate.errors import AdvocateError, DeviceError

MOST_FILES: Final = 300
"""The files that are opened in one go, or are no packages; what is for others is passed over and not counted."""

_MOST_BYTES: Final = 256 * 1024 * 1024
"""The bytes that are read in one go."""


class Turn:
    """One turn on the vault's thread: ``over`` once somebody told it to stop, or waits while something was done."""

    def __init__(self, session: Session, stop: Callable[[], bool], done: SharedNow) -> None:
        self._session, self._stop, self.done = session, stop, done
        self.held, self.over = roster(session), False
        self._shared: dict[str, list[Member]] | None = None

    def shared(self) -> dict[str, list[Member]]:
        """The cases that are shared, each with the devices it goes to, as it is by now.

        That goes through all that was ever sealed and opened: no more than once between two packages that came in.
        """
        if self._shared is None:
            self._shared = colleagues(self._session, self.held)
        return self._shared

    def came(self, opened: PackageOpened) -> None:
        """Note a package that was taken in: of a case that is new here, or is restricted by now, others may know."""
        self.done.came.append(opened)
        if opened.new:
            self._shared = None

    def heard(self, heard: ErasureHeard) -> None:
        """Note that a colleague erased a case: it is not shared any more, and others may know the less of it."""
        if heard.new:
            self.done.heard.append(heard)
            self._shared = None

    def goes_on(self) -> bool:
        """Say, after one package, whether the next may follow."""
        self.done.stopped = self._stop()
        self.done.more = not self.done.stopped and self._session.somebody_waits()
        self.over = self.done.stopped or self.done.more
        return not self.over


def fresh(session: Session, place: Place, there: Mapping[str, FileThere]) -> list[str]:
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


def take_all(session: Session, place: Place, seen: PlaceSeen, turn: Turn) -> None:
    """Open what is fresh, as much as may be looked at in one go; what was refused for now is looked at again."""
    there, done, opened, read = seen.files, turn.done, 0, 0
    wanted = [name for name in fresh(session, place, there) if name not in done.looked_at]
    before = known_of_shared.looked_at(session, place.kind)
    known, left = {name: before[name] for name in there if name in before}, list(wanted)
    for name in wanted:
        one, others = there[name], done.others
        size = min(one.bytes, sealed_file.MOST_BYTES)
        if opened >= MOST_FILES or read + size > _MOST_BYTES:
            done.waiting = len(left)
            break
        try:
            again = _take_one(session, place, (name, one), turn)
        except DeviceError as error:  # nothing can be saved here, or the place is gone
            done.refused.append(error.message)
            turn.over = True
            break
        for_others = done.others > others
        opened += not for_others
        read += 0 if for_others and place.shows_keys else size
        known[name] = LookedAt(one.bytes, one.moment, again)
        left.remove(name)
        done.looked_at.add(name)
        if not turn.goes_on():
            break
    if seen.count:
        new = [there[name].moment for name in left if name not in before]
        _note_reached(session, seen, new)
        known = {name: one for name, one in known.items() if one.again}
    known_of_shared.keep_looked_at(session, place.kind, known)


def _note_reached(session: Session, seen: PlaceSeen, not_looked_at: Iterable[int]) -> None:
    """Remember up to which number everything was looked at, in the run of numbers that counts now."""
    before = known_of_shared.reached(session)
    last = max((one.moment for one in seen.files.values()), default=0)
    now = min(
        (*(number - 1 for number in not_looked_at), max(last, before.number if before.count == seen.count else 0))
    )
    known_of_shared.keep_reached(session, Reached(seen.count, now))


def _take_one(session: Session, place: Place, named: tuple[str, FileThere], turn: Turn) -> bool:
    """Open one file; says whether another look at it as it is may come to something else."""
    done = turn.done
    try:
        found = _read(session, place, named)
    except NotForUs:
        done.others += 1
        return False
    except (NotSealed, PackageAltered):
        done.no_packages += 1
        return place.may_heal
    except FileNotFoundError:  # somebody took it away meanwhile
        return True
    except DeviceError:
        raise
    except AdvocateError as error:
        done.refused.append(error.message)
        return True
    return _let_in(session, found, turn)


def _let_in(session: Session, found: Package | Notice | ErasedNotice, turn: Turn) -> bool:
    try:
        if isinstance(found, Notice):
            take_notice(session, found, turn.held, turn.shared())
        elif isinstance(found, ErasedNotice):
            turn.heard(take_erased(session, found, turn.held))
        else:
            _take_package(session, found, turn)
    except DeviceError:
        raise
    except AdvocateError as error:
        turn.done.refused.append(error.message)
        return True
    return False


def _take_package(session: Session, package: Package, turn: Turn) -> None:
    """Take one in; of a case that was erased it is said once. Where that was here, its sender is told."""
    try:
        turn.came(take(session, package, turn.held))
    except ErasedHere as error:
        note_unheard(session, package)
        turn.done.refused.append(error.message)
    except ErasedElsewhere as error:
        turn.done.refused.append(error.message)


def _read(session: Session, place: Place, named: tuple[str, FileThere]) -> Package | Notice | ErasedNotice:
    """The inside of what was sealed for this laptop."""
    name, one = named
    if one.bytes > sealed_file.MOST_BYTES:
        raise NotSealed
    try:
        inside = sealed_file.opened(place.take(name), session.device.sealing_key())
    except FileNotFoundError:
        raise
    except (OSError, ValueError):
        raise UnreadablePackage from None
    if is_erased_notice(inside):
        return read_erased_notice(inside)
    return read_notice(inside) if place.has_notices and is_notice(inside) else contents.read(inside)
