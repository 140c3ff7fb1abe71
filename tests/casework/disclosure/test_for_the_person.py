"""The person's own copies tell her or him what is so; what the office is to do stands on the office's papers alone."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, build
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.proof.bundle import _whole_view
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.documents.compose.documents import PLAN_PAPERS
from hru_advocate.domain.forms.fields import Choice, Field
from tests.casework.closing.closed_cases import close
from tests.casework.disclosure.told_case import DISCLOSED, text_of
from tests.casework.open_sessions import add, id_of

TO_THE_OFFICE: Final = re.compile(
    r"(?:^|[:;(,.] *)(?:ask|check|tell|say|do not|don['’]t|note|write|make sure|settle|confirm|wait|treat|give)\b",
    re.IGNORECASE,
)
"""An instruction at the head of a choice, or behind a sign in it."""
TOLD_AS_DONE: Final = re.compile(
    r"^(?:they|nobody|somebody|we|the police)\b(?!.*\b(?:is|are|was|were) to\b)", re.IGNORECASE
)
"""Others' acts, told as if they were so: the office chose what is to become of something, and knows no more."""
FOR_THE_PERSON: Final = ("subject", *(one for one in PLAN_PAPERS if one not in ("file_copy", "safe_person")))
FLAG: Final[dict[str, Any]] = {
    "kind": "not_alone",
    "agreed_by": "Sgt",
    "agreed_on": "2026-11-10",
    "review": "2026-12-10",
    "told": "yes",
}
TALK: Final[dict[str, Any]] = {
    "option": "pin_legacy",
    "talked_on": "2026-11-20",
    "told_by": "Us",
    "wants": "no",
    "stands": "not_wanted",
}
SAID: Final = {
    "Not known: ask before anybody tries": "How safe contact stands from now on Not known",
    "Destroy it, say so": "To be destroyed; they are to tell us when it is",
    "Give it back": "To be given back to us",
    "Police information notice (legacy: do not offer)": "Police information notice",
    "Do not visit alone": "That nobody is to visit alone",
    "Treat as urgent": "To be treated as urgent",
}
"""The office's choices, and what the person's own copy says of them."""


def choices(fields: tuple[Field, ...]) -> list[Choice]:
    return [one for field in fields for one in (*field.choices, *choices(field.fields))]


def test_no_choice_tells_the_person_what_the_office_is_to_do(session: Session) -> None:
    forms = [form for form in session.forms.current() if form.about == "case"]
    printed = [field for form in forms for field in form.fields if field.paper != "never" and not field.by_program]
    made = choices(tuple(printed))
    assert [one.label for one in made if TO_THE_OFFICE.search(one.to_person or one.label)] == []
    assert {one.label for one in made if one.to_person} == set(SAID)


def test_no_word_for_the_person_says_that_others_do_what_they_are_only_to_do(session: Session) -> None:
    told = [one.to_person for form in session.forms.current() for one in choices(form.fields) if one.to_person]
    assert [words for words in told if TOLD_AS_DONE.search(words)] == []


@pytest.fixture
def closed(session: Session, case: Saved) -> Saved:
    """A case in which every one of those choices was made."""
    add(session, case, "flag", FLAG | {"ended_on": "2026-11-20", "ended_because": "He moved away."})
    add(session, case, "legal_talk", TALK)
    add(session, case, "flag", FLAG | {"kind": "urgent"})
    add(session, case, "disclosure", DISCLOSED | {"back_how": "destroy"})
    add(session, case, "disclosure", DISCLOSED | {"back_how": "give_back"})
    items = [{"text": "Lock the back door.", "state": "chosen", "carry": "carry"}]
    add(session, case, "safety_plan", {"items": items, "made_on": "2026-11-23", "review": "2026-12-07"})
    close(session, case, safe_after="not_known")
    return case


@pytest.mark.parametrize("document", FOR_THE_PERSON)
def test_no_paper_of_the_person_has_a_sentence_for_the_office(session: Session, closed: Saved, document: str) -> None:
    if document == "subject":
        text = text_of(build(session, DisclosureRequest(id_of(closed), document)).pdf)
        assert [words for words in SAID.values() if words not in text] == []
    else:
        text = text_of(preview(session, PaperRequest(id_of(closed), document)).pdf)
    assert [words for words in (*SAID, "ask before", "nobody should rely") if words in text] == []


def test_the_offices_own_papers_keep_its_words(session: Session, closed: Saved) -> None:
    text = text_of(_whole_view(session, id_of(closed), "police").pdf)
    assert [words for words in SAID if words not in text] == []


@pytest.mark.parametrize(("kind", "label"), [("not_alone", "Do not visit alone"), ("urgent", "Treat as urgent")])
def test_a_flag_that_held_when_the_case_closed_is_told_in_the_persons_words(
    session: Session, case: Saved, kind: str, label: str
) -> None:
    """The closing lists what was open in the office's words; the advocate may have typed on from there."""
    add(session, case, "flag", FLAG | {"kind": kind})
    close(session, case)
    text = text_of(build(session, DisclosureRequest(id_of(case), "subject")).pdf)
    assert label not in text
    assert f"Flag: {SAID[label]}" in text
    assert f"Flag: {label}" in text_of(_whole_view(session, id_of(case), "police").pdf)
