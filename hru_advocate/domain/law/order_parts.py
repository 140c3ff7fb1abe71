"""The parts of an order: each of its conditions, and who holds a copy of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class OrderCondition:
    """One condition of an order: what it is about, its words, and its own end where it ends before the rest."""

    index: int
    kind: str
    kind_words: str
    words: str
    until: date | None = None
    lifted_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day on which its order does: through its last day, and until it is lifted."""
        return self.over_from is None or day < self.over_from

    @property
    def over_from(self) -> date | None:
        """The first day on which it does not hold, as far as one was told."""
        ends = (self.until + timedelta(days=1) if self.until else None, self.lifted_on)
        return min((day for day in ends if day), default=None)

    def before(self, last: date | None) -> date | None:
        """Its own last day, where that comes before the last day of its order; ``None`` where it ends with that."""
        return self.until if self.until and (last is None or self.until < last) else None

    def own_end(self, day: date, last: date | None, day_words: Callable[[date], str]) -> str:
        """Say on a day when it ends or was lifted, where that is not the end of its order; nothing where it is."""
        if self.lifted_on and self.lifted_on <= day:
            return f"lifted {day_words(self.lifted_on)}"
        if own := self.before(last):
            return f"{'until' if own >= day else 'ended'} {day_words(own)}"
        return ""


def forbidden(conditions: Iterable[OrderCondition], day: date) -> frozenset[tuple[str, str]]:
    """The sort and words of everything that conditions forbid on a day."""
    return frozenset((one.kind, one.words) for one in conditions if one.holds_on(day))


@dataclass(frozen=True, slots=True)
class CopyHolder:
    """Somebody who holds a copy of an order, in words, and since when."""

    words: str
    since: date | None = None
