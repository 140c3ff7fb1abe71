"""Every page of every document: in each language, and for plans of one, thirty and a hundred and twenty measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.paper.document_kinds import DOCUMENTS, PaperView
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.services.directory import DirectoryFilter, find_services
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.languages import languages
from hru_advocate.casework.vault.worker import VaultWorker
from ui.shell.printing import pages

SIZES = (1, 30, 120)
OF_A_PLAN = ("full_plan", "plain_sheet", "pocket_card", "large_print", "easy_words", "safe_person", "file_copy")
IN_LANGUAGES = ("full_plan", "plain_sheet", "pocket_card")


def draw_documents(worker: VaultWorker, folder: Path) -> int:
    """Draw every page into a folder; how many there are."""
    cases = worker.ask(list_cases, CaseFilter()).result()
    case = next((line.label.case for line in cases if line.level == "high"), cases[0].label.case)
    worker.ask(save, "hearing", held_hearing(worker.ask(today).result()), case=case).result()
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, paper in worker.ask(papers_of, case).result():
        for number, page in enumerate(pages(paper.pdf, dots=110), start=1):
            page.save(str(folder / f"{name}-{number}.png"))
            count += 1
    return count


def held_hearing(day: date) -> dict[str, object]:
    """A hearing a week before a day, so that there is a chronology since it: the made-up cases have them all ahead."""
    return {"what_for": "first", "on": (day - timedelta(days=7)).isoformat(), "state": "held"}


def today(session: Session) -> date:
    """The day of a session."""
    return session.now().date()


def papers_of(session: Session, case: str) -> list[tuple[str, PaperView]]:
    """The documents by the name of their pictures."""
    return [(name, preview(session, wanted)) for name, wanted in _wanted(session, case)]


def _wanted(session: Session, case: str) -> Iterator[tuple[str, PaperRequest]]:
    for kind in DOCUMENTS:
        yield kind.id, PaperRequest(case, kind.id, for_whom="Sam", agreed=True)
    for size in SIZES:
        raw = plan_of(session, size)
        for document in OF_A_PLAN:
            yield f"{document}-of-{size}", PaperRequest(case, document, raw=raw, for_whom="Sam", agreed=True)
    for line in languages(session):
        for document in IN_LANGUAGES:
            wanted = PaperRequest(case, document, raw=plan_of(session, 12), language=line.language)
            yield f"{document}-in-{line.language}", wanted


def plan_of(session: Session, size: int) -> dict[str, object]:
    """A plan of so many measures of the library, each to be carried, some by somebody and some by a day."""
    library = session.product.library.measures.measures
    items = [
        {
            "measure": [one.id],
            "section": one.section,
            "text": one.text,
            "state": "chosen",
            "carry": "carry",
            **({"discreet": one.discreet_text} if one.discreet_text else {}),
            **({"who": "Sam"} if number % 3 == 0 else {"who": "me"} if number % 3 == 1 else {}),
            **({"when": "by Friday"} if number % 4 == 0 else {}),
        }
        for number, one in enumerate(library[:size])
    ]
    services = [f"sv_{line.id}" for line in find_services(session, DirectoryFilter())[:3]]
    return {
        "items": items,
        "services": services,
        "review": f"{session.now().year + 1}-01-15",
        "own_words": "One quiet night.",
    }
