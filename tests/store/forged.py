"""What somebody with the key and a database tool could do, leaving the file's own rules as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault


@contextmanager
def without_triggers(vault: Vault) -> Iterator[Cursor]:
    """Take every trigger away for as long as something is forged, and put them back as they were."""
    with vault.write() as cursor:
        rows = cursor.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in rows:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _name, sql in rows:
            cursor.execute(sql)
