"""Orders, bail and licences as their records say them, and how each stands on a day: it moves with the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final, Literal

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.law.order_parts import CopyHolder, OrderCondition
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words, day_with_other_year

OrderState = Literal[
    "asked_for",
    "refused",
    "to_come",
    "unserved",
    "no_last_day",
    "no_condition",
    "disputed",
    "live",
    "ending",
    "ending_week",
    "last_day",
    "ended",
]
"""The ways an order stands on a day.

``unserved``: made, but it is not known that the person it binds was told or served. ``no_last_day``: neither a last
day nor that there is none was told. ``no_condition``: conditions were written, and each was lifted or is over.
``disputed``: two versions of the record disagree whether it holds, was served, whom it binds or what it forbids.
"""

HOLDS: Final[frozenset[OrderState]] = frozenset({"live", "ending", "ending_week", "last_day"})
"""The states in which an order is known to hold."""

OPEN_STATES: Final[frozenset[OrderState]] = frozenset({"unserved", "no_last_day", "no_condition", "disputed"})
"""The states in which it may hold and nobody should rely on it."""

_JOINED: Final[frozenset[OrderState]] = frozenset({"live", "ending", "ending_week", "no_condition", "ended", "to_come"})
"""The states whose words follow the name of the order without a colon."""
ALL_OVER: Final = "every condition was lifted or is over"

ENDING: Final = timedelta(days=28)
ENDING_WEEK: Final = timedelta(days=7)

BAIL: Final = frozenset({"police_bail", "post_charge_bail"})
OF_CHILDREN: Final = frozenset({"child_arrangements", "prohibited_steps"})
_NOT_PROTECTING: Final = OF_CHILDREN | {"barring_order_91_14"}
TOLD_AS_GIVEN: Final = BAIL | {"licence_conditions", "undertaking"}
"""Rules that are given to the person face to face, or by the person: nobody serves them."""

BEGINS_AHEAD: Final = frozenset({"licence_conditions"})
"""Rules that are known before the day they begin on: a licence is written before the release."""

_SHORT: Final = {
    "restraining_order_conviction": "Restraining order",
    "restraining_order_acquittal": "Restraining order",
    "police_bail": "Police bail",
    "post_charge_bail": "Bail",
    "licence_conditions": "Licence",
    "undertaking": "Undertaking",
    "prohibited_steps": "Prohibited steps order",
    "barring_order_91_14": "Barring order",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order, bail or licence as a version of its record says it. ``entry`` is that version.

    ``hour_came``: it was read on its last day, and the hour it ends at on that day had come. ``disagreeing``: the
    versions of its record that stand beside one another and disagree, this one among them.
    """

    entry: str
    record: str
    kind: str
    name: str
    stage: str
    against: str = ""
    protects: str = ""
    court: str = ""
    number: str = ""
    applied_on: date | None = None
    made_on: date | None = None
    without_notice: bool | None = None
    was_there: bool = False
    aware_on: date | None = None
    aware_how: str = ""
    served_on: date | None = None
    served_how: str = ""
    until: date | None = None
    until_at: str = ""
    no_end: bool = False
    varied_on: date | None = None
    ended_on: date | None = None
    power_of_arrest: bool | None = None
    ring: str = ""
    conditions: tuple[OrderCondition, ...] = ()
    copies: tuple[CopyHolder, ...] = ()
    hour_came: bool = False
    disagreeing: tuple[Order, ...] = ()

    @property
    def interim(self) -> bool:
        """True for what holds only until a hearing decides."""
        return self.stage == "interim" or (self.kind == "spo_interim" and self.stage in ("made", "varied"))

    @property
    def protecting(self) -> bool:
        """True for what forbids somebody to do harm, as against an order about children or about going to court."""
        return self.kind not in _NOT_PROTECTING

    @property
    def last_day(self) -> date | None:
        """The last day it holds, as far as it was told: the day it was lifted is no longer one.

        A day on which it ended at its hour is one, whoever wrote down on that day that it has ended.
        """
        if self.stage != "ended" or self.ended_on is None or (self.until_at and self.ended_on == self.until):
            return self.until
        lifted = self.ended_on - timedelta(days=1)
        return min(self.until, lifted) if self.until else lifted

    @property
    def hour(self) -> str:
        """The hour it ends at on its last day, where that is the day the paper says and it says one."""
        return self.until_at if self.until == self.last_day else ""

    @property
    def _ended(self) -> date | None:
        """The day to name once it has ended: that on which it was lifted, where that came first, else its last day."""
        lifted = self.stage == "ended" and self.ended_on and not (self.until and self.until < self.ended_on)
        return self.ended_on if lifted else self.last_day

    @property
    def bare_from(self) -> date | None:
        """The first day on which none of its conditions holds; ``None`` where none is written, or one goes on."""
        ends = [one.over_from for one in self.conditions]
        days = [day for day in ends if day]
        return max(days) if days and len(days) == len(ends) else None

    def bare_on(self, day: date) -> bool:
        """Say whether conditions were written and none of them holds on a day: what it forbade, it forbids no more."""
        return self.bare_from is not None and self.bare_from <= day

    def told_by(self, day: date) -> bool:
        """Say whether the person it binds is known to have been told of it, or served, by a day."""
        if self.was_there or self.kind in TOLD_AS_GIVEN:
            return True
        return any(told is not None and told <= day for told in (self.aware_on, self.served_on))

    def served_by(self, day: date) -> bool:
        """Say whether nothing more needs to be served: it was, or this sort is given face to face."""
        given = self.was_there or self.kind in TOLD_AS_GIVEN
        return given or (self.served_on is not None and self.served_on <= day)

    def state_on(self, day: date) -> OrderState:
        """Say how it stands on a day. It holds through its last day, or until its hour, where that has come.

        What may have ended comforts nobody.
        """
        if self.disagreeing:
            return "disputed"
        if self.stage in ("applied", "refused"):
            return "asked_for" if self.stage == "applied" else "refused"
        last = self.last_day
        if self._over_on(day, last):
            return "ended"
        if self.made_on is not None and self.made_on > day:
            return "to_come"
        if not self.told_by(day):
            return "unserved"
        return "no_condition" if self.bare_on(day) else _running(last, day, no_end=self.no_end)

    def _over_on(self, day: date, last: date | None) -> bool:
        """Say whether its last day is gone by, or has come to its hour, or whether somebody said that it has ended."""
        said = self.stage == "ended" and (self.ended_on is None or self.ended_on <= day)
        return said or (last is not None and (last < day or (last == day and self.hour_came)))

    def days_told(self) -> Iterator[tuple[str, date, str]]:
        """Each of its days that is known, in the order they come: what it is, the day, and how we know it.

        Of versions that disagree, the days of all of them.
        """
        told = (
            ("asked for", self.applied_on, ""),
            ("made", self.made_on, ""),
            ("told of it", self.aware_on, self.aware_how),
            ("served", self.served_on, self.served_how),
            ("terms changed", self.varied_on, ""),
            ("last day", self.until, self.until_at),
            ("lifted or ended", self.ended_on if self.stage == "ended" else None, ""),
        )
        own = ((what, day, how) for what, day, how in told if day is not None)
        yield from dict.fromkeys(chain.from_iterable(one.days_told() for one in self.disagreeing)) or own

    def known_words(self, day_words: Callable[[date], str]) -> Iterator[str]:
        """Everything known of it: the court, whom it is against and for, and each of its days.

        None of it says that the order holds: one only asked for has a person it is for, too.

        ``day_words`` says a day as its reader has it: beside today on screen, as a date on paper.
        """
        if self.court:
            yield self.court
        if self.against:
            yield f"against {self.against}"
        if self.protects:
            yield f"for {self.protects}"
        for what, day, how in self.days_told():
            yield f"{what} {day_words(day)}" + (f" ({how})" if how else "")
        if self.was_there:
            yield "they were there when it was made"
        if self.without_notice:
            yield "made without notice"

    def in_a_pill(self, day: date) -> str:
        """Say what it is and how it stands on a day, as short as it can be said: never only that there is one."""
        return self._named(self.state_on(day), day, lambda one: near_day(one, day))

    def in_a_line(self, day: date) -> str:
        """The same for paper, which is read on another day: every day by its date, none counted from that of writing.

        What ends this week, or on the day itself, holds until a date as the rest does.
        """
        state = self.state_on(day)
        return self._named("live" if state in HOLDS else state, day, _dated)

    def _named(self, state: OrderState, day: date, says: Callable[[date | None], str]) -> str:
        joined = " " if state in _JOINED and self.last_day else ": "
        return f"{self.name}{joined}{self._standing(state, day, says)}"

    def on_paper(self, day: date) -> str:
        """Say how it stands on a day, for whoever reads that later: every day in it has its year."""
        last = self.last_day
        if self.state_on(day) not in HOLDS:
            words = self._standing(self.state_on(day), day, _dated)
            return f"{words[:1].upper()}{words[1:]}"
        until = f"Holds until {self._to_the_hour(day_in_words(last))}" if last else "Holds, no last day set"
        return f"{until}{self._unproved(day)}"

    def _unproved(self, day: date) -> str:
        """Words beside those of an order that runs: nobody knows it to be served, or nothing of it holds."""
        state = self.state_on(day)
        known = state not in HOLDS | {"no_condition"} or self.served_by(day)
        bare = state in ("unserved", "no_condition") and self.bare_on(day)
        return ("" if known else ", not known to be served") + (f", {ALL_OVER}" if bare else "")

    def _to_the_hour(self, day: str) -> str:
        return f"{day}, {self.hour}" if self.hour else day

    def _standing(self, state: OrderState, day: date, says: Callable[[date | None], str]) -> str:
        last = self.last_day
        left = (last - day).days if last else 0
        no_day = "no last day set" if self.no_end else "last day not noted"
        until = f"until {self._to_the_hour(says(last))}" if last else no_day
        lifted = self.ended_on == self.until  # that day, nobody says at which hour
        over = says(self._ended) if lifted else self._to_the_hour(says(self._ended))
        words: dict[OrderState, str] = {
            "asked_for": "asked for, not made",
            "refused": "refused or withdrawn",
            "to_come": f"from {says(self.made_on)}",
            "unserved": "made, not known to be served",
            "no_last_day": until,
            "no_condition": until,
            "disputed": "two versions disagree",
            "live": until,
            "ending": until,
            "ending_week": f"ends in {left} day{'' if left == 1 else 's'}",
            "last_day": f"ends today at {self.hour}" if self.hour else "last day today",
            "ended": f"ended {over}" if last else "ended",
        }
        return f"{words[state]}{self._unproved(day)}"


