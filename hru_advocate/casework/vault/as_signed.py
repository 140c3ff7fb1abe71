"""The settings and devices of a vault as its entries tell them, held against what is kept of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import CHANGED, RENAMED, Settings
from hru_advocate.casework.typed_words import PLACES
from hru_advocate.domain.ledger.entry import UNREADABLE, Entry, canonical
from hru_advocate.domain.projecting import LISTS
from hru_advocate.store import settings
from hru_advocate.store.ledger import devices, entries
from hru_advocate.store.ledger.devices import Device
from hru_advocate.store.ledger.findings import Discrepancy
from hru_advocate.store.vault_file import kept

MADE: Final = "vault_made"
ADDED: Final = "device_added"
BROUGHT: Final[Mapping[str, str]] = {
    "restored": "A backup was brought back, and from then on entries bear a new signing key",
    "salvaged": "A damaged vault was saved into a new one, and from then on entries bear a new signing key",
}
"""The work after which a vault goes on with a key that nobody before could introduce; each check tells of it."""
_OPENINGS: Final = ("unlock", "recovery_used")
_AT_ONCE: Final = timedelta(minutes=2)
"""The moment of an opening is kept beside its entry, and a slow disk may lie between the two."""
_BY_ITSELF: Final = frozenset(
    {
        "counted",
        "check_secret",
        "key_file",
        "key_file_counts",
        "kept_figures_waiting",
        "erasure_unfinished",
        "leaving_unfinished",
        "visit_mode",
        "backup_folder",
        "backup_last",
    }
)
"""Kept without being held against entries here: what was counted is held against a new count, and under another secret
of checks the next one works every line out again; erasing, what is on its way out, visits and backups say their own in
entries. Whatever is kept under a new key is named here, or told by an entry above."""

SHARED: Final = "shared "
"""Begins the name of everything that is kept of sharing through folders: without it more is sealed than need be."""


def introduction(device: Device) -> dict[str, object]:
    """All of a device that the entry which introduces it tells: everything but its wrapped key."""
    return {
        "id": device.id,
        "key": device.public_key.hex(),
        "label": device.label,
        "created": device.created,
        "whole": device.whole_chain,
        "writes": device.wrapped_signing_key is not None,
    }


def devices_brought(session: Session) -> Iterator[str]:
    """Say of each device that introduced itself after which work it did."""
    for event in entries.unit_events(session.vault, (ADDED,)):
        words = BROUGHT.get(str(_body(event).get("after")))
        if words is not None:
            yield f"{words}: device {event.header.device}, {event.header.recorded.day}."


def devices_differ(session: Session) -> Iterator[Discrepancy]:
    """Name every device that no entry introduced, or of which something else is kept than its entry tells."""
    told = _introduced(entries.unit_events(session.vault, (MADE, ADDED)))
    held = {device.id: device for device in devices.all_of(session.vault)}
    for name in sorted(held.keys() - told.keys()):
        yield _of_device(name, "no entry introduced it (table device)")
    for name in sorted(told.keys() - held.keys()):
        yield _of_device(name, "an entry introduced it, and it is missing (table device)")
    for name in sorted(told.keys() & held.keys()):
        now = introduction(held[name])
        cells = [_COLUMNS[part] for part in now if now[part] != told[name].get(part)]
        if cells:
            yield _of_device(name, f"it is not what its entry tells (table device: {', '.join(cells)})")


_COLUMNS: Final[Mapping[str, str]] = {
    "id": "id",
    "key": "public_key",
    "label": "label",
    "created": "created",
    "whole": "whole_chain",
    "writes": "wrapped_signing_key",
}


def _introduced(events: Sequence[Entry]) -> dict[str, dict[str, Any]]:
    """Every device that was introduced by one that was: the first by itself, as the vault was made."""
    known: dict[str, dict[str, Any]] = {}
    for event in events:
        header, body = event.header, _body(event)
        device = body.get("device")
        if not isinstance(device, dict) or not isinstance(device.get("id"), str):
            continue
        first = header.form == MADE and not known and device["id"] == header.device
        by_itself = header.sequence == 1 and header.device == device["id"] and body.get("after") in BROUGHT
        if first or (header.form == ADDED and (header.device in known or by_itself)):
            known.setdefault(device["id"], device)
    return known


def settings_differ(session: Session) -> Iterator[Discrepancy]:
    """Name every setting that is kept as no entry tells it, by its name and nothing that stands in it."""
    vault = session.vault
    rows = settings.all_of(vault)
    renamed = entries.unit_events(vault, (RENAMED,))
    yield from _author(rows, entries.unit_events(vault, (MADE,)), renamed)
    yield from _settings(rows, entries.unit_events(vault, (CHANGED,)))
    yield from _opened(rows, entries.unit_events(vault, _OPENINGS))
    if rows.get("lists") != canonical(LISTS).decode():
        yield _of_setting("lists", "is not what this program keeps")
    if not kept.standing(vault).fits:
        yield Discrepancy("setting", "drafts and settings (tables draft, setting) are not as they were last kept")
    known = {"author", "renamed", "settings", "last_unlock", "lists", kept.KEY, kept.ANCHOR_BEFORE} | _BY_ITSELF
    others = sorted(key for key in rows.keys() - known if not key.startswith((PLACES, SHARED)))
    if others:
        yield Discrepancy("setting", f"table setting: {len(others)} kept that nothing of the program asks for")


def _author(rows: Mapping[str, str], made: Sequence[Entry], renamed: Sequence[Entry]) -> Iterator[Discrepancy]:
    author = _body(renamed[-1]).get("new") if renamed else made[0].header.author if made else ""
    if rows.get("author") != canonical(author).decode():
        yield _of_setting("author", "is not the name that entries tell")
    told = {"first": renamed[0].header.id, "last": renamed[-1].header.id} if renamed else None
    if _value(rows.get("renamed")) != told:
        yield _of_setting("renamed", "does not name the entries that changed the name")


def _settings(rows: Mapping[str, str], changes: Sequence[Entry]) -> Iterator[Discrepancy]:
    """Settings are replayed from their changes; the whole is bound by its hash, whatever a program's defaults were."""
    row = rows.get("settings")
    if not changes:
        if row is not None:
            yield _of_setting("settings", "were changed, and no entry tells of it")
        return
    if row is not None and hashlib.sha256(row.encode()).hexdigest() == _body(changes[-1]).get("now"):
        return
    told: dict[str, object] = {}
    for change in changes:
        changed = _body(change).get("changed")
        told |= changed if isinstance(changed, dict) else {}
    value = _value(row)
    held = value if isinstance(value, dict) else {}
    cells = [name for name in Settings.__struct_fields__ if name in told and held.get(name) != told[name]]
    yield _of_setting("settings", f"are not what entries tell ({', '.join(cells) or 'those never changed'})")


def _opened(rows: Mapping[str, str], openings: Sequence[Entry]) -> Iterator[Discrepancy]:
    kept = _value(rows.get("last_unlock"))
    last = openings[-1].header.recorded.utc if openings else None
    if kept == last:
        return
    try:
        apart = abs(datetime.fromisoformat(str(kept)) - datetime.fromisoformat(str(last)))
    except (ValueError, TypeError):
        apart = timedelta.max
    if apart > _AT_ONCE:
        yield _of_setting("last_unlock", "is not the moment of the last opening that an entry tells")


def _body(event: Entry) -> dict[str, Any]:
    value = _value((event.body or b"").decode("utf-8", "replace"))
    return value if isinstance(value, dict) else {}


def _value(row: str | None) -> object:
    try:
        return msgspec.json.decode(row) if row is not None else None
    except UNREADABLE:
        return ""


def _of_device(device: str, what: str) -> Discrepancy:
    name = "".join(sign if sign.isalnum() else "?" for sign in device[:16])
    return Discrepancy("device", f"device {name}: {what}")


def _of_setting(name: str, what: str) -> Discrepancy:
    return Discrepancy("setting", f"table setting: {name} {what}")
