"""What is named as answering a need, state by state: only what is live or on its way, and never as cover by itself."""

from __future__ import annotations

import pytest

from hru_advocate.casework.outcomes.cover import cover_page
from hru_advocate.casework.outcomes.lines import outcome_page
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.vault.apart import write_apart

NEED = "nd_home_safety"
SERVICE: dict[str, object] = {
    "service": ["sv_national_stalking_helpline"], "offered_on": "2026-11-20", "consent": "given", "why": "She asked",
}  # fmt: skip
ORDER: dict[str, object] = {"kind": "nmo", "stage": "made", "made_on": "2026-11-12", "there": True}
ACTION: dict[str, object] = {"what": "Ring the locksmith", "owner": "us"}
ASKED: dict[str, object] = {"on": "2026-11-20", **dict.fromkeys(QUESTIONS, "partly")}


@pytest.fixture
def needed(shared: Session) -> Saved:
    case = new_case(shared)
    add(shared, case, "needs_assessment", {"held_on": "2026-11-20", NEED: {"value": 3}})
    return case


def answering(session: Session, case: Saved) -> list[tuple[str, str]]:
    page = cover_page(session, id_of(case))
    (line,) = (one for one in (*page.open, *page.live) if one.id == NEED)
    return [(one.kind, one.words) for one in line.by]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("offered", None),
        ("declined", None),
        ("referred", "National Stalking Helpline, referred"),
        ("waiting", "National Stalking Helpline, waiting"),
        ("accepted", "National Stalking Helpline, accepted"),
        ("started", "National Stalking Helpline, started"),
        ("finished", None),
        ("not_suitable", None),
    ],
)
def test_a_service_answers_a_need_while_it_is_taken_up(
    shared: Session, needed: Saved, state: str, words: str | None
) -> None:
    add(shared, needed, "signposting", SERVICE | {"state": state, "answers": [NEED]})
    assert answering(shared, needed) == ([("Service", words)] if words else [])


@pytest.mark.parametrize(
    ("order", "named"),
    [
        ({"until": "2027-11-12"}, True),
        ({"until": "2026-12-10"}, True),
        ({"until": "2026-11-26"}, True),
        ({"until": "2026-11-23"}, True),
        ({"until": "2026-11-22"}, False),
        ({"until": "2026-11-23", "until_at": "10:30"}, True),
        ({"until": "2026-11-23", "until_at": "10:00"}, False),
        ({"no_end": True}, True),
        ({}, False),  # whose last day is not noted, nobody relies on
        ({"stage": "applied", "made_on": None, "there": None}, False),
        ({"stage": "refused", "made_on": None, "there": None}, False),
        ({"there": False, "until": "2027-11-12"}, False),
    ],
)
def test_an_order_answers_a_need_while_it_holds(
    shared: Session, needed: Saved, order: dict[str, object], *, named: bool
) -> None:
    raw = {field: one for field, one in (ORDER | order | {"targets": [NEED]}).items() if one is not None}
    add(shared, needed, "order", raw)
    assert answering(shared, needed) == ([("Order", "Non-molestation order")] if named else [])


@pytest.mark.parametrize(
    ("action", "named", "open_still"),
    [
        ({"state": "open", "due": "2026-11-23"}, True, False),
        ({"state": "open", "due": "2026-11-22"}, True, True),
        ({"state": "open"}, True, True),
        ({"state": "not_yet", "because": "No key.", "due": "2026-12-01"}, True, True),
        ({"state": "done", "done_on": "2026-11-20", "due": "2026-11-20"}, False, True),
        ({"state": "refused", "because": "He said no."}, False, True),
    ],
)
def test_an_action_is_named_until_it_has_ended_and_covers_until_its_day_is_over(
    shared: Session, needed: Saved, action: dict[str, object], *, named: bool, open_still: bool
) -> None:
    add(shared, needed, "action", ACTION | action | {"targets": [NEED]})
    assert answering(shared, needed) == ([("Action", "Ring the locksmith")] if named else [])
    assert (NEED in {line.id for line in cover_page(shared, id_of(needed)).open}) is open_still


def test_an_order_of_which_a_version_says_that_it_has_ended_answers_nothing(session: Session, case: Saved) -> None:
    raw = ORDER | {"until": "2027-11-12"}
    first = add(session, case, "order", raw)
    save(session, "order", raw | {"ring": "101"}, case=id_of(case), corrects=[first.entry], reason="x")
    assert [one.kind for one in cover_page(session, id_of(case)).aimless] == ["Order"]
    write_apart(session, first.entry, raw | {"stage": "ended", "ended_on": "2026-11-20"}, "A call")
    assert cover_page(session, id_of(case)).aimless == ()


