"""A pack made from a file somebody wrote, and signed: by who made it, then by a second person on another laptop."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from hru_advocate.casework.packs.pack_file import PackFile, pack_in, signed_by, written_pack
from hru_advocate.casework.packs.taking import here_of
from hru_advocate.casework.paper.leaving import save_file
from hru_advocate.casework.session import Session
from hru_advocate.domain.packs.changes import NOT_TAKEN, changes_of
from hru_advocate.domain.packs.content import MOST_DAYS, UnusableDraft, made_from, written
from hru_advocate.domain.toml_files import MOST_BYTES
from hru_advocate.errors import AdvocateError, DeviceError, NotFound
from hru_advocate.paths import open_plain, write_whole

SIGNED: Final = "pack_signed"
_DAYS: Final = 180


class PackNotWritten(DeviceError):
    """It could not be written there: a file of that name is there, or the disk refuses. Choose another name."""


class SignedAlready(AdvocateError):
    """This computer has signed this pack already. Nothing was written; a second person signs on another laptop."""


@dataclass(frozen=True, slots=True)
class PackSigned:
    """A pack that was written with the signature of this computer: by what it is known, and how many signed it."""

    sha256: str
    name: str
    version: int
    signatures: int


def make(session: Session, source: Path, place: Path) -> PackSigned:
    """Make a pack of a TOML file and sign it; what it is of stands in docs/packs.md.

    Raises:
        UnusableDraft, PackNotWritten: nothing was written.
    """
    try:
        with open_plain(source) as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UnusableDraft from None
    content = made_from(data, session.now().date())
    for line in changes_of(here_of(session), content):
        if line.what == NOT_TAKEN:
            raise UnusableDraft(f"{line.about}: nobody could take it. {line.why} Nothing was made; mend the file.")
    return _sign(session, PackFile(content, written(content), ()), place)


def sign(session: Session, source: Path, place: Path) -> PackSigned:
    """Sign a pack that somebody made; the new file has both signatures.

    Raises:
        UnreadablePack, SignedAlready, PackNotWritten: nothing was written.
    """
    return sign_pack(session, pack_in(source), place)


def sign_pack(session: Session, pack: PackFile, place: Path) -> PackSigned:
    """The same for a pack that was read and looked at; errors as ``sign``."""
    if any(one.device == session.device.device_id for one in pack.signatures):
        raise SignedAlready
    return _sign(session, pack, place)


def _sign(session: Session, pack: PackFile, place: Path) -> PackSigned:
    signed = signed_by(pack, session.device.public, session.device.sign)
    told = {"name": pack.content.name, "version": pack.content.version, "sha256": pack.sha256}
    session.note_event(SIGNED, told)
    try:
        write_whole(place, written_pack(signed))
    except OSError:
        raise PackNotWritten from None
    return PackSigned(pack.sha256, pack.content.name, pack.content.version, len(signed.signatures))


def draft(session: Session, ids: Collection[str]) -> str:
    """A TOML file to make a pack from: the services and legal options of some ids as they stand here; all without any.

    Raises:
        NotFound: one is none of ours.
    """
    services = session.product.library.services.services
    options = session.product.legal_options
    if not set(ids) <= {one.id for one in services} | set(options.by_id):
        raise NotFound
    chosen = [one for one in options.options if not ids or one.id in ids]
    named = {source for one in chosen for source in one.source_ids}
    parts: dict[str, Sequence[object]] = {
        "service": [one for one in services if not ids or one.id in ids],
        "option": chosen,
        "source": [one for one in options.sources if one.id in named],
    }
    return drafted(session, parts)


def write_draft(session: Session, place: Path) -> None:
    """Write the draft of everything that stands here into a new file; errors as ``write_made``."""
    write_made(session, place, draft(session, ()).encode())


def write_made(session: Session, place: Path, data: bytes) -> None:
    """Write a draft, or the directory, into a new file; of what a stop leaves of it the next opening tells.

    Raises:
        PackNotWritten: nothing was written.
    """
    try:
        save_file(session, place, data, over=False)
    except OSError:
        raise PackNotWritten from None


def drafted(session: Session, parts: Mapping[str, Sequence[object]], remarks: Sequence[str] = ()) -> str:
    """The draft of a pack with these entries, by the name of their table; ``remarks`` stand before them."""
    tables = (_table(name, one) for name, rows in parts.items() for one in rows)
    return "".join((*_head(session.now().date()), *(f"# {one}\n" for one in remarks), *tables))


def _head(today: date) -> Iterator[str]:
    yield "# Change what is to change, take out what stays, and give the pack its name, its version and its days.\n"
    yield f"# It counts for at most {MOST_DAYS} days. docs/packs.md says what a pack can and cannot change.\n\n"
    yield 'name = ""  # small letters, digits and _; the same for every version of one list\n'
    yield "version = 1  # higher each time\n"
    yield 'edition = ""  # as people say it, such as Winter 2026\n'
    yield 'issued_by = ""  # the unit that answers for it\n'
    yield f"until = {today + timedelta(days=_DAYS)}\n"


def _table(name: str, row: object) -> str:
    told: dict[str, Any] = msgspec.to_builtins(row)
    return f"\n[[{name}]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in told.items() if value is not None)


def _value(value: Any) -> str:  # noqa: ANN401 - what a TOML file can hold
    if isinstance(value, dict):
        parts = (f"{key} = {_value(one)}" for key, one in value.items() if one is not None)
        return "{ " + ", ".join(parts) + " }" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return msgspec.json.encode(value).decode()  # what JSON escapes, TOML reads