def _running(last: date | None, day: date, *, no_end: bool) -> OrderState:
    """The state of what holds on a day and runs to a last day, or to none."""
    if last is None:
        return "live" if no_end else "no_last_day"
    left = last - day
    if not left:
        return "last_day"
    if left <= ENDING_WEEK:
        return "ending_week"
    return "ending" if left <= ENDING else "live"


def near_day(day: date | None, today: date) -> str:
    """A day in words, with its year where that is another: 3 Mar 2027."""
    return "a day not noted" if day is None else day_with_other_year(day, today)


def _dated(day: date | None) -> str:
    return "a day not noted" if day is None else day_in_words(day)


def read_order(record: Record) -> Order:
    """The order a version of its record tells."""
    answers = record.asked_answers
    kind, stage = value_of(answers, "kind") or "other", value_of(answers, "stage") or "made"
    against, until, until_at = (value_of(answers, asked) for asked in ("against", "until", "until_at"))
    return Order(
        entry=record.entry,
        record=record.record,
        kind=kind,
        name=_name(record, answers, kind, stage),
        stage=stage,
        against=getattr(against, "name", "") or "",
        protects=value_of(answers, "protects") or "",
        court=value_of(answers, "court") or "",
        number=value_of(answers, "reference") or "",
        applied_on=value_of(answers, "applied_on"),
        made_on=value_of(answers, "made_on"),
        without_notice=value_of(answers, "without_notice"),
        was_there=bool(value_of(answers, "there")),
        aware_on=value_of(answers, "aware_on"),
        aware_how=value_of(answers, "aware_by") or "",
        served_on=value_of(answers, "served_on"),
        served_how=value_of(answers, "served_by") or "",
        until=until,
        until_at=until_at or "",
        no_end=bool(value_of(answers, "no_end")),
        varied_on=value_of(answers, "varied_on"),
        ended_on=value_of(answers, "ended_on"),
        power_of_arrest=value_of(answers, "power_of_arrest"),
        ring=value_of(answers, "ring") or "",
        conditions=tuple(_conditions(record, answers)),
        copies=tuple(_copies(record, answers)),
    )


