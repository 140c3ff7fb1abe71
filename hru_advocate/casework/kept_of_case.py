"""Knowledge kept between two questions of a page: of the case in hand, and of the cases a page of many goes through.

A page of a case asks several times, and each answer needs the victim, the people and the plan again; reading a record
means decrypting its page of the file and reading its answers by its form. A page of many cases is gone to again after
every save, which changes one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from hru_advocate.store import counted
from hru_advocate.store.vault_file.vault import Vault

T = TypeVar("T")

_UNIT: Final = ""
"""Stands for the unit's own among the cases in which something was written."""


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


@dataclass(frozen=True, slots=True)
class _FoundUpTo:
    """Findings up to an entry, which stood at a position, with the bodies that had come late by then."""

    position: int
    entry: str | None
    filled: int
    found: tuple[str, ...]


class FoundInEntries:
    """Keeps what was found in the entries of each case, and looks through those alone that were written since.

    What an entry said is never unsaid, however long a case is; where entries were undone, or got their bodies late, all
    is gone through again.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._read: dict[str, _FoundUpTo] = {}

    def get(self, case: str, look: Callable[[int], Iterable[str]]) -> tuple[str, ...]:
        """Everything ``look`` found in a case; it is handed the position behind which it has not looked yet."""
        nothing = _FoundUpTo(0, None, self._vault.filled, ())
        before = self._read.get(case, nothing)
        if before.filled != nothing.filled or counted.entry_at(self._vault, before.position) != before.entry:
            before = nothing
        position = counted.position_now(self._vault)
        found = tuple(dict.fromkeys((*before.found, *look(before.position))))
        self._read[case] = _FoundUpTo(position, counted.entry_at(self._vault, position), nothing.filled, found)
        return found


class KeptOfCases:
    """Keeps what was worked out of single cases for pages of many, each until something is written in its case.

    An answer kept here comes from the entries of its case, from the unit's own and from the day, and from nothing else.
    Another day, or an entry of the unit's own, lets everything go; so does whatever is undone, and a body that comes
    later than its entry.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._state: tuple[int, int] | None = None
        self._day: date | None = None
        self._position = self._filled = 0
        self._entry: str | None = None
        self._kept: dict[str, dict[Hashable, Any]] = {}

    def get(self, case: str, what: Hashable, day: date, make: Callable[[], T]) -> T:
        """Something of a case as it is on a day, kept or made now."""
        self._let_go(day)
        held = self._kept.setdefault(case, {})
        if what not in held:
            held[what] = make()
        kept: T = held[what]
        return kept

    def holds(self, case: str, what: Hashable, day: date) -> bool:
        """Say whether something of a case need not be made now."""
        self._let_go(day)
        return what in self._kept.get(case, ())

    def all_of(self, what: Hashable, day: date) -> dict[str, Any]:
        """Something of each case of which it need not be made now, asked once for a page that goes through them all."""
        self._let_go(day)
        return {case: held[what] for case, held in self._kept.items() if what in held}

    def _let_go(self, day: date) -> None:
        state = self._vault.state()
        if (state, day) == (self._state, self._day):
            return
        position = counted.position_now(self._vault)
        follows = day == self._day and self._vault.filled == self._filled
        follows = follows and counted.entry_at(self._vault, self._position) == self._entry
        changed = counted.changed_since(self._vault, self._position) if follows else [_UNIT]
        if _UNIT in changed:
            self._kept.clear()
        for case in changed:
            self._kept.pop(case, None)
        self._state, self._day, self._filled = state, day, self._vault.filled
        self._position, self._entry = position, counted.entry_at(self._vault, position)
