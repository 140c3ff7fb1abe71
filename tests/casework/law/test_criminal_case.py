"""A criminal case in a vault: which clocks its days start, what meets them, and what Today and Overview say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hru_advocate.casework.cases.cases import next_dates
from hru_advocate.casework.law.clock_lines import ClockLine
from hru_advocate.casework.law.criminal import clock_of, criminal_cases, meet_clock
from hru_advocate.casework.records.entries import NotCorrectable, Saved, save
from hru_advocate.casework.records.records import open_record
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.vault.rebuilding import rebuild
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store import views
from tests.casework.open_sessions import add, id_of
from tests.fixed_clock import FixedClock

TODAY = date(2026, 11, 23)
ARREST = {"what": "arrest", "on": "2026-11-20"}


def on(session: Session, day: date) -> None:
    """The session as it is on the morning of a day."""
    session.clock = FixedClock(
        datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC), step=timedelta(milliseconds=7)
    )


def crime(session: Session, case: Saved, **more: object) -> Saved:
    return add(session, case, "criminal_case", {"stage": "investigating", "reported_on": "2026-11-20"} | more)


def clocks(session: Session, case: Saved) -> dict[str, ClockLine]:
    (one,) = criminal_cases(session, id_of(case))
    return {line.id: line for line in one.clocks}


@pytest.mark.parametrize(("more", "clock", "state", "last"), [
    ({}, "support_referral", "running", "2026-11-24"),
    ({}, "written_confirmation", "open", None),
    ({}, "compensation_claim", "cannot_tell", None),
    ({"crime_on": "2024-11-30"}, "compensation_claim", "running", "2026-11-30"),
    ({"crime_on": "2024-11-22"}, "compensation_claim", "over", "2026-11-22"),
    ({"crime_on": "2024-11-22", "compensation_claimed_on": "2025-01-05"}, "compensation_claim", "met", "2026-11-22"),
    ({"events": [ARREST]}, "arrest_told", "running", "2026-11-27"),
    ({"events": [ARREST], "enhanced": ["targeted"]}, "arrest_told", "due_today", "2026-11-23"),
    ({"events": [ARREST], "enhanced": []}, "arrest_told", "running", "2026-11-27"),
    ({"events": [ARREST | {"told_on": "2026-11-21"}]}, "arrest_told", "met", "2026-11-27"),
    ({"events": [ARREST | {"told_on": {"state": "declined"}}]}, "arrest_told", "set_aside", "2026-11-27"),
    ({"events": [ARREST | {"told_on": {"state": "not_known"}}]}, "arrest_told", "running", "2026-11-27"),
    ({"events": [{"what": "arrest", "on": {"state": "not_known"}}]}, "arrest_told", "cannot_tell", None),
    ({"events": [{"what": "warrant", "on": "2026-11-20"}]}, "warrant_reached", "running", "2026-11-27"),
    ({"events": [{"what": "warrant", "on": "2026-11-20"}]}, "warrant_told", "cannot_tell", None),
    ({"events": [{"what": "warrant", "on": "2026-11-18", "reached_on": "2026-11-20"}]},
     "warrant_told", "running", "2026-11-27"),
    ({"decision": "cps_none", "decided_on": "2026-11-16"}, "decision_told", "due_today", "2026-11-23"),
    ({"decision": "cps_none", "decided_on": "2026-11-13"}, "decision_told", "late", "2026-11-20"),
    ({"decision": "cps_none", "decided_on": "2026-11-16"}, "review_cps", "cannot_tell", None),
    ({"decision": "cps_none", "decided_on": "2026-11-16", "decision_told_on": "2026-11-18"},
     "review_cps", "running", "2027-02-18"),
    ({"decision": "cps_stopped", "decided_on": "2026-11-09", "decision_told_on": "2026-11-09"},
     "review_cps_soon", "due_today", "2026-11-23"),
    ({"decision": "police_none", "decided_on": "2026-08-20", "decision_told_on": "2026-08-22"},
     "review_police", "over", "2026-11-22"),
    ({"decision": "police_none", "decided_on": "2026-08-20", "decision_told_on": "2026-08-22",
      "review_asked_on": "2026-09-01"}, "review_police", "met", "2026-11-22"),
    ({"stage": "court", "sentenced_on": "2026-10-26", "sentence_court": "crown"},
     "lenient_sentence", "due_today", "2026-11-23"),
    ({"stage": "ended", "sentenced_on": "2026-10-25"}, "lenient_sentence", "over", "2026-11-22"),
    ({"stage": "ended", "sentenced_on": "2026-11-16", "sentence_long": True}, "contact_scheme", "open", None),
    ({"stage": "ended", "sentenced_on": "2026-11-16"}, "sentence_told", "due_today", "2026-11-23"),
    ({"stage": "charged", "charged_on": "2026-11-16", "sentence_due": "2026-12-14"},
     "statement_made", "running", "2026-12-14"),
    ({"stage": "charged", "charged_on": "2026-11-16"}, "statement_made", "open", None),
    ({"stage": "charged"}, "statement_made", "cannot_tell", None),
    ({"stage": "court", "expenses_claimed_on": "2026-11-09"}, "expenses_paid", "due_today", "2026-11-23"),
    ({"complaint_on": "2026-11-06"}, "complaint_answered", "late", "2026-11-20"),
])  # fmt: skip
def test_the_days_of_a_record_start_its_clocks(
    session: Session, case: Saved, more: dict[str, object], clock: str, state: str, last: str | None
) -> None:
    crime(session, case, **more)
    found = clocks(session, case)[clock]
    assert (found.state, found.last.isoformat() if found.last else None) == (state, last)


@pytest.mark.parametrize(("more", "clock"), [
    ({"stage": "ended", "sentenced_on": "2026-11-16", "sentence_court": "magistrates"}, "lenient_sentence"),
    ({"stage": "ended", "sentenced_on": "2026-11-16", "sentence_long": False}, "contact_scheme"),
    ({"decision": "police_none", "decided_on": "2026-11-16", "decision_told_on": "2026-11-18"}, "review_cps"),
    ({"decision": "cps_none", "decided_on": "2026-11-16", "decision_told_on": "2026-11-18"}, "review_police"),
    ({"decision": "out_of_court", "decided_on": "2026-11-16", "decision_told_on": "2026-11-18"}, "review_police"),
    ({"decision": "charged", "decided_on": "2026-11-16", "decision_told_on": "2026-11-18"}, "review_cps"),
    ({}, "arrest_told"),
    ({}, "statement_made"),
    ({"reported_on": "2021-03-31"}, "written_confirmation"),
])  # fmt: skip
def test_a_clock_that_does_not_apply_is_not_there(
    session: Session, case: Saved, more: dict[str, object], clock: str
) -> None:
    crime(session, case, **more)
    assert clock not in clocks(session, case)


@pytest.mark.parametrize(("reported", "edition", "told"), [
    ("2021-04-01", None, "Victims' Code laid in November 2020"),
    ("2021-03-31", None, "No edition of the Victims' Code is held here"),
    ("2021-03-31", "code_2020", "Victims' Code laid in November 2020"),
    ({"state": "not_known"}, None, "Victims' Code laid in November 2020"),
])  # fmt: skip
def test_a_case_keeps_the_edition_it_was_reported_under(
    session: Session, case: Saved, reported: object, edition: str | None, told: str
) -> None:
    crime(session, case, reported_on=reported, **({"edition": edition} if edition else {}))
    on(session, date(2031, 5, 5))
    (one,) = criminal_cases(session, id_of(case))
    assert one.edition_words.startswith(told)


def test_where_witness_care_is_not_known_the_latest_day_is_told(session: Session, case: Saved) -> None:
    crime(session, case, events=[{"what": "warrant", "on": "2026-11-20"}])
    assert clocks(session, case)["warrant_told"].words == (
        "Cannot be told: the day Witness Care had it is not written down. At the very latest Fri 4 Dec 2026"
    )


def test_a_number_is_never_surer_than_its_source(session: Session, case: Saved) -> None:
    crime(session, case, events=[ARREST])
    line = clocks(session, case)["arrest_told"]
    assert line.confirm == "to be confirmed by the unit"
    assert line.rests == (
        "5 working days, 1 with enhanced rights · right 6 of the Victims' Code laid in November 2020 · "
        "Right 6, Bedfordshire PCC"
    )
    assert line.note == "Enhanced rights were not asked about: with them it is 1 working day."
    assert line.owed_by == "police"


def test_a_last_day_beyond_the_listed_years_says_so(session: Session, case: Saved) -> None:
    on(session, date(2035, 12, 28))
    crime(session, case, reported_on="2035-12-28", events=[{"what": "arrest", "on": "2035-12-28"}])
    line = clocks(session, case)["arrest_told"]
    assert line.last == date(2036, 1, 7)
    assert "The bank holidays of 2036 are not listed here" in line.note


def test_a_day_meets_a_clock_in_its_own_row(session: Session, case: Saved) -> None:
    crime(session, case, events=[{"what": "interview", "on": "2026-11-19"}, ARREST, ARREST | {"on": "2026-11-21"}])
    first = clock_of(session, id_of(case), "arrest_told")
    assert first.field == "events.2.told_on"
    saved = meet_clock(session, first, "22 Nov")
    view = open_record(session, saved.entry)
    assert view.reason == "Arrest: told, with reasons, 20 Nov 2026: Told"
    (one,) = criminal_cases(session, id_of(case))
    states = [
        (line.id, line.label[-11:], line.state) for line in one.clocks if line.id.endswith(("arrest_told", "w_told"))
    ]
    assert sorted(states) == [
        ("arrest_told", "20 Nov 2026", "met"),
        ("arrest_told", "21 Nov 2026", "running"),
        ("interview_told", "19 Nov 2026", "running"),
    ]
    with pytest.raises(NotCorrectable):
        meet_clock(session, first, "2026-11-22")


@pytest.mark.parametrize("day", ["", "soon", "2026-11-24", "2026-11-19"])
def test_a_day_that_does_not_fit_is_refused_and_nothing_saved(session: Session, case: Saved, day: str) -> None:
    saved = crime(session, case, events=[ARREST])
    with pytest.raises(InvalidAnswer, match=r"Nothing was saved|It is empty"):
        meet_clock(session, clock_of(session, id_of(case), "arrest_told"), day)
    assert [one.entry for one in criminal_cases(session, id_of(case))] == [saved.entry]


def test_only_a_clock_that_waits_is_met(session: Session, case: Saved) -> None:
    crime(session, case, events=[ARREST | {"told_on": "2026-11-21"}])
    for clock in ("arrest_told", "no_such_clock"):
        with pytest.raises(NotFound):
            clock_of(session, id_of(case), clock)


@pytest.mark.parametrize("more", [
    {"events": [ARREST | {"told_on": "2026-11-19"}]},
    {"events": [{"what": "warrant", "on": "2026-11-20", "reached_on": "2026-11-19"}]},
    {"decision": "cps_none", "decided_on": "2026-11-16", "decision_told_on": "2026-11-15"},
    {"stage": "court", "sentenced_on": "2026-11-16", "sentence_told_on": "2026-11-15"},
])  # fmt: skip
def test_nobody_is_told_before_it_happens(session: Session, case: Saved, more: dict[str, object]) -> None:
    with pytest.raises(InvalidAnswer, match="had to come first"):
        crime(session, case, **more)


@pytest.mark.parametrize(("day", "lines"), [
    ("2026-11-20", ["Arrest: told, with reasons, 20 Nov 2026 (police)"]),
    ("2026-11-27", ["Arrest: told, with reasons, 20 Nov 2026 (police)"]),
    ("2026-12-04", ["Arrest: told, with reasons, 20 Nov 2026 (police), and 1 more"]),
])  # fmt: skip
def test_today_tells_a_clock_from_a_week_before_until_it_is_met(
    session: Session, case: Saved, day: str, lines: list[str]
) -> None:
    events = [ARREST, {"what": "interview", "on": "2026-11-23"}] if day > "2026-11-27" else [ARREST]
    crime(session, case, reported_on={"state": "not_known"}, events=events)
    on(session, date.fromisoformat(day))
    found = [line.what for line in look(session).dates]
    assert found == lines
    meet_clock(session, clock_of(session, id_of(case), "arrest_told"), "2026-11-20")
    assert [line for line in (one.what for one in look(session).dates) if line.startswith("Arrest")] == []


def test_a_right_is_told_until_its_last_day_and_not_after(session: Session, case: Saved) -> None:
    crime(session, case, stage="ended", sentenced_on="2026-11-20", sentence_court="crown",
          sentence_told_on="2026-11-20", reported_on={"state": "not_known"})  # fmt: skip
    words = "Unduly lenient sentence: ask the Attorney General's Office (the person, with our help)"
    for day, there in (("2026-12-10", False), ("2026-12-11", True), ("2026-12-18", True), ("2026-12-19", False)):
        on(session, date.fromisoformat(day))
        assert (words in [line.what for line in look(session).dates]) is there, day
    on(session, TODAY)
    assert (date(2026, 12, 18), words) in [(line.day, line.words) for line in next_dates(session, id_of(case))]


def test_the_lists_hold_the_first_day_and_are_worked_out_again_the_same(session: Session, case: Saved) -> None:
    crime(session, case, events=[ARREST], crime_on="2024-12-01")
    before = views.lines_of_case(session.vault, id_of(case), slot="criminal_case")
    assert [(line.due, line.due_label) for line in before] == [
        ("2026-11-24", "Referral to a support service, needs assessed")
    ]
    rebuild(session)
    assert views.lines_of_case(session.vault, id_of(case), slot="criminal_case") == before


def test_declined_cases_ask_for_nothing_on_today(session: Session, case: Saved) -> None:
    crime(session, case, events=[ARREST])
    head = session.heads(id_of(case), ["referral"])[0]
    raw = dict(head.form.to_stored(head.answers)) | {"decision": "decline", "decision_reason": "Lives elsewhere."}
    raw = {key: value for key, value in raw.items() if key in head.form.by_id}
    save(session, "referral", raw, case=id_of(case), corrects=[head.entry], reason="Declined.")
    assert look(session).dates == ()
