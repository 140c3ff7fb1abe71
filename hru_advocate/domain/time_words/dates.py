"""Words that mean one day: a date, a weekday, a day counted from today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.time_words.frame import Days, Frame, day_at, month_of, one_day
from hru_advocate.domain.time_words.named_days import nth_weekday
from hru_advocate.domain.time_words.pieces import (
    DAY,
    MONTH,
    OF_MONTH,
    STEP,
    THE,
    WEEKDAY,
    WHICH,
    YEAR,
    Parts,
    dated,
    further,
    int_of,
    months_meant,
    nearest_date,
    ways,
    year_of,
    years_around,
)

_WHICH_ONE: Final = r"(?P<which>last|this|next|past|coming)"
_GONE: Final = r"(?: (?P<after>last(?! thing)|gone|just gone))?"
_WEEKS: Final = r"(?:(?:a|n(?P<least>\d+)) )?(?P<length>week|fortnight)"
_JUST_GONE: Final = timedelta(days=31)
_NEAR_YEARS: Final = 15
"""Years from this one that two figures behind a month are likely to mean."""

_SINGLE: Final = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}


def _iso(found: Parts, _frame: Frame) -> Days | None:
    return dated(day_at(*(int(part) for part in found["iso"].split("-"))))


def _of_two_figures(year: int, month: int, day: int, frame: Frame) -> date | None:
    """A day of a year of two figures; nobody is born in days to come."""
    found = day_at(year, month, day)
    return day_at(year - 100, month, day) if frame.born and found and found > frame.today else found


def _two_figures(found: Parts, frame: Frame) -> Days | None:
    day, month, year = (int(part) for part in found["parts"].split("/"))
    return dated(_of_two_figures(frame.year_of(year), month, day, frame))


def _date_of_year(found: Parts, frame: Frame) -> Days | None:
    year = year_of(found, frame)
    if year is None:
        return None
    month, day = int_of(found, "month"), int_of(found, "day")
    return dated(day_at(year, month, day) if found["year"][0] == "y" else _of_two_figures(year, month, day, frame))


def _date(found: Parts, frame: Frame) -> Days | None:
    """A day without its year: the nearest; where what is to come is asked for, one just gone is a slip."""
    month, day = int_of(found, "month"), int_of(found, "day")
    days = [day_at(year, month, day) for year in years_around(frame)]
    gone = frame.ahead and any(one and one < frame.today <= one + _JUST_GONE for one in days)
    return None if gone else nearest_date(iter(days), frame)


def _month_with_figure(found: Parts, frame: Frame) -> Days | None:
    """Nov 24: the 24th of November, and the November of 2024 too, where that lies on the side that is asked for."""
    day, years = _date(found, frame), frame.year_of(int_of(found, "day")) - frame.today.year
    near = 0 <= (years if frame.ahead else -years) <= _NEAR_YEARS
    return replace(day, or_else="year") if day and found["bare"] and near else day


def _day_of_month(found: Parts, frame: Frame) -> Days | None:
    """The 14th: the nearest one; the 14th of last month."""
    if found["which"]:
        first, _last = month_of(frame.today.year, frame.today.month + STEP[found["which"]])
        return dated(day_at(first.year, first.month, int_of(found, "day")))
    months = (month_of(frame.today.year, frame.today.month + step)[0] for step in range(-2, 3))
    return nearest_date((day_at(first.year, first.month, int_of(found, "day")) for first in months), frame)


def _weekday_of_month(found: Parts, frame: Frame) -> Days | None:
    """Monday the 14th: that of this month, or of the two beside it. Another is a slip, and no day four months off."""
    months = (month_of(frame.today.year, frame.today.month + step)[0] for step in range(-2, 3))
    days = (day_at(first.year, first.month, int_of(found, "day")) for first in months)
    return nearest_date((day for day in days if day and day.weekday() == int_of(found, "weekday")), frame)


def _weekday_with_figure(found: Parts, frame: Frame) -> Days | None:
    """Fri 6: six o'clock on Friday, and Friday the 6th too where there is one near; then it is neither for certain."""
    day = _weekday_of_month(found, frame)
    return replace(day, or_else="hour") if day else None


def _weekday(found: Parts, frame: Frame) -> Days | None:
    """A weekday alone is the nearest; ``next`` may be the coming one or that of next week."""
    wanted, today = int_of(found, "weekday"), frame.today
    before = today - timedelta(days=(today.weekday() - wanted) % 7)
    after = today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    which = found["which"] or found["after"]
    if which in ("last", "past", "gone", "just gone"):
        before -= timedelta(days=7 if before == today else 0)
        return Days(before, before, "told")
    if which == "coming":
        return one_day(after) if frame.ahead else None
    if which == "next":
        in_next_week = today + timedelta(days=7 - today.weekday() + wanted)
        return Days(after, max(after, in_next_week))
    day = after if frame.ahead else before
    if which == "this":
        day = today - timedelta(days=today.weekday() - wanted)
        return Days(day, day)
    return Days(day, day, "weekday")


def _weekday_of_week(found: Parts, frame: Frame) -> Days | None:
    monday = frame.today - timedelta(days=frame.today.weekday()) + timedelta(days=7 * STEP[found["which"]])
    return one_day(monday + timedelta(days=int_of(found, "weekday")))


def _weekday_before_last(found: Parts, frame: Frame) -> Days | None:
    back = (frame.today.weekday() - int_of(found, "weekday")) % 7 or 7
    return one_day(frame.today - timedelta(days=back + 7))


