"""Words that mean some days: two weeks ago, last month, early March, the summer, a feast, a bank holiday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.time_words.frame import Days, Frame, month_of, one_day
from hru_advocate.domain.time_words.named_days import NAMED, SEASONS, bank_holidays
from hru_advocate.domain.time_words.pieces import (
    COUNT,
    MONTH,
    NAME,
    OF_MONTH,
    STEP,
    THE,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
    Parts,
    count_of,
    further,
    int_of,
    months_meant,
    nearest,
    part_of,
    ways,
    within,
    year_of,
    years_around,
)

_SEASON: Final = "|".join(SEASONS)
_PART: Final = r"(?:(?P<part>early|mid|late|start of|end of|the start of|the end of|earlier|later)(?: in)?(?: the)? )?"
_PART_SAID: Final = r"(?:the )?(?:early|mid|late|start|end|earlier|later) "
_YEARS_ALONE: Final = 1960
"""From when four figures alone are the year of something that happened; *1945* is a time of day as well."""

_WEEKEND: Final = (
    r"(?:at |over |on |during )?(?:the |this (?=coming))?(?:(?P<which>last|this|next|coming) )?weekend"
    r"(?: (?P<twice>before last))?"
)
_SLACK: Final = {"day": 0, "week": 1, "fortnight": 2, "month": 7, "year": 91}


def _ago(found: Parts, frame: Frame) -> Days | None:
    """Two weeks ago is a day more or less; about two weeks ago is more so."""
    (least, most), unit = count_of(found), found["unit"]
    first, last = further(frame.today, -most, unit), further(frame.today, -least, unit)
    slack = timedelta(days=_SLACK[unit] * (2 if found["about"] else 1) + (1 if found["about"] else 0))
    if least > most or first is None or last is None:
        return None
    return Days(first - slack, min(last + slack, frame.today))


def _in(found: Parts, frame: Frame) -> Days | None:
    """In two weeks, 1 week: that day; about two weeks is more or less."""
    if not frame.ahead:
        return None
    (least, most), unit = count_of(found), found["unit"]
    first, last = further(frame.today, least, unit), further(frame.today, most, unit)
    slack = timedelta(days=_SLACK[unit] + 1 if found["about"] else 0)
    if least > most or first is None or last is None:
        return None
    return Days(max(first - slack, frame.today), last + slack)


def _lately(found: Parts, frame: Frame) -> Days | None:
    """Over the last two weeks, within three days: from then until now, or from now until then."""
    count = count_of(found)[1] if found["least"] or found["some"] else 1
    other = further(frame.today, count if found["way"] == "next" else -count, found["unit"])
    if other is None or other.year < 1000:
        return None
    first, last = sorted((other, frame.today))
    return Days(first, last)


def _within_count(found: Parts, frame: Frame) -> Days | None:
    return _lately(Parts(found, way="next" if frame.ahead else "last"), frame)


def _period(found: Parts, frame: Frame) -> Days | None:
    """Last week, this month, next year, the weekend before last; early, in the middle, late in it."""
    which = {"before last": -2, "after next": 2}.get(found["twice"], STEP.get(found["which"], 0))
    today, unit = frame.today, found["unit"]
    if unit == "month":
        first, last = month_of(today.year, today.month + which)
    elif unit == "year":
        first, last = date(today.year + which, 1, 1), date(today.year + which, 12, 31)
    else:
        first = today - timedelta(days=today.weekday()) + timedelta(days=7 * which)
        last = first + timedelta(days=6)
    if not which and found["part"].startswith(("earlier", "later")):  # of a time that goes on: until now, or from now
        return within(Days(first, last), frame) if found["part"].startswith("later") == frame.ahead else None
    return within(part_of(Days(first, last), found["part"]), frame)


def _part_of_this(found: Parts, frame: Frame) -> Days | None:
    """Earlier in the month, the end of the week: of this one, where it can be no other."""
    late = found["part"].startswith(("end", "late", "the end"))
    return _period(found, frame) if frame.ahead or not late else None


def _weekend(found: Parts, frame: Frame) -> Days | None:
    """At the weekend: the last one, or the coming one; on a Saturday it may be this one or the last.

    *Next weekend* may be the coming one or that of next week, as *next Friday* may.
    """
    saturday = frame.today - timedelta(days=frame.today.weekday() - 5)
    which, twice = found["which"], found["twice"]
    last_one = saturday - timedelta(days=7)
    if twice:
        last_one -= timedelta(days=7)
    begun = frame.today >= saturday
    if frame.ahead:
        first = saturday + timedelta(days=7 if begun and which in ("next", "coming") else 0)
        last = saturday + timedelta(days=8) if which == "next" else first + timedelta(days=1)
        return Days(max(first, frame.today), last)
    if which in ("next", "coming") or (which == "this" and not begun):
        return None
    if which == "last" or twice or not begun:
        return Days(last_one, last_one + timedelta(days=1))
    return Days(saturday if which == "this" else last_one, frame.today)


def _month(found: Parts, frame: Frame) -> Days | None:
    """June: the nearest one that has begun, or is to come; June 2019; last June; end of June."""
    month, which = int_of(found, "month"), found["which"]
    if found["year"]:
        year = year_of(found, frame)
        if year is None:
            return None
        return within(part_of(Days(*month_of(year, month)), found["part"]), frame)
    years = sorted(years_around(frame), reverse=not frame.ahead)
    spans = (within(part_of(Days(*month_of(year, month)), found["part"]), frame) for year in years)
    fits = [span for span in spans if span is not None]
    now = frame.today.month == month
    if which and not (which == "this" or (which == "last") != frame.ahead):
        return None
    return fits[1 if now and which in ("last", "next") else 0]


def _season(found: Parts, frame: Frame) -> Days | None:
    first, last = SEASONS[found["season"]]

    def of(year: int) -> Days | None:
        end = last + (12 if last < first else 0)
        return within(part_of(Days(month_of(year, first)[0], month_of(year, end)[1]), found["part"]), frame)

    if found["year"]:
        year = year_of(found, frame)
        return of(year) if year else None
    if found["which"] == "next" and not frame.ahead:
        return None
    fits = [span for year in sorted(years_around(frame), reverse=not frame.ahead) if (span := of(year)) is not None]
    return fits[0]


def _week_of_month(found: Parts, frame: Frame) -> Days | None:
    """The first week of November, the last week of this month: seven days, or what a fifth week has."""

    def week(first: date, last: date) -> Days:
        if found["nth"] == "last":
            return Days(last - timedelta(days=6), last)
        begin = first + timedelta(days=7 * (int(found["nth"][1:]) - 1))
        return Days(begin, min(begin + timedelta(days=6), last))

    weeks = (week(*month) for month in months_meant(found, frame))
    return next((days for one in weeks if (days := within(one, frame)) is not None), None)


def _whole_year(found: Parts, frame: Frame) -> Days | None:
    year = int(found["year"])
    alone = not (found["within"] or found["part"])
    if alone and year < _YEARS_ALONE and year % 100 < 60 and not frame.born:
        return None
    return within(part_of(Days(date(year, 1, 1), date(year, 12, 31)), found["part"]), frame)


def _named(found: Parts, frame: Frame) -> Days | None:
    """A feast: of the year that is said, or the nearest."""
    find = NAMED[found["name"]]
    if found["year"]:
        year = year_of(found, frame)
        return Days(*find(year), "dated") if year else None
    if found["gone"] and frame.ahead:
        return None
    if found["which"] and (found["which"] == "next") != frame.ahead and found["which"] != "this":
        return None
    spans = [within(Days(*find(year)), frame) for year in sorted(years_around(frame), reverse=not frame.ahead)]
    near = next((span for span in spans if span is not None), None)
    return Days(near.first, near.last, "date") if near else None


def _bank_holiday(found: Parts, frame: Frame) -> Days | None:
    days = [day for year in range(frame.today.year - 1, frame.today.year + 2) for day in bank_holidays(year)]
    wanted = found["weekday"] or found["before"]
    if wanted:
        days = [day for day in days if day.weekday() == int(wanted)]
    return one_day(nearest(iter(days), frame))


PERIODS: Final = ways(
    (rf"(?:(?:over|in|during|within|for) )?the (?:last|past) (?:{COUNT} )?{UNIT}(?: or so)?", _lately),
    (rf"(?:(?:over|in|during|within|for) )?(?:last|past) {COUNT} {UNIT}", _lately),
    (rf"(?:at |in )?(?:the )?(?={_PART_SAID}){_PART}(?:the )?(?P<unit>week|month|year)", _part_of_this),
    (
        rf"(?:in |during |at the |at )?(?:the )?{_PART}(?:the )?(?:{WHICH} (?P<unit>week|month|year))",
        _period,
    ),
    (
        rf"(?:in |during |over |at )?(?:the )?{_PART}(?:of )?(?:{WHICH} )?{MONTH}(?: of)?(?: ,)?(?: {YEAR})?",
        _month,
    ),
    (
        rf"(?:in |during |over )?(?:the )?{_PART}(?:the )?(?:{WHICH} )?(?P<season>{_SEASON})(?: of)?(?: {YEAR})?",
        _season,
    ),
    (
        rf"(?:on |at |over |when )?(?:the )?(?:{WHICH} )?(?P<name>{NAME})(?: ,)?(?: {YEAR}|(?P<gone>(?: just)? gone))?",
        _named,
    ),
    (rf"{THE}(?:last )?(?:bank holiday(?: {WEEKDAY})?|w(?P<before>\d) bank holiday)", _bank_holiday),
    (rf"{THE}(?P<nth>o[1-5]|last) week (?:in|of) {OF_MONTH}", _week_of_month),
    (rf"{COUNT} {UNIT} ago", _ago),
    (rf"(?:in )?{COUNT} {UNIT}(?: time| from now| from today| later)?", _in),
    (rf"(?:over|in|during|within) the (?P<way>next) (?:{COUNT} )?{UNIT}", _lately),
    (rf"within {COUNT} {UNIT}", _within_count),
    (r"(?:the )?(?P<unit>week|month|year) (?P<twice>before last|after next)", _period),
    (_WEEKEND, _weekend),
    (rf"(?P<within>in |during )?{_PART}y(?P<year>\d+)", _whole_year),
)
"""The ways to say some days."""
