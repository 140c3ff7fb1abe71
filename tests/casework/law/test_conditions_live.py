"""The conditions that held on a day, as the breach picker asks for them: each order's own days, terms and ends."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.incidents.after_noting import AfterAnswers, after_noting, answer_after
from hru_advocate.casework.law.orders import conditions_live, orders_of
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case

MADE: dict[str, object] = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-06-01",
    "served_on": "2026-06-03",
    "until": "2026-12-01",
    "conditions": [
        {"kind": "direct", "words": "Not to contact Mo Example."},
        {"kind": "area", "words": "Not to go into Mill Street.", "until": "2026-09-30"},
        {"kind": "online", "words": "Not to post about Mo Example.", "lifted_on": "2026-08-10"},
    ],
}


@pytest.mark.parametrize(
    ("day", "words", "sure"),
    [
        (date(2026, 5, 31), [], []),
        (date(2026, 6, 2), ["Not to contact", "Not to go into", "Not to post"], [False, False, False]),
        (date(2026, 6, 3), ["Not to contact", "Not to go into", "Not to post"], [True, True, True]),
        (date(2026, 8, 9), ["Not to contact", "Not to go into", "Not to post"], [True, True, True]),
        (date(2026, 8, 10), ["Not to contact", "Not to go into"], [True, True]),
        (date(2026, 9, 30), ["Not to contact", "Not to go into"], [True, True]),
        (date(2026, 10, 1), ["Not to contact"], [True]),
        (date(2026, 12, 1), ["Not to contact"], [True]),
        (date(2026, 12, 2), [], []),
    ],
)
def test_a_condition_holds_within_its_own_days_and_those_of_its_order(
    session: Session, case: Saved, day: date, words: list[str], sure: list[bool]
) -> None:
    add(session, case, "order", MADE)
    lines = conditions_live(session, id_of(case), day)
    assert [line.words.split(" Mo ")[0].split(" Mill")[0].removesuffix(" about") for line in lines] == words
    assert [line.sure for line in lines] == sure


def test_a_line_names_its_version_its_place_and_its_order(session: Session, case: Saved) -> None:
    saved = add(session, case, "order", MADE)
    line = conditions_live(session, id_of(case), date(2026, 11, 20))[0]
    assert (line.id, line.order) == (f"{saved.entry}:0", saved.record)
    assert line.order_words == "Non-molestation order until 1 Dec 2026"
    assert line.kind_words == "No contact, direct"


def test_the_terms_of_the_day_are_asked_for_and_a_mere_correction_holds_from_the_beginning(
    session: Session, case: Saved
) -> None:
    first = add(session, case, "order", MADE)
    raw = MADE | {"conditions": [{"kind": "direct", "words": "Not to contact Mo Example or the children."}]}
    mended = save(session, "order", raw, case=case.case, corrects=[first.entry], reason="Read the paper again")
    varied = raw | {
        "stage": "varied",
        "varied_on": "2026-09-01",
        "conditions": [{"kind": "area", "words": "Not to go into Warrington."}],
    }
    newest = save(session, "order", varied, case=case.case, corrects=[mended.entry], reason="varied")
    before, after = (conditions_live(session, id_of(case), date(2026, *day)) for day in ((8, 31), (9, 1)))
    assert [(line.id, line.words) for line in before] == [
        (f"{mended.entry}:0", "Not to contact Mo Example or the children.")
    ]
    assert [(line.id, line.words) for line in after] == [(f"{newest.entry}:0", "Not to go into Warrington.")]


def test_orders_that_may_have_held_come_after_those_that_did(session: Session, case: Saved) -> None:
    condition = {"kind": "direct", "words": "No contact."}
    add(
        session,
        case,
        "order",
        {"kind": "spo_interim", "stage": "made", "made_on": "2026-11-01", "no_end": True, "conditions": [condition]},
    )
    add(
        session,
        case,
        "order",
        {"kind": "police_bail", "stage": "made", "until": "2026-12-24", "conditions": [condition]},
    )
    add(
        session,
        case,
        "order",
        {
            "kind": "child_arrangements",
            "stage": "made",
            "made_on": "2026-01-01",
            "there": True,
            "no_end": True,
            "conditions": [condition],
        },
    )
    add(session, case, "order", {"kind": "nmo", "stage": "applied", "conditions": [condition]})
    lines = conditions_live(session, id_of(case), date(2026, 11, 20))
    assert [(line.order_words, line.sure) for line in lines] == [
        ("Police bail until 24 Dec 2026", True),
        ("Interim stalking protection order: made, not known to be served", False),
    ]
    assert [order.name for order in orders_of(session, id_of(case))] == [
        "Police bail",
        "Child arrangements order",
        "Interim stalking protection order",
        "Non-molestation order",
    ]


@pytest.mark.parametrize(
    ("here", "there", "names"),
    [
        ({}, {"made_on": "2026-06-02"}, ("(made 1 Jun 2026)", "(made 2 Jun 2026)")),
        ({"reference": "AB1"}, {"reference": "AB2"}, ("(number AB1)", "(number AB2)")),
        ({"reference": "AB1", "court": "Chester"}, {"court": "Crewe"}, ("(Chester)", "(Crewe)")),
        ({"court": "Chester"}, {}, ("(noted first)", "(noted second)")),
        ({}, {"until": "2026-12-02"}, ("", "")),
    ],
)
def test_two_orders_of_one_sort_and_one_last_day_are_told_apart(
    shared: Session, here: dict[str, object], there: dict[str, object], names: tuple[str, str]
) -> None:
    case = new_case(shared)
    saved = [add(shared, case, "order", MADE | raw) for raw in (here, there)]
    lines = {line.order: line for line in conditions_live(shared, id_of(case), date(2026, 11, 20))}
    words = [lines[one.record].order_words for one in saved]
    assert words == [
        " ".join(filter(None, ("Non-molestation order", name, "until", f"{day} Dec 2026")))
        for name, day in zip(names, (1, 2 if "until" in there else 1), strict=True)
    ]
    named = {one.record: one.name for one in orders_of(shared, id_of(case))}
    assert [named[one.record] for one in saved] == [f"Non-molestation order {name}".strip() for name in names]


def test_a_condition_ticked_before_another_order_was_noted_stays_with_its_own(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "order", MADE)
    noted = add(shared, case, "incident", {"happened": "2026-11-20", "what": "x", "basis": "report"})
    asked = after_noting(shared, noted.entry).conditions
    saved = answer_after(shared, noted.entry, AfterAnswers(conditions=(asked[0].id,)))
    add(shared, case, "order", MADE | {"made_on": "2026-06-02"})
    ticked = [one.words for one in after_noting(shared, saved.entry).conditions if one.chosen]
    assert ticked == ["Non-molestation order until 1 Dec 2026: Not to contact Mo Example."]
