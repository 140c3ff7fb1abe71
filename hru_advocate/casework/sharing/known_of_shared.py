"""Knowledge of sharing through folders: how far each colleague is known to hold a case, and which files are our own.

It says nothing that entries do not say, and is no entry: without it more is sealed than need be, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.vault.as_signed import SHARED
from hru_advocate.store import settings

_OF_CASE: Final = f"{SHARED}of "
_FILES: Final = f"{SHARED}files"
_LOOKED_AT: Final = f"{SHARED}looked at"
_NOTICES: Final = f"{SHARED}notices"
_OF_ERASED: Final = f"{SHARED}erased "
_REACHED: Final = f"{SHARED}reached"
_FORGOTTEN: Final = timedelta(days=365)
_WAITED_FOR: Final = timedelta(days=28)
"""The time a package is remembered after its days, so that what is put again and again is still seen never to come."""

Reach = dict[str, int]
"""The reach of the lane of each device."""


def farthest(one: Reach, other: Reach) -> Reach:
    """The number each lane goes to by either."""
    return {device: max(one.get(device, 0), other.get(device, 0)) for device in one | other}


class PutThere(msgspec.Struct, frozen=True):
    """A package that was put into a folder: its file as it was, for whom, until when it opens, how far its lanes go."""

    name: str
    bytes: int
    sha256: str
    to: tuple[str, ...]
    until: str
    lanes: Reach

    def only_for(self, may: Collection[str]) -> bool:
        """Say whether nobody can open it but those who may."""
        return set(self.to) <= set(may)


class SharedOfCase(msgspec.Struct, frozen=True):
    """The lanes each colleague's device said that it holds whole, and the packages that were put somewhere.

    ``told`` is how far by its last notice it holds what the case says, which may be more than has come here.
    """

    held: dict[str, Reach] = {}
    put: tuple[PutThere, ...] = ()
    told: dict[str, Reach] = {}


def of_case(session: Session, case: str) -> SharedOfCase:
    """All that is remembered of a case; it goes when the case is erased."""
    return settings.read(session.vault, _OF_CASE + case, SharedOfCase) or SharedOfCase()


def note_held(session: Session, case: str, device: str, lanes: Reach) -> None:
    """Remember what a device said that it holds whole; it never holds less than it did."""
    known = of_case(session, case)
    before = known.held.get(device, {})
    now = farthest(before, lanes)
    if now != before:
        _keep(session, case, msgspec.structs.replace(known, held={**known.held, device: now}))


def note_told(session: Session, case: str, device: str, lanes: Reach) -> None:
    """Remember what a device's notice said that it holds of a case."""
    note_held(session, case, device, lanes)
    known = of_case(session, case)
    now = farthest(known.told.get(device, {}), lanes)
    if now != known.told.get(device):
        _keep(session, case, msgspec.structs.replace(known, told={**known.told, device: now}))


def note_put(session: Session, case: str, put: PutThere) -> None:
    """Remember a package that now lies in a folder; those whose days were over long ago are forgotten."""
    known, before = of_case(session, case), in_utc(session.clock.now() - _WAITED_FOR)
    still = tuple(one for one in known.put if one.until >= before)
    _keep(session, case, msgspec.structs.replace(known, put=(*still, put)))


def _keep(session: Session, case: str, known: SharedOfCase) -> None:
    settings.keep(session.vault, _OF_CASE + case, known)


class ErasedTold(msgspec.Struct, frozen=True):
    """All that is known of who heard what became of a case here, by the id of the entry that says it.

    ``heard`` is when each device wrote its newest notice about the case, ``told`` which of them were told since, or
    know it; ``kept`` keep it on, ``more`` had it though nothing here said so, ``put`` are notices that lie somewhere.
    """

    heard: dict[str, str] = {}
    told: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()
    put: tuple[PutThere, ...] = ()


def erased_told(session: Session, key: str) -> ErasedTold:
    """All that is remembered of who heard of one erasure."""
    return settings.read(session.vault, _OF_ERASED + key, ErasedTold) or ErasedTold()


