"""The rule of which backups stay: one for each of the last days and weeks that have any. Counted, never by age.

A clock that is wrong for once must not make good backups look old: a backup stays for as long as fewer than seven
later days, or eight later weeks, have backups of their own. The newest two stay even where both
are of one day: the last is then never the only one of that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

DAYS: Final = 7
"""The days, of those with a backup, of which the newest backup stays."""

LATEST: Final = 2
"""The newest backups, which stay whatever their days."""

WEEKS: Final = 8
"""The weeks (Monday to Sunday), of those with a backup, of which the newest backup stays."""


def to_remove(made: Iterable[datetime], newest: datetime) -> tuple[datetime, ...]:
    """The backups that may go, the oldest first; never the one just made, whatever its clock said."""
    days: dict[date, datetime] = {}
    weeks: dict[tuple[int, int], datetime] = {}
    moments = sorted(set(made), reverse=True)
    for moment in moments:
        days.setdefault(moment.date(), moment)
        weeks.setdefault(moment.isocalendar()[:2], moment)
    stay = {newest, *moments[:LATEST], *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}
    return tuple(sorted(set(moments) - stay))