def _name(record: Record, answers: Answers, kind: str, stage: str) -> str:
    label = _SHORT.get(kind) or _label(record, "kind", "", kind)
    if kind == "other":
        label = value_of(answers, "called") or label
    if stage == "interim" and kind != "spo_interim":
        label = f"Interim {label[:1].lower()}{label[1:]}" if not label[:2].isupper() else f"Interim {label}"
    return label


def _label(record: Record, field: str, inner: str, chosen: str) -> str:
    """The words of a choice, of a question or of one inside a group."""
    question = record.form.by_id[field]
    asked = next(one for one in question.fields if one.id == inner) if inner else question
    return asked.labels.get(chosen, "")


def _conditions(record: Record, answers: Answers) -> Iterable[OrderCondition]:
    for index, row in enumerate(value_of(answers, "conditions") or ()):
        kind = value_of(row, "kind") or "other"
        yield OrderCondition(
            index=index,
            kind=kind,
            kind_words=_label(record, "conditions", "kind", kind),
            words=value_of(row, "words") or "",
            until=value_of(row, "until"),
            lifted_on=value_of(row, "lifted_on"),
        )


def _copies(record: Record, answers: Answers) -> Iterable[CopyHolder]:
    for row in value_of(answers, "copies") or ():
        who = _label(record, "copies", "who", value_of(row, "who") or "")
        named = value_of(row, "name") or ""
        yield CopyHolder(": ".join(part for part in (who, named) if part) or "Not said", value_of(row, "since"))


def by_the_clock(order: Order, now: datetime) -> Order:
    """An order as it is read now: one that ends at an hour of today has ended from that hour on."""
    return replace(order, hour_came=order.last_day == now.date() and "" < order.hour <= f"{now:%H:%M}")
