"""The log of disclosures and requests: what is owed comes first, days are counted, a receipt's copy has its day."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, build
from hru_advocate.casework.disclosure.log import DisclosureLine, RequestLine, disclosure_page_of
from hru_advocate.casework.disclosure.receipts import disclose, take_back
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer
from tests.casework.disclosure.test_disclosure_receipts import ANSWERS
from tests.casework.disclosure.told_case import DISCLOSED
from tests.casework.open_sessions import add, id_of, new_case

ASKED: dict[str, object] = {
    "kind": "of_us", "from_whom": "Made-up Solicitors", "what": "The  contact\nnotes.", "asked_on": "2026-11-10",
    "answer_by": "2026-11-24",
}  # fmt: skip


def disclosed(session: Session, case: Saved) -> DisclosureLine:
    (line,) = disclosure_page_of(session, id_of(case)).disclosed
    return line


def request(session: Session, **more: object) -> RequestLine:
    case = new_case(session)
    add(session, case, "material_request", {name: one for name, one in (ASKED | more).items() if one is not None})
    (line,) = disclosure_page_of(session, id_of(case)).requests
    return line


@pytest.mark.parametrize(
    ("back_by", "owed", "over"),
    [
        ("2026-11-22", "destroy it, say so, yesterday", 1),
        ("2026-11-23", "destroy it, say so, today", 0),
        ("2026-11-24", "destroy it, say so, tomorrow", 0),
        ("2026-12-22", "destroy it, say so, 22 Dec", 0),
    ],
)
def test_a_disclosure_says_what_is_owed_and_how_long_it_is_over(
    shared: Session, back_by: str, owed: str, over: int
) -> None:
    case = new_case(shared)
    add(shared, case, "disclosure", DISCLOSED | {"back_by": back_by})
    line = disclosed(shared, case)
    assert (line.owed, line.over_days) == (owed, over)
    assert (line.when, line.state, line.channel) == ("22 Nov 2026", "with_them", "secure e-mail")
    assert (line.paper, line.items) == ("", ())


def test_one_that_ended_owes_nothing(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "disclosure", DISCLOSED | {"state": "destroyed", "ended": "By e-mail.", "back_by": "2026-11-22"})
    line = disclosed(shared, case)
    assert (line.owed, line.over_days, line.state) == ("", 0, "destroyed")


def test_what_is_owed_comes_first_by_its_day_and_then_the_newest(shared: Session) -> None:
    case = new_case(shared)
    ended = DISCLOSED | {"state": "destroyed", "ended": "Gone."}
    rows = [
        ended | {"agency": "Old", "on": "2026-11-10"},
        ended | {"agency": "New", "on": "2026-11-12"},
        DISCLOSED | {"agency": "Later", "back_by": "2026-12-24"},
        DISCLOSED | {"agency": "Sooner", "back_by": "2026-12-22"},
    ]
    for row in rows:
        add(shared, case, "disclosure", row)
    found = [line.whom for line in disclosure_page_of(shared, id_of(case)).disclosed]
    assert found == ["Sooner", "Later", "New", "Old"]


@pytest.mark.parametrize(
    ("answer_by", "days", "over"),
    [
        ("2026-11-21", "answer it 21 Nov, 2 days over", 2),
        ("2026-11-22", "answer it yesterday, 1 day over", 1),
        ("2026-11-23", "answer it today", 0),
        ("2026-11-24", "answer it tomorrow", 0),
    ],
)
def test_a_request_says_until_when_it_is_to_be_answered(shared: Session, answer_by: str, days: str, over: int) -> None:
    line = request(shared, answer_by=answer_by)
    assert (line.days, line.over_days, line.state) == (days, over, "asked")
    assert (line.whom, line.what, line.asked) == ("Made-up Solicitors", "The contact notes.", "10 Nov 2026")


@pytest.mark.parametrize(
    ("more", "notice"),
    [
        ({}, ""),
        ({"notice": "yes", "notice_on": "2026-11-12"}, "yes: 12 Nov 2026"),
        ({"notice": "no", "notice_because": "It would tell him."}, "no, and not to be told: It would tell him."),
    ],
)
def test_a_request_says_if_she_was_told_of_it_and_when_or_why_not(
    shared: Session, more: dict[str, object], notice: str
) -> None:
    assert request(shared, **more).notice == notice


def test_a_request_that_was_answered_owes_nothing(shared: Session) -> None:
    line = request(shared, state="withdrawn", answered_on="2026-11-20", answer_by="2026-11-21")
    assert (line.days, line.over_days) == ("", 0)


@pytest.mark.parametrize(
    ("kind", "asked_on", "answer_by", "day"),
    [
        ("subject", "2026-11-10", None, date(2026, 12, 10)),
        ("subject", "31.10.2026", None, date(2026, 11, 30)),
        ("subject", Answer("answered", date(2026, 10, 31)), None, date(2026, 11, 30)),
        ("subject", "2026-11-10", "2026-11-20", date(2026, 11, 20)),
        ("of_us", "2026-11-10", "2026-11-20", date(2026, 11, 20)),
    ],
)
def test_the_last_day_for_the_persons_own_data_is_filled_in_where_nobody_wrote_it_down(
    shared: Session, kind: str, asked_on: object, answer_by: str | None, day: date
) -> None:
    case = new_case(shared)
    raw = ASKED | {"kind": kind, "asked_on": asked_on, "answer_by": answer_by}
    add(shared, case, "material_request", {name: one for name, one in raw.items() if one is not None})
    (record,) = shared.heads(case.case, ["material_request"])
    assert record.answers["answer_by"].value == day


@pytest.mark.parametrize(
    ("back_by", "until"),
    [
        ("2026-12-22", date(2026, 12, 22)),
        ("22.12.2026", date(2026, 12, 22)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-22", None),  # it is over: a copy is not made to be destroyed yesterday
    ],
)
def test_the_copy_of_a_disclosure_says_who_has_it_and_until_when(
    shared: Session, back_by: object, until: date | None
) -> None:
    case = new_case(shared)
    view = build(shared, DisclosureRequest(id_of(case), "police"))
    disclose(shared, view, ANSWERS | {"back_by": back_by, "on": "2026-11-20"}, "printed")
    (copy,) = copies(shared, id_of(case))
    assert (copy.destroy_by, copy.document, copy.copy_number) == (until, "disclosure", view.copy_number)
    (record,) = shared.heads(case.case, ["paper"])
    assert record.answers["goes_to"].value == "Made-up Council"
    line = disclosed(shared, case)
    assert line.paper == f"copy {view.copy_number}, SHA-256 {view.fingerprint[:16]}…"
    assert line.what == f"{view.title}, copy {view.copy_number}, {view.pages} page{'' if view.pages == 1 else 's'}"


def test_a_printer_that_did_not_take_it_leaves_other_copies_as_they_are(shared: Session) -> None:
    case = new_case(shared)
    first = disclose(shared, build(shared, DisclosureRequest(id_of(case), "police")), ANSWERS, "printed")
    second = disclose(shared, build(shared, DisclosureRequest(id_of(case), "police")), ANSWERS, "printed")
    take_back(shared, second.entry)
    assert {copy.copy_number: copy.state for copy in copies(shared, id_of(case))} == {1: "out", 2: "destroyed"}
    assert {line.entry: line.state for line in disclosure_page_of(shared, id_of(case)).disclosed}[
        first.entry
    ] == "with_them"
