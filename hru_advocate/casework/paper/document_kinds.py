"""Kinds of document, and the preview of one: the very bytes, and what to know before they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.documents.compose.paper import IdentifyingItem
from hru_advocate.domain.plan.paper_safety import OFFICE


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document: its id, its name on screen, whom it is for."""

    id: str
    label: str
    for_words: str


DOCUMENTS: Final = (
    DocumentKind("full_plan", "Full plan, A4", "for someone who can keep paper safely"),
    DocumentKind("plain_sheet", "Plain sheet, one side", "for paper that may be seen"),
    DocumentKind("pocket_card", "Pocket card", "for a wallet or a phone case"),
    DocumentKind("large_print", "Large print", "the full plan in 18 point"),
    DocumentKind("easy_words", "Easy words", "short sentences, large letters"),
    DocumentKind("safe_person", "Safe person's copy", "only what one trusted person does"),
    DocumentKind("leaflet", "Leaflet of services", "numbers to ring; nothing of the plan"),
    DocumentKind("file_copy", "File copy, marked", "for the unit only"),
    DocumentKind("risk_needs_summary", "Risk and needs summary", "for professionals"),
    DocumentKind("contact_log", "Contact log", "for the unit and the disclosure officer"),
    DocumentKind("hand_over", "Hand-over summary", "for a colleague who takes the case on"),
    DocumentKind("chronology", "Chronology", "everything in order of time; a court could read it"),
    DocumentKind(
        "chronology_since_hearing", "Chronology since a hearing", "what came after a hearing; a court could read it"
    ),
    DocumentKind("disclosure_index", "Disclosure index", "for the disclosure officer"),
)


RECORD: Final = DocumentKind("record", "One record, marked", "for the unit and the disclosure officer")
"""Any one record with its questions and answers; made from the record itself, so it is not among a case's documents."""

DISCLOSURE: Final = DocumentKind("disclosure", "Disclosure", "for whom it was made, as its record says")
"""A paper of the disclosure builder, which alone makes it."""
LETTER: Final = DocumentKind("letter", "Letter", "for the recipient; what tells who somebody is was ticked")
LETTER_IN_HAND: Final = DocumentKind(
    "letter_in_hand", "Letter the person takes along", "asked about first: it may be found at home"
)
LETTERS: Final = (LETTER, LETTER_IN_HAND)
"""Letters; made from their records, as *one record* is."""
LETTER_IDS: Final = frozenset(one.id for one in LETTERS)

SLIP: Final = DocumentKind("visit_slip", "Visit slip", "for the office while somebody is out; no name, no address")
"""The slip of one visit; made from the visit itself, so it is not among a case's documents."""

FROM_RECORD: Final = {one.id: one for one in (RECORD, SLIP, *LETTERS)}
"""Documents that are made from one entry."""

NO_DUTY_NUMBER: Final = "no_duty_number"
"""The tick for a paper that speaks of us while no number of ours is on it."""
NO_WAY_TO_US: Final = (
    "How to reach us is not on it; print it all the same",
    "It says us, and the unit's number is not filled in or not ticked. It can be filled in here, above Print.",
)
"""That tick in words, and why it is asked."""

_NO_PLAN: Final = (OFFICE - {"file_copy"}) | LETTER_IDS | {"leaflet"}


def holds_plan(document: str) -> bool:
    """Say if the measures of a plan stand on a document, or are read aloud instead of it."""
    return document not in _NO_PLAN


PAGES_ALONE: Final = frozenset({"risk_needs_summary", "contact_log", "hand_over", "chronology", "disclosure_index"})
"""Documents that hold all there is, over as many pages as it takes: none is refused, nothing is left off to be told."""

DOCUMENT_IDS: Final = tuple(one.id for one in DOCUMENTS)


@dataclass(frozen=True, slots=True)
class ServiceTick:
    """A service line and how it stands: ``fine``, ``tick`` (prints only when ticked) or ``refused``."""

    id: str
    name: str
    note: str
    state: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Something the plan holds for a paper that is not on it: the words, why, and the ticks that would print it.

    ``sentence`` says it in the list of what is on the paper.
    """

    what: str
    why: str
    ticks: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """The very bytes that will be printed, and what a person should know before they are.

    ``without_us``: it speaks of us and does not say how to reach us. ``left_off`` is what the plan holds for the
    person's paper and this one does not.
    """

    case: str
    document: str
    pdf: bytes
    pages: int
    copy_number: int
    counts_words: str
    identifying: tuple[IdentifyingItem, ...]
    services: tuple[ServiceTick, ...]
    warnings: tuple[str, ...]
    measures: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    language: str = ""
    for_whom: str = ""
    without_us: bool = False
    left_off: tuple[LeftOff, ...] = ()
