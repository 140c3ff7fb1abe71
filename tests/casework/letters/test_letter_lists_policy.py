"""Letters in lists and in hand, the unit's templates, and what a letter is filled with: one row for each rule."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.checks.letter_known import letter_facts
from hru_advocate.casework.letters.letters import (
    begin_letter,
    copy_as_text,
    document_of,
    finished_letter,
    letter_lines,
    look_at,
    make_letter,
    templates_to_choose,
)
from hru_advocate.casework.letters.templates import listed, set_retired, template_lines, template_page
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.paper.letter_papers import LetterNotFinished
from hru_advocate.casework.paper.safety import NotAskedYet
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.letters.test_letters_of_a_case import LETTER, SENT
from tests.casework.open_sessions import add, id_of, new_case

STATEMENT: dict[str, Any] = {
    "title": "Personal statement", "kind": "statement", "template": "personal_statement", "words": "I am afraid.",
    "consent": "yes", "goes_by": "person", "state": "agreed",
}  # fmt: skip
PAPER = {"lives_with": False, "searched": False, "watched": False, "family_danger": False}
ORDER: dict[str, Any] = {"kind": "nmo", "stage": "made", "made_on": "2026-03-03", "served_on": "2026-03-04"}


@pytest.mark.parametrize(
    ("more", "due", "over", "is_open"),
    [
        ({"send_by": "2026-11-24"}, "letter to send by tomorrow", 0, True),
        ({"send_by": "2026-11-23"}, "letter to send by today", 0, True),
        ({"send_by": "2026-11-22"}, "letter to send by yesterday, 1 day over", 1, True),
        ({"state": "draft", "send_by": "2026-11-21"}, "letter to send by 21 Nov, 2 days over", 2, True),
        ({}, "", 0, True),
        (SENT | {"answer_by": "2026-11-24"}, "letter to be answered by tomorrow", 0, True),
        (SENT | {"send_by": "2026-11-20"}, "", 0, True),
        (SENT | {"state": "answered", "answer": "Yes.", "answer_by": "2026-11-24"}, "", 0, False),
        ({"state": "withdrawn", "withdrawn_because": "Moved on.", "send_by": "2026-11-20"}, "", 0, False),
    ],
)
def test_a_letter_in_a_line_says_what_it_waits_for(
    shared: Session, more: dict[str, Any], due: str, over: int, *, is_open: bool
) -> None:
    case = new_case(shared)
    saved = add(shared, case, "letter", LETTER | more)
    (line,) = letter_lines(shared, id_of(case))
    assert (line.entry, line.due, line.over_days, line.open) == (saved.entry, due, over, is_open)
    assert (line.title, line.to, line.consent, line.document) == (
        "Safety at home",
        "Housing team",
        "with consent",
        "letter",
    )
    assert line.when == ("23 Nov 2026, by post" if "sent_on" in more else "")
    assert line.answer == ("Yes." if "answer" in more else "")


def test_what_asks_for_something_comes_first_by_its_day(shared: Session) -> None:
    case = new_case(shared)
    rows: dict[str, dict[str, Any]] = {
        "Sent": SENT, "Gone": SENT | {"state": "answered", "answer": "Yes."}, "Waits": {},
        "Later": {"send_by": "2026-12-20"},
        "Sooner": {"send_by": "2026-11-25"},
    }  # fmt: skip
    for title, more in rows.items():
        add(shared, case, "letter", LETTER | more | {"title": title})
    assert [line.title for line in letter_lines(shared, id_of(case))] == [
        "Sooner", "Later", "Waits", "Sent", "Gone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "to", "consent", "document"),
    [
        (LETTER | {"to_name": None}, "Council offices", "with consent", "letter"),
        (LETTER | {"consent": "not_yet", "state": "draft"}, "Housing team", "not asked yet", "letter"),
        (LETTER | {"consent": "without", "consent_because": "x", "state": "draft"}, "Housing team", "without consent",
         "letter"),
        (LETTER | {"goes_by": "person"}, "Housing team", "with consent", "letter_in_hand"),
        (STATEMENT, "", "with consent", "letter_in_hand"),
        (STATEMENT | {"goes_by": "post"}, "", "with consent", "letter_in_hand"),
    ],
)  # fmt: skip
def test_a_letter_that_the_person_carries_is_paper_at_home(
    shared: Session, raw: dict[str, Any], to: str, consent: str, document: str
) -> None:
    case = new_case(shared)
    saved = add(shared, case, "letter", {name: one for name, one in raw.items() if one is not None})
    (line,) = letter_lines(shared, id_of(case))
    assert (line.to, line.consent, line.document) == (to, consent, document)
    assert document_of(shared, id_of(case), saved.entry) == document


def test_a_letter_is_made_where_it_is_finished_and_the_person_was_asked_about_paper(shared: Session) -> None:
    case = new_case(shared)
    made = make_letter(shared, id_of(case), LETTER, {})
    assert made.view.document == "letter"
    assert made.paper == {"goes_to": "Housing team"}
    assert "Please fit new locks." in made.text
    assert [line.entry for line in letter_lines(shared, id_of(case))] == [made.entry]
    with pytest.raises(LetterNotFinished):
        make_letter(shared, id_of(case), LETTER | {"text": "On [[a day]]."}, {})
    assert len(letter_lines(shared, id_of(case))) == 1
    carried = add(shared, case, "letter", STATEMENT)
    with pytest.raises(NotAskedYet):
        finished_letter(shared, id_of(case), carried.entry, {})
    in_hand = finished_letter(shared, id_of(case), carried.entry, PAPER)
    assert (in_hand.view.document, in_hand.paper) == ("letter_in_hand", PAPER)
    add(shared, case, "situation", {"asked_on": "2026-11-20", "ci_belongings_searched": True})
    with pytest.raises(InvalidAnswer):
        finished_letter(shared, id_of(case), carried.entry, PAPER)


@pytest.mark.parametrize(("raw", "to"), [(LETTER, "Housing team"), (STATEMENT, None)])
def test_a_letter_that_is_copied_as_text_is_a_copy_with_its_number(
    shared: Session, raw: dict[str, Any], to: str | None
) -> None:
    case = new_case(shared)
    made, saved = copy_as_text(shared, id_of(case), add(shared, case, "letter", raw).entry)
    assert ("Please fit new locks." in made.text) is (raw is LETTER)
    (copy,) = copies(shared, id_of(case))
    assert (copy.entry, copy.copy_number, copy.document) == (saved.entry, 1, "letter")
    (record,) = shared.heads(case.case, ["paper"])
    assert (record.answers["how"].value, record.said("goes_to")) == ("copied", to or "")


@pytest.mark.parametrize(
    ("more", "ready", "blanks", "fault"),
    [
        ({}, True, (), ""),
        ({"text": "On [[a day]]."}, False, ("a day",), ""),
        ({"text": "Mo came."}, False, (), ""),
        ({"consent": "not_yet"}, False, (), "consent"),
        ({"to_name": None, "to_lines": None}, False, (), "to_name"),
        ({"text": "A restraining order is in force."}, False, (), ""),
    ],
)
def test_a_letter_that_is_looked_at_says_what_keeps_it_back(
    shared: Session, more: dict[str, Any], blanks: tuple[str, ...], fault: str, *, ready: bool
) -> None:
    case = new_case(shared)
    raw = {name: one for name, one in (LETTER | {"state": "draft"} | more).items() if one is not None}
    found = look_at(shared, id_of(case), raw)
    assert (found.ready, found.blanks, found.fault_field) == (ready, blanks, fault)
    assert bool(found.not_so) is ("restraining" in str(more))
    assert [one.ticked for one in found.items] == ([False] if "Mo" in str(more) else [])
    assert (found.prompts, found.note) == ((), "")


def test_a_statement_is_asked_along_its_prompts_and_filled_with_nothing(shared: Session) -> None:
    case = new_case(shared)
    begun = begin_letter(shared, id_of(case), "personal_statement").answers
    assert begun == {
        "title": "Personal statement",
        "template": "personal_statement",
        "kind": "statement",
        "state": "draft",
    }
    found = look_at(shared, id_of(case), begun)
    assert len(found.prompts) > 3
    assert "unchanged" in found.note
    add(shared, case, "situation", {"ci_works": True})
    assert len(look_at(shared, id_of(case), begun).prompts) == len(found.prompts) + 1
    general = begin_letter(shared, id_of(case), "general").answers
    assert {"subject", "text", "kind"} <= set(general)
    with pytest.raises(NotFound):
        begin_letter(shared, id_of(case), "no_such_template")


def test_a_template_that_is_retired_is_not_offered_and_comes_back_as_it_was(session: Session) -> None:
    offered = {one.id: one for one in templates_to_choose(session)}
    assert offered["personal_statement"].statement
    assert not offered["general"].statement
    assert len(offered) == 13
    set_retired(session, "gp", retired=True)
    assert "gp" not in {one.id for one in templates_to_choose(session)}
    (line,) = (one for one in template_lines(session) if one.retired)
    assert (line.id, line.own, line.changed) == ("gp", False, False)
    assert template_lines(session)[-1].id == "gp"
    assert [row["id"] for row in listed(session) if row["retired"]] == ["gp"]
    assert [row["id"] for row in listed(session) if row["kind"] == "statement"] == ["personal_statement"]
    assert {row["own"] for row in listed(session)} == {False}
    set_retired(session, "gp", retired=False, reason="Asked for")
    assert {one.id for one in templates_to_choose(session)} == set(offered)
    with pytest.raises(NotFound):
        set_retired(session, "no_such", retired=True)


def test_a_template_of_the_unit_is_its_own_and_says_who_signed_it(session: Session) -> None:
    paragraphs = [{"text": "Please help {person}.", "when": ["order_live"]}, {"text": "Thank you."}]
    said = {"done": "add", "title": "To a club", "to": "A club", "kind": "letter", "subject": "Safety"}
    raw = said | {"greeting": "Hello", "paragraphs": paragraphs}
    saved = save(session, "letter_template", raw)
    (line,) = template_lines(session, "club")
    assert (line.own, line.changed, line.retired, line.entry, line.statement) == (
        True,
        False,
        False,
        saved.entry,
        False,
    )
    assert line.signed == "Not signed off by the unit yet"
    page = template_page(session, line.id)
    assert [(one.text, one.hangs_on) for one in page.paragraphs] == [
        ("Please help {person}.", "Only when: an order, bail rule or licence is in force"), ("Thank you.", ""),
    ]  # fmt: skip
    assert page.answers["paragraphs"] == [
        {"text": "Please help {person}.", "when": ["order_live"]},
        {"text": "Thank you."},
    ]
    assert (page.subject, page.greeting, page.line) == ("Safety", "Hello", line)
    signed = {**page.answers, "signed_by": "Sgt Example", "signed_on": "2026-11-20"}
    save(session, "letter_template", signed, corrects=[saved.entry], reason="Signed off")
    assert template_page(session, line.id).line.signed == "Signed off by Sgt Example on 20 Nov 2026"
    set_retired(session, line.id, retired=True)
    assert template_page(session, line.id).paragraphs == page.paragraphs
    with pytest.raises(NotFound):
        template_page(session, "lt_unit_no_such")


@pytest.mark.parametrize(("text", "found"), [("practice", True), ("PRACTICE surgery zebra", False), ("zebra", False)])
def test_templates_are_found_by_words_that_all_stand_in_one(shared: Session, text: str, *, found: bool) -> None:
    every = template_lines(shared)
    lines = template_lines(shared, text)
    assert (0 < len(lines) < len(every)) is found
    assert bool(lines) is found


@pytest.mark.parametrize(
    ("records", "holds", "values"),
    [
        ([("order", ORDER | {"until": "2027-03-03"})], {"order_live": True, "order_ended": False},
         {"order": "a non-molestation order", "order_until": "until 3 March 2027"}),
        ([("order", ORDER | {"no_end": True})], {"order_live": True}, {"order_until": "until a court ends it"}),
        ([("order", ORDER | {"until": "2027-03-03", "until_at": "16:00"})], {"order_live": True},
         {"order_until": "until 16:00 on 3 March 2027"}),
        ([("order", ORDER | {"until": "2026-11-22"})], {"order_live": False, "order_ended": True}, {}),
        ([("order", {"kind": "nmo", "stage": "applied"})], {"order_live": False, "order_ended": False}, {}),
        ([("order", ORDER | {"served_on": None, "until": "2027-03-03"})], {"order_live": None}, {}),
        ([("order", ORDER)], {"order_live": None}, {}),
        ([("situation", {"any_order": "none"})], {"order_live": False}, {}),
        ([], {"order_live": None, "hearing_ahead": None, "reported": None}, {"crime_number": "", "officer": ""}),
        ([("hearing", {"what_for": "trial", "on": "2026-12-14", "court": "Exampleton"})], {"hearing_ahead": True},
         {"hearing": "trial", "hearing_day": "14 December 2026", "hearing_court": "Exampleton"}),
        ([("hearing", {"what_for": "trial", "on": "2026-11-22"})], {"hearing_ahead": False}, {}),
        ([("hearing", {"what_for": "trial", "on": day}) for day in ("2026-12-20", "2026-12-01")],
         {"hearing_ahead": True}, {"hearing_day": "1 December 2026"}),
        ([("criminal_case", {"stage": "investigating"})], {"reported": True, "ci_police_not_told": False}, {}),
        ([("criminal_case", {"stage": "investigating", "references": [
            {"kind": "crime_number", "reference": "A1"}, {"kind": "crime_number", "reference": "B2"},
            {"kind": "crime_number", "reference": "A1"}]})], {"reported": True}, {"crime_number": "A1 and B2"}),
        ([("criminal_case", {"stage": "ended", "references": [{"kind": "crime_number", "reference": "A1"}]})],
         {"reported": True}, {"crime_number": ""}),
        ([("criminal_case", {"stage": "charged", "officers": [
            {"role": "in_charge", "who": {"name": "Sgt Second"}}, {"role": "in_case", "who": {"name": "PC First"}}]})],
         {}, {"officer": "PC First"}),
        ([("criminal_case", {"stage": "charged", "officers": [{"role": "in_charge", "who": {"name": "Sgt Second"}}]})],
         {}, {"officer": "Sgt Second"}),
        ([("criminal_case", {"stage": "charged", "officers": [
            {"role": "in_case", "who": {"name": "PC First"}}, {"role": "in_case", "who": {"name": "PC Other"}}]})],
         {}, {"officer": ""}),
        ([("person", {"role": "child", "name": "Kit Example"})], {}, {"child": "Kit"}),
        ([("person", {"role": "child", "name": "Kit Example", "called": "Kitty"})], {}, {"child": "Kitty"}),
        ([("person", {"role": "child", "name": "K. Example"})], {}, {"child": ""}),
        ([("person", {"role": "child", "name": one}) for one in ("Kit Example", "Ada Example")], {}, {"child": ""}),
        ([], {}, {"person": "Mo", "person_name": "Mo Example", "area": "Warrington"}),
        ([("person", {"role": "victim", "name": "Maya Sample", "called": "May"})], {},
         {"person": "May", "person_name": "Maya Sample"}),
    ],
)  # fmt: skip
def test_what_a_letter_is_filled_with_and_hangs_on(
    shared: Session, records: list[tuple[str, dict[str, Any]]], holds: dict[str, bool | None], values: dict[str, str]
) -> None:
    case = new_case(shared)
    for form, raw in records:
        add(shared, case, form, {name: one for name, one in raw.items() if one is not None})
    facts = letter_facts(shared, id_of(case), shared.now().date())
    assert {name: facts.holds.get(name) for name in holds} == holds
    assert {name: facts.values.get(name, "") for name in values} == values
    if holds.get("order_live") is not True:
        assert "order" not in facts.values


@pytest.mark.parametrize(
    ("on", "number"), [("2026-08-25", "01632 960001"), ("2026-08-24", ""), ("2026-11-23", "01632 960001")]
)
def test_the_units_number_stands_in_a_letter_while_its_confirmation_is_fresh(
    session: Session, case: Any, on: str, number: str
) -> None:
    assert letter_facts(session, id_of(case), session.now().date()).holds["unit_number"] is False
    save(session, "unit_number", {"name": "HRU", "number": "01632 960001", "by": "Sgt", "on": on, "against": "rang"})
    facts = letter_facts(session, id_of(case), session.now().date())
    assert (facts.values["unit_number"], facts.holds["unit_number"]) == (number, bool(number))
    assert facts.values["unit"] == "HRU"
