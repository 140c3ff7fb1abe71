"""Entries as JSON lines, each with the very bytes that were signed and committed to, and what an entry is called."""

from __future__ import annotations

import json

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import EVENTS
from hru_advocate.domain.ledger.entry import Header
from hru_advocate.errors import NotFound
from hru_advocate.store.ledger.entries import Written


def line_of(entry: Written) -> bytes:
    """One entry as a line: header and body as texts, signature and salt in hex; ``null`` where a body was erased."""
    told: dict[str, str | None] = {
        "header": entry.header.decode(),
        "signature": entry.signature.hex(),
        "salt": None if entry.salt is None else entry.salt.hex(),
    }
    try:
        told["body"] = None if entry.body is None else entry.body.decode()
    except UnicodeDecodeError:
        told["body_hex"] = entry.body.hex() if entry.body is not None else None
    return json_line(told)


def json_line(value: object) -> bytes:
    """A value as JSON that is the same bytes every time, on a line of its own."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def title_of(session: Session, header: Header) -> str:
    """The title of an entry's form, or the words for an event; of a form this program lacks its name."""
    if header.kind != "record":
        return EVENTS.get(header.form, header.form)
    try:
        return session.forms.version(header.form, header.version).title
    except NotFound:
        return header.form
