"""Kinds of question whose answer has parts: findings, ratings, times, numbers to ring, people, groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from hru_advocate.domain.births import Birth, BirthAsTold, birth_in_words, read_birth
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kind import Kind, clean_text
from hru_advocate.domain.forms.plain_kinds import facts_of, read_number, read_yes_no
from hru_advocate.domain.moments import (
    Moment,
    day_in_words,
    moment_asked_for,
    moment_in_words,
    read_again,
    read_time,
    read_written_day,
    says_an_hour,
)
from hru_advocate.domain.phone_numbers import InvalidPhone, check_phone
from hru_advocate.errors import InvalidAnswer

_COPIED_EMAIL: Final = re.compile(
    r"(?:mailto:\s*(?P<bare>[^<>?]+)(?:\?.*)?|[^<>@]*<(?:mailto:)?(?P<in_brackets>[^<>]+)>)", re.IGNORECASE
)
"""An address as a mail program copies it: a link, or in brackets behind a name."""
_NOT_IN_EMAIL: Final = re.compile(r"\s|[<>,;:()\[\]]|\.\.|@.*@")
OPEN_NEED: Final = 2
"""A need rated this or more, by the victim or the advocate, is open."""

_PLACED: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")

HOW_WE_KNOW: Final[Mapping[str, str]] = {
    "victim_said": "the victim said",
    "advocate_saw": "I saw it",
    "police_record": "police record",
    "partner_agency": "partner agency",
    "family_or_friend": "family or friend",
    "document_or_device": "document or device",
}


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A factor that is present or absent; when last; in her or his words; as fact; how we know."""

    present: bool
    last: Moment | None = None
    words: str = ""
    fact: str = ""
    how: tuple[str, ...] = ()


