"""The life of the made-up unit besides its cases: its people, and questions asked of it all the years long."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Final

from hru_advocate.clock import ZONE
from hru_advocate.demo.consultations import asked_then
from hru_advocate.demo.records.closing import people_of_the_unit
from hru_advocate.demo.years.batch_saving import BatchSaving, CaseInYears
from hru_advocate.demo.years.unit_calendar import UnitCalendar

_A_YEAR: Final = 30


def begin_unit(road: BatchSaving) -> None:
    """Note the unit's people on its first day."""
    for raw in people_of_the_unit(road.session.now().date()):
        road.write(CaseInYears(), "colleague", raw)


def consultation_moments(calendar: UnitCalendar, rng: random.Random, first: date, last: date) -> list[datetime]:
    """The moments at which somebody asks: about thirty a year."""
    span = (last - first).days
    days = (
        calendar.worked_before(last - timedelta(days=rng.randrange(span + 1))) for _ in range(span * _A_YEAR // 365)
    )
    return [datetime.combine(day, time(rng.randint(9, 15), rng.randrange(60)), ZONE) for day in days if day >= first]


def consult(road: BatchSaving, rng: random.Random) -> None:
    """Note one question with its answer."""
    road.write(CaseInYears(), "consultation", asked_then(rng, road.session.now().date()))