def _weeks_from_weekday(found: Parts, frame: Frame) -> Days | None:
    """Tuesday week, a week on Tuesday, a fortnight last Monday."""
    weeks = _weeks(found)
    if found["past"] or not frame.ahead:
        back = (frame.today.weekday() - int_of(found, "weekday")) % 7 or 7
        return one_day(frame.today - timedelta(days=back + 7 * weeks)) if found["past"] else None
    on = (int_of(found, "weekday") - frame.today.weekday()) % 7 or 7
    return one_day(frame.today + timedelta(days=on + 7 * weeks))


def _weeks_from_day(found: Parts, frame: Frame) -> Days | None:
    """A week today, two weeks tomorrow, a week ago yesterday."""
    day = _SINGLE[found["from"]]
    back = found["from"] == "yesterday" or bool(found["ago"])
    return one_day(frame.today + timedelta(days=day + 7 * _weeks(found) * (-1 if back else 1)))


def _months_from_day(found: Parts, frame: Frame) -> Days | None:
    """A month ago today, six months from tomorrow: the same day of another month."""
    if bool(found["ago"]) == frame.ahead:
        return None
    day = frame.today + timedelta(days=_SINGLE[found["from"]])
    return one_day(further(day, int(found["least"] or 1) * (-1 if found["ago"] else 1), found["unit"]))


def _today_still(found: Parts, frame: Frame) -> Days | None:
    return one_day(frame.today) if (found["part"] == "later") == frame.ahead else None


def _weeks(found: Parts) -> int:
    return int(found["least"] or 1) * (2 if found["length"] == "fortnight" else 1)


def _single(found: Parts, frame: Frame) -> Days | None:
    return one_day(frame.today + timedelta(days=_SINGLE[found["single"]]))


def _nth(found: Parts, frame: Frame) -> Days | None:
    """The first Monday of May, the last Friday in October 2025."""
    nth = 0 if found["nth"] == "last" else int(found["nth"][1:])
    if nth > 5:
        return None
    firsts = (first for first, _last in months_meant(found, frame))
    days = (nth_weekday(first.year, first.month, int_of(found, "weekday"), nth) for first in firsts)
    return dated(next(days, None)) if found["year"] else nearest_date(days, frame)


def _last_of_month(found: Parts, frame: Frame) -> Days | None:
    """The last day of the month, of February 2028."""
    days = (last for _first, last in months_meant(found, frame))
    return dated(next(days, None)) if found["year"] else nearest_date(days, frame)


DATES: Final = ways(
    (
        rf"(?:on )?(?:the |this (?!w))?(?:{_WHICH_ONE} )?{WEEKDAY}{_GONE}(?: \.)?",
        _weekday,
    ),
    (
        rf"{_WEEKS} (?:on |from )?(?P<past>ago on |ago last |ago |last )?{WEEKDAY}",
        _weeks_from_weekday,
    ),
    (
        rf"{_WEEKS} (?P<ago>ago )?(?:from )?(?P<from>today|tomorrow|yesterday)",
        _weeks_from_day,
    ),
    (
        r"(?:an?|n(?P<least>\d+)) (?P<unit>month|year) (?P<ago>ago )?(?:from )?(?P<from>today|tomorrow|yesterday)",
        _months_from_day,
    ),
    (r"(?P<part>earlier|later) (?:on )?today", _today_still),
    (r"(?:on )?d(?P<iso>\d{4}-\d\d-\d\d)", _iso),
    (r"(?:on )?t(?P<parts>[\d/]+)", _two_figures),
    (rf"(?:on )?{DAY}(?: of)? {MONTH}(?: \.)?(?: ,)? {YEAR}", _date_of_year),
    (rf"(?:on )?{MONTH}(?: \.)? {DAY}(?: ,)? {YEAR}", _date_of_year),
    (rf"(?:on )?{DAY}(?: of)? {MONTH}", _date),
    # after its month, 09 alone is a year
    (rf"(?:on )?{MONTH}(?: \.)? (?!z)(?=(?P<bare>n\d\d)?){DAY}", _month_with_figure),
    (rf"{THE}o(?P<day>\d+)(?: of (?:the|(?P<which>last|this|next)) month)?", _day_of_month),
    (rf"{THE}last day of {OF_MONTH}", _last_of_month),
    (rf"{THE}{WEEKDAY} (?:the )?o(?P<day>\d+)", _weekday_of_month),
    (
        rf"{THE}{WEEKDAY} n(?P<day>[1-9]|1[0-2])(?! (?:m\d|of m\d|oclock|ish|or so|to|past|minute|noon|at|in the|n\d))",
        _weekday_with_figure,
    ),
    (rf"(?:on )?(?:the )?{WEEKDAY}(?: of| in)? {WHICH} week", _weekday_of_week),
    (rf"{WHICH} week (?:, )?(?:on )?(?:the )?{WEEKDAY}", _weekday_of_week),
    (rf"{THE}(?:{WEEKDAY} before last)", _weekday_before_last),
    (rf"(?:on )?{WEEKDAY} (?P<length>week|fortnight)", _weeks_from_weekday),
    (r"(?P<from>today|tomorrow|yesterday) (?P<length>week|fortnight)", _weeks_from_day),
    (rf"(?P<single>{'|'.join(_SINGLE)})", _single),
    (rf"{THE}(?P<nth>o\d|last) {WEEKDAY} (?:in|of) {OF_MONTH}", _nth),
)
"""The ways to say one day."""
