"""Every page that a person can go to, of a unit and of a case: what is measured is what there is.

``benchmarks/pages.py`` measures them. A new destination that stands in no line here ends the measuring with its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, get_args

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.paper.document_kinds import DOCUMENTS
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.moments import day_in_words
from ui.case_head.case_head import TABS
from ui.cases.commands import CASE_COMMANDS, COMMANDS, of_case, whose
from ui.makers import RAIL
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    ConversationDestination,
    Destination,
    DiaryDestination,
    ErasureDestination,
    FormDestination,
    FormRequest,
    HelpDestination,
    LetterDestination,
    PaperDestination,
    PlanDestination,
    ProofDestination,
    RecordDestination,
    RestrictedDestination,
    ResultDestination,
    SearchDestination,
    TodayDestination,
    VersionsDestination,
    VisitEndDestination,
    VisitModeDestination,
    form_page,
)

Page = tuple[str, Destination]
_CONTACTS: Final = 70
_UNITS_OWN: Final = frozenset({"colleague", "consultation", "letter_template", "measure", "referral"})
"""Forms that belong to no case."""
_PART_OF_A_PAGE: Final = frozenset(
    "behaviour confirmation disclosure erasure kept_figures legal_check paper thresholds translation".split()
) | {"unit_number"}
"""Forms that nobody goes to: they are asked on a page that has more on it, or by a press of a button."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases whose pages are measured: of ordinary length, a long one, one that is closed; a visit of the long one.

    ``result`` is the risk conversation of the long case, ``plan`` its plan or "".
    """

    ordinary: str
    long: str
    closed: str
    visit: str
    result: str
    plan: str


def ready_cases(session: Session, now: datetime) -> Cases:
    """Choose the cases; the long one has every risk answered, seventy contacts and a visit of today."""
    lines = list_cases(session, CaseFilter())
    ordinary = next((one.label.case for one in lines if one.level == "high"), lines[0].label.case)
    long = next(one.label.case for one in lines if one.label.case != ordinary)
    closed = next((one.label.case for one in list_cases(session, CaseFilter(status="closed"))), long)
    result = _lengthen(session, long, now)
    visit = save(session, "visit", _visit(now), case=long).entry
    plans = session.heads(long, ["plan"])
    return Cases(ordinary, long, closed, visit, result, plans[0].entry if plans else "")


def all_pages(session: Session, cases: Cases) -> list[Page]:
    """Every page by its name, but for those at the table of a visit."""
    pages = [*_of_unit(session), *_of_case("", cases.ordinary), *_of_case(", long", cases.long)]
    pages += [*_of_records(cases), *_forms(session, cases.long)]
    listed = {type(destination) for _name, destination in [*pages, *at_table(cases)]}
    left_out = [one.__name__ for one in get_args(Destination) if one not in listed]
    if left_out:
        raise LookupError(f"no page stands for {', '.join(left_out)}")
    return list({destination: (name, destination) for name, destination in reversed(pages)}.values())[::-1]


def at_table(cases: Cases) -> list[Page]:
    """The pages of visit mode, which has a frame of its own."""
    return [
        ("Table", VisitModeDestination(cases.long, cases.visit)),
        ("Visit end", VisitEndDestination(cases.long, cases.visit)),
    ]


def _of_unit(session: Session) -> Iterator[Page]:
    yield from ((one.words, one.destination) for one in RAIL)
    yield from ((one.name, one.leads) for one in COMMANDS if one.leads is not None)
    yield "Help, about", HelpDestination(about=TodayDestination())
    yield "Search, a name", SearchDestination("ma")
    yield "Search, a word", SearchDestination("gate")
    yield "Whose", whose("incident")
    yield from _forms(session, None)


def _of_case(which: str, case: str) -> Iterator[Page]:
    yield from ((f"{words.replace('&&', '&')}{which}", CaseDestination(case, part)) for part, words in TABS)
    yield from ((f"{one.name}{which}", of_case(one.of_case, case)) for one in CASE_COMMANDS if one.of_case)
    yield f"Diary{which}", DiaryDestination(case)
    yield f"Letter{which}", LetterDestination(case)
    yield f"Proof{which}", ProofDestination(case)
    yield from ((f"{one.label}{which}", PaperDestination(case, one.id)) for one in DOCUMENTS)


def _forms(session: Session, case: str | None) -> Iterator[Page]:
    for form in session.forms.current():
        here = form.layout == "page" and form.id not in _PART_OF_A_PAGE
        if here and (form.id in _UNITS_OWN) == (case is None):
            yield f"Form {form.id}", form_page(form.id, case)


def _of_records(cases: Cases) -> Iterator[Page]:
    long, there = cases.long, CaseDestination(cases.long)
    yield "Before a visit", BeforeVisitDestination(long, cases.visit)
    yield "Result", ResultDestination(long, cases.result)
    yield "Record", RecordDestination(cases.result, long)
    yield "Record printed", PaperDestination(long, "record", cases.result)
    yield "Corrected visit", FormDestination(FormRequest("visit", long, corrects=(cases.visit,)))
    yield "Corrected talk", ConversationDestination(FormRequest("risk_conversation", long, corrects=(cases.result,)))
    if cases.plan:
        yield "Corrected plan", PlanDestination(long, corrects=(cases.plan,))
        yield "Version", VersionsDestination(long, cases.plan)
    yield "Erasure", ErasureDestination(cases.closed)
    yield "Closed case", CaseDestination(cases.closed)
    yield "Restricted", RestrictedDestination(long, there)


def _lengthen(session: Session, case: str, now: datetime) -> str:
    """Answer every risk of a case with yes, and note contacts day by day; the entry of the answers."""
    form = session.forms.newest("risk_conversation")
    words = "He stood at the gate again, and he knew what I had bought."
    how = {"present": True, "words": words, "how": ["victim_said"]}
    raw = {field.id: how for field in form.fields if field.kind == "finding"}
    held_on = day_in_words((now - timedelta(days=3)).date())
    saved = save(session, "risk_conversation", {"held_on": held_on, **raw}, case=case, reason="asked again")
    for number in range(_CONTACTS):
        save(session, "contact", _contact(now, number), case=case)
    return saved.entry


def _contact(now: datetime, number: int) -> dict[str, object]:
    return {
        "happened": day_in_words((now - timedelta(days=number)).date()),
        "method": "phone",
        "direction": "in",
        "with_whom": "victim",
        "fact": f"Call {number}: the car was in the street once more, for an hour, with the lights on.",
    }


def _visit(now: datetime) -> dict[str, object]:
    return {
        "who": "Made-up advocate",
        "company": "colleague",
        "with_name": "A colleague",
        "on": day_in_words(now.date()),
        "out": "15:00",
        "back": "22:00",
        "outside_rules": "Agreed with her on the telephone",
        "place": "our_office",
        "reach": "07700 900123",
        "signal_reference": "Card 4",
        "told": "The duty desk",
        "state": "planned",
    }
