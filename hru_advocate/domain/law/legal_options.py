"""The content of ``legal_options.toml``: what each option can do, who applies, how sure we are, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import Final, Literal

import msgspec

from hru_advocate.domain.services.directory import search_words
from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError, NotFound

OptionCategory = Literal[
    "police_civil_order",
    "victim_civil_order",
    "family_order",
    "criminal_court_order",
    "bail",
    "offence",
    "court_support",
    "victim_right",
    "criminal_process",
    "post_conviction",
    "disclosure",
    "multi_agency",
    "police_power",
    "health",
    "immigration",
    "money",
    "complaint",
    "practical",
]
OptionStatus = Literal["in_force", "pilot_check_area", "check_commencement", "local", "legacy"]
OptionConfidence = Literal["high", "medium", "low", "unverified"]
WhoApplies = Literal["police", "victim", "prosecution", "council", "professional", "court"]
OptionCost = Literal["free", "no_fee", "fee", "may_cost", "to_be_confirmed"]
OptionSpeed = Literal["no_court", "court_quick", "court", "criminal_case", "to_be_confirmed"]

NOT_OFFERED: Final[frozenset[OptionStatus]] = frozenset({"legacy"})
"""The states in which an option is only there to be understood."""

_READINGS: Final = frozenset(
    {
        "area:cheshire",
        "case:cps_stopped",
        "case:charged",
        "case:court",
        "case:crown_sentence",
        "case:not_charged",
        "case:other_sentence",
        "case:police_none",
        "connected",
        "incidents:several",
        "lived_together",
        "never_lived_together",
        "order:any",
        "other:adult",
        "other:under_18",
        "person:16_or_over",
        "person:under_16",
        "person:under_18",
        "reported:police",
    }
)
"""Readings of a case beyond its facts; ``_OF_ORDERS`` go before the kind of an order."""
_OF_ORDERS: Final = ("applied:", "order:", "ended:")
NOT: Final = "not "
"""Stands before a fact that is known to be false."""
_FACTS: Final = ("ci_", "rf_")


class InvalidLegalOptions(AdvocateError):
    """The file of legal options cannot be used. No record is touched; install the program again."""


class OptionPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Anything the file is made of; an unknown word in it is refused."""


class OptionsMeta(OptionPart, frozen=True):
    """The day and the way the options were put together."""

    title: str
    jurisdiction: str
    local_area: str
    compiled: date
    schema_version: Literal[1]
    review_by: date
    how_to_read_confidence: str
    how_to_read_to_confirm: str
    how_to_read_offset: str
    how_to_read_answered: str
    who_applies_values: tuple[str, ...]
    status_values: tuple[str, ...]


class KnownChange(OptionPart, frozen=True):
    """A change of the law that is known of, the options it touches, and how sure that is, in words."""

    what: str
    affects: tuple[str, ...]
    confidence: str
    source_urls: tuple[str, ...]


class OptionSource(OptionPart, frozen=True):
    """A place where something stands; ``how_read`` is for whoever keeps the file and is shown nowhere."""

    id: str
    title: str
    publisher: str
    url: str
    date: str
    how_read: str


class TrackedDate(OptionPart, frozen=True):
    """A day to watch: what it is, what follows from it; ``offset`` is for whoever keeps the file."""

    key: str
    label: str
    rule: str
    offset: str = ""


class PromptAnswer(OptionPart, frozen=True):
    """Everything a case may know that answers a prompt: ``prompt`` is its place, from 1.

    ``yes`` and ``no`` are alternatives, each a list of things of which all have to be known. ``either``: the answer
    speaks neither for the option nor against it.
    """

    prompt: int
    yes: tuple[tuple[str, ...], ...] = ()
    no: tuple[tuple[str, ...], ...] = ()
    speaks: Literal["for", "either"] = "for"

    @property
    def named(self) -> frozenset[str]:
        """Everything it asks the case for."""
        return frozenset(one for part in (*self.yes, *self.no) for one in part)


class LegalOption(OptionPart, frozen=True, dict=True):
    """One option. Its texts inform a conversation; none of them is advice."""

    id: str
    name: str
    category: OptionCategory
    needs: tuple[str, ...]
    cost: OptionCost
    speed: OptionSpeed
    statute: str
    who_applies: tuple[WhoApplies, ...]
    court: str
    what_it_can_do: str
    eligibility_prompts: tuple[str, ...]
    duration: str
    breach_consequence: str
    cost_to_victim: str
    victim_role: str
    tracking_dates: tuple[TrackedDate, ...]
    evidence_useful: tuple[str, ...]
    in_force: str
    status: OptionStatus
    source_ids: tuple[str, ...]
    source_urls: tuple[str, ...]
    confidence: OptionConfidence
    to_confirm: tuple[str, ...]
    notes: str
    answered: tuple[PromptAnswer, ...] = ()

    @cached_property
    def search_index(self) -> Mapping[str, int]:
        """Every folded word it is found by, with the worth of the best place the word stands in."""
        found: dict[str, int] = {}
        about = (self.what_it_can_do, *self.eligibility_prompts, self.victim_role, self.court, self.notes)
        for worth, texts in ((1, about), (2, (self.statute, self.id)), (4, (self.name,))):
            for text in texts:
                found.update(dict.fromkeys(search_words(text), worth))
        return found


