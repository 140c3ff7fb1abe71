"""A safeguarding referral: about whom, to which front door, how it stands, and the day it is asked after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.births import Birth, age_on
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import day_in_words

FRONT_DOORS: Final[Mapping[tuple[str, str], str]] = {
    ("child", "warrington"): "warrington_childrens_front_door",
    ("child", "halton"): "halton_icart",
    ("child", "cheshire_east"): "cheshire_east_childrens_front_door",
    ("child", "cheshire_west_and_chester"): "cwac_iart",
    ("adult", "warrington"): "warrington_adult_care",
    ("adult", "halton"): "halton_adult_care",
    ("adult", "cheshire_east"): "cheshire_east_adult_care",
    ("adult", "cheshire_west_and_chester"): "cheshire_west_adult_care",
}
"""The service of the directory that is the front door, by whom it is about and where they live."""

DANGER: Final = "In danger now"
FIRST: Final = "999 first"
"""The words beside a referral that is owed while somebody is in danger."""
_OF_AGE: Final = 18
_OWED: Final = frozenset({"to_make", "made"})
"""The states in which something is owed: the referral itself, or what comes back."""

_ANSWERED: Final = frozenset({"accepted", "no_further", "closed"})


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """One referral as it stands in its newest version; ``who`` is ``child`` or ``adult``."""

    entry: str
    who: str
    born: Birth | None
    authority: str
    state: str
    referred_on: date | None
    chase_on: date | None
    came_back_on: date | None
    answers: Answers

    @property
    def owed(self) -> bool:
        """True while it is to be made, or nothing came back."""
        return self.state in _OWED

    @property
    def danger(self) -> bool:
        """True while it is owed and says that somebody is in danger now."""
        return self.owed and value_of(self.answers, "now") is True

    @property
    def asks_on(self) -> date | None:
        """The day to ask after it, until it has ended."""
        return self.chase_on if self.state in (*_OWED, "accepted") else None

    @property
    def front_door(self) -> str:
        """The id of the front door in the directory, or "" where it is none of the four authorities."""
        return FRONT_DOORS.get((self.who, self.authority), "")


def under_age(born: Birth, today: date) -> bool | None:
    """Say whether somebody is under 18 on a day; ``None`` where an age or a year leaves it open."""
    least, most = age_on(born, today)
    if most < _OF_AGE:
        return True
    return False if least >= _OF_AGE else None


def read_safeguarding(entry: str, answers: Answers) -> Safeguarding:
    """The typed view of a record of purpose ``safeguarding``."""
    return Safeguarding(
        entry=entry,
        who=value_of(answers, "who") or "",
        born=value_of(answers, "born"),
        authority=value_of(answers, "authority") or "",
        state=value_of(answers, "state") or "to_make",
        referred_on=value_of(answers, "referred_on"),
        chase_on=value_of(answers, "chase_on"),
        came_back_on=value_of(answers, "came_back_on"),
        answers=answers,
    )


def safeguarding_fault(referral: Safeguarding, today: date, known: Sequence[Birth] = ()) -> tuple[str, str] | None:
    """Name the field and the sentence of what a referral needs and has not.

    ``known`` are the births the case has of whom it is about: they are asked where the referral gives none itself.
    """
    return _wrong_age(referral, today, known) or _missing(referral) or _wrong_day(referral)


def _wrong_age(referral: Safeguarding, today: date, known: Sequence[Birth]) -> tuple[str, str] | None:
    """Held against the day it was made: who is grown up since was a child then. Where births disagree none counts."""
    births = known if referral.born is None else (referral.born,)
    young = {under_age(born, referral.referred_on or today) for born in births}
    by, other = "By this date of birth or age", ""
    if referral.born is None:
        by, other = "By the date of birth or age in this case", " If it is about somebody else, give the age here."
    if young == {True} and referral.who == "adult":
        return "who", f"{by} the person is under 18: it goes to the children's front door.{other}"
    if young == {False} and referral.who == "child":
        return "who", f"{by} the person is 18 or over: it goes to the adults' front door.{other}"
    return None


def _missing(referral: Safeguarding) -> tuple[str, str] | None:
    consent, because = value_of(referral.answers, "consent"), value_of(referral.answers, "consent_because")
    if consent in ("without", "not_asked") and not (because or "").strip():
        return "consent_because", "A referral without consent needs its reason, and who decided it."
    if referral.owed and referral.chase_on is None:
        return "chase_on", "Give the day to ask after it: a referral nobody asks after is a referral nobody made."
    if referral.state not in ("to_make", "closed") and referral.referred_on is None:
        return "referred_on", "A referral that was made has the day it was made."
    if referral.state == "to_make" and referral.referred_on is not None:
        return "referred_on", "It is still to be made: take this day out, or say that it was made."
    if referral.state in _ANSWERED and not (value_of(referral.answers, "came_back") or "").strip():
        return "came_back", "Say what came back, and from whom."
    return None


def _wrong_day(referral: Safeguarding) -> tuple[str, str] | None:
    made, back = referral.referred_on, referral.came_back_on
    if made is not None and back is not None and back < made:
        return "came_back_on", f"This day lies before {day_in_words(made)}, on which it was made."
    return None
