"""Paper: what may be printed of a case, previewed as the very bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.checks.recipient_checks import everyone
from hru_advocate.casework.law.dates import court_dates
from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.paper.chronologies import (
    CHRONOLOGIES,
    SINCE_HEARING,
    WantedChronology,
    chronology_page,
)
from hru_advocate.casework.paper.copies import head_code, next_copy
from hru_advocate.casework.paper.document_kinds import (
    LETTER_IDS,
    NO_DUTY_NUMBER,
    NO_WAY_TO_US,
    RECORD,
    SLIP,
    LeftOff,
    PaperView,
    ServiceTick,
)
from hru_advocate.casework.paper.letter_papers import check_ready, letter_in, letter_paper, said_then, ticked_words
from hru_advocate.casework.paper.office_papers import OFFICE_PAPERS, record_page
from hru_advocate.casework.paper.visit_slips import slip_page
from hru_advocate.casework.people.restricted import check_open
from hru_advocate.casework.people.safe_contact import safe_for_paper
from hru_advocate.casework.plan.asked import asked_of
from hru_advocate.casework.plan.current import said_of_plan
from hru_advocate.casework.plan.knowledge import Knowledge, knowledge_of, plan_for_paper
from hru_advocate.casework.plan.planning import loose_answers
from hru_advocate.casework.services.directory import lines_for_paper
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.unit import languages
from hru_advocate.casework.unit.our_number import our_lines
from hru_advocate.documents.compose.blank import blank_form
from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.give_away import Person, ProtectedValue
from hru_advocate.documents.compose.office.letter import letter_page
from hru_advocate.documents.compose.paper import Composed, IdentifyingItem, PlanPaper
from hru_advocate.documents.compose.plan import identifying
from hru_advocate.documents.pdf import writer
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.whose import OTHERS
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.plan.paper_safety import emergency_for, voice_calls_fail
from hru_advocate.domain.plan.plan import Plan, read_plan
from hru_advocate.domain.plan.suggestions import without_ids
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store.ledger import ledger


class NothingToTick(AdvocateError):
    """There is nothing with that id to tick on this paper. Nothing was made; choose from what it lists."""


_BY_VOICE: Final = frozenset({"police_999", "silent_solution_55"})


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A request for one document of one case; ``ticks`` print items after all; ``raw`` is a plan still being written.

    ``language`` is a tag such as ``pl`` ("" is English); ``for_whom`` names the safe person a copy is for, ``agreed``
    that the person whose plan it is wants that. ``first`` is the number of the copy, 0 for the next there is.
    ``record`` is the entry that the document ``record`` prints, ``hearing`` the one a chronology begins with ("" is the
    newest that was held).
    """

    case: str
    document: str
    ticks: frozenset[str] = frozenset()
    raw: Mapping[str, object] | None = None
    language: str = ""
    for_whom: str = ""
    agreed: bool = False
    first: int = 0
    record: str = ""
    hearing: str = ""


def preview(session: Session, wanted: PaperRequest) -> PaperView:
    """Compose and draw one document.

    Raises:
        NoSuchPaper, NotFound, NoSuchLanguage: there is no such document, case or language.
        NoConsent: a safe person's copy that nobody agreed to.
        NoHearingHeld: a chronology since a hearing where there is none.
        LetterNotFinished: a letter with a blank, or with what nobody ticked.
    """
    number = wanted.first or next_copy(session, wanted.case)
    warnings: tuple[str, ...] = ()
    if wanted.document in PLAN_PAPERS:
        return _preview_plan(session, wanted, number)
    if wanted.document == RECORD.id:
        composed = record_page(session, wanted.case, wanted.record, number, head_code(session))
        which = f"{composed.title}, as it was recorded"
    elif wanted.document in LETTER_IDS:
        letter = letter_in(session, wanted.case, wanted.record)
        check_ready(session, wanted.case, letter)
        composed = letter_page(letter_paper(session, wanted.case, letter, number))
        which, warnings = ticked_words(session, wanted.case, letter), said_then(session, wanted.case, letter)
    elif wanted.document == SLIP.id:
        composed, which = slip_page(session, wanted.case, wanted.record, number), "Slip of one visit"
    elif wanted.document in CHRONOLOGIES:
        asked = WantedChronology(wanted.document == SINCE_HEARING, wanted.hearing)
        composed, which = chronology_page(session, wanted.case, asked, number, head_code(session))
    else:
        composed, which = OFFICE_PAPERS[wanted.document](session, wanted.case, number, head_code(session)), ""
    drawn = writer.render(composed, session.product.fonts)
    return PaperView(wanted.case, wanted.document, drawn.data, drawn.pages, number, which, (), (), warnings, (), ())


