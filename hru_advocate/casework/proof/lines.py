"""Entries as JSON lines, each with the very bytes that were signed and committed to."""

from __future__ import annotations

import json

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
