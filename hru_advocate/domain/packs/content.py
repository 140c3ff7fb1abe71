"""The content of a pack: services and legal options of one list, with its version and the days it counts.

A pack is written as one line of JSON in one way only. What was made by another hand, holds a sign nobody sees, or is
larger than anything meant, is no pack.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Final

import msgspec

from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.law.legal_options import KnownChange, LegalOption, OptionSource
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.services.confirmations import OUR_LINE
from hru_advocate.domain.services.directory import Service
from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError

MOST_BYTES: Final = 2 * 1024 * 1024
"""The largest content that is read: six times the whole directory and law the program carries."""
MOST_DAYS: Final = 366
"""The most days a pack may count from the day it was made."""
_LONGEST: Final = 4000
_ID: Final = re.compile(r"[a-z0-9_]{1,80}")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]{1,500}")
_RESERVED: Final = "clock_"

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class UnreadablePack(AdvocateError):
    """This is no pack of directory and law, or it was changed on its way. Nothing was taken; ask for it again."""


class UnusableDraft(AdvocateError):
    """The file a pack is to be made from cannot be used. Nothing was made; mend it and try again."""


class PackPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Services and legal options with what the options name; as a pack carries them."""

    services: Annotated[tuple[Service, ...], msgspec.Meta(max_length=2000)] = ()
    options: Annotated[tuple[LegalOption, ...], msgspec.Meta(max_length=1000)] = ()
    sources: Annotated[tuple[OptionSource, ...], msgspec.Meta(max_length=4000)] = ()
    known_changes: Annotated[tuple[KnownChange, ...], msgspec.Meta(max_length=500)] = ()


class PackContent(PackPart, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that is signed. ``name`` is the list a pack belongs to; of one list only a higher version is taken."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]{3,40}\Z")]
    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    edition: Line
    issued_by: Line
    made: date
    until: date


class PackDraft(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"services": "service", "options": "option", "sources": "source", "known_changes": "known_change"},
):
    """The TOML file a pack is made from: its entries stand in the shape of the program's own files."""

    name: str
    version: int
    edition: str
    issued_by: str
    until: date
    services: tuple[Service, ...] = ()
    options: tuple[LegalOption, ...] = ()
    sources: tuple[OptionSource, ...] = ()
    known_changes: tuple[KnownChange, ...] = ()


def made_from(data: bytes, today: date) -> PackContent:
    """The content of a pack, made today from the file somebody wrote.

    Raises:
        UnusableDraft: with the place of the fault, never with a value.
    """
    try:
        read = decode_toml(data, PackDraft)
        parts = {name: getattr(read, name) for name in PackDraft.__struct_fields__}
        content = msgspec.convert(msgspec.to_builtins({"made": today, **parts}), PackContent)
    except (UnreadableToml, msgspec.ValidationError) as error:
        raise UnusableDraft(f"The file cannot be used: {error}. Nothing was made; mend it and try again.") from None
    if not content.services and not content.options:
        raise UnusableDraft("There is no [[service]] and no [[option]] in it. Nothing was made.")
    if fault := fault_of(content):
        raise UnusableDraft(f"No pack can be made of it: {fault}. Nothing was made; mend it and try again.")
    return content


def written(content: PackContent) -> bytes:
    """The bytes of a content, the same every time: what its SHA-256 and its signatures are of."""
    return canonical(content)


def read_content(told: bytes) -> PackContent:
    """Read the content of a pack.

    Raises:
        UnreadablePack: it is not as ``written`` writes one.
    """
    if len(told) > MOST_BYTES:
        raise UnreadablePack
    try:
        content = msgspec.json.decode(told, type=PackContent)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise UnreadablePack from None
    if fault_of(content) or written(content) != told:
        raise UnreadablePack
    return content


def digest_of(told: bytes) -> str:
    """The SHA-256 a pack is known by, in hex."""
    return hashlib.sha256(told).hexdigest()


def fault_of(content: PackContent) -> str:
    """The thing in a content that no pack holds, as the end of a sentence; "" when nothing is."""
    if not content.made <= content.until <= content.made + timedelta(days=MOST_DAYS):
        return f"it counts from the day it is made for at most {MOST_DAYS} days"
    if fault := next(_faulty_ids(content), ""):
        return fault
    for one in content.services:
        if any(address and _ADDRESS.fullmatch(address) is None for address in (one.website, one.webchat)):
            return f"service {one.id} has a web address that is none"
    if not all(_is_plain(text) for text in _texts(msgspec.to_builtins(content))):
        return f"a text has a sign that nobody sees, or more than {_LONGEST:,} characters"
    return ""


def _faulty_ids(content: PackPart) -> Iterator[str]:
    services, options, sources = (
        [one.id for one in part] for part in (content.services, content.options, content.sources)
    )
    if any(len(set(one)) != len(one) for one in (services, options, sources)):
        yield "two entries have one id"
    if any(_ID.fullmatch(one) is None or one == OUR_LINE for one in services):
        yield "the id of a service is small letters, digits and _"
    if any(_ID.fullmatch(one) is None or one.startswith(_RESERVED) for one in options):
        yield "the id of an option is small letters, digits and _"


def _is_plain(text: str) -> bool:
    return not text or is_clean(text, lines=False, most=_LONGEST)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from _texts(one)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts(one)