def _preview_plan(session: Session, wanted: PaperRequest, number: int) -> PaperView:
    plan = read_plan(loose_answers(session, wanted.raw)) if wanted.raw is not None else None
    known = knowledge_of(session, wanted.case, plan_for_paper(session, wanted.case, plan))
    paper = plan_paper(session, wanted, known, number)
    composed = compose_plan(wanted.document, paper)
    drawn = writer.render(composed.page, session.product.fonts)
    of_plan = {item.id: item.measure for item in known.plan.items}
    victims = wanted.document != "file_copy"
    return PaperView(
        case=wanted.case,
        document=wanted.document,
        pdf=drawn.data,
        pages=drawn.pages,
        copy_number=number,
        counts_words=_counted(wanted.document, composed),
        identifying=identifying(paper, wanted.document) if victims else (),
        services=tuple(_service_ticks(paper)) if victims else (),
        warnings=(
            *known.warnings,
            *_too_long(wanted.document, drawn.pages),
            *_nothing_on_it(wanted, composed),
            *(_now_refused(known, composed) if victims else ()),
            *(one.sentence for one in composed.left_out),
            *(_marked_to_stay(known.plan) if victims else ()),
        ),
        measures=tuple(measure for one in composed.measures if (measure := of_plan.get(one))),
        numbers=composed.numbers,
        language=wanted.language,
        for_whom=wanted.for_whom if wanted.document == "safe_person" else "",
        without_us=victims and composed.without_us,
        left_off=tuple(
            LeftOff(one.what, one.why, one.ticks, one.sentence)
            for one in composed.left_out
            if victims and one.is_missed
        ),
    )


def _counted(document: str, composed: Composed) -> str:
    """The measures on a paper in words: those that will truly be on it, and why the others are not."""
    if document == "leaflet":
        return "It holds services alone; no measure is on it."
    return composed.counts.in_words(short=document == "pocket_card")


def _too_long(document: str, pages: int) -> tuple[str, ...]:
    if document == "plain_sheet" and pages > 1:
        return (f"A plain sheet should be one side; this one has {pages}. Leave some measures with us.",)
    return ()


def _nothing_on_it(wanted: PaperRequest, composed: Composed) -> tuple[str, ...]:
    """The reason a page would be empty."""
    if wanted.document == "safe_person" and not composed.measures:
        return ("No measure that is carried names this person. Write the name under who does it, as it stands here.",)
    if wanted.document == "leaflet":
        few = len(composed.numbers) <= 1
        return ("Only the emergency number is on it. Tick a service, or put one on the plan first.",) if few else ()
    return () if composed.measures else ("No measure is on it. Put some on the plan first, or see what is carried.",)


def _now_refused(known: Knowledge, composed: Composed) -> Iterator[str]:
    """Name every measure on a paper that a rule refuses by now and that nobody kept with a reason."""
    said = {item.id: item.wording for item in known.plan.live if not item.override.strip()}
    for one in known.cover.now_refused:
        if one.item in said and one.item in composed.measures:
            yield f"Look first: “{said[one.item]}”. {without_ids(one.sentence)}"


def _marked_to_stay(plan: Plan) -> list[str]:
    """Name every standing measure that is on no paper of the person because it is kept or only spoken."""
    why = {"keep": "It is kept with us.", "speak": "It is only spoken."}
    return [f"Left off: “{item.wording}”. {why[item.carry]}" for item in plan.live if item.carry in why]


