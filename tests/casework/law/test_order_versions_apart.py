"""An order two laptops wrote apart: Today, the case, the hand-over and the breach picker say what either tells."""

from __future__ import annotations

from datetime import date
from typing import Any

from hru_advocate.casework import today
from hru_advocate.casework.cases.cases import next_dates
from hru_advocate.casework.law.order_cards import orders_page
from hru_advocate.casework.law.orders import conditions_live
from hru_advocate.casework.plan.order_changes import order_changes
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, on
from tests.casework.vault.apart import write_apart

MADE: dict[str, Any] = {
    "kind": "nmo", "stage": "made", "made_on": "2026-10-01", "served_on": "2026-10-02", "until": "2027-10-01",
    "ring": "999 in danger, else 101", "conditions": [{"kind": "direct", "words": "Not to contact her."}],
}  # fmt: skip
DISAGREE = "Non-molestation order: two versions disagree"


def apart(session: Session, case: Saved, here: dict[str, Any], there: dict[str, Any]) -> tuple[str, str]:
    first = add(session, case, "order", MADE)
    ours = save(session, "order", MADE | here, case=id_of(case), corrects=[first.entry], reason="A letter")
    return ours.entry, write_apart(session, first.entry, MADE | there, "A call")


def on_today(session: Session) -> list[tuple[date, str]]:
    return [(one.due.day, one.what) for one in today.look(session).dates]


def test_two_far_ends_are_asked_about_at_once_and_the_nearer_four_weeks_before(session: Session, case: Saved) -> None:
    entries = apart(session, case, {}, {"until": "2027-03-01"})
    assert on_today(session) == [(date(2026, 11, 23), DISAGREE)]
    assert today.look(session).dates[0].entry in entries
    on(session, date(2027, 2, 22))
    assert on_today(session) == [
        (date(2027, 2, 22), DISAGREE),
        (date(2027, 3, 1), "Non-molestation order ends in 7 days (as one version says)"),
    ]
    found = [(one.day, one.words) for one in next_dates(session, id_of(case), dated=True) if one.slot == "order"]
    assert found == [
        (date(2027, 2, 22), DISAGREE),
        (date(2027, 3, 1), "Non-molestation order ends: ask about a new one now (as one version says)"),
        (date(2027, 10, 1), "Non-molestation order: last day (as one version says)"),
    ]


def test_lifted_here_and_running_there_it_is_asked_about_until_it_is_settled(session: Session, case: Saved) -> None:
    ours, theirs = apart(session, case, {}, {"stage": "ended", "ended_on": "2026-11-20"})
    assert on_today(session) == [(date(2026, 11, 23), DISAGREE)]
    lifted = MADE | {"stage": "ended", "ended_on": "2026-11-20"}
    save(session, "order", lifted, case=id_of(case), corrects=[ours, theirs], reason="The court told us")
    assert on_today(session) == []


def test_what_either_forbids_may_have_been_broken_on_the_days_it_says(session: Session, case: Saved) -> None:
    area = {"kind": "area", "words": "Keep out of Mill Street."}
    apart(session, case, {"until": "2026-11-21"}, {"conditions": [*MADE["conditions"], area]})
    for day, words in (
        (date(2026, 9, 30), []),
        (date(2026, 11, 21), ["Not to contact her.", "Keep out of Mill Street."]),
        (date(2027, 10, 1), ["Not to contact her.", "Keep out of Mill Street."]),
        (date(2027, 10, 2), []),
    ):
        lines = conditions_live(session, id_of(case), day)
        assert [line.words for line in lines] == words
        assert not any(line.sure for line in lines)
        assert {line.order_words for line in lines} <= {DISAGREE}
    (card,) = orders_page(session, id_of(case)).cards
    assert [(one.words, one.holds) for one in card.conditions] == [
        ("Not to contact her.", False),
        ("Keep out of Mill Street.", False),
    ]
    assert {one for one in card.days if one.startswith("last day")} == {"last day 21 Nov", "last day 1 Oct 2027"}


def test_a_plan_is_asked_for_once_its_order_is_told_in_two_ways_and_not_where_it_knew(
    session: Session, case: Saved
) -> None:
    plan = {"items": [], "review": "2027-01-20", "made_on": "today"}
    first = add(session, case, "order", MADE)
    signed = add(session, case, "safety_plan", plan)
    save(session, "order", MADE | {"until": "2027-03-01"}, case=id_of(case), corrects=[first.entry], reason="A letter")
    write_apart(session, first.entry, MADE | {"ring": "101"}, "A call")
    assert [one.words for one in order_changes(session, id_of(case))] == [
        "Non-molestation order is told in two ways: two versions disagree"
    ]
    looked = plan | {"what_changed": "The order is not relied on."}
    save(session, "safety_plan", looked, case=id_of(case), corrects=[signed.entry], reason="Looked at")
    assert order_changes(session, id_of(case)) == ()
