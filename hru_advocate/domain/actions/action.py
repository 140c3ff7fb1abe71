"""An action: what was promised, by whom, by when, how it stands on a day, and which risk it covers meanwhile."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import day_with_other_year, short_day_in_words, weekday_in_words

ActionState = Literal[
    "open", "done", "done_late", "done_on_paper", "refused", "not_possible", "not_yet", "unsafe", "moved_on"
]
ActionStanding = Literal["late", "due_today", "open", "no_day", "not_yet", "ended"]
"""An action on a day: over its day, on it, before it, without one, or one that cannot be done yet or has ended."""

OWED: Final[frozenset[ActionState]] = frozenset({"open", "not_yet"})
"""The states in which somebody still owes it."""

CHASED: Final[frozenset[ActionState]] = OWED | {"done_on_paper"}
"""The states in which the day to ask after it still counts: what was done on paper only is worth another look."""

DONE: Final[frozenset[ActionState]] = frozenset({"done", "done_late"})
"""The states that need the true day it was done."""

NEEDS_REASON: Final[frozenset[ActionState]] = frozenset(
    {"done_on_paper", "refused", "not_possible", "not_yet", "unsafe", "moved_on"}
)
"""The states that need their reason."""

STATE_WORDS: Final[Mapping[ActionState, str]] = {
    "open": "open",
    "done": "done",
    "done_late": "done late",
    "done_on_paper": "done on paper only",
    "refused": "refused",
    "not_possible": "not possible",
    "not_yet": "cannot be done yet",
    "unsafe": "unsafe to do",
    "moved_on": "moved on to somebody else",
}
_OWNERS: Final[Mapping[str, str]] = {
    "us": "ours",
    "police": "the police",
    "probation": "probation",
    "health": "health",
    "service": "a service",
    "person": "the person we support",
    "other": "somebody else",
}
_NEAR: Final = 6
"""Days ahead that a weekday alone names without a doubt."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action as it stands in its newest version; ``entry`` is the id of that version."""

    entry: str
    what: str
    owner: str
    owner_name: str
    due: date | None
    chase_on: date | None
    targets: tuple[str, ...]
    state: ActionState
    done_on: date | None
    because: str

    @property
    def owed(self) -> bool:
        """True while somebody still owes it."""
        return self.state in OWED

    @property
    def asks_on(self) -> date | None:
        """The first day that asks something of us: to ask after it, or that it is due; ``None`` when neither does."""
        days = [self.due] if self.owed else []
        days += [self.chase_on] if self.state in CHASED else []
        return min((day for day in days if day is not None), default=None)

    def standing(self, today: date) -> ActionStanding:
        """Say how it stands on a day."""
        if not self.owed:
            return "ended"
        if self.due is not None and self.due < today:
            return "late"
        if self.state == "not_yet":
            return "not_yet"
        if self.due is None:
            return "no_day"
        return "due_today" if self.due == today else "open"

    def late_days(self, today: date) -> int:
        """Count the days it is over; 0 while it is not."""
        return (today - self.due).days if self.standing(today) == "late" and self.due else 0

    def to_chase(self, today: date) -> bool:
        """Say whether the day to ask after it has come."""
        return self.state in CHASED and self.chase_on is not None and self.chase_on <= today

    def covers(self, today: date) -> bool:
        """Say whether it is cover of what it is for: open, and its day not over. One without a day comforts nobody."""
        return self.standing(today) in ("open", "due_today")

    def owner_left(self, gone: Container[str]) -> bool:
        """Say whether it is ours, by a name that is among those of who left the unit."""
        return self.owed and self.owner == "us" and bool(self.owner_name) and self.owner_name in gone

    @property
    def whose(self) -> str:
        """Say whose action it is: an action of ours, an action of the police."""
        return f"an action of {_OWNERS.get(self.owner, _OWNERS['other'])}"

    def covering_words(self, today: date) -> str:
        """Say in part of a sentence what it is to the risk it is for, or nothing once it has ended."""
        standing = self.standing(today)
        days = self.late_days(today)
        told = {
            "late": f"is {days} day{'' if days == 1 else 's'} late and covers nothing",
            "due_today": "is open, due today",
            "open": f"is open, due {_due_words(self.due, today)}",
            "no_day": "has no day it is due by, and covers nothing",
            "not_yet": "cannot be done yet, and covers nothing",
        }
        return f"{self.whose} {told[standing]}" if standing in told else ""

    def standing_words(self, today: date) -> str:
        """Say how it stands: 3 days late, due today, due Fri, done late on 4 Nov, refused."""
        standing = self.standing(today)
        if standing == "ended":
            done = f" on {short_day_in_words(self.done_on)}" if self.done_on else ""
            return f"{STATE_WORDS[self.state]}{done}"
        days = self.late_days(today)
        told = {
            "late": f"{days} day{'' if days == 1 else 's'} late",
            "due_today": "due today",
            "open": f"due {_due_words(self.due, today)}",
            "no_day": "no day set",
            "not_yet": "cannot be done yet",
        }
        late = " · cannot be done yet" if standing == "late" and self.state == "not_yet" else ""
        return told[standing] + late


def read_action(entry: str, answers: Answers) -> Action:
    """The typed view of a record of purpose ``action``."""
    return Action(
        entry=entry,
        what=value_of(answers, "what") or "",
        owner=value_of(answers, "owner") or "other",
        owner_name=value_of(answers, "owner_name") or "",
        due=value_of(answers, "due"),
        chase_on=value_of(answers, "chase_on"),
        targets=tuple(value_of(answers, "targets") or ()),
        state=cast("ActionState", value_of(answers, "state") or "open"),
        done_on=value_of(answers, "done_on"),
        because=value_of(answers, "because") or "",
    )


def action_fault(action: Action) -> tuple[str, str] | None:
    """Name the field and the sentence of what a state needs and has not: its reason, or its true day."""
    if action.state in NEEDS_REASON and not action.because.strip():
        return "because", f"“{STATE_WORDS[action.state].capitalize()}” needs its reason, in a line."
    if action.state not in DONE:
        return None
    if action.done_on is None:
        return "done_on", "An action that was done needs the true day it was done."
    late = action.due is not None and action.done_on > action.due
    if action.state == "done" and late:
        return "state", "It was done after the day it was due. Say that it was done late."
    if action.state == "done_late" and not late:
        return "state", "It was not done after a day it was due by. Say that it was done."
    return None


def _due_words(due: date | None, today: date) -> str:
    if due is None:
        return ""
    if 0 < (due - today).days <= _NEAR:
        return weekday_in_words(due)[:3]
    return day_with_other_year(due, today)
