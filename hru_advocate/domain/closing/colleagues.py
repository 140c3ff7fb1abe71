"""The unit's people: name, role, from and until when, the number colleagues ring, and who is on leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import day_in_words

ROLES: Final[dict[str, str]] = {
    "sergeant": "Detective sergeant",
    "constable": "Detective constable",
    "psychologist": "Psychologist",
    "nurse": "Mental health nurse",
    "occupational_therapist": "Occupational therapist",
    "probation_officer": "Probation officer",
    "advocate": "Specialist Victim Advocate",
    "other": "Another role",
}
"""The roles in words, in the order the roster shows them."""


RECOVERY_HOLDER: Final = "recovery_holder"
DEVICE_ROLES: Final[dict[str, str]] = {**ROLES, RECOVERY_HOLDER: "Recovery holder"}
"""The roles a device is enrolled in: those of people, and the computer that keeps cases to bring them back."""

MAY_ASK_TO_ERASE: Final = frozenset({"sergeant", "advocate"})
"""The roles in whose devices' notices that a case was erased by authority count as asking the same of others."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Days somebody is away, both included, and who stands in."""

    since: date
    until: date
    stands_in: str

    def holds_on(self, day: date) -> bool:
        """Say whether she or he is away on a day."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of the unit; ``confirmed`` says who confirmed the number, when; "" where nobody has."""

    entry: str
    name: str
    role: str
    role_words: str
    since: date | None
    until: date | None
    collar: str
    phone: str
    confirmed: str
    leave: tuple[Leave, ...]

    def here_on(self, day: date) -> bool:
        """Say whether she or he is of the unit on a day, on leave or not."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def away_on(self, day: date) -> Leave | None:
        """The leave she or he is on, on a day."""
        return next((one for one in self.leave if one.holds_on(day)), None)


def read_colleague(entry: str, answers: Answers) -> Colleague:
    """The typed view of a record of purpose ``colleague``."""
    role = value_of(answers, "role") or "other"
    by, on = value_of(answers, "confirmed_by"), value_of(answers, "confirmed_on")
    phone = value_of(answers, "phone")
    return Colleague(
        entry=entry,
        name=value_of(answers, "name") or "",
        role=role,
        role_words=(value_of(answers, "role_words") or ROLES[role]) if role == "other" else ROLES[role],
        since=value_of(answers, "from"),
        until=value_of(answers, "until"),
        collar=value_of(answers, "collar") or "",
        phone=str(phone) if phone else "",
        confirmed=f"confirmed by {by} on {day_in_words(on)}" if by and on else "",
        leave=tuple(
            Leave(value_of(row, "from"), value_of(row, "until"), value_of(row, "stands_in") or "")
            for row in value_of(answers, "leave") or ()
        ),
    )


def colleague_fault(one: Colleague) -> tuple[str, str] | None:
    """Name the field and the sentence of what somebody on the roster needs and has not."""
    if one.since and one.until and one.until < one.since:
        return "until", "The last day lies before the first."
    if one.phone and not one.confirmed:
        return "confirmed_by", "A number needs who confirmed it, and on which day."
    for number, leave in enumerate(one.leave, start=1):
        if leave.until < leave.since:
            return f"leave.{number}.until", "The last day of the leave lies before its first."
    return None


def in_order(found: Iterable[Colleague]) -> tuple[Colleague, ...]:
    """The roster as it is read: by role, then by name."""
    return tuple(sorted(found, key=lambda one: (list(ROLES).index(one.role), one.name, one.entry)))
