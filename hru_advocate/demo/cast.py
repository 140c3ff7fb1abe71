"""The people of a made-up case, and its texts: names, pronouns, numbers nobody has."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from hru_advocate.demo.stories import Community, People, Said, Someone, Story
from hru_advocate.domain.moments import Moment, day_in_words, read_moment, short_day_in_words, weekday_in_words

Raw = dict[str, object]

_WOMEN: Final = frozenset("sister daughter mother aunt niece wife grandmother godmother".split())
_MEN: Final = frozenset("brother son father uncle nephew husband grandfather".split())

_SLOT: Final = re.compile(r"\{(\w+)\}")
_WOMAN: Final = {"she": "she", "her": "her", "hers": "her", "herself": "herself"}
_MAN: Final = {"she": "he", "her": "him", "hers": "his", "herself": "himself"}
_OTHER_MAN: Final = {"he": "he", "him": "him", "his": "his", "himself": "himself"}
_OTHER_WOMAN: Final = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_OTHER_UNKNOWN: Final = {"he": "they", "him": "them", "his": "their", "himself": "themselves", "other": "the person"}


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """A made-up person."""

    first: str
    last: str
    woman: bool
    community: Community

    @property
    def full(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass
class Names:
    """Gives out made-up names, no two the same while there are others."""

    people: People
    rng: random.Random
    used: set[str] = field(default_factory=set)

    def draw(self, *, woman: bool, among: Sequence[str] = (), last: str = "") -> MadeUpPerson:
        """A person of one of the communities, related when a last name is given."""
        fitting = [one for one in self.people.communities if not among or one.id in among]
        tries = [self._draw(fitting, last, woman=woman) for _ in range(12)]
        named = next((one for one in tries if one.full not in self.used), tries[-1])
        self.used.add(named.full)
        return named

    def _draw(self, fitting: Sequence[Community], last: str, *, woman: bool) -> MadeUpPerson:
        community = self.rng.choice(fitting)
        first = self.rng.choice(community.women if woman else community.men)
        return MadeUpPerson(first, last or self.rng.choice(community.last), woman, community)


@dataclass
class Telling:
    """One case being told: its story, its people, its pace. The same seed tells the same case.

    ``turn`` counts how often the story was told before, so that wordings take turns.
    ``start`` and ``last`` are the moments of the referral and of the last contact.
    """

    story: Story
    names: Names
    rng: random.Random
    turn: int
    start: datetime
    last: datetime
    now: datetime
    words: dict[str, str] = field(default_factory=dict)
    cast: dict[str, MadeUpPerson] = field(default_factory=dict)

    def say(self, said: Said) -> str:
        """One of the wordings, with the names of this case in it."""
        wordings = (said,) if isinstance(said, str) else said
        if not wordings:
            return ""
        place = zlib.crc32(wordings[0].encode()) + self.turn
        return self.fill(wordings[place % len(wordings)])

    def fill(self, text: str) -> str:
        """Put names and things in their places; a capital letter asks for a capital."""

        def put(found: re.Match[str]) -> str:
            name = found[1]
            if name in self.words:
                return self.words[name]
            word = self.words[name[0].lower() + name[1:]]
            return word[0].upper() + word[1:]

        filled = _SLOT.sub(put, text)
        return _SLOT.sub(put, filled)

    def happens(self, chance: float) -> bool:
        """Decides by lot if something happens in this case."""
        return chance >= 1 or self.rng.random() < chance

    def at(self, part: float) -> datetime:
        """A working moment between the referral and the last contact."""
        moment = self.start + (self.last - self.start) * min(part, 1.0)
        if 0.0 < part < 1.0:
            moment += timedelta(hours=self.rng.randint(-18, 18))
        found = self.working(moment)
        return found if found > self.start + timedelta(hours=1) else self.start + timedelta(hours=1 + 40 * part)

    def working(self, moment: datetime) -> datetime:
        """The same day or the working day before it, in working hours, never later than now."""
        moment -= timedelta(days=max(0, moment.weekday() - 4))
        moment = moment.replace(hour=self.rng.randint(9, 16), minute=self.rng.choice(range(0, 60, 5)), second=0)
        while moment >= self.now - timedelta(minutes=40):
            moment -= timedelta(days=1 if moment.weekday() else 3)
        return moment.replace(microsecond=0)

    def told(self, moment: datetime) -> Raw:
        """A moment the way it gets written down: mostly exact, sometimes only about."""
        day = day_in_words(moment.date())
        hour = moment.hour % 12 or 12
        way = self.rng.random()
        if way < 0.62:
            text = f"{day}, {moment:%H:%M}"
        elif way < 0.84:
            weekday, half = weekday_in_words(moment.date())[:3], "am" if moment.hour < 12 else "pm"
            text = f"{weekday} {short_day_in_words(moment.date())}, about {hour} {half}"
        else:
            text = f"{day}, {'morning' if moment.hour < 12 else 'afternoon'}"
        return placed(read_moment(text, moment))

    def vague(self, said: Said, at: datetime) -> Raw:
        """A time as the person told it at that moment."""
        return placed(read_moment(self.say(said), at))

    def mobile(self) -> str:
        """A mobile number from the range kept for drama."""
        return f"07700 900{self.rng.randint(0, 999):03}"

    def landline(self) -> str:
        """A number in no town, from the range kept for drama."""
        return f"01632 960{self.rng.randint(0, 999):03}"

    def address(self) -> str:
        """A place that is on no map."""
        people = self.names.people
        return f"{self.rng.randint(2, 88)} {self.rng.choice(people.streets)}\n{self.rng.choice(people.towns)}"

    def born(self) -> date:
        """A date of birth that fits the story's ages."""
        least, most = self.story.ages
        days = self.rng.randint(least * 365 + least // 4, most * 365 + most // 4 + 300)
        return self.now.date() - timedelta(days=days)


def placed(moment: Moment) -> Raw:
    """A moment as raw parts, so that it stays where it was placed when it was told."""
    raw: Raw = {"told": moment.told}
    if moment.start is not None:
        raw |= {"start": moment.start, "end": moment.end, "exact": moment.exact}
    return raw


def cast(telling: Telling) -> None:
    """Choose the people of a case and the things its texts speak of."""
    story, rng = telling.story, telling.rng
    woman = story.victim[telling.turn % len(story.victim)] == "woman"
    victim = telling.names.draw(woman=woman, among=story.communities)
    telling.cast["victim"] = victim
    telling.words |= _WOMAN if woman else _MAN
    telling.words |= {"victim": victim.full, "called": victim.first}
    _cast_other(telling, victim)
    for one in story.people:
        _cast_someone(telling, one)
    _cast_officer(telling)
    for name, things in story.pool.items():
        telling.words[name] = things[(zlib.crc32((name + things[0]).encode()) + telling.turn) % len(things)]
    telling.words["town"] = rng.choice(telling.names.people.towns)


def _cast_other(telling: Telling, victim: MadeUpPerson) -> None:
    story = telling.story
    if story.other == "unknown":
        telling.words |= _OTHER_UNKNOWN
        return
    either = telling.rng.random() < 0.5
    woman = {"woman": True, "man": False, "opposite": not victim.woman, "same": victim.woman}.get(story.other, either)
    kin = "family" in story.relationship
    among = (victim.community.id,) if kin or telling.rng.random() < 0.55 else ()
    other = telling.names.draw(woman=woman, among=among, last=victim.last if kin else "")
    telling.cast["other"] = other
    telling.words |= _OTHER_WOMAN if woman else _OTHER_MAN
    telling.words |= {"other": other.first, "other_full": other.full}


def _cast_someone(telling: Telling, one: Someone) -> None:
    victim = telling.cast["victim"]
    relation = telling.say(one.relation)
    woman = _is_woman(relation, telling.rng) if one.who == "any" else one.who == "woman"
    among = (victim.community.id,) if one.family else ()
    named = telling.names.draw(woman=woman, among=among, last=victim.last if one.family else "")
    telling.cast[one.key] = named
    telling.words[one.key] = named.first
    telling.words[f"{one.key}_full"] = named.full
    telling.words[f"{one.key}_relation"] = relation


def _is_woman(relation: str, rng: random.Random) -> bool:
    """True when the words of a relation mean a woman; by lot when they could be anyone's."""
    words = set(re.findall(r"[a-z]+", relation.lower()))
    if words & _WOMEN:
        return True
    return not words & _MEN and rng.random() < 0.5


def _cast_officer(telling: Telling) -> None:
    officer = telling.names.draw(woman=telling.rng.random() < 0.5)
    rank = telling.rng.choice(telling.names.people.ranks)
    telling.cast["officer"] = officer
    telling.words |= {"officer": f"{rank} {officer.last}", "officer_full": f"{rank} {officer.full}"}