def keep_erased_told(session: Session, key: str, now: ErasedTold) -> None:
    """Remember it as it is now; notices that were put long ago are forgotten."""
    before = in_utc(session.clock.now() - _WAITED_FOR)
    kept = msgspec.structs.replace(now, put=tuple(one for one in now.put if one.until >= before))
    if kept != erased_told(session, key):
        settings.keep(session.vault, _OF_ERASED + key, kept)


class NoticePut(msgspec.Struct, frozen=True):
    """A notice that was put for a colleague: its file, the sum of what it told, and until when it counts."""

    name: str
    bytes: int
    told: str
    until: str


def notices(session: Session) -> dict[str, NoticePut]:
    """The last notice that was put for each colleague's device."""
    return settings.read(session.vault, _NOTICES, dict[str, NoticePut]) or {}


def note_notice(session: Session, device: str, put: NoticePut) -> None:
    """Remember the notice that now lies there for a device; the one before is over."""
    settings.keep(session.vault, _NOTICES, {**notices(session), device: put})


def note_file(session: Session, name: str, until: str) -> None:
    """Remember that a file is this computer's own, before its first byte is written."""
    settings.keep(session.vault, _FILES, {**own_files(session), name: until})


def own_files(session: Session) -> dict[str, str]:
    """The files this computer put somewhere, each with the day until which it opens."""
    return settings.read(session.vault, _FILES, dict[str, str]) or {}


def over(session: Session, may: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Those that are not to lie anywhere any more; ``may`` are the devices that may have each shared case by now.

    Their days are over, nothing is remembered of a whole one, or somebody can open it who may not have it any more.
    """
    now = in_utc(session.clock.now())
    kept = settings.all_of(session.vault)
    cases = [key.removeprefix(_OF_CASE) for key in kept if key.startswith(_OF_CASE)]
    used = {one.name for case in cases for one in of_case(session, case).put if one.only_for(may.get(case, ()))}
    here = {device for devices in may.values() for device in devices}
    used |= {one.name for device, one in notices(session).items() if device in here}
    erased = [erased_told(session, key.removeprefix(_OF_ERASED)) for key in kept if key.startswith(_OF_ERASED)]
    used |= {put.name for one in erased for put in one.put}
    return frozenset(name for name, until in own_files(session).items() if until < now or name not in used)


def forget_files(session: Session, gone: frozenset[str]) -> None:
    """Forget files that were taken away, notices among them, and those that were over long ago, wherever they lie."""
    held = own_files(session)
    long_ago = in_utc(session.clock.now() - _FORGOTTEN)
    kept = {name: until for name, until in held.items() if name not in gone and until >= long_ago}
    if kept != held:
        settings.keep(session.vault, _FILES, kept)
    told = notices(session)
    still = {device: one for device, one in told.items() if one.name not in gone}
    if still != told:
        settings.keep(session.vault, _NOTICES, still)


class LookedAt(msgspec.Struct, frozen=True):
    """A file as it was when it was looked at; ``again`` where another look may come to something else."""

    bytes: int
    moment: int
    again: bool = False


def looked_at(session: Session, kind: str) -> dict[str, LookedAt]:
    """The files that were looked at in a kind of place, by name."""
    return settings.read(session.vault, _LOOKED_AT + kind, dict[str, LookedAt]) or {}


def keep_looked_at(session: Session, kind: str, now: Mapping[str, LookedAt]) -> None:
    """Remember which those are now."""
    if now != looked_at(session, kind):
        settings.keep(session.vault, _LOOKED_AT + kind, now)


def look_anew(session: Session) -> None:
    """Forget what was looked at anywhere: what was refused for good may be taken by now."""
    for kind in [key.removeprefix(_LOOKED_AT) for key in settings.all_of(session.vault) if key.startswith(_LOOKED_AT)]:
        keep_looked_at(session, kind, {})
    keep_reached(session, Reached())


class Reached(msgspec.Struct, frozen=True):
    """The number up to which a mailbox was looked at, and the run of numbers it belongs to."""

    count: str = ""
    number: int = 0


def reached(session: Session) -> Reached:
    """The number up to which the mailbox was looked at."""
    return settings.read(session.vault, _REACHED, Reached) or Reached()


def keep_reached(session: Session, now: Reached) -> None:
    """Remember up to which it is now."""
    if now != reached(session):
        settings.keep(session.vault, _REACHED, now)
