"""Letters to where the other person works, and what they say of somebody's age, money, phone and hearing."""

from __future__ import annotations

import pytest

from hru_advocate.casework.letters.letters import begin_letter, look_at
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.letter_papers import LetterNotFinished
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.letters.test_letters_of_a_case import DARREN, LETTER
from tests.casework.open_sessions import add, id_of, new_case

POLICE: tuple[str, dict[str, object]] = ("person", DARREN | {"works_for": "police"})
AGENCY: tuple[str, dict[str, object]] = ("person", DARREN | {"works_for": "partner_agency"})
NEITHER: tuple[str, dict[str, object]] = ("person", DARREN | {"works_for": "neither"})
WHY = "A named officer of another force deals with it; agreed with her."


@pytest.mark.parametrize(
    ("known", "template", "to", "asked"),
    [
        (POLICE, "police_complaint", "Professional Standards", True),
        (POLICE, "general", "Cheshire Constabulary", True),
        (POLICE, "general", "The police station", True),
        (POLICE, "court_special_measures", "Witness care", True),
        (POLICE, "housing_safety", "Landlord", False),
        (AGENCY, "police_complaint", "Professional Standards", False),
        (AGENCY, "housing_safety", "Landlord", True),
        (AGENCY, "priority_move", "Landlord", True),
        (AGENCY, "gp", "The practice", True),
        (AGENCY, "general", "The council", True),
        (AGENCY, "employer", "A manager", False),
        (NEITHER, "police_complaint", "Professional Standards", False),
    ],
)
def test_a_letter_to_where_the_other_person_works_says_how_it_is_kept_from_them(
    session: Session, case: Saved, known: tuple[str, dict[str, object]], template: str, to: str, *, asked: bool
) -> None:
    add(session, case, *known)
    raw = LETTER | {"template": template, "to_name": to, "to_lines": "The office\nWarrington"}
    if not asked:
        assert add(session, case, "letter", raw).entry
        return
    with pytest.raises(InvalidAnswer, match="the other person works") as refused:
        add(session, case, "letter", raw)
    assert refused.value.field == "shared_why"
    assert look_at(session, id_of(case), raw | {"state": "draft"}).fault_field == "shared_why"
    draft = add(session, case, "letter", raw | {"state": "draft"})
    with pytest.raises(LetterNotFinished):
        papers.preview(session, PaperRequest(id_of(case), "letter", record=draft.entry))
    assert add(session, case, "letter", raw | {"shared_why": WHY}).entry


def test_a_letter_to_work_is_asked_about_where_both_work(session: Session) -> None:
    case = new_case(session, relationship=["colleague"])
    raw = LETTER | {"template": "employer", "to_name": "A manager", "to_lines": "The office"}
    with pytest.raises(InvalidAnswer, match="in the same place"):
        add(session, case, "letter", raw)
    assert add(session, case, "letter", raw | {"shared_why": WHY}).entry


def text_of(session: Session, case: Saved, template: str) -> str:
    return str(begin_letter(session, id_of(case), template).answers["text"])


@pytest.mark.parametrize(
    ("known", "template", "words"),
    [
        (POLICE, "police_complaint", "The other person works for the police."),
        (AGENCY, "gp", "The other person works for an agency"),
        (AGENCY, "priority_move", "The other person works for an agency"),
        (("situation", {"ci_phone_searched": True}), "gp", "Please send no text, message or e-mail"),
        (("situation", {"ci_phone_searched": True}), "court_support", "Please send no text, message or e-mail"),
        (("situation", {"ci_phone_searched": True}), "employer", "Please send no text, message or e-mail"),
        (("situation", {"access_needs": ["bsl"]}), "court_support", "uses British Sign Language. Please book"),
        (("situation", {"access_needs": ["bsl"]}), "gp", "uses British Sign Language. Please book"),
        (("situation", {"access_needs": ["deaf"]}), "court_support", "is deaf or hard of hearing, and needs [["),
        (("situation", {"access_needs": ["text_only"]}), "court_support", "Voice calls do not work"),
        (("situation", {"access_needs": ["text_only"]}), "gp", "Voice calls do not work"),
        (("situation", {"ci_nrpf": True}), "priority_move", "taken from [["),
        (
            ("person", {"role": "victim", "name": "Mo Example", "born": "16"}),
            "priority_move",
            "services: [[",
        ),
        (("person", {"role": "victim", "name": "Mo Example", "born": "16"}), "school_student", "for safeguarding, [["),
    ],
)
def test_a_letter_says_what_its_reader_has_to_keep_in_mind(
    session: Session, case: Saved, known: tuple[str, dict[str, object]], template: str, words: str
) -> None:
    assert words not in text_of(session, case, template)
    add(session, case, *known)
    assert words in text_of(session, case, template)


