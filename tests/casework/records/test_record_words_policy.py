"""A record read on a screen: what is held back, what stands apart as a quote, and what cannot be asked for."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.plan.versions import NoSuchVersion, compare, version, versions
from hru_advocate.casework.records.conversation import Conversation
from hru_advocate.casework.records.entries import Saved, save, start
from hru_advocate.casework.records.records import answer_views
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import STATE_WORDS, Answer
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.rich_kinds import Finding, Rating
from hru_advocate.domain.languages import EASY
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, id_of
from tests.casework.test_conversation import talk_of

APART = "Kept apart; shown on request only"


@pytest.mark.parametrize(
    ("field", "answer", "expected"),
    [
        (Field("it", "text", "It?"), Answer("answered", "x"), [("It?", "x", False)]),
        (Field("it", "words", "It?"), Answer("answered", "x"), [("It?", "x", True)]),
        (Field("it", "words", "It?"), Answer("declined"), [("It?", STATE_WORDS["declined"], False)]),
        (
            Field("it", "phone", "It?", protected=True),
            Answer("answered", "01632 960123"),
            [("It?", "01632 960123", False)],
        ),
        (Field("it", "text", "It?", paper="never"), Answer("answered", "x"), [("It?", "x", False)]),
        (Field("it", "text", "It?", protected=True, paper="never"), Answer("answered", "x"), [("It?", APART, False)]),
        (
            Field("it", "text", "It?", protected=True, paper="never"),
            Answer("declined"),
            [("It?", STATE_WORDS["declined"], False)],
        ),
        (Field("it", "links", "It?", link="factor"), Answer("answered", ()), [("It?", "None", False)]),
        (
            Field("it", "rating", "Rating", help="At home"),
            Answer("answered", Rating(2)),
            [("At home: Rating", "2 of 4", False)],
        ),
        (Field("it", "rating", "Rating"), Answer("answered", Rating(2)), [("Rating", "2 of 4", False)]),
        (Field("it", "text", "It?", help="Help"), Answer("answered", "x"), [("It?", "x", False)]),
        (
            Field("it", "rating", "It?"),
            Answer("answered", Rating(2, words="no lock")),
            [("It?", "2 of 4", False), ("In her or his words", "no lock", True)],
        ),
        (
            Field("it", "finding", "It?", fact="rf_a"),
            Answer("answered", Finding(present=True, words="he hit me")),
            [("It?", "Yes", False), ("In her or his words", "he hit me", True)],
        ),
        (
            Field("it", "finding", "It?", fact="rf_a"),
            Answer("answered", Finding(present=True)),
            [("It?", "Yes", False)],
        ),
    ],
)
def test_an_answer_in_words(
    session: Session, field: Field, answer: Answer, expected: list[tuple[str, str, bool]]
) -> None:
    assert [(view.label, view.words, view.quote) for view in answer_views(session, field, answer)] == expected


def test_links_are_said_in_the_products_words(session: Session) -> None:
    field = Field("it", "links", "It?", link="factor")
    (view,) = answer_views(session, field, Answer("answered", ("rf_very_frightened", "rf_threat_to_kill")))
    label = session.product.label
    assert view.words == f"{label('rf_very_frightened')}, {label('rf_threat_to_kill')}"


@pytest.mark.parametrize(("last", "recent"), [("2026-11-23", True), ("2026-10-23", True), ("2026-10-22", False)])
def test_what_happened_within_thirty_one_days_is_recent(
    session: Session, case: Saved, last: str, *, recent: bool
) -> None:
    said = {"present": True, "last": last, "how": ["victim_said"]}
    add(session, case, "risk_conversation", {"held_on": "2026-11-23", "rf_recent_injury": said})
    assert ("rf_recent_injury" in knowledge_of(session, id_of(case)).facts.recent) is recent


def test_what_is_said_not_to_be_so_is_never_recent(session: Session, case: Saved) -> None:
    said = {"present": False, "last": "2026-11-22"}
    add(session, case, "risk_conversation", {"held_on": "2026-11-23", "rf_recent_injury": said})
    assert knowledge_of(session, id_of(case)).facts.recent == frozenset()


def test_a_case_that_is_not_there_is_not_taken_for_a_plan_without_that_version(session: Session) -> None:
    for ask in (
        lambda: versions(session, "none"),
        lambda: version(session, "none", 1),
        lambda: compare(session, "none", 1, 2),
    ):
        with pytest.raises(NotFound) as found:
            ask()
        assert not isinstance(found.value, NoSuchVersion)


CHECKED: dict[str, object] = {"state": "checked", "checked_by": "A. Reader", "checked_on": "2026-11-23"}


@pytest.mark.parametrize(
    ("language", "more", "refused"),
    [
        ("pl", {}, ""),
        ("en", {}, "language"),
        ("en-US", {}, "language"),
        (EASY, {}, ""),
        ("no tag", {}, "texts"),
        ("pl", CHECKED, ""),
        ("pl", CHECKED | {"checked_on": "2026-11-24"}, "texts.1.checked_on"),
        ("pl", {"words": "Mój {plan}"}, "texts"),
    ],
)
def test_a_translation_is_one_papers_can_be_made_with(
    session: Session, language: str, more: dict[str, object], refused: str
) -> None:
    text = {"id": "part.title", "english": "Your part", "words": "Moja część", "state": "draft"} | more
    raw = {"language": language, "name": "Made up", "own_name": "Made up", "direction": "ltr", "texts": [text]}
    if not refused:
        assert save(session, "translation", raw).entry
        return
    with pytest.raises(InvalidAnswer) as found:
        save(session, "translation", raw)
    assert found.value.field == refused


def test_a_page_begun_anew_is_no_draft(session: Session, case: Saved) -> None:
    begun = start(session, "contact", case=case.case)
    assert not begun.from_draft
    assert begun.reason == ""


@pytest.mark.parametrize(
    ("picked", "first"),
    [
        ((), []),
        (("nd_housing",), ["nd_housing"]),
        (("nd_housing", "nd_safe_contact"), ["nd_housing", "nd_safe_contact"]),
        (("nd_safe_contact", "nd_housing"), ["nd_safe_contact", "nd_housing"]),
    ],
)
def test_themes_the_person_picked_come_first_in_that_order(picked: tuple[str, ...], first: list[str]) -> None:
    talk = talk_of("needs_assessment")
    plain = [section.id for section in talk.sections()]
    talk.answer("start_with", list(picked))
    order = [section.id for section in talk.sections()]
    assert sorted(order) == sorted(plain)
    assert order[0] == plain[0]
    wanted = list(dict.fromkeys(theme_of(talk, fact) for fact in first))
    assert order[1 : 1 + len(wanted)] == wanted
    rest = [one for one in plain[1:] if one not in wanted]
    assert order[1 + len(wanted) :] == rest


def theme_of(talk: Conversation, fact: str) -> str:
    return next(section.id for section in talk.form.sections if any(field.fact == fact for field in section.fields))


def test_a_folded_theme_that_is_opened_is_gone_to() -> None:
    for form in ("risk_conversation", "needs_assessment"):
        talk = talk_of(form)
        folded = [line for line in talk.themes() if line.folded]
        for line in folded:
            talk.open(line.id)
            assert talk.section.id == line.id
            assert not next(one for one in talk.themes() if one.id == line.id).folded
