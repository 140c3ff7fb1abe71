"""Flags: what one needs to be saved, how long it holds, the head of the case, Today and the list of what is late."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.cases.cases import case_page, next_dates
from hru_advocate.casework.late import Settling, late, settle
from hru_advocate.casework.paper import papers
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, new_case, on

FLAG: dict[str, object] = {
    "kind": "not_alone",
    "agreed_by": "Sgt Example",
    "agreed_on": "2026-11-10",
    "review": "2026-12-01",
    "told": "yes",
}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"told": "no"}, "not_told_because"),
        ({"told": "no", "not_told_because": "It would reach him."}, None),
        ({"told": "not_yet"}, None),
        ({"told": {"state": "not_known"}}, None),
        ({"told": None}, "told"),
        ({"agreed_by": ""}, "agreed_by"),
        ({"agreed_on": "2026-11-24"}, "agreed_on"),
        ({"review": None}, "review"),
        ({"review": "2026-11-09"}, "review"),
        ({"review": "2026-11-10"}, None),
        ({"told_on": "2026-11-09"}, "told_on"),
        ({"ended_on": "2026-11-20"}, "ended_because"),
        ({"ended_because": "He moved away."}, "ended_on"),
        ({"ended_on": "2026-11-20", "ended_because": "He moved away."}, None),
        ({"ended_on": "2026-11-09", "ended_because": "He moved away."}, "ended_on"),
        ({"ended_on": "2026-11-20", "ended_because": "He moved away.", "review": None}, None),
    ],
)
def test_a_flag_is_saved_with_its_reasons_and_its_review_or_not_at_all(
    session: Session, case: Saved, more: dict[str, object], field: str | None
) -> None:
    raw = {key: value for key, value in (FLAG | more).items() if value is not None}
    if field is None:
        add(session, case, "flag", raw)
        assert len(flags_of_case(session, id_of(case))) == 1
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "flag", raw)
    assert refused.value.field == field
    assert flags_of_case(session, id_of(case)) == ()


@pytest.mark.parametrize(
    ("today", "late_days", "said"),
    [
        (date(2026, 11, 23), 0, "look again 1 Dec"),
        (date(2026, 12, 1), 0, "look again today"),
        (date(2026, 12, 2), 1, "look again yesterday, 1 day over"),
        (date(2026, 12, 4), 3, "look again 1 Dec, 3 days over"),
    ],
)
def test_a_flag_holds_in_the_head_until_it_is_ended_however_late_its_review_is(
    session: Session, case: Saved, today: date, late_days: int, said: str
) -> None:
    add(session, case, "flag", FLAG)
    on(session, today)
    (flag,) = case_page(session, id_of(case)).flags
    assert (flag.words, flag.review, flag.over_days) == ("Do not visit alone", said, late_days)


def test_what_ended_is_in_the_list_of_the_case_and_no_longer_in_its_head(session: Session, case: Saved) -> None:
    saved = add(session, case, "flag", FLAG)
    add(session, case, "flag", FLAG | {"kind": "urgent"})
    ended = FLAG | {"ended_on": "2026-11-20", "ended_because": "He moved away."}
    save(session, "flag", ended, corrects=(saved.entry,), reason="Looked again")
    assert [flag.kind for flag in case_page(session, id_of(case)).flags] == ["urgent"]
    lines = flags_of_case(session, id_of(case))
    assert [(line.kind, line.live) for line in lines] == [("urgent", True), ("not_alone", False)]
    assert lines[1].ended == "ended on 20 Nov 2026: He moved away."
    assert [line.words for line in next_dates(session, id_of(case))] == ["Flag: Treat as urgent"]


def test_flags_of_one_case_are_not_in_the_head_of_another(session: Session, case: Saved) -> None:
    add(session, case, "flag", FLAG)
    assert case_page(session, id_of(new_case(session))).flags == ()


@pytest.mark.parametrize(
    ("today", "shown"), [(date(2026, 11, 23), False), (date(2026, 11, 24), True), (date(2026, 12, 9), True)]
)
def test_a_review_is_on_today_from_a_week_before(session: Session, case: Saved, today: date, *, shown: bool) -> None:
    add(session, case, "flag", FLAG)
    on(session, today)
    assert [line.what for line in look(session).reviews] == (["Flag: Do not visit alone"] if shown else [])


def test_a_late_review_is_put_off_with_its_reason(session: Session, case: Saved) -> None:
    add(session, case, "flag", FLAG)
    on(session, date(2026, 12, 3))
    (line,) = [one for one in late(session) if one.what == "Flag: Do not visit alone"]
    settle(session, line.entry, Settling("put_off", "Sergeant is away.", "2026-12-08"))
    assert [one for one in late(session) if one.what == "Flag: Do not visit alone"] == []
    assert case_page(session, id_of(case)).flags[0].review == "look again 8 Dec"


def test_a_flag_is_found_by_its_words_and_printed_as_a_record(session: Session, case: Saved) -> None:
    saved = add(session, case, "flag", FLAG | {"what": "A dog that bites lives there."})
    assert [hit.entry for hit in find(session, "bites")] == [saved.entry]
    assert papers.make_record(session, saved.entry).pages == 1