def test_a_surgery_is_not_told_to_ask_how_somebody_is_reached_when_it_is_known(session: Session, case: Saved) -> None:
    add(session, case, "situation", {"access_needs": ["bsl", "text_only"]})
    assert "Please ask how" not in text_of(session, case, "gp")


@pytest.mark.parametrize(
    ("relationship", "born", "more", "stands"),
    [
        (["ex_partner"], "30", {}, True),
        (["partner"], "30", {}, True),
        (["family"], "30", {}, True),
        (["grown_up_child"], "30", {}, True),
        (["stranger"], "30", {}, False),
        (["ex_partner"], "16", {}, False),
        (["ex_partner"], "30", {"ci_nrpf": True}, False),
        (["ex_partner"], "30", {"ci_visa_depends": True}, False),
        (["ex_partner"], "30", {"ci_nrpf": None}, False),
    ],
)
def test_priority_need_is_claimed_only_where_nothing_is_against_it(
    session: Session, relationship: list[str], born: str, more: dict[str, object], *, stands: bool
) -> None:
    case = new_case(session, relationship=relationship)
    add(session, case, "person", {"role": "victim", "name": "Mo Example", "born": born})
    told = {"ci_nrpf": False, "ci_visa_depends": False} | more
    add(session, case, "situation", {field: said for field, said in told.items() if said is not None})
    assert ("priority need" in text_of(session, case, "priority_move")) is stands


@pytest.mark.parametrize(("told", "stands"), [({"ci_police_not_told": True}, False), ({}, False), (None, True)])
def test_what_was_told_the_police_is_written_only_where_they_were_told(
    session: Session, case: Saved, told: dict[str, object] | None, *, stands: bool
) -> None:
    if told is None:
        add(session, case, "situation", {"ci_police_not_told": False})
    elif told:
        add(session, case, "situation", told)
    assert ("told the police on" in text_of(session, case, "police_complaint")) is stands


def test_a_case_the_police_have_is_known_to_them(session: Session, case: Saved) -> None:
    add(session, case, "situation", {"ci_police_not_told": True})
    add(session, case, "criminal_case", {"stage": "investigating", "reported_on": "2026-11-20"})
    assert "told the police on" in text_of(session, case, "police_complaint")


POLICE_WORDS = ("Cheshire Police", "The Constabulary", "CPS North West", "The prosecutor")
AGENCY_WORDS = (
    "The council", "Housing options", "Probation office", "The court", "NHS trust", "The hospital", "Mill Surgery",
    "CPS North West",
)  # fmt: skip
WORK_WORDS = ("The employer", "Personnel")
NOBODYS = "A friend's flat"


@pytest.mark.parametrize("to", sorted({*POLICE_WORDS, *AGENCY_WORDS, *WORK_WORDS, NOBODYS}))
@pytest.mark.parametrize(
    ("known", "words"),
    [(POLICE, POLICE_WORDS), (AGENCY, AGENCY_WORDS), (None, WORK_WORDS)],
    ids=["police", "agency", "work"],
)
def test_each_word_for_where_the_other_person_works_asks_whoever_it_is_written_to(
    shared: Session, known: tuple[str, dict[str, object]] | None, words: tuple[str, ...], to: str
) -> None:
    case = new_case(shared, **({} if known else {"relationship": ["colleague"]}))
    if known:
        add(shared, case, *known)
    raw = LETTER | {"template": "general", "to_name": to, "to_lines": "1 Made-up Row", "greeting": "Hello"}
    if to in words:
        with pytest.raises(InvalidAnswer, match="the other person works"):
            add(shared, case, "letter", raw)
    else:
        assert add(shared, case, "letter", raw).entry
    assert add(shared, case, "letter", raw | {"shared_why": WHY}).entry


@pytest.mark.parametrize(
    ("template", "known"),
    [
        ("police_complaint", POLICE), ("court_special_measures", POLICE), ("court_special_measures", AGENCY),
        ("court_support", AGENCY), ("housing_safety", AGENCY), ("priority_move", AGENCY), ("gp", AGENCY),
    ],
)  # fmt: skip
def test_a_template_says_who_reads_it_wherever_it_is_sent(
    shared: Session, template: str, known: tuple[str, dict[str, object]]
) -> None:
    case = new_case(shared)
    add(shared, case, *known)
    raw = LETTER | {"template": template, "to_name": "A desk", "to_lines": "1 Made-up Row", "greeting": "Hello"}
    with pytest.raises(InvalidAnswer, match="the other person works"):
        add(shared, case, "letter", raw)
    assert add(shared, case, "letter", raw | {"template": "immigration_adviser"}).entry
