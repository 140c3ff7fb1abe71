"""Letters as they are saved: to whom never, what is unfinished, what has to be ticked, what was true of its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hru_advocate.casework.cases.cases import next_dates
from hru_advocate.casework.checks.letter_known import letter_facts, letter_reading, letter_templates
from hru_advocate.casework.overview import overview
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.letter_papers import LetterNotFinished
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.documents.charts.time_line import time_line_in_words
from hru_advocate.domain.letters.filling import filled
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of
from tests.casework.visits.test_visits import VISIT
from tests.fixed_clock import FixedClock

DARREN: dict[str, object] = {
    "role": "perpetrator",
    "name": "Darren Holt",
    "phone": "07700 900666",
    "email": "darren@example.org",
    "address": "4 Mill Lane, Warrington, WA1 1AA",
}
MOTHER: dict[str, object] = {"role": "their_family", "name": "Pauline Holt", "phone": "01632 960111"}
LODGER: dict[str, object] = {
    "role": "professional",
    "name": "Kim Lodger",
    "address": "4 Mill Lane, Warrington, WA1 1AA",
    "shared_why": "Works for a partner, and lives there.",
}
ORDER: dict[str, object] = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-03-03",
    "court": "Chester Family Court",
    "aware_on": "2026-03-04",
    "until": "2026-12-01",
}
LETTER: dict[str, object] = {
    "title": "Safety at home",
    "kind": "letter",
    "to_name": "Housing team",
    "to_lines": "Council offices\nWarrington",
    "subject": "Safety at home",
    "greeting": "Dear Sir or Madam",
    "text": "Please fit new locks.",
    "consent": "yes",
    "goes_by": "post",
    "state": "agreed",
}
SENT = LETTER | {"state": "sent", "sent_on": "2026-11-23"}


def on(session: Session, day: str) -> Session:
    morning = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)
    session.clock = FixedClock(morning, step=timedelta(milliseconds=7))
    return session


def refused(session: Session, case: Saved, raw: dict[str, object], **more: object) -> str | None:
    given = {key: value for key, value in raw.items() if value not in (None, "")}
    try:
        save(session, "letter", given, case=case.case, **more)  # type: ignore[arg-type]  # names of the keywords vary
    except InvalidAnswer as error:
        return error.field
    return None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"text": ""}, "text"),
        ({"text": "Please fit [[what]]."}, "text"),
        ({"subject": "On [[a day]]"}, "text"),
        ({"to_lines": "[[street]]"}, "text"),
        ({"text": "Please fit [[what]].", "state": "draft"}, None),
        ({"to_name": "", "to_lines": ""}, "to_name"),
        ({"to_name": "", "state": "draft"}, None),
        ({"consent": None}, "consent"),
        ({"consent": "not_yet"}, "consent"),
        ({"consent": "not_yet", "state": "draft"}, None),
        ({"consent": "without"}, "state"),
        (SENT | {"consent": "without"}, "consent_because"),
        (SENT | {"consent": "without", "consent_because": "A child is in danger; Sgt Example decided."}, None),
        ({"text": "Mo came."}, "text"),
        ({"text": "Mo came.", "kept": [{"kind": "name", "what": "Mo"}]}, None),
        ({"text": "Mo came. Ring 01632 960123.", "kept": [{"kind": "name", "what": "Mo"}]}, "text"),
        ({"text": "Mo came.", "state": "draft"}, None),
        ({"state": "sent"}, "sent_on"),
        (SENT, None),
        (SENT | {"goes_by": None}, "goes_by"),
        (SENT | {"answer_by": "2026-11-22"}, "answer_by"),
        (SENT | {"answer_by": "2026-11-23"}, None),
        (SENT | {"state": "answered"}, "answer"),
        (SENT | {"state": "answered", "answer": "Yes, by Thursday."}, None),
        (SENT | {"state": "answered", "answer": "Yes.", "answered_on": "2026-11-22"}, "answered_on"),
        ({"state": "withdrawn"}, "withdrawn_because"),
        ({"state": "withdrawn", "withdrawn_because": "Moved on."}, None),
        ({"kind": "statement", "words": "I am afraid.", "to_name": "", "to_lines": ""}, None),
        ({"kind": "statement", "words": ""}, "words"),
        (SENT | {"kind": "statement", "words": "I.", "consent": "without", "consent_because": "x"}, "consent"),
        ({"kind": "statement", "words": "I feel [[empty]]."}, None),
    ],
)
def test_a_letter_that_says_it_is_finished_is(
    session: Session, case: Saved, more: dict[str, object], field: str | None
) -> None:
    assert refused(session, case, LETTER | more) == field


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"to_name": "Darren Holt"}, "to_name"),
        ({"to_name": "Mr Darren HOLT"}, "to_name"),
        ({"to_name": "Holt, Darren"}, "to_name"),
        ({"to_name": "Holt, Darren", "shared_why": "A teacher of that name."}, "to_name"),
        ({"to_name": "Somebody", "to_lines": "01632 960009 / 07700 900666"}, "to_lines"),
        ({"to_name": "Somebody", "to_lines": "darren at example dot org"}, "to_lines"),
        ({"to_name": "D. Holt"}, "shared_why"),
        ({"to_name": "D. Holt", "shared_why": "A teacher of that name."}, None),
        ({"to_name": "Housing team", "to_lines": "c/o Darren Holt"}, "to_lines"),
        ({"to_name": "Housing team", "to_lines": "4 Mill Ln\nWarrington WA1 1AA"}, "to_lines"),
        ({"to_name": "Kim Lodger"}, "to_name"),
        ({"to_name": "Pauline Holt"}, "to_name"),
        ({"to_name": "Somebody", "to_lines": "Tel 07700 900 666"}, "to_lines"),
        ({"to_name": "Somebody", "to_lines": "Darren@example.org"}, "to_lines"),
        ({"to_name": "Somebody", "to_lines": "01632 960111"}, "to_lines"),
        ({"greeting": "Dear Darren Holt"}, "greeting"),
        ({"greeting": "Dear Darren"}, "shared_why"),
        ({"to_lines": "6 Mill Lane\nWarrington WA1 1AB"}, None),
        ({"to_name": "Sam Teacher", "greeting": "Dear Sam"}, None),
    ],
)
@pytest.mark.parametrize("state", ["draft", "agreed"])
def test_no_letter_goes_to_the_other_person_or_their_home(
    session: Session, case: Saved, more: dict[str, object], field: str | None, state: str
) -> None:
    for person in (DARREN, MOTHER, LODGER):
        add(session, case, "person", person)
    assert refused(session, case, LETTER | more | {"state": state}) == field


def test_the_other_person_is_nowhere_in_what_a_letter_is_filled_with(session: Session, case: Saved) -> None:
    add(session, case, "person", DARREN | {"role": "perpetrator"})
    raw = {
        "stage": "investigating",
        "officers": [{"role": "in_case", "who": {"name": "Darren Holt", "relation": "PC"}}],
        "references": [{"kind": "crime_number", "reference": "MADEUP1"}],
    }
    add(session, case, "criminal_case", raw)
    add(
        session,
        case,
        "safe_contact",
        {"may_contact": "yes", "ways": [{"method": "mobile", "number": "07700 900417"}], "confirmed": "2026-11-20",
         "code_word": "Kumquat"},
    )  # fmt: skip
    reading = letter_reading(session, id_of(case), "general", "Sam Teacher")
    assert (reading.references, reading.code_words) == (("MADEUP1",), ("Kumquat",))
    values = letter_facts(session, id_of(case), session.now().date()).values
    assert values["crime_number"] == "MADEUP1"
    assert values["officer"] == ""
    said = " ".join(values.values())
    assert not [word for word in ("Darren", "Holt", "900666", "Mill", "900417") if word in said]
    assert "Kumquat" not in said


@pytest.mark.parametrize(
    ("day", "sent_on", "field"),
    [
        ("2026-12-01", None, None),
        ("2026-12-02", None, "text"),
        ("2026-12-02", "2026-12-01", None),
        ("2026-12-09", "2026-12-02", "text"),
    ],
)
def test_an_order_is_said_to_hold_on_the_days_it_does(
    session: Session, case: Saved, day: str, sent_on: str | None, field: str | None
) -> None:
    add(session, case, "order", ORDER)
    cid = id_of(case)
    template = next(one for one, _retired in letter_templates(session) if one.id == "general")
    text = filled(template, letter_facts(session, cid, date(2026, 11, 23))).text
    assert "A non-molestation order is in force" in text
    kept = [{"kind": "name", "what": "Mo"}]
    raw = LETTER | {"template": "general", "text": text.replace("[[", "").replace("]]", ""), "kept": kept}
    raw |= {"state": "sent", "sent_on": sent_on} if sent_on else {}
    assert refused(on(session, day), case, raw) == field


def test_what_was_sent_stands_and_its_answer_is_awaited(session: Session, case: Saved) -> None:
    sent = add(session, case, "letter", SENT | {"answer_by": "2026-11-30"})
    assert [one.words for one in next_dates(session, id_of(case)) if "Letter" in one.words]
    how = {"corrects": [sent.entry], "reason": "Answered"}
    answered = SENT | {"state": "answered", "answer": "Done."}
    assert refused(session, case, answered | {"text": "Please fit locks."}, **how) == "text"
    assert refused(session, case, answered, **how) is None
    assert not [one.words for one in next_dates(session, id_of(case)) if "Letter" in one.words]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"state": "draft"}, ""),
        ({"state": "draft", "text": "On [[a day]]."}, "blank"),
        ({"state": "draft", "text": "Mo came."}, "ticked"),
        ({"state": "draft", "consent": "not_yet"}, "Ask the person"),
        ({"state": "draft", "text": "A restraining order is in force."}, "not known to be so"),
    ],
)
def test_a_letter_is_printed_when_it_is_finished(
    session: Session, case: Saved, more: dict[str, object], words: str
) -> None:
    saved = add(session, case, "letter", LETTER | more)
    wanted = PaperRequest(id_of(case), "letter", record=saved.entry)
    if words:
        with pytest.raises(LetterNotFinished, match=words):
            papers.preview(session, wanted)
        return
    assert papers.preview(session, wanted).pdf.startswith(b"%PDF")


def test_a_recipient_who_turns_out_to_be_on_the_other_side_gets_no_copy(session: Session, case: Saved) -> None:
    saved = add(session, case, "letter", LETTER | {"to_name": "Darren Holt"})
    add(session, case, "person", DARREN)
    with pytest.raises(LetterNotFinished, match="no letter goes there"):
        papers.preview(session, PaperRequest(id_of(case), "letter", record=saved.entry))


def test_whoever_any_record_names_is_looked_for_in_a_letter(session: Session, case: Saved) -> None:
    contact = {"happened": "2026-11-20", "method": "phone", "direction": "in", "with_whom": "service"}
    add(session, case, "contact", contact | {"person": {"name": "Rose Fielding", "relation": "caseworker"}})
    text = "Please speak to fielding about it."
    assert refused(session, case, LETTER | {"text": text}) == "text"
    assert refused(session, case, LETTER | {"to_name": "Rose Fielding", "greeting": "Dear Ms Fielding"}) is None


def test_whom_one_asks_for_and_a_code_word_are_looked_for_in_a_letter(session: Session, case: Saved) -> None:
    rules = {"may_contact": "yes", "confirmed": "2026-11-20", "ask_for": "Maisie", "code_word": "lemon curd"}
    add(session, case, "safe_contact", rules)
    for text in ("Please ask for Maisie.", "Say lemon curd first."):
        assert refused(session, case, LETTER | {"text": text}) == "text"
    assert refused(session, case, LETTER | {"text": "Please ask for nobody."}) is None


def test_a_letter_that_went_and_a_visit_stand_on_the_time_line_of_the_case(session: Session, case: Saved) -> None:
    add(session, case, "letter", SENT)
    add(session, case, "letter", LETTER | {"title": "Still a draft"})
    add(session, case, "visit", VISIT | {"state": "out"})
    shown = overview(session, id_of(case)).time_line
    assert [one.words for one in shown.milestones if one.kind == "letter"] == [f"Letter: {SENT['title']}"]
    assert [lane.days for lane in shown.lanes if lane.kind == "visit"] == [(session.now().date(),)]
    assert "1 visit" in time_line_in_words(shown)
