"""Takes a practice case from referral to paper in a real vault: every record saved as it is typed, every page read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec
import pypdfium2

from hru_advocate.casework.paper import papers, safety
from hru_advocate.casework.paper.copies import record_copy
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.planning import SuggestedMeasure
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.plan.paper_safety import QUESTIONS
from hru_advocate.errors import AdvocateError, InvalidAnswer
from tests.casework.open_sessions import add, id_of

Raw = dict[str, Any]
CASES: Final = Path(__file__).with_name("cases")
SAFE_PERSON: Final = "Una Vale"
REASON: Final = "Read in the room with the advocate, and taken back."
ADVICE: Final = "Talked through with the duty sergeant."


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the records of a case say; ``yes`` and ``no`` are circumstances, risks are told in words."""

    referral: Raw
    yes: tuple[str, ...]
    risks: dict[str, str]
    needs: dict[str, int]
    people: tuple[Raw, ...] = ()
    safe_contact: Raw = {}
    situation: Raw = {}
    orders: tuple[Raw, ...] = ()
    no: tuple[str, ...] = ()
    no_risks: tuple[str, ...] = ()
    dates: dict[str, str] = {}
    level: str = "high"
    wish: str = ""
    start_with: tuple[str, ...] = ()
    take: tuple[str, ...] = ()


