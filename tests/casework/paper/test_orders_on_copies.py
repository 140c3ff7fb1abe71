"""A copy that says an order holds is to come back when it no longer does; a copy that never said so is left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from hru_advocate.casework.paper.copies import copies, note_state, record_copy
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of
from tests.casework.vault.apart import write_apart
from tests.fixed_clock import FixedClock

MADE: Final[dict[str, Any]] = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-06-01",
    "there": True,
    "until": "2026-12-03",
    "conditions": [{"kind": "direct", "words": "No contact."}],
}
SAFE: Final[dict[str, object]] = {
    "lives_with": False,
    "searched": False,
    "watched": False,
    "family_danger": False,
    "kept_where": "At my sister's",
}


def print_copy(session: Session, case: Saved, document: str) -> None:
    record_copy(session, preview(session, PaperRequest(id_of(case), document)), SAFE, "printed")


def later(session: Session, days: int) -> None:
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(days=days))


def said(session: Session, case: Saved) -> list[tuple[str, ...]]:
    return [copy.changed for copy in copies(session, id_of(case))]


ENDED: Final = "Non-molestation order ended 3 Dec; the copy says that it holds."
OTHER: Final = "Non-molestation order: what it forbids, its last day or who to ring is another now."


@pytest.mark.parametrize(
    ("document", "days", "changed"),
    [
        ("full_plan", 10, ()),
        ("full_plan", 11, (ENDED,)),
        ("large_print", 11, (ENDED,)),
        ("leaflet", 11, ()),
        ("file_copy", 11, ()),
    ],
)
def test_a_copy_asks_to_come_back_from_the_day_after_the_last(
    session: Session, case: Saved, document: str, days: int, changed: tuple[str, ...]
) -> None:
    add(session, case, "order", MADE)
    print_copy(session, case, document)
    later(session, days)
    assert said(session, case) == [changed]


def test_a_copy_made_before_an_order_was_noted_or_after_it_ended_says_nothing_of_it(
    session: Session, case: Saved
) -> None:
    print_copy(session, case, "full_plan")
    later(session, 1)
    add(session, case, "order", MADE)
    later(session, 20)
    print_copy(session, case, "full_plan")
    assert said(session, case) == [(), ()]


def test_other_terms_and_an_early_end_are_said_until_the_copy_is_back(session: Session, case: Saved) -> None:
    order = add(session, case, "order", MADE)
    print_copy(session, case, "full_plan")
    later(session, 1)
    changed = {"conditions": [{"kind": "area", "words": "Keep out of Mill Street."}]}
    raw = MADE | changed | {"stage": "varied", "varied_on": "today"}
    varied = save(session, "order", raw, case=case.case, corrects=[order.entry], reason="varied")
    assert said(session, case) == [(OTHER,)]
    lifted = MADE | {"stage": "ended", "ended_on": "today"}
    save(session, "order", lifted, case=case.case, corrects=[varied.entry], reason="lifted")
    assert said(session, case) == [("Non-molestation order ended 24 Nov; the copy says that it holds.",)]
    note_state(session, copies(session, id_of(case))[0].entry, "returned")
    assert said(session, case) == [()]


@pytest.mark.parametrize("ended_here", [True, False])
def test_a_copy_asks_to_come_back_while_two_versions_disagree_whether_it_holds(
    session: Session, case: Saved, *, ended_here: bool
) -> None:
    first = add(session, case, "order", MADE)
    print_copy(session, case, "full_plan")
    later(session, 1)
    lifted, noted = MADE | {"stage": "ended", "ended_on": "2026-11-23"}, MADE | {"court": "Chester"}
    here, there = (lifted, noted) if ended_here else (noted, lifted)
    save(session, "order", here, case=id_of(case), corrects=[first.entry], reason="A letter")
    write_apart(session, first.entry, there, "A call")
    assert said(session, case) == [("Non-molestation order: two versions disagree; the copy says that it holds.",)]
