"""No document counts a day from the day it was printed: it is read on another, when *tomorrow* means something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import pypdfium2
import pytest

from hru_advocate.casework.cases.cases import next_dates
from hru_advocate.casework.disclosure.builder import DisclosureRequest, NothingByDefault, build
from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS, LETTER, LETTER_IN_HAND, RECORD, SLIP
from hru_advocate.casework.paper.papers import PaperRequest, make_record, preview
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.proof.bundle import _whole_view
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.definition import ONLY_COUNTED
from tests.casework.closing.closed_cases import close
from tests.casework.letters.test_letters_of_a_case import LETTER as A_LETTER
from tests.casework.open_sessions import add, id_of, on
from tests.casework.paper.test_copies import planned
from tests.casework.visits.test_visits import VISIT

TODAY: Final = date(2026, 11, 23)
COUNTED: Final = re.compile(
    r"\b(?:today|tomorrow|yesterday|tonight)\b|\bends? in\b|\bin \d+ days?\b|\b\d+ days? (?:over|late|ago|left)\b"
    r"|\blast day today\b|\bnext week\b|\b(?:next|last|this) (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b",
    re.IGNORECASE,
)
"""Words for a day that mean another day tomorrow. Nothing typed in this case has any of them.

*In the last week* is left to the questions of forms, which print as they were asked.
"""
NEAR: Final = (-8, -3, -1, 0, 1, 3, 7, 8)


def day(away: int) -> str:
    return (TODAY + timedelta(away)).isoformat()


def fill(session: Session, case: Saved) -> None:
    """A case with everything dated that lies close by, on every side of today."""
    add(session, case, "person", {"role": "perpetrator", "name": "Ash Other", "relation": "former partner"})
    way = {"method": "mobile", "number": "07700 900417", "days": ["tue"], "from": "09:00", "to": "12:00"}
    add(session, case, "safe_contact", {"may_contact": "yes", "ways": [way], "confirmed": day(-3)})
    for number, away in enumerate(NEAR):
        held: dict[str, object] = {"made_on": day(-30), "until": day(away), "court": f"Court {number}"}
        rows = [{"kind": "direct", "words": "No contact.", "until": day(min(away, 1))}] if number % 2 else []
        told: dict[str, object] = {"served_on": day(-29)} if number % 3 else {}
        add(session, case, "order", {"kind": "nmo", "stage": "made", "conditions": rows} | held | told)
        add(session, case, "order", {"kind": "police_bail", "stage": "made"} | held)
        add(session, case, "action", {"what": f"Step {number}", "owner": "us", "due": day(away), "state": "open"})
        for slot in ("flag", "hearing"):
            add(session, case, slot, {
                "flag": {"kind": "not_alone", "agreed_by": "Sgt", "agreed_on": day(-20), "review": day(away),
                         "told": "yes"},
                "hearing": {"what_for": "trial", "on": day(away), "court": f"Hall {number}"},
            }[slot])  # fmt: skip
    add(session, case, "hearing", {"what_for": "family", "on": day(-15), "state": "held", "outcome": "Put off."})
    add(session, case, "order", {"kind": "nmo", "stage": "ended", "ended_on": {"state": "not_known"}})
    add(session, case, "order", {"kind": "dapo", "stage": "made", "until": day(3)})
    add(session, case, "risk_conversation", {
        "held_on": day(-3), "worries_most": "The car park.", "rf_very_frightened": {
            "present": True, "how": ["victim_said"], "last": day(-1)},
    })  # fmt: skip
    add(session, case, "judgement", {"level": "high", "reason": "Followed.", "made_on": day(-1), "review": day(1)})
    add(session, case, "contact", {
        "happened": day(-1), "method": "phone", "direction": "in", "with_whom": "victim", "fact": "Calm.",
        "next_contact": day(1), "next_for": "about the locks",
    })  # fmt: skip
    items = [{"text": "Lock the back door.", "state": "chosen", "carry": "carry", "review": day(1)}]
    add(session, case, "safety_plan", {"items": items, "made_on": day(0), "review": day(1)})


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def counted(pdf: bytes) -> list[str]:
    text = words_of(pdf)
    return [text[max(found.start() - 50, 0) : found.end() + 30] for found in COUNTED.finditer(text)]


def papers(session: Session, case: Saved) -> Iterator[tuple[str, bytes]]:
    """Every document there is of a case, the bytes of each."""
    of = id_of(case)
    for document in DOCUMENT_IDS:
        yield document, preview(session, PaperRequest(of, document, for_whom="Grace", agreed=True)).pdf
    slots = {form.purpose for form in session.forms.current()} - ONLY_COUNTED
    for record in session.heads(of, sorted(slots)):
        yield f"{RECORD.id} {record.form.id}", make_record(session, record.entry).pdf
        if record.form.id == "visit":
            yield SLIP.id, make_record(session, record.entry, SLIP.id).pdf
        if record.form.id == "letter":
            for document in (LETTER.id, LETTER_IN_HAND.id):
                yield document, make_record(session, record.entry, document).pdf
    for template in session.product.disclosure_templates.by_id:
        try:
            yield f"disclosure {template}", build(session, DisclosureRequest(of, template)).pdf
        except NothingByDefault:
            continue
    yield "bundle", _whole_view(session, of, "police").pdf


@pytest.mark.parametrize("later", [0, 1, 2])
def test_no_document_of_a_case_counts_a_day_from_its_own(session: Session, case: Saved, later: int) -> None:
    fill(session, case)
    if not later:
        add(
            session, case, "visit", VISIT | {"company": "colleague", "with_name": "Bo Worker", "outside_rules": "Told."}
        )
        add(session, case, "letter", A_LETTER)
    on(session, TODAY + timedelta(later))
    assert any(COUNTED.search(one.words) for one in next_dates(session, id_of(case)))
    assert any(COUNTED.search(one.review) for one in flags_of_case(session, id_of(case)))
    dated = [one.words for one in next_dates(session, id_of(case), dated=True)]
    lines = [one.in_a_line(session.now().date()) for one in orders_of(session, id_of(case))]
    assert [one for one in (*dated, *lines) if COUNTED.search(one)] == []  # a page has room for some of them
    made = list(papers(session, case))
    named = {document for document, _pdf in made}
    assert named >= {*DOCUMENT_IDS, "record action", "disclosure marac", "bundle"}
    assert later or named >= {SLIP.id, LETTER.id, LETTER_IN_HAND.id}
    assert [(document, words) for document, pdf in made for words in counted(pdf)] == []


@pytest.mark.parametrize("later", [0, 1, 3])
def test_a_closed_case_says_on_paper_since_which_day(session: Session, case: Saved, later: int) -> None:
    fill(session, case)
    close(session, case)
    on(session, TODAY + timedelta(later))
    pdf = preview(session, PaperRequest(id_of(case), "hand_over")).pdf
    assert counted(pdf) == []
    assert "Closed 23 Nov 2026:" in words_of(pdf)


def test_the_words_for_near_days_are_found() -> None:
    for words in (
        "ends in 3 days",
        "3 days over",
        "look again tomorrow",
        "Last day today",
        "next Tue 09:00",
        "1 day late",
    ):
        assert COUNTED.search(words), words
    assert not COUNTED.search("Holds until 26 Nov 2026, late; look again on 24 Nov 2026")


def test_a_plan_that_is_printed_days_later_was_made_when_it_was_signed_off(session: Session) -> None:
    case = planned(session, "sm_call_999")
    later = on(session, TODAY + timedelta(6))
    assert "Made on 23 November 2026" in words_of(preview(later, PaperRequest(id_of(case), "full_plan")).pdf)
    written_now = {"items": [{"text": "Walk the dog.", "state": "chosen", "carry": "carry"}]}
    wanted = PaperRequest(id_of(case), "full_plan", raw=written_now)
    assert "Made on 29 November 2026" in words_of(preview(later, wanted).pdf)