@pytest.mark.parametrize(
    ("form", "raw", "aimless"),
    [
        ("action", ACTION | {"state": "open"}, [("Action", "Ring the locksmith")]),
        ("action", ACTION | {"state": "refused", "because": "No."}, []),
        ("signposting", SERVICE | {"state": "waiting"}, [("Service", "National Stalking Helpline, waiting")]),
        ("signposting", SERVICE | {"state": "declined"}, []),
        ("order", ORDER | {"until": "2027-11-12"}, [("Order", "Non-molestation order")]),
        ("order", ORDER | {"until": "2026-11-22"}, []),
    ],
)
def test_what_is_live_and_names_nothing_it_is_for_is_said(
    shared: Session, needed: Saved, form: str, raw: dict[str, object], aimless: list[tuple[str, str]]
) -> None:
    saved = add(shared, needed, form, raw)
    found = cover_page(shared, id_of(needed)).aimless
    assert [(one.kind, one.words) for one in found] == aimless
    assert [one.entry for one in found] == [saved.entry] * len(aimless)
    assert answering(shared, needed) == []


def test_a_measure_of_the_plan_names_what_it_answers(shared: Session, needed: Saved) -> None:
    items = [
        {"text": "Lock the door.", "state": "chosen", "carry": "keep", "answers": [NEED]},
        {"text": "Drink tea.", "state": "chosen", "carry": "keep"},
        {"text": "Not for me.", "state": "not_right_for_me", "carry": "keep", "answers": [NEED]},
    ]
    add(shared, needed, "safety_plan", {"made_on": "2026-11-20", "review": "2026-12-04", "items": items})
    assert answering(shared, needed) == [("Measure", "Lock the door.")]
    page = cover_page(shared, id_of(needed))
    assert [(one.kind, one.words, one.entry) for one in page.aimless] == [("Measure", "Drink tea.", "")]
    assert (NEED in {line.id for line in page.live}, {line.kind for line in page.live}) == (True, {"need"})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({}, ""),
        ({"again_told": True}, "says it happened again"),
        ({"again_told": False}, "says it has not happened again"),
        ({"again_police": True, "again_police_on": "2026-11-18"}, "a police check of 18 Nov 2026 says it did"),
        ({"again_police": False, "again_police_on": "2026-11-19"}, "a police check of 19 Nov 2026 says it did not"),
        ({"again_told": True, "again_police": False, "again_police_on": "2026-11-19"},
         "says it happened again; a police check of 19 Nov 2026 says it did not"),
    ],
)  # fmt: skip
def test_whether_it_happened_again_is_said_by_who_says_it(shared: Session, raw: dict[str, object], said: str) -> None:
    case = new_case(shared)
    told = {"again_told": {"state": "declined"}} | raw
    add(shared, case, "outcome", ASKED | {"stage": "review"} | told)
    (line,) = outcome_page(shared, id_of(case)).lines
    assert (line.again, line.when, line.stage) == (said, "20 Nov 2026", "At a review")


def test_the_persons_own_words_on_how_it_is_going_are_shown_each_once(shared: Session) -> None:
    case = new_case(shared)
    words = {"safety_words": "I sleep again.", "helped": "The lock.", "missing": "A phone."}
    add(shared, case, "outcome", ASKED | {"stage": "start"} | words)
    add(shared, case, "outcome", ASKED | {"stage": "review", "again_told": False, "helped": "The visits."})
    first, second = outcome_page(shared, id_of(case)).lines
    assert (first.quotes, second.quotes) == (("I sleep again.", "The lock.", "A phone."), ("The visits.",))


def test_a_case_nobody_asked_in_shows_no_empty_questions(shared: Session) -> None:
    page = outcome_page(shared, id_of(new_case(shared)))
    assert (page.lines, page.answers, page.equality) == ((), (), "")


@pytest.mark.parametrize(("ask_again", "said"), [("2026-11-24", "To be asked again tomorrow."), (None, "")])
def test_the_newest_says_when_it_is_asked_again(shared: Session, ask_again: str | None, said: str) -> None:
    case = new_case(shared)
    add(shared, case, "outcome", ASKED | {"stage": "start", "on": "2026-11-10", "ask_again": "2026-12-20"})
    newest = ASKED | {"stage": "review", "again_told": False} | ({"ask_again": ask_again} if ask_again else {})
    add(shared, case, "outcome", newest)
    assert outcome_page(shared, id_of(case)).to_ask == said
