"""Something on its way out of the vault, not encrypted: kept in mind from before its first byte until it is whole.

A program that is stopped, or a stick that is pulled out, may leave a part of it, or all of it without the entry that
says so. The next opening takes the part away where it can be reached, and otherwise tells of it.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.paths import write_whole
from hru_advocate.store import settings

UNFINISHED: Final = "leaving_unfinished"
_PART: Final = re.compile(r"\.[0-9a-f]{16}\.part")
_MAY_LIE: Final = (
    "Something was stopped on its way out before the record could say that it left. What is not encrypted may lie "
    "at {place}, or beside it under a name that ends in .part: find it and delete it."
)

_SAVE_STOPPED: Final = (
    "A file was being saved when the program was stopped. It is not encrypted, and may lie at {place}, or a part of it "
    "beside that under a name that ends in .part. Look there: keep it if you need it, else delete it."
)


class LeftBehind(DeviceError):
    """It stopped, and what it wrote could not be taken away again. Find it there and delete it: it is not encrypted."""


class NotIntoTheVault(AdvocateError):
    """Nothing that is not encrypted goes into the vault's own folder. Nothing was written; choose another folder."""


class UnreadablePlace(AdvocateError):
    """The name of that place cannot be read as text. Nothing was written; choose another name."""


class _Unfinished(msgspec.Struct, frozen=True):
    """The place something is to have, its name until then, and the disk both are on.

    ``there`` is the number of the file that stood at the place before, if any: it is not what left. ``saved`` is a file
    of which no entry tells, also when all goes well.
    """

    place: str
    part: str
    disk: int
    there: int = 0
    saved: bool = False


@dataclass(slots=True)
class Leaving:
    """Something on its way to its place; ``whole`` once it bears its name there."""

    session: Session
    place: Path
    part: Path
    whole: bool = False

    def write(self, data: bytes, *, over: bool = False) -> None:
        """Write it as one file, whole once it bears its name; errors as ``write_whole``."""
        write_whole(self.place, data, over=over, part=self.part)
        self.whole = True

    def arrived(self) -> None:
        """Forget it, together with the entry that says that it left."""
        _keep(self.session, [one for one in _kept(self.session) if one.part != str(self.part)])


@contextmanager
def leaving(session: Session, event: str, body: Mapping[str, object], place: Path) -> Iterator[Leaving]:
    """Note that something begins to leave, and keep where, before any of it is written; what is stopped goes again.

    Raises:
        LeftBehind: it was stopped, and a part of it may lie there.
    """
    one = _towards(session, place)
    with session.vault.write():
        session.note_event(event, dict(body))
        if one.place.parent.is_dir() and not os.path.lexists(one.place):  # elsewhere nothing of ours can come to be
            _begun(one)
    with _goes_again(one):
        yield one


@contextmanager
def file_leaving(session: Session, place: Path, *, noted: bool = True) -> Iterator[Leaving]:
    """Keep in mind where one file is written before its first byte, until ``arrived`` is told or it is taken away.

    What is raised takes it away again. Where nothing can be saved nothing is kept in mind: a plan must come out of a
    full disk too. ``noted`` is False for a file of which no entry tells.

    Raises:
        LeftBehind: it was stopped, and a part of it may lie there.
    """
    one = _towards(session, place)
    with suppress(DeviceError):
        if one.place.parent.is_dir():
            _begun(one, saved=not noted)
    with _goes_again(one):
        yield one


def save_file(session: Session, place: Path, data: bytes, *, over: bool = True) -> None:
    """Write a file that is not encrypted: all of it or nothing, and of what a stop leaves the next opening tells.

    Raises:
        OSError: as ``write_whole``.
        LeftBehind: it was stopped, and a part of it may lie there.
    """
    with file_leaving(session, place, noted=False) as one:
        one.write(data, over=over)
    with suppress(DeviceError):  # the next opening says once where it lies
        one.arrived()


def look_for_left(session: Session) -> tuple[str, ...]:
    """Take away what an earlier leaving left half done; a sentence on each that may lie somewhere still."""
    kept = _kept(session)
    told, on = [], []
    for one in kept:
        place, part = Path(one.place), Path(one.part)
        if _PART.fullmatch(part.name) is None or part.parent != place.parent:
            continue  # no name that this program gave
        reached = place.parent.is_dir()
        if reached:
            _take_away(part)
        whole, part_lies = _file_at(place) not in {0, one.there}, os.path.lexists(part)
        lies = not reached or part_lies or whole
        wanted = one.saved and whole and not part_lies  # by somebody, who is told of it once
        if lies and not wanted:
            on.append(one)
        if lies or _disk_of(place.parent) != one.disk:  # another stick may be there in its place
            told.append((_SAVE_STOPPED if one.saved else _MAY_LIE).format(place=place))
    if len(on) < len(kept):
        with suppress(DeviceError):  # where nothing can be saved it is looked at again
            _keep(session, on)
    return tuple(told)


def _towards(session: Session, place: Path) -> Leaving:
    """Something that begins to leave, once its place was looked at: it must never take that of a file of the vault."""
    if not _is_text(str(place)):
        raise UnreadablePlace
    place = Path(os.path.abspath(place))  # noqa: PTH100 - resolving would follow a link that stands there
    with suppress(OSError, RuntimeError):  # what leads nowhere is refused where it is written
        if place.parent.resolve().is_relative_to(session.vault.path.parent.resolve()):
            raise NotIntoTheVault
    return Leaving(session, place, place.with_name(f".{secrets.token_hex(8)}.part"))


def _is_text(name: str) -> bool:
    """True for a name the vault can keep: a file of another system may be called by bytes that are no letters."""
    try:
        return b"\0" not in name.encode()
    except UnicodeEncodeError:
        return False


def _begun(one: Leaving, *, saved: bool = False) -> None:
    disk, there = _disk_of(one.place.parent), _file_at(one.place)
    kept = _Unfinished(str(one.place), str(one.part), disk, there, saved)
    _keep(one.session, [*_kept(one.session), kept])


@contextmanager
def _goes_again(one: Leaving) -> Iterator[None]:
    """Take away what is stopped, and forget it where nothing of it lies there any more; else say so at once."""
    try:
        yield
    except BaseException as stopped:
        for path in (one.part, *([one.place] if one.whole else [])):
            _take_away(path)
        lies = os.path.lexists(one.part) or (one.whole and os.path.lexists(one.place))
        if one.place.parent.is_dir() and not lies:
            with suppress(DeviceError):  # the next opening finds that nothing lies there
                one.arrived()
        elif isinstance(stopped, Exception) and any(kept.part == str(one.part) for kept in _kept(one.session)):
            raise LeftBehind from None
        raise


def _kept(session: Session) -> list[_Unfinished]:
    return settings.read(session.vault, UNFINISHED, list[_Unfinished]) or []


def _keep(session: Session, kept: list[_Unfinished]) -> None:
    if kept:
        settings.keep(session.vault, UNFINISHED, kept)
    else:
        settings.forget_key(session.vault, UNFINISHED)


def _file_at(place: Path) -> int:
    """The number of the file at a place, of a link itself; 0 where there is none."""
    try:
        return place.lstat().st_ino
    except OSError:
        return 0


def _disk_of(folder: Path) -> int:
    try:
        return folder.stat().st_dev
    except OSError:
        return 0


def _take_away(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
