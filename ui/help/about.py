"""The page of the help that is about a destination: every screen has one, and a test holds that it is there."""

from __future__ import annotations

from typing import Final

from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasesDestination,
    ClosingDestination,
    ConversationDestination,
    CoverageDestination,
    Destination,
    DiaryDestination,
    DirectoryDestination,
    DisclosureDestination,
    ErasureDestination,
    FiguresDestination,
    FormDestination,
    HelpDestination,
    IncidentTableDestination,
    LateDestination,
    LegalDestination,
    LetterDestination,
    PacksDestination,
    PaperDestination,
    PlanDestination,
    ProofDestination,
    RecordDestination,
    RestrictedDestination,
    ResultDestination,
    SearchDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    VersionsDestination,
    VisitEndDestination,
    VisitModeDestination,
    VisitsDestination,
    WhoseDestination,
)

KEYS_PAGE: Final = "keys"
"""The page of every key, which is made from the table of keys and not from a file."""
FIRST_PAGE: Final = "first_day"
_ABOUT: Final[dict[type[Destination], str]] = {
    TodayDestination: "today",
    LateDestination: "late",
    CasesDestination: "cases",
    DirectoryDestination: "directory",
    PacksDestination: "packs",
    LegalDestination: "legal_options",
    FiguresDestination: "figures",
    SettingsDestination: "settings",
    HelpDestination: FIRST_PAGE,
    SearchDestination: "search",
    WhoseDestination: "search",
    VisitsDestination: "visits",
    BeforeVisitDestination: "before_visit",
    VisitModeDestination: "visit_mode",
    VisitEndDestination: "visit_end",
    CoverageDestination: "coverage",
    IncidentTableDestination: "incident_table",
    DiaryDestination: "diary",
    ConversationDestination: "conversation",
    ResultDestination: "conversation",
    PlanDestination: "plan",
    LetterDestination: "letters",
    PaperDestination: "paper",
    DisclosureDestination: "disclosure",
    RecordDestination: "record",
    VersionsDestination: "versions",
    ClosingDestination: "closing",
    ErasureDestination: "erasure",
    ProofDestination: "proof",
    RestrictedDestination: "restricted",
}
_ABOUT_FORM: Final = {
    "referral": "new_case",
    "safe_contact": "safe_contact",
    "contact": "case_contacts",
    "visit": "visits",
    "flag": "case_partners",
    "meeting": "case_partners",
    "safeguarding": "case_partners",
    "order": "case_legal",
    "criminal_case": "case_legal",
    "hearing": "case_legal",
    "judgement": "case_risk",
    "outcome": "case_needs",
    "equality": "case_needs",
    "signposting": "case_services",
    "incident": "case_incidents",
    "closure": "closing",
    "measure": "unit_measures",
    "consultation": "unit_consultations",
    "colleague": "unit_people",
    "thresholds": "unit_thresholds",
}
"""Forms about which a page says more than the one about every form."""


def page_about(destination: Destination) -> str:
    """Name the page of the help that is about a destination."""
    match destination:
        case CaseDestination(part=part):
            return f"case_{part}"
        case UnitDestination(tab=tab):
            return f"unit_{tab}"
        case FormDestination(request=request):
            return _ABOUT_FORM.get(request.form, "form")
        case _:
            return _ABOUT[type(destination)]


def page_of(destination: HelpDestination) -> str:
    """Name the page to open: the one asked for, the one about where one was, or the first."""
    return destination.page or (page_about(destination.about) if destination.about is not None else FIRST_PAGE)
