"""A value that another program wrote is kept only where a check here could have given it, kind by kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.domain.births import BirthAsTold
from hru_advocate.domain.forms.fields import FieldKind
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.forms.rich_kinds import Finding
from hru_advocate.domain.moments import Moment
from tests.domain.forms.test_kinds_policy import field


def birth(first: str, last: str, on: str = "2026-11-23", told: str = "34") -> BirthAsTold:
    return BirthAsTold(told, on, first, last)


SORTS = {"factor": "rf", "need": "nd", "trigger": "tr", "circumstance": "ci", "measure": "sm", "service": "sv",
         "behaviour": "bh"}  # fmt: skip


@pytest.mark.parametrize("link", SORTS)
def test_a_link_is_of_its_own_sort_and_a_reason_of_four(link: str) -> None:
    kind = KIND_OF["links"]
    held = [one for one in SORTS.values() if kind.keeps(field("links", link=link), (f"{one}_a",))]
    assert held == [SORTS[link]]
    assert kind.keeps(field("links", link=link), tuple(kind.example(field("links", link=link))))  # type: ignore[arg-type]  # ids
    reasons = [one for one in (*SORTS.values(), "wish") if kind.keeps(field("links", link="reason"), (f"{one}_a",))]
    assert reasons == ["rf", "nd", "tr", "ci", "wish"]


@pytest.mark.parametrize(
    ("kind", "more", "value", "kept"),
    [
        ("links", {}, (), True),
        ("links", {}, ("rf_a",), True),
        ("links", {}, ("rf_nobody_here_knows",), True),  # what another unit made its own
        ("links", {}, ("rf_a", "rf_a"), False),
        ("links", {}, ("nd_a",), False),
        ("links", {}, ("rf_A",), False),
        ("links", {}, ("rf_a b",), False),
        ("links", {"most": 2}, ("rf_a", "rf_b"), True),
        ("links", {"most": 2}, ("rf_a", "rf_b", "rf_c"), False),
        ("links", {"link": "reason"}, ("wish_to be left alone",), True),
        ("links", {"link": "reason"}, ("wish_ \n",), False),
        ("links", {"link": "reason"}, ("rf_a", "nd_b", "tr_c", "ci_d"), True),
        ("number", {}, 0, True),
        ("number", {}, 1_000_000, True),
        ("number", {}, 1_000_001, False),
        ("number", {}, -1, False),
        ("number", {"least": 2, "most": 4}, 1, False),
        ("number", {"least": 2, "most": 4}, 2, True),
        ("number", {"least": 2, "most": 4}, 4, True),
        ("number", {"least": 2, "most": 4}, 5, False),
        ("date", {}, date(1900, 1, 1), True),
        ("date", {}, date(1, 1, 1), False),
        ("date", {}, date(9999, 12, 31), False),
        ("born", {}, date(1985, 6, 14), True),
        ("born", {}, date(1, 1, 1), False),
        ("born", {}, date(9999, 12, 31), False),
        ("born", {}, birth("1991-11-24", "1992-11-23"), True),
        ("born", {}, birth("1992-11-23", "1991-11-24"), False),
        ("born", {}, birth("1991-11-24", "2026-11-24"), False),  # nobody is born after it was told
        ("born", {}, birth("1991-11-24T10:00", "1992-11-23"), False),
        ("born", {}, birth("1991-11-31", "1992-11-23"), False),
        ("time", {}, "00:00", True),
        ("time", {}, "23:59", True),
        ("time", {}, "24:00", False),
        ("time", {}, "9:30", False),
        ("time", {}, "09:60", False),
        ("when", {}, Moment("some day"), True),
        ("when", {}, Moment("some day", exact=True), False),
        ("when", {}, Moment("a day", "2026-11-20", "2026-11-21"), True),
        ("when", {}, Moment("a day", "2026-11-21", "2026-11-20"), False),
        ("when", {}, Moment("a day", "2026-11-20", None), False),
        ("when", {}, Moment("a day", None, "2026-11-20"), False),
        ("when", {}, Moment("a day", "0001-01-01", "2026-11-20"), False),
        ("when", {}, Moment("a day", "2026-11-20", "9999-12-31"), False),
        ("when", {}, Moment("a day", "2026-11-20", "2026-11-20", on="2026-11-23"), True),
        ("when", {}, Moment("a day", "2026-11-20", "2026-11-20", on="yesterday"), False),
        ("when", {}, Moment("", "2026-11-20", "2026-11-20"), False),
        ("finding", {}, Finding(present=True), True),
        ("finding", {}, Finding(present=True, how=("victim_said",)), True),
        ("finding", {}, Finding(present=True, how=("victim_said", "victim_said")), False),
        ("finding", {}, Finding(present=True, how=("hearsay",)), False),
        ("finding", {}, Finding(present=True, last=Moment("a day", "2026-11-21", "2026-11-20")), False),
        ("finding", {}, Finding(present=True, words="half a\ud800"), False),
    ],
)
def test_a_stored_value_is_kept_only_where_a_check_could_have_given_it(
    kind: FieldKind, more: dict[str, object], value: Any, *, kept: bool
) -> None:
    assert KIND_OF[kind].keeps(field(kind, **more), value) is kept
