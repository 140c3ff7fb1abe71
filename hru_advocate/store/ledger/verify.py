"""Proves the ledger: the file itself, every chain, signature and content, what corrects what, and the views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import msgspec

from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.errors import DeviceError, NotFound
from hru_advocate.store import faults
from hru_advocate.store.ledger.chains import ChainWalk
from hru_advocate.store.ledger.entries import find, header_of
from hru_advocate.store.ledger.findings import Check, Discrepancy, Fault, Report, lane_name
from hru_advocate.store.vault_file import pages
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

DefinitionOf = Callable[[str, int], str | None]
"""Gives the hash of the definition file this program has of a form's version; ``None`` when it has none."""

_UNEXPLAINED: Final = """
SELECT entry.id, entry.case_id FROM entry LEFT JOIN entry_content AS content ON content.position = entry.position
WHERE content.position IS NULL AND NOT EXISTS (
    SELECT 1 FROM entry_parent JOIN entry AS erasure ON erasure.id = entry_parent.child AND erasure.kind = 'erasure'
    WHERE entry_parent.parent = entry.id
)"""
_STRAY: Final = "SELECT position FROM entry_content WHERE position NOT IN (SELECT position FROM entry)"
_NO_PARENT: Final = """
SELECT child, parent, case_id FROM entry_parent LEFT JOIN entry ON entry.id = child
WHERE parent NOT IN (SELECT id FROM entry)"""
_OTHER_RECORD: Final = """
SELECT child.id, child.case_id FROM entry_parent JOIN entry AS child ON child.id = entry_parent.child
JOIN entry AS parent ON parent.id = entry_parent.parent
WHERE parent.record <> child.record OR parent.case_id IS NOT child.case_id"""
_WITH_PARENTS: Final = "SELECT id, case_id, header FROM entry WHERE id <> record OR kind <> 'record'"
_PARENTS: Final = "SELECT parent FROM entry_parent WHERE child = ? ORDER BY parent"
_NOT_SHOWN: Final = """
SELECT id, case_id FROM entry WHERE kind = 'record' AND position NOT IN (SELECT position FROM head)
AND id NOT IN (SELECT parent FROM entry_parent)"""
_WRONGLY_SHOWN: Final = """
SELECT entry.id, entry.case_id FROM head LEFT JOIN entry ON entry.position = head.position
WHERE entry.id IS NULL OR entry.kind <> 'record' OR entry.id IN (SELECT parent FROM entry_parent)"""


def verify(
    vault: Vault,
    *,
    check: Check,
    project: Callable[[Entry], Projection | None] | None = None,
    anchors: Mapping[str, tuple[int, str]] | None = None,
    definition_of: DefinitionOf | None = None,
    every_signature: bool = False,
) -> Report:
    """Go through everything; changes nothing.

    Every header and content is hashed, every chain of a device and of a lane followed. A chain's last signature
    proves all before it, so only that one is checked unless ``every_signature`` asks for each. ``anchors`` are
    sequence and hash of a device's entry, kept outside the file: they show a file cut short or put back. ``project``
    tells records that are meant to show in no list; without it every record is. ``definition_of`` tells which
    definitions of forms the program has; without it none are compared.
    """
    vault.checkpoint()
    found: list[Discrepancy] = []
    walk = None
    try:
        with vault.read() as cursor:
            found += _file(vault, cursor)
            whole = {row[0] for row in cursor.execute("SELECT id FROM device WHERE whole_chain = 1").fetchall()}
            walk = ChainWalk(check, whole=whole, anchors=anchors or {}, every_signature=every_signature)
            found += walk.follow(cursor)
            found += _definitions(walk, definition_of)
            found += _contents(cursor)
            found += _parents(cursor)
            found += _views(cursor, project)
    except DeviceError:
        found.append(Discrepancy("file", "the file is damaged: part of it cannot be read"))
    return Report(tuple(found), walk.entries if walk else 0)


def _file(vault: Vault, cursor: Cursor) -> Iterator[Discrepancy]:
    for row in cursor.execute("PRAGMA cipher_integrity_check").fetchall():
        yield Discrepancy("file", f"the file is damaged: {row[0]}")
    for row in cursor.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield Discrepancy("file", "the file is damaged: its pages do not fit together")
            break
    counted = cursor.execute("PRAGMA page_count").fetchone()
    if counted is not None and vault.path.stat().st_size != counted[0] * pages.SIZE:
        yield Discrepancy("file", f"the file is damaged: it should have {counted[0]} pages")


def _definitions(walk: ChainWalk, definition_of: DefinitionOf | None) -> Iterator[Discrepancy]:
    """Compare the definitions that records were made with with those this program has."""
    if definition_of is None:
        return
    for named, use in sorted(walk.definitions.items()):
        here = definition_of(named.form, named.version)
        if here == named.digest:
            continue
        others = f" and {use.entries - 1} more" if use.entries > 1 else ""
        where = f"entry {use.entry} of {lane_name(use.case)}{others}"
        form = f"form {named.form}, version {named.version}"
        what = f"made with another definition of {form}" if here else f"made with {form}, which this program lacks"
        yield Discrepancy("form", f"{where}: {what}", use.entry, use.case or "")


def _contents(cursor: Cursor) -> Iterator[Discrepancy]:
    for entry, case in cursor.execute(_UNEXPLAINED).fetchall():
        yield _in(case, "content", entry, "its content is missing, and no erasure says so")
    for (position,) in cursor.execute(_STRAY).fetchall():
        yield Discrepancy("content", f"there is content at place {position} without its entry")


def _parents(cursor: Cursor) -> Iterator[Discrepancy]:
    for child, parent, case in cursor.execute(_NO_PARENT).fetchall():
        yield _in(case, "parent", child, f"what it corrects, {parent}, is missing")
    for child, case in cursor.execute(_OTHER_RECORD).fetchall():
        yield _in(case, "parent", child, "it corrects an entry of another record")
    for entry, case, text in cursor.execute(_WITH_PARENTS).fetchall():
        kept = [row[0] for row in cursor.execute(_PARENTS, (entry,)).fetchall()]
        if kept != _parents_in(text):
            yield _in(case, "parent", entry, "what it corrects was changed")


def _parents_in(text: str) -> list[str] | None:
    """The parents a header names; ``None`` where it cannot be read, which the chains have said."""
    try:
        return sorted(header_of(text).parents)
    except msgspec.DecodeError:
        return None


def _in(case: str | None, fault: Fault, entry: str, what: str) -> Discrepancy:
    return Discrepancy(fault, f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")


def _is_meant_to_show(cursor: Cursor, entry: str, project: Callable[[Entry], Projection | None] | None) -> bool:
    if project is None:
        return True
    try:
        held = find(cursor, entry)
        return held is not None and project(held) is not None
    except (NotFound, faults.DamagedFile):  # no such form here, or no header: found and said already
        return False


def _views(cursor: Cursor, project: Callable[[Entry], Projection | None] | None) -> Iterator[Discrepancy]:
    for entry, case in cursor.execute(_NOT_SHOWN).fetchall():
        if _is_meant_to_show(cursor, entry, project):
            yield _in(case, "view", entry, "it is current, but not in the lists; rebuild them")
    for entry, case in cursor.execute(_WRONGLY_SHOWN).fetchall():
        yield _in(case, "view", entry, "it is not current, but in the lists; rebuild them")
