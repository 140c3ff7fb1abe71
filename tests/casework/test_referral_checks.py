"""A referral: decisions against the unit's own rules have a reason, and nobody becomes two cases unseen."""

from __future__ import annotations

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import REFERRAL


def refer(session: Session, **more: object) -> Saved:
    return save(session, "referral", {key: value for key, value in (REFERRAL | more).items() if value is not None})


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"decision": "accept"}, False),
        ({"decision": "accept", "adds_value": {"state": "not_known"}}, False),
        ({"decision": "accept", "decision_reason": "Nobody else can."}, False),
        ({"decision": "accept", "area": "outside", "adds_value": True}, True),
        ({"decision": "accept", "area": "outside", "added_value": "A joint plan."}, True),
        ({"decision": "accept", "area": "outside", "decision_reason": "He moves here in May."}, False),
        ({"decision": "accept", "area": "outside", "decision_reason": {"state": "not_known"}}, True),
        ({"decision": "accept", "adds_value": False}, True),
        ({"decision": "accept", "adds_value": True}, False),
        ({"decision": "accept", "adds_value": False, "added_value": "A joint plan."}, True),
        ({"decision": "accept", "added_value": {"state": "not_known"}}, False),
        ({"decision": "accept", "added_value": "A joint plan."}, False),
        ({"decision": "accept", "adds_value": False, "decision_reason": "Nobody else can."}, False),
        ({"decision": "pending", "area": "outside", "adds_value": False}, False),
        ({"decision": "decline", "area": "outside"}, True),
        ({"decision": "decline", "decision_reason": "Another unit."}, False),
        ({"decision": "decline", "decision_reason": {"state": "declined"}}, False),
        ({"decision": "advise"}, True),
        ({"decision": "advise", "decision_reason": "Advice to the officer."}, False),
    ],
)
def test_a_decision_against_the_units_rules_needs_its_reason(
    session: Session,
    answers: dict[str, object],
    refused: bool,
) -> None:
    answers = {"adds_value": None} | answers
    if not refused:
        assert refer(session, **answers).case
        return
    with pytest.raises(InvalidAnswer) as caught:
        refer(session, **answers)
    assert caught.value.field == "decision_reason"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Mo Example", "Mo Example", True),
        ("Mo Example", "Mo  Example", True),
        ("Mo Example", " mo example", True),
        ("Mo Example", "MO EXAMPLE", True),
        ("Mo Example", "Ms Mo Example", True),
        ("Dr Mo Example", "Mo Example", True),
        ("Mo Example", "Example, Mo", True),
        ("Niamh O'Neill", "Niamh O\u2019Neill", True),
        ("Niamh O'Neill", "Niamh ONeill", True),
        ("Niamh O'Neill", "niamh o neill", True),
        ("Ana Smith-Jones", "Ana Smith Jones", True),
        ("Zo\u00eb Example", "Zoe Example", True),
        ("\u0141ucja Example", "Lucja Example", True),
        ("Mo Example", "Moe Sample", False),
        ("Mo Example", "Mo Sample", False),
        ("Mo Example", "Jo Example", False),
    ],
)
def test_a_second_referral_of_one_name_is_seen_before_it_is_made(
    session: Session,
    first: str,
    second: str,
    same: bool,
) -> None:
    one = refer(session, victim=first)
    if not same:
        assert refer(session, victim=second).case != one.case
        return
    with pytest.raises(InvalidAnswer) as caught:
        refer(session, victim=second)
    assert caught.value.field == "not_same_person"
    assert one.ref in caught.value.sentence
    assert not any(part in caught.value.sentence for part in ("Example", "Neill", "Smith", "Zo", "ucja"))
    other = refer(session, victim=second, not_same_person="Her aunt, of the same name.")
    assert other.case != one.case


