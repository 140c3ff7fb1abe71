"""Births: a day, or what is known instead of it: an age, a year, "about 1965"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from hru_advocate.domain.birthdays import birthday_told, figures_for_words
from hru_advocate.domain.moments import day_in_words, read_days
from hru_advocate.domain.time_words.frame import FIRST_YEAR, LAST_YEAR, months_on

OLDEST: Final = 120
"""No age above this is taken; it would be a slip of the keyboard."""

_MORE_THAN_A_YEAR: Final = timedelta(days=400)
_ABOUT: Final = 2
"""Years to either side that *about* leaves open."""

_TENS: Final = {
    word: tens
    for tens, words in enumerate(
        ("teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), start=1
    )
    for word in (words, f"{tens}0s")
}
_PARTS_OF_TEN: Final[Mapping[str, tuple[int, int]]] = {"": (0, 9), "early": (0, 3), "mid": (3, 7), "late": (7, 9)}
_BORN_IN_TENS: Final = re.compile(
    rf"^.*\bborn\s+(?:in|during)\s+the\s+(?P<part>(?:early|mid|late)[\s-]+)?(?P<tens>{'|'.join(_TENS)})$"
)
"""Born in the sixties is a decade; in her sixties is an age."""
_ROUGHLY: Final = r"(?:about|around|roughly|approx(?:imately|\.)?|approx|maybe|perhaps|circa|c\.?|c\.|~)"


class BirthAsTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """A birth whose day is not known: the words, the day they were said, and the days it may have been.

    ``first`` and ``last`` are ISO days, both included. They are worked out when the words are said, so that an age told
    two years ago is two years more today.
    """

    told: str
    on: str
    first: str
    last: str


Birth = date | BirthAsTold
"""The birth of somebody: the day, or what was told instead."""


def read_birth(text: str, now: datetime) -> Birth | None:
    """The birth that words mean ("14/06/85", "34", "about 1965"); ``None`` when they say none, or one to come."""
    told = " ".join(text.split())
    today = now.date()
    plain = _plain(told)
    if (run := _RUN_OF_FIGURES.fullmatch(plain)) is not None:
        plain = "/".join(part for part in run.groups() if part)
    span = _span(figures_for_words(plain), today) or _of_birthday(told, now)
    if span is None:  # in words as typed: of nineteen eighty-five figures would make a day, 19
        span = _of_stated_year(plain, now) if re.search(r"\d", plain) else None
    if span is None:
        return None
    first, last = span[0], min(span[1], today)
    if first > last or first < _years_before(today, OLDEST + 1):
        return None
    return first if first == last else BirthAsTold(told, today.isoformat(), first.isoformat(), last.isoformat())


def _of_birthday(told: str, now: datetime) -> tuple[date, date] | None:
    """The days of birth that an age on a birthday means: turned 16 last May, 18 on 3 December."""
    found = birthday_told(figures_for_words(told.lower().strip(" .")), now)
    if found is None or not 0 < found[0] <= OLDEST:
        return None
    age, first, last = found
    return _years_before(first, age), _years_before(last, age)


def _of_stated_year(plain: str, now: datetime) -> tuple[date, date] | None:
    """The days words mean on whatever day they are told; ``None`` for a birthday without its year: 14 June.

    The nearest one would make a grown-up a baby. Two figures of a year may mean another century a year on or back,
    never both.
    """
    span = read_days(plain, now, born=True)
    around = (read_days(plain, now + _MORE_THAN_A_YEAR * side, born=True) for side in (1, -1))
    return span if span in around or re.search(r"\bago\b", plain) else None


def age_on(born: Birth, day: date) -> tuple[int, int]:
    """The least and the most years somebody may be old on a day; one number twice when the birth is certain.

    Who is born on 29 February is a year older on 1 March of the years that have none.
    """
    first, last = days_of_birth(born)
    return _age(last, day), _age(first, day)


def days_of_birth(born: Birth) -> tuple[date, date]:
    """The first and the last day somebody may have been born on."""
    if isinstance(born, date):
        return born, born
    return date.fromisoformat(born.first), date.fromisoformat(born.last)


def birth_in_words(born: Birth) -> str:
    """The day, or the words as told with the years they mean: ``34 (told on 28 Nov 2026; born 1991 or 1992)``."""
    if isinstance(born, date):
        return day_in_words(born)
    first, last = days_of_birth(born)
    years = {0: f"{first.year}", 1: f"{first.year} or {last.year}"}.get(
        last.year - first.year, f"{first.year} to {last.year}"
    )
    said = (
        "" if re.search(r"\b(1[89]|20)\d{2}\b", born.told) else f"told on {day_in_words(date.fromisoformat(born.on))}; "
    )
    return f"{born.told} ({said}born {years})"


def age_in_words(born: Birth, day: date) -> str:
    """The age of somebody on a day: ``41 years old``, ``33 to 35 years old``."""
    least, most = age_on(born, day)
    if least == most:
        return "1 year old" if least == 1 else f"{least} years old"
    return f"{least} to {most} years old"


def _plain(told: str) -> str:
    plain = told.lower().replace("–", "-").strip(" .,")
    plain = _BORN_IN_TENS.sub(lambda found: f"{found['part'] or ''}19{_TENS[found['tens']]}0s", plain)
    plain = re.sub(r"^(?:she|he|they)(?:'s|’s| is| are| was| were)\s+", "", plain)
    plain = re.sub(r"^(?:d\.?o\.?b\.?:?|date of birth:?|born(?:\s+(?:in|on))?|b\.?|in|aged?:?|is)\s+", "", plain)
    return re.sub(r"^in\s+(?=\d{4})", "", plain)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year that has none: who was born on 1 March is not yet as old
        return date(day.year - years, 2, 28)


def _age(born: date, day: date) -> int:
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def _of_age(least: int, most: int, today: date) -> tuple[date, date]:
    return _years_before(today, most + 1) + timedelta(days=1), _years_before(today, max(least, 0))


def _of_years(first: int, last: int) -> tuple[date, date] | None:
    return (date(first, 1, 1), date(last, 12, 31)) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


_YEARS_OLD: Final = r"(?:\s*(?:years?|yrs?|y)(?:[\s-]+(?:old|of age))?|\s*-?y\.?/?o\.?)?"
_AND_MONTHS: Final = r"\s*(?:years?|yrs?|y)\s*(?:,|and)?\s*\d{1,2}\s*(?:months?|mths?|m)"
_HALF: Final = r"(?:\s*(?:and a half|1/2|\u00bd|\.5))"
_TO: Final = r"\s*(?:-|to|or|and)\s*"
_HEDGE: Final = rf"(?P<about>{_ROUGHLY}\s*)?"
_NUMBER: Final = r"(?P<from>\d{1,3})"
_NEARLY: Final = r"(?:nearly|almost|not quite|coming up to|(?P<turned>just(?: turned)?|turned))"
_RUN_OF_FIGURES: Final = re.compile(r"(\d{1,2})[ ]?(\d{2})[ ]?((?:18|19|20)\d{2})|(\d{1,2}) (\d{1,2}) (\d{2}|\d{4})")
"""14061985, 14 06 1985, 14 6 85: a day as forms and telephones' keypads take it."""

