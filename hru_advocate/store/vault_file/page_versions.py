"""Every version of every page of a damaged vault: those of the file itself, and those its log still holds.

Format of the log: sqlite.org/fileformat2.html, section 4. A chain of sums runs through a log, and SQLite believes
nothing after the first that is wrong. Each page bears a seal of its own, though, so here each is judged alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from hru_advocate.paths import open_plain
from hru_advocate.store import faults
from hru_advocate.store.vault_file import pages

_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_SALTS: Final = slice(16, 24)
_FREE_LIST: Final = slice(32, 36)
_MOST_FREE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page: its number, where it lies, and whether its seal fits.

    ``saved`` says that a finished save put it there; of a log that was begun anew older frames may be left behind the
    new ones, and after the last finished save there may be part of one.
    """

    number: int
    at: int
    in_log: bool
    sealed: bool
    saved: bool
    commit: int = 0
    """Of a frame: the place of the last frame of the same save."""


class PageVersions:
    """The pages of a file and of its log, decrypted one at a time; neither is ever written to."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open both and look over every page once.

        Raises:
            MissingFile, CannotReachFile: The file cannot be read.
        """
        self._key = key
        self._held = ExitStack()
        try:
            self._file = self._held.enter_context(open_plain(path))
            log = path.with_name(f"{path.name}-wal")
            self._log = self._held.enter_context(open_plain(log)) if log.exists() else None
            self._sealing = pages.seal_key(path, key)
            self.main = tuple(self._look_over_file())
            self.frames = tuple(self._look_over_log())
        except FileNotFoundError:
            raise faults.MissingFile from None
        except OSError:
            self._held.close()
            raise faults.CannotReachFile from None
        self._frames: dict[int, list[Version]] = {}
        for one in self.frames:
            self._frames.setdefault(one.number, []).append(one)
        self._newest = {one.number: one for one in (*self.main, *self.frames) if one.sealed and one.saved}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_given: object) -> None:
        self._held.close()

    @property
    def any_sealed(self) -> bool:
        """True when any page fits its seal: then the key is right, and what fits none is damaged."""
        return any(one.sealed for one in (*self.main, *self.frames))

    def newest(self) -> Iterator[Version]:
        """The version of each page that counts, as far as one is left; pages that are in no table now are left out."""
        free = self._free()
        return (one for number, one in sorted(self._newest.items()) if number not in free)

    def all(self) -> Iterator[Version]:
        """Every version of every page, what counts most first: the log from its end, the file, then left-overs."""
        yield from (one for one in reversed(self.frames) if one.saved)
        yield from self.main
        yield from (one for one in reversed(self.frames) if not one.saved)

    def text(self, version: Version) -> bytes:
        """The part of a page that SQLite uses, decrypted."""
        page = self._read(version)
        return pages.opened(self._key, version.number, page) if len(page) == pages.SIZE else bytes(pages.SIZE)

    def beside(self, version: Version, number: int) -> bytes | None:
        """Another page as it was when that version was written; ``None`` where it is lost."""
        if version.in_log:
            frames = (one for one in reversed(self._frames.get(number, ())) if one.at <= version.commit)
            found = next(frames, None)
            if found is not None:
                return self.text(found)
        return self.text(self.main[number - 1]) if 0 < number <= len(self.main) else None

    def today(self, number: int) -> bytes | None:
        """The version of a page that counts, or ``None`` where none is left."""
        found = self._newest.get(number)
        return None if found is None else self.text(found)

    def lost(self) -> tuple[int, ...]:
        """The numbers of the pages of which no version fits its seal; a piece of a page at the end counts."""
        numbers = {one.number for one in (*self.main, *self.frames)}
        return tuple(sorted(numbers - self._newest.keys()))

    def _look_over_file(self) -> Iterator[Version]:
        number = 1
        while page := self._file.read(pages.SIZE):
            sealed = pages.fits(self._sealing, number, page)
            yield Version(number, (number - 1) * pages.SIZE, in_log=False, sealed=sealed, saved=True)
            number += 1

    def _look_over_log(self) -> Iterator[Version]:
        """Each frame, judged by its page's own seal; whether it was saved, by the frames after it."""
        if self._log is None:
            return
        salts = self._log.read(_HEAD)[_SALTS]
        heads: list[tuple[int, bool, bool, bool]] = []
        while len(head := self._log.read(_FRAME_HEAD)) == _FRAME_HEAD:
            page = self._log.read(pages.SIZE)
            number = int.from_bytes(head[:4], "big")
            sealed = 0 < number < 1 << 31 and pages.fits(self._sealing, number, page)
            heads.append((number, sealed, head[4:8] != bytes(4), head[8:16] == salts))
        commit = -1
        found = []
        for place in range(len(heads) - 1, -1, -1):
            number, sealed, ends, ours = heads[place]
            commit = place if ends and sealed and ours else commit
            at = _HEAD + place * (_FRAME_HEAD + pages.SIZE) + _FRAME_HEAD
            last = _HEAD + commit * (_FRAME_HEAD + pages.SIZE) + _FRAME_HEAD
            saved = ours and commit >= 0
            found.append(Version(number, at, in_log=True, sealed=sealed, saved=saved, commit=last if saved else at))
        yield from reversed(found)

    def _free(self) -> set[int]:
        """The pages that are in no table now, as far as the list of them can be read."""
        first = self.today(1)
        free: set[int] = set()
        trunk = int.from_bytes(first[_FREE_LIST], "big") if first else 0
        while trunk and trunk not in free and len(free) < _MOST_FREE:
            free.add(trunk)
            page = self.today(trunk)
            if page is None:
                break
            many = min(int.from_bytes(page[4:8], "big"), pages.SIZE // 4)
            free |= {int.from_bytes(page[8 + 4 * place : 12 + 4 * place], "big") for place in range(many)}
            trunk = int.from_bytes(page[:4], "big")
        return free

    def _read(self, version: Version) -> bytes:
        file = self._log if version.in_log and self._log is not None else self._file
        file.seek(version.at)
        return file.read(pages.SIZE)