def test_the_name_of_a_person_of_the_case_counts_too_and_a_reason_must_be_words(session: Session) -> None:
    one = refer(session, victim="Mo")
    save(session, "person", {"role": "victim", "name": "Mo Example", "called": "Mo"}, case=one.case)
    save(session, "person", {"role": "perpetrator", "name": "Sam Example"}, case=one.case)
    for reason in (None, {"state": "not_known"}):
        with pytest.raises(InvalidAnswer, match="There is a case of this name"):
            refer(session, victim="Mo Example", not_same_person=reason)
    assert refer(session, victim="Sam Example", decision_reason="With another advocate.").case != one.case


def test_a_name_of_the_referral_counts_also_once_the_person_is_called_otherwise(session: Session) -> None:
    one = refer(session, victim="Mo Example")
    save(session, "person", {"role": "victim", "name": "Maya Example"}, case=one.case)
    for name in ("Mo Example", "Maya Example"):
        with pytest.raises(InvalidAnswer, match="There is a case of this name"):
            refer(session, victim=name)


def test_a_name_somebody_is_called_by_is_seen_whatever_the_initials(session: Session) -> None:
    """Whose names share neither initials nor a word with those of the list may still be one person."""
    one = refer(session, victim="Aleksandra Sample", born="1985-03-03")
    save(session, "person", {"role": "victim", "name": "Aleksandra Sample", "called": "Foxy"}, case=one.case)
    with pytest.raises(InvalidAnswer, match="There may be a case of this person"):
        refer(session, victim="Foxy Example", born="1985-03-03")


@pytest.mark.parametrize("decision", ["advise", "decline"])
def test_a_no_is_given_with_its_reason_or_why_there_is_none(session: Session, decision: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        refer(session, victim="Bo Sample", decision=decision)
    assert caught.value.field == "decision_reason"
    assert refer(session, victim="Bo Sample", decision=decision, decision_reason={"state": "not_known"}).entry


def test_the_same_referral_put_right_or_decided_later_is_no_second_one(session: Session) -> None:
    one = refer(session, decision="pending")
    later = save(session, "referral", REFERRAL, case=one.case)
    assert later.case == one.case


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        # another spelling, an initial, a short form, a name more or less
        (("Mo Example", None), ("Mo Exampel", None), "may be"),
        (("Mo Example", None), ("Mo Exampl", None), "may be"),
        (("William Example", None), ("Bill Example", None), "may be"),
        (("Mo Example", None), ("M Example", None), "may be"),
        (("Mo Anne Example", None), ("Mo Example", None), "may be"),
        (("Mo Example", None), ("Mo Anne Example", None), "is"),
        (("Jos\u00e9 Garc\u00eda-P\u00e9rez", None), ("Garcia Perez, Jose", None), "is"),
        # all that is known is one name
        (("Mo Example", None), ("Mrs Example", None), "may be"),
        (("Siobhan O'Sample", None), ("O’Sample", None), "may be"),
        # names written down by ear, or apart and in one
        (("Mohammed Example", None), ("Muhammad Example", None), "may be"),
        (("Siobhan McSample", None), ("Shivaun Mac Sample", None), "may be"),
        (("Anna van der Sample", None), ("A. Vandersample", None), "may be"),
        (("Katarzyna Example", None), ("Kasia Example", None), "may be"),
        (("Bj\u00f6rn M\u00fcster", None), ("Bjoern Muester", None), "may be"),
        (("Elisabeth Example", None), ("Liz Example", None), "may be"),
        (("Deborah Example", None), ("Debs Example", None), "may be"),
        (("Rhys Example", None), ("Reece Example", None), "may be"),
        (("Jennifer Sample", "1985-03-03"), ("Jenny Example", "1985-03-03"), "may be"),
        # the same day of birth beside one name in common: married, or known by another
        (("Mo Example", "1985-03-03"), ("Mo Sample", "1985-03-03"), "may be"),
        (("Mo Example", "1985-03-03"), ("Kit Example", "1985-03-03"), "may be"),
        (("Mo Example", "1985-03-03"), ("Kit Exampel", "3/3/85"), "may be"),
        (("Mo Example", "1985-03-03"), ("Kit Sample", "1985-03-03"), ""),
        (("Mo Example", "1985-03-03"), ("Kit Example", "1985-03-04"), ""),  # a sister, perhaps
        (("Anna Example", "1985-03-12"), ("Anna Sample", "1985-12-03"), "may be"),  # married, and mistyped
        (("Anna Example", "1985-03-12"), ("Anna Sample", "1985-03-13"), "may be"),
        (("Anna Example", "1985-03-12"), ("Anna Sample", "1986-03-13"), ""),
        (("Anna Example", "1985-03-12"), ("Olga Sample", "1985-12-03"), ""),
        (("Harry Sample", None), ("Hal Sample", None), "may be"),  # both are short for another
        (("Ieuan Sample", None), ("Ioan Sample", None), "may be"),
        (("J\u00f8rgen Berg", None), ("joergen berg", None), "may be"),
        (("J\u00f8rgen", None), ("joergen", None), "may be"),
        (("Mo Example", "1985"), ("Kit Example", "1985"), ""),  # a year is shared by many
        (("Mo Example", "1985-03-03"), ("Kit Example", None), ""),
        # other days of birth: not the other spelling, but the very name is still asked about
        (("Mo Example", "1985-03-03"), ("Mo Exampel", "1991-03-03"), ""),
        (("Mo Example", "1985-03-03"), ("Mo Exampel", "1985"), "may be"),
        (("Mo Example", "1985-03-03"), ("Mo Example", "1991-03-03"), "is"),
        # a first name alone is nobody's
        (("Mo", None), ("Mo Example", None), ""),
    ],
)
def test_a_person_who_may_have_a_case_is_seen_before_there_is_a_second(
    session: Session, first: tuple[str, str | None], second: tuple[str, str | None], seen: str
) -> None:
    one = refer(session, victim=first[0], born=first[1])
    if not seen:
        assert refer(session, victim=second[0], born=second[1]).case != one.case
        return
    with pytest.raises(InvalidAnswer) as caught:
        refer(session, victim=second[0], born=second[1])
    assert caught.value.field == "not_same_person"
    assert caught.value.sentence.startswith(f"There {seen} a case of this ")
    assert one.ref in caught.value.sentence
    assert refer(session, victim=second[0], born=second[1], not_same_person="Her cousin.").case != one.case