class Rating(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rating of how much help is needed, 0 to 4: the person's rating, the advocate's beside it, the words said."""

    value: int
    advocate: int | None = None
    words: str = ""


class Named(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person named in passing: a name and what they are to the victim."""

    name: str
    relation: str = ""


def _parts(field: Field, raw: object, allowed: frozenset[str]) -> dict[str, object]:
    """A raw answer with named parts; unknown parts are refused."""
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise InvalidAnswer(field.id, "This does not fit the question. Nothing was saved; answer again.")
    if set(raw) - allowed:
        raise InvalidAnswer(field.id, f"It may have only these parts: {', '.join(sorted(allowed))}. Nothing was saved.")
    return {key: value for key, value in raw.items() if value is not None and value != ""}


def _words(field: Field, parts: Mapping[str, object], part: str) -> str:
    return clean_text(field, parts[part], lines=True) if part in parts else ""


def _moment(field: Field, raw: object, asking: Asking) -> Moment:
    """Place words about time now, or keep a moment that was placed when the words were typed.

    A placed moment comes as its parts, so that *yesterday* in a draft does not move on with the days.
    """
    if not isinstance(raw, Mapping):
        return moment_asked_for(clean_text(field, raw, lines=False, most=200), asking.now, field.direction)
    told = clean_text(field, raw.get("told"), lines=False, most=200)
    if raw.get("start") is None:
        on = raw.get("on")
        return read_again(Moment(told, on=on if isinstance(on, str) else ""), asking.now, field.direction)
    try:
        moment = msgspec.convert({**raw, "told": told}, Moment)
        for part in (moment.start, moment.end):
            datetime.fromisoformat(part if part and _PLACED.fullmatch(part) else "")
    except (ValueError, msgspec.ValidationError):
        raise InvalidAnswer(field.id, "This needs words or a date. Nothing was saved; type it again.") from None
    return moment


class FindingKind(Kind[Finding]):
    """A risk factor asked about: present or absent, with what there is to say of it."""

    def __init__(self) -> None:
        super().__init__(Finding)

    def check(self, field: Field, raw: object, asking: Asking) -> Finding:
        """Take yes or no, or parts: present (or value), last, words, fact, how."""
        if not isinstance(raw, Mapping):
            return Finding(read_yes_no(field, raw))
        parts = _parts(field, raw, frozenset({"present", "value", "last", "words", "fact", "how"}))
        how = parts.get("how", ())
        how = [how] if isinstance(how, str) else how
        if not isinstance(how, (list, tuple)) or not all(part in HOW_WE_KNOW for part in how):
            raise InvalidAnswer(field.id, "How we know is not one of the choices. Nothing was saved; choose again.")
        return Finding(
            read_yes_no(field, parts.get("present", parts.get("value"))),
            _moment(field, parts["last"], asking) if "last" in parts else None,
            _words(field, parts, "words"),
            _words(field, parts, "fact"),
            tuple(dict.fromkeys(how)),
        )

    def in_words(self, field: Field, value: Finding) -> str:
        """Yes or No, when last, how we know, the fact; the victim's words stand apart."""
        parts = ["Yes" if value.present else "No"]
        if value.last:
            parts.append(f"last: {moment_in_words(value.last)}")
        if value.how:
            parts.append("known from: " + ", ".join(HOW_WE_KNOW[part] for part in value.how))
        if value.fact:
            parts.append(value.fact)
        return " · ".join(parts)

    def example(self, field: Field) -> object:
        """A yes with its parts."""
        return {"present": True, "last": "yesterday", "words": "It happened again.", "how": ["victim_said"]}

    def facts(self, field: Field, value: Finding) -> tuple[frozenset[str], frozenset[str]]:
        """The factor, present or absent."""
        return facts_of(field.fact, present=value.present)


class RatingKind(Kind[Rating]):
    """A need rated 0 to 4 by the person, and by the advocate beside it. Never averaged."""

    def __init__(self) -> None:
        super().__init__(Rating)

    def check(self, field: Field, raw: object, asking: Asking) -> Rating:
        """Take a number 0 to 4, or parts: value, advocate, words."""
        if not isinstance(raw, Mapping):
            return Rating(read_number(field, raw, (0, 4)))
        parts = _parts(field, raw, frozenset({"value", "advocate", "words"}))
        advocate = read_number(field, parts["advocate"], (0, 4)) if "advocate" in parts else None
        return Rating(read_number(field, parts.get("value"), (0, 4)), advocate, _words(field, parts, "words"))

    def in_words(self, field: Field, value: Rating) -> str:
        """The rating with its anchor's words, the advocate's after it."""
        words = f"{value.value} of 4"
        if value.value < len(field.anchors):
            words += f" · {field.anchors[value.value]}"
        return words if value.advocate is None else f"{words} · advocate's rating {value.advocate} of 4"

    def example(self, field: Field) -> object:
        """A rating of three."""
        return {"value": 3, "words": "I need help with this soon."}

    def facts(self, field: Field, value: Rating) -> tuple[frozenset[str], frozenset[str]]:
        """The need is open when either rating is 2 or more: the safer of the two."""
        return facts_of(field.fact, present=max(value.value, value.advocate or 0) >= OPEN_NEED)


class WhenKind(Kind[Moment]):
    """A time something happened, vague or exact, kept as told."""

    def __init__(self) -> None:
        super().__init__(Moment)

    def check(self, field: Field, raw: object, asking: Asking) -> Moment:
        """Take words ("about 3 am Tuesday"), an ISO date or time, or a moment placed when it was told."""
        return _moment(field, raw, asking)

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
        day = moment_asked_for(text, asking.now, field.direction).one_day
        if day is None:
            side = {"past": " gone by", "future": " to come", "either": ""}[field.direction]
            such = day_in_words(asking.now.date() + timedelta(days=14 if field.direction == "future" else -14))
            raise InvalidAnswer(field.id, f"This needs a day{side}, such as {such}. Nothing was saved; type it again.")
        return day

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
        days = [date.fromisoformat(part) for part in (born.first, born.last, born.on)]
    except (ValueError, msgspec.ValidationError):
        raise refusal from None
    if days != sorted(days):
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

    def in_words(self, field: Field, value: str) -> str:
        """16:30."""
        return value

    def example(self, field: Field) -> object:
        """Half past four."""
        return "16:30"


class PhoneKind(Kind[str]):
    """A telephone number, kept as people write it in the United Kingdom."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take a number that can exist; spaces, dashes and +44 are understood."""
        try:
            return check_phone(clean_text(field, raw, lines=False, most=60)).shown
        except InvalidPhone as error:
            raise InvalidAnswer(field.id, error.message) from None

    def in_words(self, field: Field, value: str) -> str:
        """The number, in groups."""
        return value

    def example(self, field: Field) -> object:
        """A number from the drama ranges, which nobody has."""
        return "07700 900123"


class EmailKind(Kind[str]):
    """An e-mail address."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take one address; its shape is checked, not whether it lives."""
        text = clean_text(field, raw, lines=False, most=254).strip().rstrip(",;")
        if (copied := _COPIED_EMAIL.fullmatch(text)) is not None:
            text = copied["bare"] or copied["in_brackets"]
        name, _, place = text.rpartition("@")
        if not name or "." not in place.strip(".") or _NOT_IN_EMAIL.search(text):
            raise InvalidAnswer(field.id, "This needs an e-mail address. Nothing was saved; type it again.")
        return text

    def in_words(self, field: Field, value: str) -> str:
        """The address."""
        return value

    def example(self, field: Field) -> object:
        """An address that cannot exist."""
        return "someone@example.invalid"


class PersonKind(Kind[Named]):
    """A person named in passing."""

    def __init__(self) -> None:
        super().__init__(Named)

    def check(self, field: Field, raw: object, asking: Asking) -> Named:
        """Take a name, or parts: name, relation."""
        if isinstance(raw, str):
            return Named(clean_text(field, raw, lines=False, most=200))
        parts = _parts(field, raw, frozenset({"name", "relation"}))
        relation = clean_text(field, parts["relation"], lines=False, most=200) if "relation" in parts else ""
        return Named(clean_text(field, parts.get("name"), lines=False, most=200), relation)

    def in_words(self, field: Field, value: Named) -> str:
        """Name, then what they are to the victim."""
        return f"{value.name} ({value.relation})" if value.relation else value.name

    def example(self, field: Field) -> object:
        """Somebody's sister."""
        return {"name": "Sam Example", "relation": "sister"}
