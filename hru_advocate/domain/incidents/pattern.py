"""The pattern of incidents in sentences: how often, when last, what is new; counted, never scored.

Only what was counted is added up. Words such as *every day* are said as they were told, and what may have been on
either side of the edge of some weeks is counted on neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from hru_advocate.domain.incidents.incident import Incident
from hru_advocate.domain.moments import Moment, day_in_words, moment_on_paper, short_day_in_words

WEEKS: Final = 4
"""The weeks that are looked at, and as many before them."""
_SPAN: Final = timedelta(weeks=WEEKS)
_A_DAY: Final = timedelta(days=1)
_WHY_UNPLACED: Final = (
    "What cannot be placed reaches over the edge of those weeks, has no number for its days, or has two versions."
)
_NO_METHOD: Final = frozenset({"bh_other"})
"""*Something else* says of no method that it is new."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The days something may have been on, from the first to the last of them.

    ``once`` is true for one day and for one night, whose hours are those of two: what has such a time happened once
    unless somebody says otherwise.
    """

    first: date
    last: date
    once: bool


@dataclass(frozen=True, slots=True)
class Weeks:
    """Some weeks: their first and their last day."""

    first: date
    last: date

    def hold(self, reach: Reach) -> bool:
        """Say whether all the days something may have been on lie in them."""
        return self.first <= reach.first and reach.last <= self.last

    def touch(self, reach: Reach) -> bool:
        """Say whether any of those days lies in them."""
        return reach.first <= self.last and self.first <= reach.last


@dataclass(frozen=True, slots=True)
class HowMany:
    """The incidents of some weeks: ``times`` were counted, ``told`` says others as told, ``unplaced`` are neither."""

    times: int = 0
    told: tuple[str, ...] = ()
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """The figures of incidents on a day. ``widened`` are behaviours that are new, each with its first day.

    ``undated`` is the number of incidents whose words name no day; they stand in no figure.
    """

    recent: HowMany = HowMany()
    before: HowMany = HowMany()
    last: Incident | None = None
    undated: int = 0
    widened: tuple[tuple[str, date], ...] = ()

    def sentences(self, today: date, label: Callable[[str], str], *, on_paper: bool = False) -> tuple[str, ...]:
        """The pattern in sentences; none where nothing is noted.

        Those on paper are read later: the weeks go by their last day, and nothing is counted from the day of writing.
        """
        if self.last is None and not self.undated:
            return ()
        return tuple(_sentences(self, today, label, on_paper=on_paper))


def reach_of(moment: Moment) -> Reach | None:
    """The days a moment may have been on; ``None`` where its words could not be placed."""
    if moment.start is None or moment.day is None:
        return None
    end = moment.end or moment.start
    last = date.fromisoformat(end[:10])
    if "T" not in moment.start or "T" not in end:
        return Reach(moment.day, last, once=moment.day == last)
    begin, until = datetime.fromisoformat(moment.start), datetime.fromisoformat(end)
    if until.time() == time() and until > begin:  # up to midnight is no day more
        last -= _A_DAY
    return Reach(moment.day, last, once=moment.day == last or until - begin <= _A_DAY)


def recent_weeks(today: date) -> Weeks:
    """The last four weeks, today among them."""
    return Weeks(today - _SPAN + _A_DAY, today)


def weeks_before(today: date) -> Weeks:
    """The four weeks before the last four."""
    return Weeks(today - 2 * _SPAN + _A_DAY, today - _SPAN)


def pattern_of(incidents: Iterable[Incident], today: date) -> Pattern:
    """The pattern of the incidents that stand; what was taken back counts nowhere."""
    standing = [one for one in incidents if not one.taken_back]
    dated = [(reach, one) for one in standing if (reach := reach_of(one.when)) is not None]
    last = max(dated, key=lambda pair: (pair[0].last, pair[1].when.sort, pair[1].entry), default=None)
    placed = {one.record for _reach, one in dated}
    return Pattern(
        recent=how_many(standing, recent_weeks(today)),
        before=how_many(standing, weeks_before(today)),
        last=last[1] if last else None,
        undated=len({one.record for one in standing} - placed),
        widened=_widened(standing, recent_weeks(today)),
    )


def how_many(incidents: Iterable[Incident], weeks: Weeks) -> HowMany:
    """Count the incidents of some weeks, each record once: versions of one that count differently count nowhere."""
    versions: dict[str, dict[HowMany, None]] = {}
    for one in incidents:
        versions.setdefault(one.record, {})[_share(one, weeks)] = None
    shares = [next(iter(said)) if len(said) == 1 else HowMany(unplaced=1) for said in versions.values()]
    return HowMany(
        sum(share.times for share in shares),
        tuple(words for share in shares for words in share.told),
        sum(share.unplaced for share in shares),
    )


def _share(one: Incident, weeks: Weeks) -> HowMany:
    reach = reach_of(one.when)
    if reach is None or not weeks.touch(reach):
        return HowMany()
    if one.times is None and one.times_told:
        return HowMany(told=(f"“{one.times_told}” ({_days(reach)})",))
    if not weeks.hold(reach) or (one.times is None and not reach.once):
        return HowMany(unplaced=1)
    return HowMany(1 if one.times is None else one.times)


def _days(reach: Reach) -> str:
    if reach.first == reach.last:
        return day_in_words(reach.first)
    first = short_day_in_words(reach.first) if reach.first.year == reach.last.year else day_in_words(reach.first)
    return f"{first} to {day_in_words(reach.last)}"


def _widened(incidents: Sequence[Incident], weeks: Weeks) -> tuple[tuple[str, date], ...]:
    """Behaviours that no incident before those weeks shows or may show, where there was one before to compare with."""
    known = [(reach_of(one.when), one.behaviours) for one in incidents]
    if not any(reach is not None and reach.last < weeks.first and done for reach, done in known):
        return ()
    earlier = {one for reach, done in known if reach is None or reach.first < weeks.first for one in done}
    first: dict[str, date] = {}
    for reach, done in known:
        for one in done if reach is not None else ():
            if reach is not None and one not in earlier | _NO_METHOD:
                first[one] = min(reach.first, first.get(one, reach.first))
    return tuple(sorted(first.items(), key=lambda pair: (pair[1], pair[0])))


def _sentences(pattern: Pattern, today: date, label: Callable[[str], str], *, on_paper: bool) -> Iterator[str]:
    recent, before = pattern.recent, pattern.before
    weeks = f"the {WEEKS} weeks to {day_in_words(today)}" if on_paper else f"the last {WEEKS} weeks"
    said = f"{_times(recent)} in {weeks}{_and_some(recent)}"
    earlier = f"{before.times:,}" if before.times else "none counted"
    yield f"{said}, {earlier} in the {WEEKS} weeks before{_and_some(before)}."
    if recent.unplaced or before.unplaced:
        yield _WHY_UNPLACED
    if told := dict.fromkeys((*before.told, *recent.told)):
        yield f"Told, and not counted: {'; '.join(told)}."
    yield from _when_last(pattern, None if on_paper else today)
    if pattern.widened:
        new = ", ".join(f"{label(one)} ({short_day_in_words(day)})" for one, day in pattern.widened)
        yield f"New since {day_in_words(pattern.widened[0][1])}: {new}."


def _times(share: HowMany) -> str:
    return {0: "None counted", 1: "Once"}.get(share.times, f"{share.times:,} times")


def _and_some(share: HowMany) -> str:
    return " and some that cannot be placed" if share.unplaced else ""


def _when_last(pattern: Pattern, today: date | None) -> Iterator[str]:
    """The last of them, and how long ago that was where it is read today."""
    if pattern.last is not None:
        reach = reach_of(pattern.last.when)
        ago = (today - reach.first).days if today is not None and reach is not None and reach.once else None
        words = {None: "", 0: ", today", 1: ", yesterday"}.get(ago, f", {ago} days ago")
        yield f"The last: {moment_on_paper(pattern.last.when)}{words}."
    if pattern.undated:
        one = pattern.undated == 1
        yield (
            "1 incident names no day and is counted nowhere."
            if one
            else (f"{pattern.undated} incidents name no day and are counted nowhere.")
        )
