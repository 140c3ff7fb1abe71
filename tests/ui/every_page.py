"""A destination of each kind, for tests that look at every page."""

from __future__ import annotations

from typing import get_args

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records.records import record_lines
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    CasesDestination,
    ClosingDestination,
    CoverageDestination,
    Destination,
    DiaryDestination,
    DirectoryDestination,
    DisclosureDestination,
    ErasureDestination,
    FiguresDestination,
    FormRequest,
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
    UnitTab,
    VersionsDestination,
    VisitsDestination,
    WhoseDestination,
    case_of,
    conversation,
    filling_in,
    form_page,
)
from ui.workspace import Workspace


def pages(case: str, entry: str) -> dict[str, Destination]:
    """A destination of each kind, and some forms and a service more."""
    return _pages_of_no_case() | _pages_of_case(case, entry)


def _pages_of_no_case() -> dict[str, Destination]:
    return {
        "today": TodayDestination(),
        "late": LateDestination(),
        "cases": CasesDestination(),
        "supervision": UnitDestination("supervision"),
        "directory": DirectoryDestination(),
        "service": DirectoryDestination("national_stalking_helpline"),
        "packs": PacksDestination(),
        "legal_options": LegalDestination(),
        "legal_option": LegalDestination("dapo"),
        "unit": UnitDestination(),
        "laptops": UnitDestination("devices"),
        "figures": FiguresDestination(),
        "settings": SettingsDestination(),
        "search": SearchDestination("park"),
        "keys": HelpDestination("keys"),
        "help": HelpDestination("moment_night_call"),
        "whose_incident": WhoseDestination(),
        "behaviours": UnitDestination("behaviours"),
        "form": form_page("referral"),
        "thresholds": UnitDestination("thresholds"),
        "letter_templates": UnitDestination("letters"),
        "people": UnitDestination("people"),
        "records_kept": UnitDestination("records_kept"),
        "colleague": form_page("colleague"),
        "visits": VisitsDestination(),
        "overdue": UnitDestination("overdue"),
    }


def _pages_of_case(case: str, entry: str) -> dict[str, Destination]:
    return {
        "legal_talk": form_page("legal_talk", case),
        "case": CaseDestination(case),
        "legal": CaseDestination(case, "legal"),
        "incidents": CaseDestination(case, "incidents"),
        "incident_table": IncidentTableDestination(case),
        "diary": DiaryDestination(case),
        "incident": form_page("incident", case),
        "hearing": form_page("hearing", case),
        "partners": CaseDestination(case, "partners"),
        "flag": form_page("flag", case),
        "meeting": form_page("meeting", case),
        "safeguarding": form_page("safeguarding", case),
        "letter": LetterDestination(case, "employer"),
        "closing": ClosingDestination(case),
        "closure": form_page("closure", case),
        "erasure": ErasureDestination(case),
        "proof": ProofDestination(case),
        "restricted": RestrictedDestination(case, TodayDestination()),
        "contact": form_page("contact", case),
        "safe_contact": form_page("safe_contact", case),
        "signposting": form_page("signposting", case),
        "conversation": conversation("risk_conversation", case),
        "result": ResultDestination(case, entry),
        "plan": PlanDestination(case),
        "paper": PaperDestination(case),
        "disclosure": DisclosureDestination(case, "police"),
        "disclosed": form_page("disclosure", case),
        "material_request": form_page("material_request", case),
        "record": RecordDestination(entry, case),
        "versions": VersionsDestination(case),
        "visit": form_page("visit", case),
        "coverage": CoverageDestination(case),
    }


def every_page(inside: Workspace) -> dict[str, Destination]:
    """A destination of each kind, about the first case of the open vault."""
    worker = inside.context.worker
    case = worker.ask(list_cases, CaseFilter()).result(timeout=20)[0].label.case
    return pages(case, worker.ask(record_lines, case).result(timeout=20)[0].entry)


def every_part(inside: Workspace) -> dict[str, Destination]:
    """A destination of each kind, each part of a case and of the unit, and each form: all there is to look at."""
    found = every_page(inside)
    case = case_of(found["case"])
    assert case is not None
    parts: dict[str, Destination] = {f"{part} of a case": CaseDestination(case, part) for part in get_args(CasePart)}
    parts |= {f"{tab} of the unit": UnitDestination(tab) for tab in get_args(UnitTab)}
    for form in shipped_forms().current():
        of = case if form.about == "case" else None
        parts[f"the form {form.id}"] = filling_in(form.layout, FormRequest(form.id, of))
    known = list(found.values())
    return found | {name: there for name, there in parts.items() if there not in known}


def destination_of(name: str, inside: Workspace) -> Destination:
    return every_page(inside)[name]
