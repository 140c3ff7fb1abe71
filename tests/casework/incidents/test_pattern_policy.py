"""The pattern of a case and its incidents in lines: which weeks count what, what is new, what is only told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework.cases.pattern import pattern_listed, pattern_page
from hru_advocate.casework.incidents.lines import incident_page, listed
from hru_advocate.casework.incidents.noting import BadRow, NothingSaid, note_many, take_back
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case

RAW: dict[str, Any] = {"what": "rang", "behaviours": ["bh_called"], "basis": "report"}


def note(session: Session, case: Saved, happened: str, **more: object) -> Saved:
    return add(session, case, "incident", RAW | {"happened": happened} | more)


@pytest.mark.parametrize(
    ("happened", "recent", "before"),
    [
        ("2026-11-23", 1, 0),
        ("2026-10-27", 1, 0),
        ("2026-10-26", 0, 1),
        ("2026-09-29", 0, 1),
        ("2026-09-28", 0, 0),
    ],
)
def test_the_last_four_weeks_and_the_four_before_are_counted_to_the_day(
    shared: Session, happened: str, recent: int, before: int
) -> None:
    case = new_case(shared)
    note(shared, case, happened)
    found = pattern_listed(shared, id_of(case))
    assert (found["recent"]["times"], found["before"]["times"]) == (recent, before)
    assert (found["recent"]["from"], found["recent"]["to"]) == (date(2026, 10, 27), date(2026, 11, 23))
    assert (found["before"]["from"], found["before"]["to"]) == (date(2026, 9, 29), date(2026, 10, 26))


@pytest.mark.parametrize(
    ("more", "times", "told", "unplaced"),
    [
        ({"happened": "2026-11-20"}, 1, [], 0),
        ({"happened": "2026-11-20", "times": 12}, 12, [], 0),
        ({"happened": "2026-11-20", "times_told": "every day"}, 0, ["every day"], 0),
        ({"happened": "between 20 Oct and 20 Nov 2026", "times": 3}, 0, [], 1),
        ({"happened": "between 1 and 20 Nov 2026", "times": 3}, 3, [], 0),
        ({"happened": "between 1 and 20 Nov 2026"}, 0, [], 1),
        ({"happened": "2026-11-20", "taken_back": True}, 0, [], 0),
    ],
)
def test_only_what_was_counted_is_added_up(
    shared: Session, more: dict[str, Any], times: int, told: list[str], unplaced: int
) -> None:
    case = new_case(shared)
    note(shared, case, **more)
    found = pattern_listed(shared, id_of(case))["recent"]
    assert (found["times"], [one for one in found["told"] if "every day" in one] != [], found["unplaced"]) == (
        times, bool(told), unplaced,
    )  # fmt: skip


def test_a_pattern_of_one_behaviour_counts_that_alone_and_calls_nothing_new(shared: Session) -> None:
    case = new_case(shared)
    note(shared, case, "2026-09-01")
    last = note(shared, case, "2026-11-10")
    new = note(shared, case, "2026-11-12", behaviours=["bh_followed", "bh_called"])
    whole = pattern_listed(shared, id_of(case))
    assert (whole["recent"]["times"], whole["last"]) == (2, new.entry)
    assert whole["new"] == [{"behaviour": "bh_followed", "on": date(2026, 11, 12)}]
    assert pattern_page(shared, id_of(case)).sentences == tuple(whole["sentences"])
    followed = pattern_listed(shared, id_of(case), "bh_followed")
    assert (followed["recent"]["times"], followed["last"], followed["new"]) == (1, new.entry, [])
    none = pattern_listed(shared, id_of(case), "bh_threat_kill")
    assert (none["recent"]["times"], none["last"], none["sentences"]) == (0, None, [])
    assert last.entry != new.entry


def test_what_names_no_day_is_counted_apart(shared: Session) -> None:
    case = new_case(shared)
    note(shared, case, "some day")
    found = pattern_listed(shared, id_of(case))
    assert (found["undated"], found["last"], found["recent"]["times"]) == (1, None, 0)


def test_behaviours_are_offered_by_how_often_and_what_was_taken_back_counts_for_none(shared: Session) -> None:
    case = new_case(shared)
    note(shared, case, "2026-11-10", behaviours=["bh_followed"])
    note(shared, case, "2026-11-11")
    note(shared, case, "2026-11-12")
    gone = note(shared, case, "2026-11-13", behaviours=["bh_threat_kill"])
    take_back(shared, [gone.entry])
    page = incident_page(shared, id_of(case))
    label = shared.product.label
    assert page.behaviours == (("bh_called", label("bh_called"), 2), ("bh_followed", label("bh_followed"), 1))
    assert [line.taken_back for line in page.lines] == [True, False, False, False]
    assert [line.done for line in page.lines] == [("bh_threat_kill",), ("bh_called",), ("bh_called",), ("bh_followed",)]


@pytest.mark.parametrize(
    "answer",
    [{"triggers": ["tr_breach"]}, {"plan_change": False}, {"level_up": False}, {"taken_back": True},
     {"conditions": [{"condition": "Not to ring."}]}],
)  # fmt: skip
def test_the_newest_incident_asks_its_questions_until_one_is_answered(shared: Session, answer: dict[str, Any]) -> None:
    case = new_case(shared)
    first = note(shared, case, "2026-11-10")
    assert incident_page(shared, id_of(case)).to_ask == first.entry
    save(shared, "incident", RAW | {"happened": "2026-11-10"} | answer, corrects=[first.entry], reason="Asked.")
    assert incident_page(shared, id_of(case)).to_ask == ""


def test_an_incident_is_listed_with_everything_that_was_told_of_it(shared: Session) -> None:
    case = new_case(shared)
    told: dict[str, Any] = {
        "words": "I ran", "times": 2, "where": "home", "by": [{"who": {"name": "Ash Other"}}], "seen_by": "a neighbour",
        "reported_to": ["police"], "reference": "MADEUP1", "items": [{"what": "Voicemail", "held_by": "her telephone"}],
        "signs": ["rf_watching_following"], "triggers": ["tr_breach"], "plan_change": True, "level_up": False,
    }  # fmt: skip
    saved = note(shared, case, "2026-11-10", **told)
    (row,) = listed(shared, id_of(case))
    kept = ("words", "times", "where", "seen_by", "reference", "signs", "triggers", "plan_change", "level_up",
            "reported_to")  # fmt: skip
    assert {field: row[field] for field in kept} == {field: told[field] for field in kept}
    assert (row["entry"], row["when"], row["start"][:10], row["basis"]) == (
        saved.entry, "10 Nov 2026", "2026-11-10", "report",
    )  # fmt: skip
    assert row["items"] == [{"what": "Voicemail", "held_by": "her telephone", "sha256": ""}]
    assert row["taken_back"] is False
    assert listed(shared, id_of(case), "bh_called") == [row]
    assert listed(shared, id_of(case), "bh_followed") == []


def test_many_are_saved_by_their_days_each_step_told_and_none_where_one_is_bad(shared: Session) -> None:
    case = new_case(shared)
    told: list[int] = []
    rows = [RAW | {"happened": day} for day in ("2026-11-12", "some day", "2026-11-10")]
    noted = note_many(shared, id_of(case), rows, told.append)
    starts = {row["entry"]: row["start"] for row in listed(shared, id_of(case))}
    assert [(starts[entry] or "")[:10] for entry in noted.entries] == ["2026-11-10", "2026-11-12", ""]
    assert told == [1, 2, 3]
    assert id_of(case) in noted.changed.cases
    other = new_case(shared)
    with pytest.raises(BadRow) as refused:
        note_many(shared, id_of(other), [rows[0], rows[1], RAW | {"happened": "2026-11-10", "what": ""}])
    assert (refused.value.row, refused.value.field) == (3, "what")
    assert listed(shared, id_of(other)) == []
    with pytest.raises(NothingSaid):
        note_many(shared, id_of(other), [])
