"""Names hidden as initials are hidden on every page until they are asked for, and nothing hidden is ever saved."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

from pytestqt.qtbot import QtBot

from hru_advocate.casework.paper.document_kinds import DOCUMENTS
from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.records.records import record_lines
from hru_advocate.domain.catalogue import Catalogue
from tests.ui.conftest import settle
from tests.ui.every_page import pages
from tests.ui.named_case import surnames_on, write_named_case
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    Destination,
    FormRequest,
    PaperDestination,
    RecordDestination,
    filling_in,
)
from ui.workspace import Workspace


def every_page(inside: Workspace, case: str) -> dict[str, Destination]:
    """Each destination, part of the case, document, record, correction and draft of one case."""
    worker = inside.context.worker
    lines = worker.ask(record_lines, case).result(timeout=20)
    talk = next(line.entry for line in lines if line.form == "risk_conversation")
    found = dict(pages(case, talk))
    found |= {f"case, {part}": CaseDestination(case, part) for part in get_args(CasePart)}
    found |= {f"paper, {kind.id}": PaperDestination(case, kind.id) for kind in DOCUMENTS}
    layouts = {form.id: form.layout for form in Catalogue(files("forms")).current()}
    for form, line in {line.form: line for line in lines}.items():
        found[f"record, {form}"] = RecordDestination(line.entry, case)
        found[f"correcting, {form}"] = filling_in(layouts[form], FormRequest(form, case, corrects=(line.entry,)))
    for draft in worker.ask(drafts, case=case).result(timeout=20):
        found[f"draft, {draft.form}"] = filling_in(layouts[draft.form], FormRequest(draft.form, case, draft=draft.id))
    return found


def test_no_page_shows_a_surname_before_names_are_asked_for(inside: Workspace, qtbot: QtBot) -> None:
    case = write_named_case(inside.context.worker)  # type: ignore[arg-type]  # the worker of an open vault
    found = {}
    for name, there in every_page(inside, case).items():
        inside.frame.go_to(there)
        settle(qtbot, inside.context.bridge)
        qtbot.wait(30)
        settle(qtbot, inside.context.bridge)
        if said := surnames_on(inside.frame):
            found[name] = said[:6]
    import json

    print(json.dumps(found, indent=1))
    assert found == {}
