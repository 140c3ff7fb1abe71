"""Kinds of question whose answer is a time: of something that happened, a day, a birth, an hour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from hru_advocate.domain.births import Birth, BirthAsTold, birth_in_words, read_birth
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kind import Kind, clean_text, is_clean
from hru_advocate.domain.moments import (
    Moment,
    all_the_time,
    day_in_words,
    moment_asked_for,
    moment_in_words,
    read_again,
    read_time,
    read_written_day,
    says_an_hour,
)
from hru_advocate.errors import InvalidAnswer

_LONGEST_TIME: Final = 200
_FIRST: Final = date(1500, 1, 1)
_LAST: Final = date(2700, 1, 1)
"""Days beyond these no words give. Pages go from day to day, and the calendar has an end."""

_PLACED: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")


def read_time_told(field: Field, raw: object, asking: Asking) -> Moment:
    """Place words about time now, or keep a moment that was placed when the words were typed.

    A placed moment comes as its parts, so that *yesterday* in a draft does not move on with the days.
    """
    if not isinstance(raw, Mapping):
        words = clean_text(field, raw, lines=False, most=_LONGEST_TIME)
        return Moment(words.strip()) if all_the_time(words) else moment_asked_for(words, asking.now, field.direction)
    told = clean_text(field, raw.get("told"), lines=False, most=_LONGEST_TIME)
    if raw.get("start") is None:
        if all_the_time(told):
            return Moment(told)
        on = raw.get("on")
        return read_again(Moment(told, on=on if isinstance(on, str) else ""), asking.now, field.direction)
    refusal = InvalidAnswer(field.id, "This needs words or a date. Nothing was saved; type it again.")
    try:
        moment = msgspec.convert({**raw, "told": told}, Moment)
    except msgspec.ValidationError:
        raise refusal from None
    if not is_kept(moment):
        raise refusal
    return moment


def _is_placed(text: str) -> bool:
    """Say whether an ISO day, or a time of one, is near enough to any life to be reckoned with."""
    try:
        return _PLACED.fullmatch(text) is not None and _FIRST <= datetime.fromisoformat(text).date() <= _LAST
    except ValueError:
        return False


def is_kept(moment: Moment) -> bool:
    """Say whether a check could have given this time: in words, and placed on days that can be or not at all."""
    start, end = moment.start, moment.end
    if not is_clean(moment.told, lines=False, most=_LONGEST_TIME) or (moment.on and not _is_placed(moment.on)):
        return False
    if start is None or end is None:
        return start is end and not moment.exact
    return _is_placed(start) and _is_placed(end) and start[:10] <= end[:10]


class WhenKind(Kind[Moment]):
    """A time something happened, vague or exact, kept as told."""

    def __init__(self) -> None:
        super().__init__(Moment)

    def check(self, field: Field, raw: object, asking: Asking) -> Moment:
        """Take words ("about 3 am Tuesday"), an ISO date or time, or a moment placed when it was told."""
        return read_time_told(field, raw, asking)

    def keeps(self, field: Field, value: Moment) -> bool:
        """As told, on days that can be or not placed."""
        return is_kept(value)

    def in_words(self, field: Field, value: Moment) -> str:
        """As told, with the day it means."""
        return moment_in_words(value)

    def example(self, field: Field) -> object:
        """A vague time."""
        return "about 3 am on Tuesday" if field.direction == "past" else "Friday 10:00"


class DateKind(Kind[date]):
    """A day."""

    def __init__(self) -> None:
        super().__init__(date)

    def check(self, field: Field, raw: object, asking: Asking) -> date:
        """Take an ISO date or the ways people write one; the day must be certain."""
        text = clean_text(field, raw, lines=False, most=100)
        written = read_written_day(text)
        # A day to come that was set long ago stays when its record is corrected; one gone by is what it says.
        if written is not None and (field.direction != "past" or written <= asking.now.date()):
            return written
        if says_an_hour(text, asking.now):
            raise InvalidAnswer(
                field.id,
                "This takes a day alone: the hour would be lost here. Nothing was saved; type the day, and write the "
                "hour in a note or where it is asked for.",
            )
        moment = moment_asked_for(text, asking.now, field.direction)
        day = moment.day if moment.until_midnight else moment.one_day  # tonight, last night
        if day is None:
            side = {"past": " gone by", "future": " to come", "either": ""}[field.direction]
            such = day_in_words(asking.now.date() + timedelta(days=14 if field.direction == "future" else -14))
            raise InvalidAnswer(field.id, f"This needs a day{side}, such as {such}. Nothing was saved; type it again.")
        return day

    def keeps(self, field: Field, value: date) -> bool:
        """A day that can be reckoned with, whether it has come or not."""
        return _FIRST <= value <= _LAST

    def in_words(self, field: Field, value: date) -> str:
        """3 Nov 2026."""
        return day_in_words(value)

    def example(self, field: Field) -> object:
        """A day soon, or one gone."""
        return "2026-12-01" if field.direction == "future" else "2026-11-20"


class BornKind(Kind[Birth]):
    """The birth of somebody: a day, or an age or a year as told."""

    def __init__(self) -> None:
        super().__init__(Birth)

    def check(self, field: Field, raw: object, asking: Asking) -> Birth:
        """Take a day gone by, an age, a year, or the parts of a birth that was placed when it was told."""
        if isinstance(raw, Mapping):
            return _birth(field, raw)
        born = read_birth(clean_text(field, raw, lines=False, most=100), asking.now)
        if born is None:
            raise InvalidAnswer(
                field.id,
                "This needs a day gone by, an age or a year, such as 14 Jun 1985, 34 or about 1965. "
                "Nothing was saved; type it again.",
            )
        return born

    def keeps(self, field: Field, value: Birth) -> bool:
        """A day, or words with the days they may mean."""
        return _FIRST <= value <= _LAST if isinstance(value, date) else super().keeps(field, value)

    def in_words(self, field: Field, value: Birth) -> str:
        """The day, or the words as told with the years they mean."""
        return birth_in_words(value)

    def example(self, field: Field) -> object:
        """An age, as most people have it."""
        return "about 34"


def _birth(field: Field, raw: Mapping[object, object]) -> Birth:
    """A birth as told, from its parts: *34* in a draft or a correction keeps meaning what it meant when it was said."""
    told = clean_text(field, raw.get("told"), lines=False, most=100)
    refusal = InvalidAnswer(field.id, "This needs a day, an age or a year. Nothing was saved; type it again.")
    try:
        born = msgspec.convert({**raw, "told": told}, BirthAsTold)
    except msgspec.ValidationError:
        raise refusal from None
    days = [born.first, born.last, born.on]
    if not all(_is_placed(day) and "T" not in day for day in days) or days != sorted(days):
        raise refusal
    return born


class TimeKind(Kind[str]):
    """A time of day on the 24-hour clock."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take 09:30 or 9.30 am; kept as HH:MM."""
        text = clean_text(field, raw, lines=False, most=40)
        clock = read_time(text, asking.now)
        if clock is None:
            raise InvalidAnswer(field.id, "This needs a time, such as 16:30. Nothing was saved; type it again.")
        return f"{clock:%H:%M}"

    def keeps(self, field: Field, value: str) -> bool:
        """An hour and a minute that there are."""
        return re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value) is not None

    def in_words(self, field: Field, value: str) -> str:
        """16:30."""
        return value

    def example(self, field: Field) -> object:
        """Half past four."""
        return "16:30"