_Found = re.Match[str]
_Days = tuple[date, date] | None


def _age_told(found: _Found, today: date) -> _Days:
    slack = _ABOUT if found["about"] or found["ish"] else 0
    age = int(found["from"])
    return _of_age(age - slack, age + slack, today) if age <= OLDEST else None


def _nearly_told(found: _Found, today: date) -> _Days:
    """Nearly 16 is 15; just turned 16 is 16."""
    age = int(found["from"]) - (0 if found["turned"] else 1)
    return _of_age(age, age, today) if 0 <= age <= OLDEST else None


def _whole_told(found: _Found, today: date) -> _Days:
    """15 and a half, 15 years 11 months, 15 going on 16: 15; 16 next birthday is 15 too."""
    age = int(found["from"]) - (1 if "next" in found.groupdict() else 0)
    return _of_age(age, age, today) if 0 <= age <= OLDEST else None


def _from_told(found: _Found, today: date) -> _Days:
    age = int(found["from"])
    return _of_age(age, OLDEST, today) if age <= OLDEST else None


def _odd_told(found: _Found, today: date) -> _Days:
    """Forty odd: the forties."""
    age = int(found["from"])
    return _of_age(age, age + 9, today) if age % 10 == 0 and 20 <= age < OLDEST else None


def _short_year_told(found: _Found, today: date) -> _Days:
    """'85: the latest such year that is not to come."""
    year = today.year // 100 * 100 + int(found["from"])
    year -= 100 if year > today.year else 0
    return _of_years(year, year)


def _newborn_told(_found: _Found, today: date) -> _Days:
    return months_on(today, -1), today


