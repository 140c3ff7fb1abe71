"""An order's last day as an advocate types it, on either side of today, and what the case then knows."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of

ORDERS = {"ci_order_in_place", "ci_order_ending", "ci_order_ended", "ci_no_order"}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("3 Nov 2026", {"ci_order_ended", "ci_no_order"}),
        ("3/11/26", {"ci_order_ended", "ci_no_order"}),
        ("last Tuesday", {"ci_order_ended", "ci_no_order"}),
        ("yesterday", {"ci_order_ended", "ci_no_order"}),
        ("today", {"ci_order_in_place", "ci_order_ending"}),
        ("tomorrow", {"ci_order_in_place", "ci_order_ending"}),
        ("3 Dec", {"ci_order_in_place", "ci_order_ending"}),
        ("3 May 2027", {"ci_order_in_place"}),
    ],
)
def test_the_last_day_of_an_order_is_taken_on_both_sides_of_today(
    session: Session, case: Saved, typed: str, known: set[str]
) -> None:
    add(session, case, "situation", {"any_order": "some", "orders": [{"what": "non_molestation", "until": typed}]})
    assert facts_now(session, id_of(case)).present & ORDERS == known


@pytest.mark.parametrize(
    ("before", "known"), [({}, True), ({"any_order": "some"}, True), ({"any_order": "none"}, False)]
)
def test_an_order_told_without_the_question_before_it_is_not_passed_over(
    session: Session, case: Saved, before: dict[str, str], *, known: bool
) -> None:
    add(session, case, "situation", {**before, "orders": [{"what": "non_molestation", "until": "3 Nov 2026"}]})
    assert ("ci_order_ended" in facts_now(session, id_of(case)).present) == known


def test_what_is_no_one_day_is_refused_and_the_sentence_fits(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        add(
            session,
            case,
            "situation",
            {"any_order": "some", "orders": [{"what": "non_molestation", "until": "in spring or so"}]},
        )
    assert refused.value.sentence.startswith("This needs a day, such as")
