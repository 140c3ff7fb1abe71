"""Every place one can go to: a small value each, from a closed set, so that nobody spells a screen's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hru_advocate.domain.people.name_mask import check_whole

if TYPE_CHECKING:
    from hru_advocate.domain.forms.definition import Layout

CasePart = Literal[
    "overview", "contacts", "incidents", "risk", "needs", "plan", "legal", "partners", "services", "history"
]
"""A part of the page of a case."""
UnitTab = Literal[
    "measures", "behaviours", "letters", "consultations", "languages", "paper", "words", "reach", "people",
    "thresholds", "overdue", "supervision", "records_kept", "devices",
]  # fmt: skip
"""A part of the unit's page."""
CaseCommand = Literal[
    "contact", "incident", "incidents", "action", "visit", "risk", "needs", "situation", "level", "safe_contact",
    "plan", "versions", "coverage", "card", "paper", "hand_over", "person", "flag", "order", "criminal_case",
    "hearing", "letter", "meeting", "safeguarding", "signposting", "disclosure", "notes", "outcome", "pause", "closing",
]  # fmt: skip
"""Something to do that is about a case."""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form to fill in: a fresh one, a draft again, or a correction of an entry.

    Several entries in ``corrects`` are versions that disagree: one correction settles them, begun from the first.
    ``answers`` are raw answers to begin with, no initials; ``reason`` is why it corrects, where that is known.
    ``asks`` is the question one comes for: it is asked though it otherwise waits for a refusal, typing begins there.
    """

    form: str
    case: str | None = None
    draft: str | None = None
    corrects: tuple[str, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict, hash=False)
    reason: str = ""
    asks: str = ""

    def __post_init__(self) -> None:
        check_whole((*self.answers.values(), self.reason))


@dataclass(frozen=True, slots=True)
class _OfCase:
    """Somewhere that nothing but a case leads to."""

    case: str


@dataclass(frozen=True, slots=True)
class TodayDestination:
    """Today."""


@dataclass(frozen=True, slots=True)
class LateDestination:
    """The page that goes through what is late over all cases."""


@dataclass(frozen=True, slots=True)
class CasesDestination:
    """The list of cases."""


@dataclass(frozen=True, slots=True)
class DirectoryDestination:
    """The directory, with a service open if one is named."""

    service: str = ""


@dataclass(frozen=True, slots=True)
class PacksDestination:
    """The packs of directory and law: looked at, ticked and taken."""


@dataclass(frozen=True, slots=True)
class LegalDestination:
    """The legal options, with one open if it is named."""

    option: str = ""


@dataclass(frozen=True, slots=True)
class UnitDestination:
    """The unit's page; of the copies that are out, only those that carry a service if one is named.

    ``consultation`` is the current entry, or the record, of the consultation to open, ``measure`` the id of a measure.
    """

    tab: UnitTab = "measures"
    copies_with: str = ""
    consultation: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class FiguresDestination:
    """The unit's figures."""


@dataclass(frozen=True, slots=True)
class SettingsDestination:
    """The settings; ``at_doubts`` where it is accepted that the vault is not as it was left."""

    at_doubts: bool = False


@dataclass(frozen=True, slots=True)
class HelpDestination:
    """The help: a page of it by its id, or the one about a destination."""

    page: str = ""
    about: Destination | None = None


@dataclass(frozen=True, slots=True)
class SearchDestination:
    """The results of the search for some words; ``here`` is the case one was on, for what one may want to do there."""

    words: str
    here: str | None = None


@dataclass(frozen=True, slots=True)
class CaseDestination:
    """One part of the page of a case.

    ``log_contact`` puts the keyboard where a contact is noted, ``note_incident`` where an incident is.
    """

    case: str
    part: CasePart = "overview"
    log_contact: bool = False
    note_incident: bool = False


@dataclass(frozen=True, slots=True)
class VisitsDestination:
    """The choice of today's visits."""


@dataclass(frozen=True, slots=True)
class BeforeVisitDestination:
    """The page to read before one goes on a visit; while somebody is overdue, the way to raise it."""

    case: str
    entry: str


@dataclass(frozen=True, slots=True)
class VisitModeDestination:
    """Visit mode of one visit: the table, where nothing but its case can be reached."""

    case: str
    entry: str


@dataclass(frozen=True, slots=True)
class VisitEndDestination:
    """The end of visit mode, with the check-in; ``over`` when its time has passed and it ended by itself."""

    case: str
    entry: str
    over: bool = False


class CoverageDestination(_OfCase):
    """The page of one case that holds its risks and needs against what is in place."""


@dataclass(frozen=True, slots=True)
class WhoseDestination:
    """The choice of the case that a command is about."""

    command: CaseCommand = "incident"


class IncidentTableDestination(_OfCase):
    """A table for many incidents of a case at once."""


