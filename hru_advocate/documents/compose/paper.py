"""The material a plan's paper is composed from, and the result: the page, and what was left off and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.give_away import (
    GiveAway,
    GiveAwayCheck,
    GiveAwayList,
    JudgedTexts,
    Person,
    ProtectedValue,
)
from hru_advocate.documents.compose.safe_contact import SafeAt
from hru_advocate.documents.compose.speech import PageLanguage
from hru_advocate.domain.forms.pronouns import Pronoun
from hru_advocate.domain.languages import Translator
from hru_advocate.domain.law.orders import Order
from hru_advocate.domain.library.paper_words import PaperWords
from hru_advocate.domain.plan.coverage import Coverage
from hru_advocate.domain.plan.plan import Plan
from hru_advocate.domain.services.confirmations import PrintLine
from hru_advocate.errors import AdvocateError


class NoConsent(AdvocateError):
    """There is no consent to give anyone this copy. Nothing was made; ask first, and note the answer."""


class NoSuchPaper(AdvocateError):
    """There is no such document. Nothing was made; choose one from the list."""


@dataclass(frozen=True, kw_only=True)
class PlanPaper:
    """Everything one paper of a plan may draw on. Nothing is queried; what is not given is not printed.

    ``sections`` are ids and headings in the product's order; ``services`` are judged lines (the emergency lines
    among them), printed in this order. ``ticks`` holds the ids of ticked identifying items (see ``identifying``)
    and ``sv_…`` for a service whose line needs a tick. ``label`` gives the words for an id. ``refused_numbers``
    may never be printed; ``standard_texts`` are the product's own measures, which name nobody. ``dates`` are days
    that would show something, with what they are. ``card_labels`` are the words chosen for services on a card.
    ``translator`` says the documents' own words, ``easy`` says them in easy words. ``for_whom`` is the safe person a
    copy is for, ``agreed`` that the person whose plan it is wants that. ``about`` says what a service does, in a line.
    ``voice_fails`` says that a voice call does not work for this person: nothing on paper tells her or him to ring.
    ``signed_off`` is the day the plan was signed off, ``None`` while it is being written.
    ``orders`` are all of the case; which of them hold is worked out for ``today``.
    ``words`` are the product's words that decide what may be printed, ``give_away`` those paper that may be seen never
    holds: the unit's and the language's. ``judged`` keeps what was seen of each text, for this
    composition. ``court`` are days of police and court with what they are, ``said_of_plan`` the person's answer to the
    whole of it and its countersigns: in words, for the file copy alone.
    """

    plan: Plan
    today: date
    translator: Translator
    sections: tuple[tuple[str, str], ...]
    words: PaperWords
    give_away: tuple[str, ...]
    services: tuple[PrintLine, ...] = ()
    ticks: frozenset[str] = frozenset()
    people: tuple[Person, ...] = ()
    secrets: tuple[ProtectedValue, ...] = ()
    dates: tuple[tuple[str, date], ...] = ()
    refused_numbers: frozenset[str] = frozenset()
    standard_texts: frozenset[str] = frozenset()
    card_labels: Mapping[str, str] = field(default_factory=dict)
    label: Callable[[str], str] = str
    easy: Translator | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()
    coverage: Coverage | None = None
    unasked: str = ""
    court: tuple[tuple[str, str], ...] = ()
    said_of_plan: tuple[tuple[str, str], ...] = ()
    case_ref: str = ""
    unit_name: str = ""
    copy_number: int = 0
    head_code: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    for_whom: str = ""
    agreed: bool = False
    pronoun: Pronoun = ""
    safe: SafeAt | None = None
    voice_fails: bool = False
    signed_off: date | None = None
    judged: JudgedTexts = field(default_factory=JudgedTexts, compare=False, repr=False)

    @cached_property
    def speech(self) -> PageLanguage:
        """The language this paper says the documents' own words in."""
        return PageLanguage(self.translator)

    @cached_property
    def check(self) -> GiveAwayCheck:
        """The check that looks through typed texts for this case's names, places and numbers."""
        own = (ProtectedValue("reference", self.case_ref), ProtectedValue("unit", self.unit_name))
        return GiveAwayCheck(
            self.words,
            self.people,
            (*self.secrets, *(secret for secret in own if secret.value)),
            refused=self.refused_numbers,
            dates=self.dates,
            standard=self.standard_texts,
        )

    @cached_property
    def give_away_list(self) -> GiveAwayList:
        """The give-away words, ready to be looked for."""
        return GiveAwayList(self.give_away)

    def found_in(self, text: str) -> tuple[GiveAway, ...]:
        """Everything in a text that could give somebody away."""
        return self.check.find(self.judged.of(text))

    def named_in(self, text: str) -> tuple[Person, ...]:
        """The people of the case a text names."""
        return self.check.names(self.judged.of(text))

    def give_away_word(self, text: str) -> str:
        """The first entry of the give-away list that a text holds, or ""."""
        return self.give_away_list.first_in(self.judged.of(text))

    def words_in(self, text: str) -> tuple[str, ...]:
        """The folded words of a text."""
        return self.judged.of(text).words