def test_the_birth_told_of_the_person_counts_as_that_of_the_referral(session: Session) -> None:
    one = refer(session, victim="Mo Example")
    save(session, "person", {"role": "victim", "name": "Mo Example", "born": "1985-03-03"}, case=one.case)
    with pytest.raises(InvalidAnswer, match="There may be a case of this person"):
        refer(session, victim="Kit Example", born="1985-03-03")


@pytest.mark.parametrize(
    ("held", "refused", "named", "more"),
    [
        (["Mo Example"] * 3, "Mo Example", 3, False),
        (["Mo Example"] * 4, "Mo Example", 3, True),
        (["Mo Exampel"] * 3, "Mo Example", 3, False),
        (["Mo Exampel"] * 4, "Mo Example", 3, True),
        # one of the very name is named alone, however many others there may be
        (["Mo Exampel", "Mo Exampel", "Mo Exampel", "Mo Example"], "Mo Example", 1, False),
    ],
)
def test_three_cases_of_one_name_are_named_and_more_are_said(
    session: Session, held: list[str], refused: str, named: int, *, more: bool
) -> None:
    refs = [refer(session, victim=one, not_same_person="Made up.").ref for one in held]
    with pytest.raises(InvalidAnswer) as caught:
        refer(session, victim=refused)
    found = [one for one in refs if one in caught.value.sentence]
    assert len(found) == named
    assert found == refs[3:] or len(found) == 3
    assert (" and others" in caught.value.sentence) is more