class LegalOptions(
    OptionPart,
    frozen=True,
    dict=True,
    rename={"known_changes": "known_change", "options": "option", "sources": "source"},
):
    """Every option with the changes known of and the sources."""

    meta: OptionsMeta
    known_changes: tuple[KnownChange, ...]
    options: tuple[LegalOption, ...]
    sources: tuple[OptionSource, ...]

    @cached_property
    def by_id(self) -> Mapping[str, LegalOption]:
        """Every option by its id."""
        return {option.id: option for option in self.options}

    @cached_property
    def source_by_id(self) -> Mapping[str, OptionSource]:
        """Every source by its id."""
        return {source.id: source for source in self.sources}

    def option(self, option_id: str) -> LegalOption:
        """The option with this id; NotFound when there is none."""
        if option_id not in self.by_id:
            message = "There is no legal option with that id. Nothing was changed; see the list of options."
            raise NotFound(message)
        return self.by_id[option_id]

    def changes_of(self, option_id: str) -> tuple[KnownChange, ...]:
        """The changes of the law that are known to touch an option."""
        return tuple(change for change in self.known_changes if option_id in change.affects)

    def found(self, text: str) -> tuple[LegalOption, ...]:
        """The options every word of a text begins a word of, the best first; all, in their own order, without words."""
        words = search_words(text)
        if not words:
            return self.options
        worth = {option.id: _worth(option.search_index, words) for option in self.options}
        return tuple(sorted((one for one in self.options if worth[one.id]), key=lambda one: -worth[one.id]))


def read_legal_options(data: bytes) -> LegalOptions:
    """Read ``legal_options.toml``; every id named in it exists, every prompt answered is one of the option's.

    Raises:
        InvalidLegalOptions: with what is wrong.
    """
    try:
        read = decode_toml(data, LegalOptions)
    except UnreadableToml as error:
        raise _fault(str(error)) from None
    for fault in _faults(read):
        raise _fault(fault)
    return read


def _fault(what: str) -> InvalidLegalOptions:
    return InvalidLegalOptions(
        f"legal_options.toml cannot be used: {what}. No record is touched; install the program again."
    )


def _faults(read: LegalOptions) -> Iterator[str]:
    if len(read.by_id) != len(read.options) or len(read.source_by_id) != len(read.sources):
        yield "two options or two sources have one id"
    for change in read.known_changes:
        if not set(change.affects) <= set(read.by_id):
            yield "a known change touches an option that is not there"
    for option in read.options:
        yield from faults_of_option(option, set(read.source_by_id))


def faults_of_option(option: LegalOption, sources: AbstractSet[str]) -> Iterator[str]:
    """Yield what one option lacks or says twice, as the end of a sentence; ``sources`` are the ids there are."""
    if not set(option.source_ids) <= sources:
        yield f"option '{option.id}' names a source that is not there"
    if not option.source_ids and option.confidence != "unverified":
        yield f"option '{option.id}' has no source and does not say so"
    if not option.needs or not option.who_applies or not option.eligibility_prompts:
        yield f"option '{option.id}' has no need, nobody who applies or no prompt"
    yield from _faults_of_prompts(option)


def _faults_of_prompts(option: LegalOption) -> Iterator[str]:
    seen: set[int] = set()
    for answer in option.answered:
        if not 1 <= answer.prompt <= len(option.eligibility_prompts) or answer.prompt in seen:
            yield f"option '{option.id}' answers a prompt that is not there, or one twice"
        if not answer.named:
            yield f"option '{option.id}' answers a prompt with nothing"
        if any(not _can_be_known(name) for name in answer.named):
            yield f"option '{option.id}' answers a prompt with what no case can know"
        seen.add(answer.prompt)


def _can_be_known(name: str) -> bool:
    return name in _READINGS or name.removeprefix(NOT).startswith(_FACTS) or name.startswith(_OF_ORDERS)


def _worth(index: Mapping[str, int], words: Iterable[str]) -> int:
    """The worth of an option for some words: a whole word is worth more than the beginning of one; 0 without one."""
    total = 0
    for word in words:
        best = max((2 * worth + (known == word) for known, worth in index.items() if known.startswith(word)), default=0)
        if not best:
            return 0
        total += best
    return total
