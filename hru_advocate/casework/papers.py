"""Paper: what may be printed of a case, previewed as the very bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.cases import find_case
from hru_advocate.casework.copies import head_code, next_copy
from hru_advocate.casework.desk import Desk
from hru_advocate.casework.directory import lines_for_paper
from hru_advocate.casework.knowledge import Knowledge, knowledge_of, plan_for_paper
from hru_advocate.casework.office_papers import OFFICE_PAPERS
from hru_advocate.casework.paper_kinds import PaperView, ServiceTick
from hru_advocate.casework.planning import loose_answers
from hru_advocate.casework.settings import settings
from hru_advocate.documents import pdf
from hru_advocate.documents.compose import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose_blank import blank_form
from hru_advocate.documents.compose_paper import Composed, PlanPaper
from hru_advocate.documents.compose_plan import identifying
from hru_advocate.documents.discreet import Person, Secret, refused_numbers
from hru_advocate.domain.answers import value_of
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.domain.coverage import coverage
from hru_advocate.domain.ids import case_ref
from hru_advocate.domain.plan import Plan, read_plan

EMERGENCY: Final = ("police_999", "silent_solution_55")
"""The services that stand on every plan for the person."""


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """Which document of which case; ``ticks`` print items after all; ``raw`` is a plan still being written."""

    case: str
    document: str
    ticks: frozenset[str] = frozenset()
    raw: Mapping[str, object] | None = None


def preview(desk: Desk, wanted: PaperRequest) -> PaperView:
    """Compose and draw one document.

    Raises:
        CannotPrintText, RightToLeftText: a character cannot be printed; nothing was made, the text is safe.
        NoSuchPaper, NotFound: there is no such document or case.
    """
    number = next_copy(desk, wanted.case)
    if wanted.document in PLAN_PAPERS:
        return _preview_plan(desk, wanted, number)
    composed = OFFICE_PAPERS[wanted.document](desk, wanted.case, number, head_code(desk))
    drawn = pdf.render(composed, desk.product.fonts)
    return PaperView(wanted.case, wanted.document, drawn.data, drawn.pages, number, "", (), (), (), (), ())


def _preview_plan(desk: Desk, wanted: PaperRequest, number: int) -> PaperView:
    plan = read_plan(loose_answers(desk, wanted.raw)) if wanted.raw is not None else None
    known = knowledge_of(desk, wanted.case, plan_for_paper(desk, wanted.case, plan))
    paper = _paper(desk, wanted, known, number)
    composed = compose_plan(wanted.document, paper)
    drawn = pdf.render(composed.page, desk.product.fonts)
    of_plan = {item.id: item.measure for item in known.plan.items}
    victims = wanted.document != "file_copy"
    return PaperView(
        case=wanted.case,
        document=wanted.document,
        pdf=drawn.data,
        pages=drawn.pages,
        copy_number=number,
        counts_words=composed.counts.say(short=wanted.document == "pocket_card"),
        identifying=identifying(paper, wanted.document) if victims else (),
        services=tuple(_service_ticks(paper)) if victims else (),
        warnings=(*known.warnings, *_too_long(wanted.document, drawn.pages), *_left_out(composed)),
        measures=tuple(measure for one in composed.measures if (measure := of_plan.get(one))),
        numbers=composed.numbers,
    )


def _too_long(document: str, pages: int) -> tuple[str, ...]:
    if document == "plain_sheet" and pages > 1:
        return (f"A plain sheet should be one side; this one has {pages}. Leave some measures with us.",)
    return ()


def _left_out(composed: Composed) -> list[str]:
    return [f"Left off: “{one.what}”. {one.why}" if one.what else one.why for one in composed.left_out]


def _service_ticks(paper: PlanPaper) -> list[ServiceTick]:
    found = []
    for line in paper.services:
        name = f"sv_{line.service}"
        state = "refused" if line.refused else "tick" if line.needs_tick else "fine"
        found.append(ServiceTick(name, line.text, line.refused or line.office, state, name in paper.ticks))
    return found


def _paper(desk: Desk, wanted: PaperRequest, known: Knowledge, number: int) -> PlanPaper:
    library = desk.product.library
    services = tuple(dict.fromkeys((*EMERGENCY, *known.plan.services)))
    people, secrets = _people(desk, wanted.case)
    return PlanPaper(
        plan=known.plan,
        today=desk.now().date(),
        sections=tuple((one.id, one.label) for one in sorted(library.measures.sections, key=lambda one: one.order)),
        services=lines_for_paper(desk, services),
        ticks=wanted.ticks,
        people=people,
        secrets=secrets,
        refused_numbers=refused_numbers(library.services),
        standard_texts=_standard_texts(desk, known.plan),
        label=desk.product.label,
        coverage=coverage(library, known.facts, known.plan.items),
        case_ref=case_ref(wanted.case),
        unit_name=settings(desk).unit_name,
        copy_number=number,
        head_code=head_code(desk),
    )


def _standard_texts(desk: Desk, plan: Plan) -> frozenset[str]:
    measures = [desk.product.library.measure(item.measure) for item in plan.items if item.measure]
    return frozenset(text for one in measures for text in (one.text, one.discreet_text) if text)


def _people(desk: Desk, case: str) -> tuple[tuple[Person, ...], tuple[Secret, ...]]:
    """Everyone of the case whose name could stand in a text, and the places and words that never may."""
    people, secrets = [], []
    for record in desk.heads(case, ["victim", "person"]):
        answers = record.answers
        people.append(
            Person(
                value_of(answers, "role") or "other",
                value_of(answers, "name") or "",
                value_of(answers, "called") or "",
                value_of(answers, "relation") or "",
            )
        )
        if address := value_of(answers, "address"):
            secrets.append(Secret("address", address))
    people += [Person("victim", value_of(record.answers, "victim") or "") for record in desk.heads(case, ["referral"])]
    for record in desk.heads(case, ["safe_contact"]):
        if word := value_of(record.answers, "code_word"):
            secrets.append(Secret("code_word", word))
        addresses = [value_of(row, "address") for row in value_of(record.answers, "ways") or ()]
        secrets += [Secret("address", address) for address in addresses if address]
    return tuple(people), tuple(secrets)


def make(desk: Desk, ref: str, document: str, ticks: frozenset[str] = frozenset()) -> PaperView:
    """One document of a case, by its reference."""
    return preview(desk, PaperRequest(find_case(desk, ref), document, ticks))


def encrypt(desk: Desk, wanted: PaperRequest, password: str) -> bytes:
    """The same document as an AES-256 encrypted PDF."""
    from hru_advocate.documents.pdf_finish import encrypted  # only saved files need it

    return encrypted(preview(desk, wanted).pdf, password)


def blank_of(forms: Catalogue, form_id: str) -> bytes:
    """A form for handwriting, as PDF; needs no vault."""
    from hru_advocate.casework.product import Product

    product = Product()
    return pdf.render(blank_form(forms.newest(form_id), product.label), product.fonts).data


def blank(desk: Desk, form_id: str) -> bytes:
    """A form for handwriting, as PDF."""
    return blank_of(desk.forms, form_id)