def _month_told(found: _Found, today: date) -> _Days:
    """06/1985, and 06/85 where the figures can be no day."""
    del today
    year = int(found["from"])
    first = date(year + (1900 if year < 100 else 0), int(found["month"]), 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _ages_told(found: _Found, today: date) -> _Days:
    least, most = int(found["from"]), int(found["to"])
    return _of_age(least, most, today) if least <= most <= OLDEST else None


def _small_told(found: _Found, today: date) -> _Days:
    """The age of a baby, in days, weeks or months."""
    count = int(found["from"])
    if found["unit"].startswith("month"):
        return months_on(today, -count - 1) + timedelta(days=1), months_on(today, -count)
    length = 7 if found["unit"].startswith("week") else 1
    return today - timedelta(days=(count + 1) * length - 1), today - timedelta(days=count * length)


def _bound_told(found: _Found, today: date) -> _Days:
    age = int(found["from"])
    if age > OLDEST:
        return None
    return _of_age(0, age - 1, today) if found["side"].startswith("u") else _of_age(age, OLDEST, today)


def _tens_told(found: _Found, today: date) -> _Days:
    least, most = _PARTS_OF_TEN[found["part"] or ""]
    tens = _TENS[found["tens"]] * 10
    if tens == 10:  # nobody is in their teens before thirteen
        least = max(least, 3)
    return _of_age(tens + least, tens + most, today)


def _year_told(found: _Found, today: date) -> _Days:
    del today
    slack = _ABOUT if found["about"] or found["ish"] else 0
    year = int(found["from"])
    return _of_years(year - slack, year + slack)


def _years_told(found: _Found, today: date) -> _Days:
    del today
    first, last = int(found["from"]), int(found["to"])
    return _of_years(first, last)


def _decade_told(found: _Found, today: date) -> _Days:
    del today
    least, most = _PARTS_OF_TEN[found["part"] or ""]
    decade = int(found["from"])
    return _of_years(decade + least, decade + most)


_WAYS: Final[tuple[tuple[re.Pattern[str], Callable[[_Found, date], _Days]], ...]] = tuple(
    (re.compile(pattern), reads)
    for pattern, reads in (
        (rf"{_NEARLY}\s+{_NUMBER}{_YEARS_OLD}", _nearly_told),
        (r"new[\s-]?born(?:\s+baby)?", _newborn_told),
        (r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<from>\d{4}|3[2-9]|[4-9]\d)", _month_told),
        (rf"{_HEDGE}{_NUMBER}(?P<ish>\s*-?ish|\s*\?)?{_YEARS_OLD}", _age_told),
        (rf"{_NUMBER}(?:{_HALF}{_YEARS_OLD}|{_AND_MONTHS}|\s+last birthday|\s+going on \d+)", _whole_told),
        (rf"{_NUMBER}(?P<next>\s+(?:on\s+)?(?:(?:her|his|their)\s+)?next birthday)", _whole_told),
        (rf"{_NUMBER}{_YEARS_OLD}(?:\s*\+| (?:or|and) (?:over|older|more))", _from_told),
        (rf"{_NUMBER}\s*-?\s*odd", _odd_told),
        (r"['\u2019](?P<from>\d\d)", _short_year_told),
        (rf"(?:between\s+|{_ROUGHLY}\s*)?{_NUMBER}{_TO}(?P<to>\d{{1,3}}){_YEARS_OLD}", _ages_told),
        (rf"{_NUMBER}\s*(?P<unit>days?|weeks?|months?)(?:\s+old)?", _small_told),
        (rf"(?P<side>under|over)\s+(?:the age of\s+)?{_NUMBER}{_YEARS_OLD}", _bound_told),
        (
            rf"(?:(?:her|his|their)\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<tens>{'|'.join(_TENS)})",
            _tens_told,
        ),
        (rf"{_HEDGE}(?P<from>\d{{4}})(?P<ish>\s*-?ish)?", _year_told),
        (rf"(?:between\s+|{_ROUGHLY}\s*)?(?P<from>\d{{4}}){_TO}(?P<to>\d{{4}})", _years_told),
        (r"(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<from>\d{3}0)'?s", _decade_told),
    )
)


def _span(plain: str, today: date) -> tuple[date, date] | None:
    """The days that an age or a year means; ``None`` when the words are neither."""
    for pattern, reads in _WAYS:
        if (found := pattern.fullmatch(plain)) is not None:
            return reads(found, today)
    return None
