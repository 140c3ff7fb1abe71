"""The directory out to other programs and in from them, as Open Referral has it (HSDS 3).

In, a file becomes the draft of a pack: it is looked at, signed by two, ticked and taken as any other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from hru_advocate.casework.packs.making import drafted, write_made
from hru_advocate.casework.session import Session
from hru_advocate.domain.packs.hsds_in import MOST_BYTES, UnreadableHsds, read_hsds
from hru_advocate.domain.packs.hsds_out import page_of
from hru_advocate.paths import open_plain


@dataclass(frozen=True, slots=True)
class HsdsWritten:
    """The directory as a file, and how many services are in it."""

    data: bytes
    services: int


@dataclass(frozen=True, slots=True)
class HsdsDraft:
    """A draft of a pack, how many services are in it, and what of the file could not be read."""

    text: str
    services: int
    remarks: tuple[str, ...]


def hsds_of(session: Session) -> HsdsWritten:
    """The directory as it stands here. That it was made is an entry."""
    page = page_of(session.product.library.services)
    many = len(page["contents"])
    session.note_event("directory_exported", {"services": many})
    return HsdsWritten(json.dumps(page, ensure_ascii=False, indent=2).encode() + b"\n", many)


def write_directory(session: Session, place: Path) -> HsdsWritten:
    """Write it into a new file; errors as ``write_made``."""
    told = hsds_of(session)
    write_made(session, place, told.data)
    return told


def write_draft_of_hsds(session: Session, path: Path, place: Path) -> HsdsDraft:
    """Write the draft of a file's services into a new file.

    Raises:
        UnreadableHsds, PackNotWritten: nothing was written.
    """
    made = draft_of_hsds(session, path)
    write_made(session, place, made.text.encode())
    return made


def draft_of_hsds(session: Session, path: Path) -> HsdsDraft:
    """The services of a file as the draft of a pack.

    Raises:
        UnreadableHsds: it is no such file.
    """
    try:
        with open_plain(path) as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UnreadableHsds from None
    read = read_hsds(data, session.product.library.services, session.now().date())
    return HsdsDraft(
        drafted(session, {"service": read.services}, read.remarks), len(read.services), tuple(read.remarks)
    )
