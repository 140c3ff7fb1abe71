"""Waits for the first contact in a sentence, told so that nobody works out how few were not reached.

They are out of everybody taken on, those not reached yet included: else half of the few that were reached would pass
for half of all. That a part of the sentence stands there tells that at least so many were reached, and that it is
missing that fewer were. Both have to leave room for five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from hru_advocate.domain.outcomes.suppression import LEAST

FOR_HALF: Final = 2 * LEAST + 1
"""The people that half of them need: five may be left on either side, whether the half was reached or not."""
FOR_QUARTERS: Final = 4 * LEAST + 1
"""The people that a quarter and three quarters need."""
_WORDS: Final = ((2, "half"), (1, "a quarter"), (3, "three quarters"))


@dataclass(frozen=True)
class Waits:
    """The days each who was reached waited, out of everybody taken on.

    ``told`` says whether everybody is a number that is shown, ``known`` whether the number reached is.
    """

    everybody: int
    days: tuple[int, ...]
    told: bool
    known: bool

    @cached_property
    def _parts(self) -> tuple[tuple[str, int], ...]:
        """Each part that may be told, and the number of people it is."""
        enough = {2: FOR_HALF, 1: FOR_QUARTERS, 3: FOR_QUARTERS}
        return tuple(
            (words, -(-quarters * self.everybody // 4))
            for quarters, words in _WORDS
            if self.told and self.everybody >= enough[quarters]
        )

    @property
    def sentence(self) -> str:
        """The days within which half, a quarter, three quarters were reached; "" where none can be said."""
        days = sorted(self.days)
        said = [f"{words} within {_days(days[rank - 1])}" for words, rank in self._parts if rank <= len(days)]
        return f"Of all of them at least {', '.join(said)} of being referred." if said else ""

    @property
    def least(self) -> int:
        """The fewest that a reader knows to be reached."""
        return (
            len(self.days)
            if self.known
            else max((rank for _, rank in self._parts if rank <= len(self.days)), default=0)
        )

    @property
    def most(self) -> int:
        """The most that can be reached, as far as a reader knows."""
        if self.known:
            return len(self.days)
        return min((rank - 1 for _, rank in self._parts if rank > len(self.days)), default=self.everybody)


def gives_nobody_away(whole: Waits, parts: Sequence[Waits]) -> bool:
    """Say whether the sentence of a whole and those of its parts leave room for five in each part, reached or not."""
    return all(low <= part.everybody - LEAST and high >= LEAST for part, low, high in _read_together(whole, parts))


def _read_together(whole: Waits, parts: Sequence[Waits]) -> Iterator[tuple[Waits, int, int]]:
    """Yield each part whose number reached is not shown, with the fewest and most it can be beside the others."""
    least, most = sum(one.least for one in parts), sum(one.most for one in parts)
    for one in parts:
        if not one.known and one.everybody >= LEAST:
            yield one, max(one.least, whole.least - (most - one.most)), min(one.most, whole.most - (least - one.least))


def _days(days: int) -> str:
    return "the day itself" if not days else f"{days} day{'' if days == 1 else 's'}"