@dataclass(frozen=True, slots=True)
class IdentifyingItem:
    """One identifying item that prints only when ticked.

    ``id`` is worked out from the very words, so that a tick never passes to another text.
    """

    id: str
    label: str
    why: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not on the page though it could be thought to be: where, the words, and why.

    ``place`` is ``item.3`` (``item.3.words``, ``.who``, ``.when``), ``own_words``, ``number.1`` or ``sv_…``;
    ``ticks`` are the ids that would print it, empty when nothing can.
    """

    place: str
    what: str
    why: str
    ticks: tuple[str, ...] = ()

    @property
    def is_missed(self) -> bool:
        """True of what whoever made the plan counts on: a measure, own words, an own number, words of an order.

        Who does it and by when are printed in other words or not at all; a service says itself that it is left off.
        """
        return not self.place.startswith("sv_") and not self.place.endswith((".who", ".when"))

    @property
    def sentence(self) -> str:
        """Words that say what is left off, and why."""
        return f"Left off: “{self.what}”. {self.why}" if self.what else self.why


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """The counts of measures: how many stand, how they are marked, and how many are on this page.

    ``meant`` are those that this paper is to hold: all that are carried, of a safe person's copy those that are theirs.
    """

    live: int
    carry: int
    keep: int
    speak: int
    on_page: int
    meant: int

    def in_words(self, *, short: bool = False) -> str:
        """As the screen says it: what is truly on the page, and why the others are not.

        ``short`` for a card, which holds only those with short words.
        """
        are = "is" if self.on_page == 1 else "are"
        on_it = f"{self.on_page} of {self.live} measures {are} on it{' in short words' if short else ''}"
        others = (
            (self.meant - self.on_page, "left off"),
            (self.carry - self.meant, "not for this person"),
            (self.keep, "kept with us"),
            (self.speak, "only spoken"),
        )
        why = ", ".join(f"{count} {words}" for count, words in others if count and self.on_page < self.live)
        return f"{on_it}; {why}." if why else f"{on_it}."


@dataclass(frozen=True, slots=True)
class Composed:
    """A page with what was left off it.

    ``numbers`` are the numbers on it as (service id, number), the id empty for an own number; ``measures`` the
    places (``PlanItem.id``) of the measures on it. ``without_us``: it speaks of us, and no number of ours is on it.
    """

    page: Page
    counts: PaperCounts
    left_out: tuple[LeftOut, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    measures: tuple[str, ...] = ()
    without_us: bool = False


def count(plan: Plan, on_page: int, meant: int | None = None) -> PaperCounts:
    """Count the standing measures of a plan by their marks; ``meant`` are for this paper, all that are carried else."""
    marks = [item.carry for item in plan.live]
    carry = marks.count("carry")
    kept = marks.count("keep"), marks.count("speak")
    return PaperCounts(len(marks), carry, *kept, on_page, carry if meant is None else meant)


def tick_id(*parts: str) -> str:
    """An id that changes with the words it stands for, and does not hold them."""
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{parts[0]}.{digest[:16]}"
