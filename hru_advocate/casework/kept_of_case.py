"""Knowledge of the case in hand, kept between two questions of a page.

A page of a case asks several times, and each answer needs the victim, the people and the plan again; reading a record
means decrypting its page of the file and reading its answers by its form.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from hru_advocate.store.vault_file.vault import Vault

T = TypeVar("T")


class KeptOfCase:
    """Keeps what was read or worked out of one case and of the unit, until the file changes in any way.

    Whatever is written, undone or brought in moves the file's state on, and everything kept is made again.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._state = vault.state()
        self._case: str | None = None
        self._kept: dict[tuple[str | None, Hashable], Any] = {}

    def get(self, case: str | None, what: Hashable, make: Callable[[], T]) -> T:
        """Something of a case, kept or made now. Another case lets what was kept of the last one go."""
        state = self._vault.state()
        if state != self._state or case not in (None, self._case):
            self._kept = {key: one for key, one in self._kept.items() if state == self._state and not key[0]}
            self._state, self._case = state, case or self._case
        if (case, what) not in self._kept:
            self._kept[case, what] = make()
        kept: T = self._kept[case, what]
        return kept
