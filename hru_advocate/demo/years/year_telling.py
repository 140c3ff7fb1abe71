"""A made-up case told over any of ten years, and names enough for thousands of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hru_advocate.demo.cast import MadeUpPerson, Names, Raw, Telling
from hru_advocate.demo.years.unit_calendar import UnitCalendar
from hru_advocate.domain.moments import day_in_words


class ManyNames(Names):
    """Gives out made-up names; one that is taken gets a second last name, so that few are two people's."""

    def draw(self, *, woman: bool, among: Sequence[str] = (), last: str = "") -> MadeUpPerson:
        """A person of one of the communities, related when a last name is given."""
        taken = self.used
        self.used = set()  # the twelve tries for a free name find none after a year
        named = super().draw(woman=woman, among=among, last=last)
        self.used = taken
        if named.full in taken and not last:
            other = self.rng.choice([one for one in named.community.last if one != named.last])
            named = MadeUpPerson(named.first, f"{named.last}-{other}", woman, named.community)
        taken.add(named.full)
        return named


@dataclass
class YearTelling(Telling):
    """One case of the years, from its referral to ``now``: the day it closes, or today.

    Its moments are written as a day and a time and are not read again; nothing is done on quiet days.
    """

    calendar: UnitCalendar = field(kw_only=True)

    def told(self, moment: datetime) -> Raw:
        """A moment as day and time."""
        return told_at(moment)

    def working(self, moment: datetime) -> datetime:
        """The same day or a day before it that was worked, in working hours, never later than now."""
        found = super().working(moment)
        while self.calendar.quiet(found.date()):
            found -= timedelta(days=1)
        return found


def told_at(moment: datetime) -> Raw:
    """A moment in words with its place, as it is kept once it was read."""
    start = f"{moment:%Y-%m-%dT%H:%M}"
    return {"told": f"{day_in_words(moment.date())}, {moment:%H:%M}", "start": start, "end": start, "exact": True}