class DiaryDestination(_OfCase):
    """Bringing in a diary that somebody of a case kept."""


@dataclass(frozen=True, slots=True)
class FormDestination:
    """A form on a page."""

    request: FormRequest

    @property
    def case(self) -> str | None:
        """The case it belongs to; a referral opens one, and the unit's own forms have none."""
        return self.request.case


@dataclass(frozen=True, slots=True)
class ConversationDestination:
    """A form that is talked through, one question at a time; it is always about a case."""

    request: FormRequest

    @property
    def case(self) -> str:
        """The case it is about."""
        return self.request.case or ""


@dataclass(frozen=True, slots=True)
class ResultDestination:
    """The result of a conversation that was saved as an entry; ``part`` is the part of the case it belongs to."""

    case: str
    entry: str
    part: CasePart = "risk"


@dataclass(frozen=True, slots=True)
class PlanDestination:
    """The plan builder; ``known`` is the id of the known thing to begin with."""

    case: str
    known: str = ""
    draft: str | None = None
    corrects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterDestination:
    """The builder of a letter: from a template, with a draft again, or going on with a letter that is kept."""

    case: str
    template: str = ""
    draft: str | None = None
    corrects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperDestination:
    """A document of a case; "" is the one its record proposes.

    ``plan`` holds the raw answers of a plan that is not signed off yet, ``record`` is the entry that the document of
    that name prints.
    """

    case: str
    document: str = ""
    record: str = ""
    plan: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DisclosureDestination:
    """The builder of a disclosure of a case, with a recipient's template chosen if one is named."""

    case: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class RecordDestination:
    """An entry read back; the unit's own records belong to no case."""

    entry: str
    case: str | None = None


@dataclass(frozen=True, slots=True)
class VersionsDestination:
    """The versions of a plan, on the one that an entry made if it is named."""

    case: str
    entry: str = ""


class ClosingDestination(_OfCase):
    """The closing page of a case."""


class ErasureDestination(_OfCase):
    """The page on which a closed case is erased by authority."""


class ProofDestination(_OfCase):
    """The page by which a case leaves as a bundle that proves it."""


@dataclass(frozen=True, slots=True)
class RestrictedDestination:
    """The page that asks why a restricted case is opened; ``then`` is where one was going."""

    case: str
    then: Destination


Destination = (
    TodayDestination
    | LateDestination
    | CasesDestination
    | DirectoryDestination
    | PacksDestination
    | LegalDestination
    | UnitDestination
    | FiguresDestination
    | SettingsDestination
    | HelpDestination
    | SearchDestination
    | CaseDestination
    | VisitsDestination
    | BeforeVisitDestination
    | VisitModeDestination
    | VisitEndDestination
    | CoverageDestination
    | WhoseDestination
    | IncidentTableDestination
    | DiaryDestination
    | FormDestination
    | ConversationDestination
    | ResultDestination
    | PlanDestination
    | LetterDestination
    | PaperDestination
    | DisclosureDestination
    | RecordDestination
    | VersionsDestination
    | ClosingDestination
    | ErasureDestination
    | ProofDestination
    | RestrictedDestination
)
"""Everywhere one can go."""

FillingIn = FormDestination | ConversationDestination | PlanDestination | LetterDestination
"""Everywhere a form is filled in."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The act of going somewhere; ``replacing`` when one step back is not to return to where it began."""

    destination: Destination
    replacing: bool = False


def case_of(destination: Destination) -> str | None:
    """The case a destination belongs to, if any."""
    match destination:
        case (
            TodayDestination()
            | LateDestination()
            | CasesDestination()
            | DirectoryDestination()
            | PacksDestination()
            | LegalDestination()
            | UnitDestination()
            | FiguresDestination()
            | SettingsDestination()
            | HelpDestination()
            | SearchDestination()
            | VisitsDestination()
            | WhoseDestination()
        ):
            return None
        case _:
            return destination.case


def filling_in(layout: Layout, request: FormRequest) -> FillingIn:
    """Say where a form is filled in: the one answer, from the layout of its definition.

    A form without a case is filled in on a page: the other two need the head of a case.
    """
    if request.case is None or layout == "page":
        return FormDestination(request)
    if layout == "plan":
        return PlanDestination(request.case, draft=request.draft, corrects=request.corrects)
    if layout == "letter":
        return LetterDestination(request.case, draft=request.draft, corrects=request.corrects)
    return ConversationDestination(request)


def form_page(form: str, case: str | None = None, **answers: object) -> FormDestination:
    """A fresh form on a page."""
    return FormDestination(FormRequest(form, case, answers=answers))


def conversation(form: str, case: str) -> ConversationDestination:
    """A conversation, gone on with where the case has one already."""
    return ConversationDestination(FormRequest(form, case))
