"""The current records of the case in hand, kept between two questions of a page.

A page of a case asks several times, and each answer needs the victim, the people and the plan again; reading a record
means decrypting its page of the file and reading its answers by its form.
"""

from __future__ import annotations

from collections.abc import Callable

from hru_advocate.domain.ledger.records import Record
from hru_advocate.store.vault_file.vault import Vault


class KeptHeads:
    """Current records by slot, of one case and of the unit, until the file changes in any way.

    Whatever is written, undone or brought in moves the file's state on, and everything kept is read again.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._state = vault.state()
        self._case: str | None = None
        self._kept: dict[tuple[str | None, str], list[Record]] = {}

    def read(self, case: str | None, slot: str, read: Callable[[], list[Record]]) -> list[Record]:
        """The records of a case in a slot: kept, or read now. Another case lets the records of the last one go."""
        state = self._vault.state()
        if state != self._state or case not in (None, self._case):
            self._kept = {key: records for key, records in self._kept.items() if state == self._state and not key[0]}
            self._state, self._case = state, case or self._case
        if (case, slot) not in self._kept:
            self._kept[case, slot] = read()
        return list(self._kept[case, slot])
