"""Drafts: what is being typed, kept in the vault within seconds, no evidence, gone when it becomes an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.errors import NotFound
from hru_advocate.store.vault_file import kept
from hru_advocate.store.vault_file.driver import Row
from hru_advocate.store.vault_file.vault import Vault

_COLUMNS: Final = "SELECT id, case_id, form, version, record, parents, body, saved FROM draft"
_ONE: Final = f"{_COLUMNS} WHERE id = ?"
_LIST: Final = f"{_COLUMNS} ORDER BY saved DESC, id"
_OF_CASE: Final = f"{_COLUMNS} WHERE case_id = ? ORDER BY saved DESC, id"
_SAVE: Final = """
INSERT INTO draft (id, case_id, form, version, record, parents, body, saved) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, form = excluded.form, version = excluded.version,
    record = excluded.record, parents = excluded.parents, body = excluded.body, saved = excluded.saved"""

_PARENTS = msgspec.json.Decoder(tuple[str, ...]).decode


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft; ``record`` and ``parents`` are those its entry will have, ``saved`` is UTC in ISO 8601."""

    id: str
    case: str | None
    form: str
    version: int
    record: str
    parents: tuple[str, ...]
    body: bytes
    saved: str


def save(vault: Vault, draft: Draft) -> None:
    """Keep a draft, in place of the one with its id.

    Raises:
        DiskFull, DiskFailed: It was not kept; the one before was.
    """
    parents = msgspec.json.encode(draft.parents).decode()
    values = (draft.id, draft.case, draft.form, draft.version, draft.record, parents, draft.body, draft.saved)
    with vault.write() as cursor:
        kept.change_drafts(vault, cursor, "id = ?", (draft.id,), lambda: cursor.execute(_SAVE, values))


def load(vault: Vault, draft: str) -> Draft:
    """Read one draft.

    Raises:
        NotFound: No draft has that id.
    """
    with vault.read() as cursor:
        row = cursor.execute(_ONE, (draft,)).fetchone()
    if row is None:
        raise NotFound
    return _from_row(row)


def list_all(vault: Vault, *, case: str | None = None) -> list[Draft]:
    """List the drafts, of one case if given, last saved first."""
    with vault.read() as cursor:
        rows = cursor.execute(_LIST) if case is None else cursor.execute(_OF_CASE, (case,))
        return [_from_row(row) for row in rows]


def delete(vault: Vault, draft: str) -> None:
    """Throw a draft away; one that is not there is no fault."""
    with vault.write() as cursor:
        kept.throw_away(vault, cursor, "id = ?", (draft,))


def delete_of_case(vault: Vault, case: str) -> list[str]:
    """Throw every draft of a case away; gives their ids."""
    with vault.write() as cursor:
        return kept.throw_away(vault, cursor, "case_id = ?", (case,))


def _from_row(row: Row) -> Draft:
    return Draft(row[0], row[1], row[2], row[3], row[4], _PARENTS(row[5]), row[6], row[7])
