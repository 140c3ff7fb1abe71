"""A closure: why a case ended or was taken up again, and what became of each thing that was open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hru_advocate.domain.forms.answers import Answers, value_of

MatterKind = Literal[
    "risk",
    "plan",
    "order",
    "hearing",
    "criminal_case",
    "contact",
    "action",
    "signposting",
    "safeguarding",
    "meeting",
    "repeat",
    "consultation",
    "flag",
    "paper",
    "draft",
    "dispute",
    "date",
]
"""A sort of thing that can be open when a case closes."""

KIND_WORDS: Final[dict[MatterKind, tuple[str, str]]] = {
    "risk": ("a risk, need or event without cover", "risks, needs or events without cover"),
    "plan": ("a plan without a yes", "plans without a yes"),
    "order": (
        "an order that stands, or whose end is not written down",
        "orders that stand, or whose end is not written down",
    ),
    "hearing": ("a hearing", "hearings"),
    "criminal_case": ("a criminal case that has not ended", "criminal cases that have not ended"),
    "contact": ("a promised contact", "promised contacts"),
    "action": ("an action", "actions"),
    "signposting": ("a referral that has not ended", "referrals that have not ended"),
    "safeguarding": ("a safeguarding referral", "safeguarding referrals"),
    "meeting": ("a meeting with partners", "meetings with partners"),
    "repeat": ("a question whether it is a repeat", "questions whether it is a repeat"),
    "consultation": ("a consultation to come back to", "consultations to come back to"),
    "flag": ("a flag", "flags"),
    "paper": ("a copy that is out", "copies that are out"),
    "draft": ("a draft", "drafts"),
    "dispute": ("two versions that disagree", "records with two versions that disagree"),
    "date": ("a day to look again", "days to look again"),
}
"""Each sort in words, one of it and several, in the order they are read."""


SAFE_AFTER: Final[dict[str, str]] = {
    "as_now": "the safe contact rules stay as they are",
    "no_contact": "nobody of ours makes contact any more",
    "she_rings": "the person gets in touch, we do not",
    "not_known": "how safe contact stands is not known: ask before anybody tries",
}
"""Safe contact after a case was closed, as part of a sentence."""


CONTACT_AFTER: Final[dict[str, tuple[Literal["never", "ask_first"], str]]] = {
    "no_contact": ("never", "closed: we do not get in touch"),
    "she_rings": ("never", "closed: she or he gets in touch"),
    "not_known": ("ask_first", "closed: ask first"),
}
"""The answer a closure gives whoever would ring now, whatever the rules allowed before; "as_now" gives none."""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One thing that is open in a case; ``key`` tells it from every other, ``entry`` is where it stands, if any.

    ``known`` is the id of the risk, event or need that is bare.
    """

    key: str
    kind: MatterKind
    words: str
    entry: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """One open thing and its end: how, and to whom or why."""

    key: str
    what: str
    how: str
    said: str

    @property
    def answered(self) -> bool:
        """True if it says both what becomes of it and to whom, or why."""
        return bool(self.how and self.said.strip())


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure as it stands in its newest version."""

    entry: str
    closed: bool
    on: date | None
    why: str
    because: str
    open: tuple[Settled, ...]
    retention_class: str
    review: date | None
    review_because: str
    outcome: str
    value_added: str
    safe_after: str = ""
    safe_words: str = ""

    @property
    def safe_contact_words(self) -> str:
        """The standing of safe contact from then on, without the last full stop; nothing where nobody said."""
        return ". ".join(one.rstrip(".") for one in (self.safe_after, self.safe_words) if one)


def read_closure(entry: str, answers: Answers) -> Closure:
    """The typed view of a record of purpose ``closure``."""
    return Closure(
        entry=entry,
        closed=value_of(answers, "state") == "closed",
        on=value_of(answers, "on"),
        why=value_of(answers, "why") or "",
        because=value_of(answers, "because") or value_of(answers, "reopened_because") or "",
        open=tuple(_settled(row) for row in value_of(answers, "open") or ()),
        retention_class=value_of(answers, "class") or "",
        review=value_of(answers, "review"),
        review_because=value_of(answers, "review_because") or "",
        outcome=value_of(answers, "outcome") or "",
        value_added=value_of(answers, "value_added") or "",
        safe_after=SAFE_AFTER.get(value_of(answers, "safe_after") or "", ""),
        safe_words=value_of(answers, "safe_words") or "",
    )


def _settled(row: Answers) -> Settled:
    return Settled(*(value_of(row, field) or "" for field in ("key", "what", "how", "said")))


def unsettled(matters: Iterable[OpenMatter], closure: Closure) -> tuple[OpenMatter, ...]:
    """The open things a closure does not say what becomes of: nothing is passed over in silence."""
    answered = {one.key for one in closure.open if one.answered}
    return tuple(one for one in matters if one.key not in answered)


def counted(matters: Iterable[OpenMatter]) -> str:
    """Open things counted by their sorts: an order that stands, 2 actions, a draft."""
    kinds = [one.kind for one in matters]
    return ", ".join(
        words[0] if kinds.count(kind) == 1 else f"{kinds.count(kind)} {words[1]}"
        for kind, words in KIND_WORDS.items()
        if kind in kinds
    )


def review_due(answers: Answers) -> tuple[str | None, str]:
    """The day a closed case is reviewed; none while the case is open."""
    closure = read_closure("", answers)
    return (closure.review.isoformat(), "Retention review") if closure.closed and closure.review else (None, "")
