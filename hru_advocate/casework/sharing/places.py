"""A place that packages lie in: a folder that several come to, or a mailbox. Nothing that lies there is believed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol

NAME: Final = re.compile(r"[0-9a-f]{16}\.bin", re.ASCII)
"""The name of a package wherever it lies."""


@dataclass(frozen=True, slots=True)
class FileThere:
    """A file that may be a package: its size, and the moment or the number it has there, as the place says."""

    bytes: int
    moment: int


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """All that bears the name of a package in a place, in the order it is looked at, and how much is something else.

    ``traces`` are packages of which something else lies there, or a part that a stop left. A place that numbers what is
    put there tells only what came after the last look: ``count`` names the run of numbers it does so by, else ``""``.
    """

    files: dict[str, FileThere]
    odd: int = 0
    traces: frozenset[str] = frozenset()
    count: str = ""


class Place(Protocol):
    """All that sharing asks of a place. Whoever keeps it may drop, change, double or invent whatever they like."""

    kind: str
    """Under which name what was seen there is remembered."""

    may_heal: bool
    """True where what was no package may be one the next time, though its size and number are the same."""

    has_notices: bool
    """True where laptops tell each other through it how far they hold what they share."""

    shows_keys: bool
    """True where what is for others is told by its wrapped keys, and the rest of it is not moved."""

    def look(self, wanted: Collection[str]) -> PlaceSeen:
        """Everything that may be a package and was not looked at, and those of ``wanted`` that are there.

        Raises:
            AdvocateError: a sentence; nothing was looked at.
        """

    def told(self, name: str) -> str:
        """The place of a package of this name in words for a person."""

    def take(self, name: str) -> bytes:
        """The bytes of one, or the first of far too many.

        Raises:
            NotForUs, NotSealed: it was seen from outside.
            FileNotFoundError: it has gone meanwhile.
            OSError, ValueError: it cannot be read.
        """

    def put(self, name: str, data: bytes) -> None:
        """Put a package there: whole under its name, or not at all.

        Raises:
            FileExistsError: something bears that name.
            OSError: it could not be put.
        """

    def is_as_put(self, name: str, size: int, sha256: str) -> bool:
        """Say whether a package of one's own is still what was put there: of one size are many."""

    def withdraw(self, name: str) -> bool:
        """Take a package of one's own away, with any part of it; says False where it is still there."""

    def close(self) -> None:
        """Let go of it; whatever is asked next takes hold of it again."""


def fresh_name() -> str:
    """A name that says nothing."""
    return f"{secrets.token_hex(8)}.bin"