def _service_ticks(paper: PlanPaper) -> list[ServiceTick]:
    found = []
    for line in paper.services:
        name = f"sv_{line.service}"
        state = "refused" if line.refused else "tick" if line.needs_tick else "fine"
        found.append(ServiceTick(name, line.text, line.refused or line.office, state, name in paper.ticks))
    return found


def plan_paper(session: Session, wanted: PaperRequest, known: Knowledge, number: int) -> PlanPaper:
    """Everything that a paper of the plan is composed from."""
    library = session.product.library
    facts = known.facts
    young = ("childline",) if "ci_under_18" in facts.present else ()
    first = (*emergency_for(facts.present, facts.absent), *young)
    plans = _services(session, wanted, known.plan)
    services = tuple(dict.fromkeys((*first, *(one for one in plans if one not in _BY_VOICE or one in first))))
    people, secrets = _people(session, wanted.case)
    by_voice = wanted.document == "safe_person" or not voice_calls_fail(facts.present)
    unit, translator = settings(session), languages.translator(session, wanted.language)
    return PlanPaper(
        plan=known.plan,
        today=session.now().date(),
        translator=translator,
        easy=languages.easy_words(session) if wanted.document == "easy_words" else None,
        words=library.paper_words,
        give_away=(*unit.give_away, *translator.give_away),
        about={one.id: one.summary for one in library.services.services if one.id in services},
        for_whom=wanted.for_whom,
        agreed=wanted.agreed,
        sections=tuple((one.id, one.label) for one in sorted(library.measures.sections, key=lambda one: one.order)),
        services=(*lines_for_paper(session, services), *our_lines(session, by_voice=by_voice)),
        ticks=wanted.ticks,
        people=people,
        secrets=secrets,
        refused_numbers=library.services.refused_numbers | _numbers_of_the_other(session, wanted.case),
        standard_texts=_standard_texts(session, known.plan),
        label=session.product.label,
        orders=orders_of(session, wanted.case),
        coverage=known.cover,
        unasked=asked_of(session, known.records, known.case_facts).words,
        court=_court(session, wanted),
        said_of_plan=said_of_plan(session, wanted.case)
        if wanted.document == "file_copy" and wanted.raw is None
        else (),
        case_ref=case_ref(wanted.case),
        unit_name=unit.unit_name,
        copy_number=number,
        head_code=head_code(session),
        pronoun=session.pronoun_of(wanted.case),
        voice_fails=voice_calls_fail(facts.present),
        safe=safe_for_paper(session, wanted.case),
        signed_off=_signed_off(session, wanted.case) if wanted.raw is None else None,
    )


def _signed_off(session: Session, case: str) -> date | None:
    """The day the newest version of the plan was signed off; the days go by, and the paper may be of a later one."""
    return max((one.recorded.day for one in session.heads(case, ("plan",))), default=None)


def _court(session: Session, wanted: PaperRequest) -> tuple[tuple[str, str], ...]:
    """Hearings and last days of clocks, which stand on the unit's own copy and on nobody else's."""
    if wanted.document != "file_copy":
        return ()
    return tuple((day_in_words(one.day, weekday=True), one.words) for one in court_dates(session, wanted.case))


def _numbers_of_the_other(session: Session, case: str) -> frozenset[str]:
    """The other person's numbers, which stand on nobody's paper."""
    known = everyone(session, case).known
    phones = [read_phone(number) for one in known if one.role in OTHERS for number in one.numbers]
    return frozenset(phone.whose for phone in phones if phone)


def _services(session: Session, wanted: PaperRequest, plan: Plan) -> tuple[str, ...]:
    """The services a document may name: the plan's, and on a leaflet those somebody was told of."""
    if wanted.document != "leaflet":
        return plan.services
    told = [record.answers for record in session.heads(wanted.case, ["signposting"])]
    signposted = [link for answers in told if value_of(answers, "state") != "declined" for link in _linked(answers)]
    return (*plan.services, *(link.removeprefix("sv_") for link in signposted))