class Must(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a change is held against: measures by id, and words (patterns, any case) of measures and of pages.

    Nothing of ``never_taken`` is taken as it stands: it is refused or not offered at all. ``advice_first`` is taken
    only after advice. ``never_begun`` and ``never_said`` hold for the first ten, ``refused`` for papers, with the
    question they stumble over; any other paper is made.
    """

    first_ten: tuple[str, ...]
    first: str = "sm_call_999"
    never_taken: tuple[str, ...] = ()
    advice_first: tuple[str, ...] = ()
    never_said: tuple[str, ...] = ()
    paper: str = "full_plan"
    danger: bool = False
    prints: tuple[str, ...] = ()
    never_prints: tuple[str, ...] = ()
    no_copy_for: tuple[str, ...] = ()


class PracticeCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One made-up case: its title, what is told, what must hold."""

    title: str
    told: Told
    must: Must


@dataclass
class Walked:
    """A case that went from referral to paper: what was offered, what each paper said, and why one was refused."""

    case: PracticeCase
    saved: Saved
    ten: tuple[SuggestedMeasure, ...]
    offers: tuple[SuggestedMeasure, ...]
    items: list[Raw] = field(default_factory=list)
    proposed: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    everything: dict[str, str] = field(default_factory=dict)
    left_off: dict[str, tuple[str, ...]] = field(default_factory=dict)


def practice_cases() -> dict[str, PracticeCase]:
    """The cases by the name of their file."""
    found = sorted(CASES.glob("*.toml"))
    return {one.stem: msgspec.convert(tomllib.loads(one.read_text(encoding="utf-8")), PracticeCase) for one in found}


def walk(session: Session, case: PracticeCase) -> Walked:
    """Save the case's records in order, take its first ten and what it needs besides, and make every paper."""
    told = case.told
    saved = save(session, "referral", _REFERRAL | told.referral)
    for person in told.people:
        add(session, saved, "person", person)
    add(session, saved, "safe_contact", _SAFE | told.safe_contact)
    circumstances: Raw = dict.fromkeys(told.yes, True) | dict.fromkeys(told.no, False)
    add(session, saved, "situation", {"asked_on": "2026-11-16"} | circumstances | told.situation)
    for order in told.orders:
        add(session, saved, "order", order)
    present = {risk: _finding(risk, words, told) for risk, words in told.risks.items()}
    add(session, saved, "risk_conversation", {"held_on": "2026-11-17"} | present | dict.fromkeys(told.no_risks, False))
    add(session, saved, "judgement", _JUDGED | {"level": told.level})
    rated: Raw = {need: {"value": value} for need, value in told.needs.items()}
    first = {"first_wish": told.wish} if told.wish else {}
    held: Raw = {"held_on": "2026-11-18", "start_with": list(told.start_with)}
    add(session, saved, "needs_assessment", held | rated | first)
    ten = planning.first_choice(session, id_of(saved))
    offers = planning.suggest_for(session, id_of(saved))
    walked = Walked(case, saved, ten, offers)
    _plan(session, walked)
    walked.proposed = safety.safety(session, id_of(saved)).proposal.document
    for document in DOCUMENT_IDS:
        if document == "chronology_since_hearing":
            continue  # no hearing was held in any of them
        _paper(session, walked, document)
    return walked


_REFERRAL: Final[Raw] = {
    "received": "2026-11-10",
    "source": "police_officer",
    "area": "warrington",
    "behaviour": ["stalking"],
    "decision": "accept",
    "adds_value": True,
    "not_same_person": "Each practice case is of somebody else, all in one vault.",
}
_SAFE: Final[Raw] = {"may_contact": "yes", "confirmed": "2026-11-12"}
_JUDGED: Final[Raw] = {
    "made_on": "2026-11-17",
    "reason": "What was told, how lately, and how it goes on.",
    "review": "2026-12-07",
}


def _finding(risk: str, words: str, told: Told) -> Raw:
    return {"present": True, "words": words, "last": told.dates.get(risk, "2026-11-14")}


def _plan(session: Session, walked: Walked) -> None:
    """Sign the plan off: the first ten, then what the case needs besides, each with the advice it asks for."""
    rows = {row.suggestion.measure: row for row in walked.offers}
    wanted = dict.fromkeys([*(row.suggestion.measure for row in walked.ten), *walked.case.told.take])
    items = [_item(session, walked, rows[measure]) for measure in wanted]
    items.append(
        {**items[0], "measure": [], "answers": [], "who": SAFE_PERSON, "text": "Sit with me until it is over."}
    )
    if walked.case.must.danger:
        items[-1]["carry"] = "speak"
    walked.items = items
    add(session, walked.saved, "safety_plan", {"items": items, "review": "2026-12-07"})


def _item(session: Session, walked: Walked, row: SuggestedMeasure) -> Raw:
    item = planning.item_from(session, row.suggestion.measure, row.suggestion.answers, id_of(walked.saved))
    return item | ({"advice": ADVICE} if row.suggestion.advice_first else {})


def _paper(session: Session, walked: Walked, document: str) -> None:
    """Make one paper, as the record allows it; where it does not, with a reason; and once with everything carried."""
    wanted = PaperRequest(id_of(walked.saved), document, for_whom=SAFE_PERSON, agreed=document == "safe_person")
    if document != "safe_person":
        wanted = replace(wanted, for_whom="")
    view = papers.preview(session, wanted)
    known = {one.question: one.answer for one in safety.safety(session, view.case).known}
    answers: Raw = {question: False for question in QUESTIONS if known[question] is None}
    walked.left_off[document] = view.warnings
    try:
        safety.may_be_made(session, view, answers, frozenset())
    except InvalidAnswer as refusal:
        walked.refused[document] = refusal.field
        answers |= {"override": REASON}
        safety.may_be_made(session, view, answers, frozenset())
    record_copy(session, view, answers, "saved")
    walked.pages[document] = text_of(view.pdf)
    raw: Raw = {"items": [{**row, "carry": "carry"} for row in walked.items], "review": "2026-12-07"}
    walked.everything[document] = text_of(papers.preview(session, replace(wanted, raw=raw)).pdf)


def may_not_go_to(session: Session, walked: Walked, name: str) -> bool:
    """Say whether a safe person's copy for this name is refused, with a reason and all."""
    wanted = PaperRequest(id_of(walked.saved), "safe_person", for_whom=name, agreed=True)
    answers: Raw = {"override": REASON}
    try:
        safety.may_be_made(session, papers.preview(session, wanted), answers, frozenset())
    except AdvocateError:
        return True
    return False


def text_of(pdf: bytes) -> str:
    """The words of a PDF as they are read back from it, with single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))