def _linked(answers: Answers) -> tuple[str, ...]:
    return tuple(value_of(answers, "service") or ())


def _standard_texts(session: Session, plan: Plan) -> frozenset[str]:
    """The program's own texts, which name nobody, and the unit's where somebody signed them off."""
    named = {item.measure for item in plan.items}
    signed = [one for one in session.library.every_measure if one.id in session.library.signed_off]
    measures = [one for one in (*session.program.library.every_measure, *signed) if one.id in named]
    return frozenset(text for one in measures for text in (one.text, one.discreet_text) if text)


def _people(session: Session, case: str) -> tuple[tuple[Person, ...], tuple[ProtectedValue, ...]]:
    """Everyone of the case whose name could stand in a text, and the places and words that never may."""
    people, secrets = [], []
    for record in session.heads(case, ["victim", "person"]):
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
            secrets.append(ProtectedValue("address", address))
    people += [
        Person("victim", value_of(record.answers, "victim") or "") for record in session.heads(case, ["referral"])
    ]
    for record in session.heads(case, ["safe_contact"]):
        if word := value_of(record.answers, "code_word"):
            secrets.append(ProtectedValue("code_word", word))
        addresses = [value_of(row, "address") for row in value_of(record.answers, "ways") or ()]
        secrets += [ProtectedValue("address", address) for address in addresses if address]
    return tuple(people), tuple(secrets)


def make_record(session: Session, entry: str, document: str = RECORD.id) -> PaperView:
    """Compose and draw one record of a case, or the slip of a visit, with the next copy number.

    Raises:
        NotFound: no record of a case has that id.
    """
    case = ledger.entry(session.vault, entry).header.case
    if case is None:
        raise NotFound
    check_open(session, case)
    return preview(session, PaperRequest(case, document, record=entry))


def make(session: Session, ref: str, wanted: PaperRequest) -> PaperView:
    """One document of the case with this reference."""
    return preview(session, replace(wanted, case=find_case(session, ref)))


def may_be_ticked(view: PaperView, ticks: frozenset[str] = frozenset()) -> tuple[IdentifyingItem, ...]:
    """All that is on this paper only if it is ticked: what may tell who somebody is, and numbers nobody confirmed.

    ``ticks`` are those it was made with; of the paper itself it cannot be told that it may go without a way to us.
    """
    services = (one for one in view.services if one.state == "tick")
    ours = (IdentifyingItem(NO_DUTY_NUMBER, *NO_WAY_TO_US, NO_DUTY_NUMBER in ticks),) if view.without_us else ()
    return (*view.identifying, *ours, *(IdentifyingItem(one.id, one.name, one.note, one.ticked) for one in services))


def check_ticks(view: PaperView, ticks: frozenset[str]) -> None:
    """Refuse a tick for something that is not there: whoever made it would believe it printed.

    Raises:
        NothingToTick: nothing of that id is on this paper or could be.
    """
    if not ticks <= {one.id for one in may_be_ticked(view)} | {one.id for one in view.services}:
        raise NothingToTick


def further(session: Session, wanted: PaperRequest, count: int) -> tuple[PaperView, ...]:
    """So many more copies after ``first``, each with its own number."""
    return tuple(preview(session, replace(wanted, first=wanted.first + one)) for one in range(1, count + 1))


def encrypt(_session: Session, view: PaperView, password: str) -> PaperView:
    """Encrypt what was previewed, as an AES-256 encrypted PDF."""
    from hru_advocate.documents.pdf.finish import encrypted  # only saved files need it

    return replace(view, pdf=encrypted(view.pdf, password))


def blank_of(forms: Catalogue, form_id: str) -> bytes:
    """A form for handwriting, as PDF; needs no vault."""
    from hru_advocate.casework.product import shipped

    product = shipped()
    return writer.render(blank_form(forms.newest(form_id), product.label), product.fonts).data
