"""Hearings in a vault: in what order, what is asked about each, which clocks they start, what Today says of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest

from hru_advocate.casework.cases.cases import next_dates
from hru_advocate.casework.law.criminal import clock_of, criminal_cases, meet_clock
from hru_advocate.casework.law.hearings import HearingLine, hearing_lines
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of
from tests.fixed_clock import FixedClock

PLAN: dict[str, object] = {
    "made_on": "2026-11-23", "review": "2026-12-07", "items": [{"text": "Ring.", "state": "chosen", "carry": "keep"}],
}  # fmt: skip
TRIAL = {"what_for": "trial", "on": "2026-11-26", "at": "10:00", "court": "Chester Crown Court"}
ALONG = {"wants_to_be_there": True, "goes_with": [{"who": {"name": "Robin Example"}}], "entrance": "arranged",
         "measures": [{"measure": "screens", "asked_on": "2026-11-20"}]}  # fmt: skip
ALL = (
    "Does the person want to be there?",
    "Who goes with the person?",
    "Were special measures asked for?",
    "Is there a separate entrance?",
)


def on(session: Session, day: date) -> None:
    session.clock = FixedClock(
        datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC), step=timedelta(milliseconds=7)
    )


def hearing(session: Session, case: Saved, **more: object) -> Saved:
    return add(session, case, "hearing", TRIAL | more)


def only(session: Session, case: Saved) -> HearingLine:
    (line,) = hearing_lines(session, id_of(case))
    return line


@pytest.mark.parametrize(("more", "asked"), [
    ({}, ALL),
    (ALONG, ()),
    (ALONG | {"goes_with": [], "goes_alone": True}, ()),
    (ALONG | {"goes_with": []}, ("Who goes with the person?",)),
    (ALONG | {"measures": [{"measure": "screens"}]}, ("Were special measures asked for?",)),
    (ALONG | {"measures": [], "measures_wanted": "undecided"}, ("Were special measures asked for?",)),
    (ALONG | {"measures": [], "measures_wanted": "no"}, ()),
    (ALONG | {"entrance": {"state": "not_known"}}, ()),
    ({"wants_to_be_there": False}, ("Does the person want to be told how it went?",)),
    ({"wants_to_be_there": False, "wants_to_be_told": True}, ()),
    ({"state": "vacated"}, ()),
    ({"on": "2026-11-20"}, ()),
])  # fmt: skip
def test_what_nobody_answered_is_asked_as_a_question(
    session: Session, case: Saved, more: dict[str, object], asked: tuple[str, ...]
) -> None:
    hearing(session, case, **more)
    assert only(session, case).questions == asked


@pytest.mark.parametrize(("more", "today", "kind", "today_says"), [
    ({}, "2026-10-28", "ahead", []),
    ({}, "2026-10-29", "ahead", ["Hearing: Trial, 10:00, Chester Crown Court"]),
    ({}, "2026-11-26", "ahead", ["Hearing: Trial, 10:00, Chester Crown Court"]),
    ({}, "2026-11-27", "unanswered", ["How did it go? Hearing: Trial, 10:00, Chester Crown Court"]),
    ({"until_on": "2026-11-30"}, "2026-11-28", "ahead", ["Hearing: Trial, 10:00, Chester Crown Court"]),
    ({"until_on": "2026-11-30"}, "2026-12-01", "unanswered",
     ["How did it go? Hearing: Trial, 10:00, Chester Crown Court"]),
    ({"state": "ahead"}, "2026-11-27", "unanswered", ["How did it go? Hearing: Trial, 10:00, Chester Crown Court"]),
    ({"state": "vacated"}, "2026-11-24", "gone", []),
    ({"state": "adjourned"}, "2026-11-26", "gone", []),
])  # fmt: skip
def test_a_hearing_is_told_four_weeks_ahead_and_asked_about_the_day_after(
    session: Session, case: Saved, more: dict[str, object], today: str, kind: str, today_says: list[str]
) -> None:
    hearing(session, case, **ALONG, listed_on="2026-10-26", told_on="2026-10-26", **more)
    on(session, date.fromisoformat(today))
    assert only(session, case).kind == kind
    found = [line.what for line in look(session).dates]
    assert [words.removesuffix(".") for words in found] == today_says
    assert [line.words for line in next_dates(session, id_of(case)) if today_says and line.words in found] == found


def test_what_cannot_wait_is_asked_on_today_in_the_line_of_the_hearing(session: Session, case: Saved) -> None:
    hearing(session, case, told_on="2026-11-20", listed_on="2026-11-20")
    assert [line.what for line in look(session).dates] == [
        "Hearing: Trial, 10:00, Chester Crown Court. Who goes with the person? Were special measures asked for?"
    ]


def test_the_next_hearing_stands_first_then_those_without_an_outcome(session: Session, case: Saved) -> None:
    for day, state in (("2026-11-02", "held"), ("2026-11-09", "held"), ("2026-11-16", None), ("2026-12-20", None),
                       ("2026-12-01", None), ("2026-11-20", None)):  # fmt: skip
        hearing(session, case, on=day, **({"state": state} if state else {}))
    order = [line.day.isoformat() for line in hearing_lines(session, id_of(case)) if line.day]
    assert order == ["2026-12-01", "2026-12-20", "2026-11-16", "2026-11-20", "2026-11-09", "2026-11-02"]


@pytest.mark.parametrize(("more", "clock", "state", "last"), [
    ({"listed_on": "2026-11-20"}, "hearing_told", "due_today", "2026-11-23"),
    ({"listed_on": "2026-11-19"}, "hearing_told", "late", "2026-11-20"),
    ({"listed_on": "2026-11-19", "told_on": "2026-11-23"}, "hearing_told", "met_late", "2026-11-20"),
    ({}, "hearing_told", "cannot_tell", None),
    ({}, "measures_asked", "running", "2026-11-26"),
    (ALONG, "measures_asked", "met", "2026-11-26"),
    (ALONG, "measures_told", "open", None),
    (ALONG | {"measures": [{"measure": "screens", "asked_on": "2026-11-19", "told_on": "2026-11-21"}]},
     "measures_told", "met", None),
    (ALONG | {"measures": [{"measure": "screens", "asked_on": "2026-11-19", "told_on": "2026-11-21"},
                           {"measure": "breaks", "asked_on": "2026-11-20"}]}, "measures_told", "open", None),
    ({"what_for": "bail", "on": "2026-11-16", "state": "held"}, "bail_outcome_reached", "due_today", "2026-11-23"),
    ({"what_for": "bail", "on": "2026-11-13", "state": "held"}, "bail_outcome_reached", "late", "2026-11-20"),
    ({"what_for": "bail", "on": "2026-11-13", "state": "held", "reached_on": "2026-11-18"},
     "bail_outcome_told", "running", "2026-11-25"),
    ({"what_for": "bail", "on": "2026-11-13", "state": "held", "reached_on": "2026-11-18",
      "outcome_told_on": "2026-11-19"}, "bail_outcome_told", "met", "2026-11-25"),
])  # fmt: skip
def test_a_hearing_starts_its_clocks(
    session: Session, case: Saved, more: dict[str, object], clock: str, state: str, last: str | None
) -> None:
    hearing(session, case, **more)
    found = {line.id: line for line in only(session, case).clocks}[clock]
    assert (found.state, found.last.isoformat() if found.last else None) == (state, last)


@pytest.mark.parametrize(("more", "clock"), [
    ({"what_for": "family"}, "hearing_told"),
    ({"what_for": "trial", "state": "held", "on": "2026-11-20"}, "bail_outcome_reached"),
    ({"what_for": "bail"}, "bail_outcome_reached"),
    ({"measures_wanted": "no"}, "measures_asked"),
    ({"wants_to_be_there": False}, "measures_asked"),
    ({"state": "vacated"}, "hearing_told"),
    ({"on": "2026-11-20"}, "hearing_told"),
    ({"on": "2026-11-20"}, "measures_asked"),
])  # fmt: skip
def test_a_clock_of_another_sort_of_hearing_is_not_there(
    session: Session, case: Saved, more: dict[str, object], clock: str
) -> None:
    hearing(session, case, **more)
    assert clock not in {line.id for line in only(session, case).clocks}


def test_enhanced_rights_of_the_criminal_case_hold_for_its_bail_hearing(session: Session, case: Saved) -> None:
    hearing(session, case, what_for="bail", on="2026-11-16", state="held", reached_on="2026-11-20")
    add(session, case, "criminal_case", {"stage": "charged", "charged_on": "2026-11-10", "enhanced": ["intimidated"]})
    assert {line.id: line.last for line in only(session, case).clocks}["bail_outcome_told"] == date(2026, 11, 23)


@pytest.mark.parametrize(("more", "last"), [
    ({"what_for": "sentence"}, "2026-11-26"),
    ({"what_for": "sentence", "state": "vacated"}, None),
    ({"on": "2026-11-16", "state": "held", "sentence_on": "2026-12-11"}, "2026-12-11"),
    ({}, None),
])  # fmt: skip
def test_a_statement_is_made_before_the_day_of_sentence_a_hearing_tells(
    session: Session, case: Saved, more: dict[str, object], last: str | None
) -> None:
    add(session, case, "criminal_case", {"stage": "charged", "charged_on": "2026-11-10"})
    hearing(session, case, **more)
    (one,) = criminal_cases(session, id_of(case))
    found = {line.id: line.last for line in one.clocks}["statement_made"]
    assert (found.isoformat() if found else None) == last


SENTENCE: dict[str, object] = {"what_for": "sentence", "on": "2026-11-20"}


@pytest.mark.parametrize(("hearings", "due", "last"), [
    # a day that was put off ends nothing, whoever set it
    ([{"state": "held", "on": "2026-11-12", "sentence_on": "2026-11-20"}, SENTENCE | {"state": "vacated"},
      SENTENCE | {"on": "2026-12-10"}], None, "2026-12-10"),
    ([{"state": "held", "on": "2026-11-12", "sentence_on": "2026-11-20"},
      SENTENCE | {"state": "adjourned", "sentence_on": "2026-12-11"}], None, "2026-12-11"),
    ([SENTENCE | {"state": "vacated"}], "2026-11-20", None),
    ([SENTENCE | {"state": "vacated"}, SENTENCE | {"on": "2026-12-10"}], "2026-11-20", "2026-12-10"),
    # the next of several, and of days that are over the last
    ([SENTENCE | {"on": "2026-12-10"}], "2026-12-03", "2026-12-03"),
    ([SENTENCE | {"state": "held"}, SENTENCE | {"on": "2026-12-10"}], None, "2026-12-10"),
    ([SENTENCE | {"state": "held"}], "2026-11-18", "2026-11-20"),
    ([SENTENCE | {"on": "2026-11-23", "state": "held"}], None, "2026-11-23"),
    # vacated and heard on the same day after all
    ([SENTENCE | {"state": "vacated"}, SENTENCE | {"state": "held"}], None, "2026-11-20"),
])  # fmt: skip
def test_a_day_of_sentence_that_was_put_off_ends_no_right(
    session: Session, case: Saved, hearings: list[dict[str, object]], due: str | None, last: str | None
) -> None:
    more = {"sentence_due": due} if due else {}
    add(session, case, "criminal_case", {"stage": "charged", "charged_on": "2026-11-10", **more})
    for one in hearings:
        hearing(session, case, **one)
    (court,) = criminal_cases(session, id_of(case))
    found = {line.id: line.last for line in court.clocks}["statement_made"]
    assert (found.isoformat() if found else None) == last


@pytest.mark.parametrize(("reference", "on", "last"), [
    ("07AA1", "2026-11-20", None),  # the other case's
    ("07 aa/1", "2026-12-10", None),
    ("07BB2", "2026-11-20", "2026-11-20"),
    ("07BB2", "2026-12-10", "2026-12-10"),
    ("", "2026-12-10", "2026-12-10"),  # of nobody knows which: ahead it is the earliest it can be
    ("", "2026-11-20", None),  # and over it ends nobody's right
    ("T1", "2026-11-20", None),
])  # fmt: skip
def test_the_sentence_in_one_criminal_case_ends_no_right_in_another(
    session: Session, case: Saved, reference: str, on: str, last: str | None
) -> None:
    raw: dict[str, object] = {"stage": "charged", "charged_on": "2026-11-10"}
    for offence, urn in (("First", "07AA1"), ("Second", "07BB2")):
        offences, references = [{"offence": offence}], [{"kind": "urn", "reference": urn}]
        add(session, case, "criminal_case", raw | {"offences": offences, "references": references})
    hearing(session, case, what_for="sentence", on=on, reference=reference or None,
            state="held" if on < "2026-11-23" else None)  # fmt: skip
    second = next(one for one in criminal_cases(session, id_of(case)) if one.title == "Second")
    found = {line.id: line.last for line in second.clocks}["statement_made"]
    assert (found.isoformat() if found else None) == last


def test_a_day_of_sentence_set_at_a_hearing_stands_on_today_by_itself(session: Session, case: Saved) -> None:
    add(session, case, "criminal_case", {"stage": "charged", "charged_on": "2026-11-10"})
    hearing(session, case, on="2026-11-16", state="held", sentence_on="2026-11-27")
    assert [line.what.partition(":")[0] for line in look(session).dates] == ["Victim personal statement"] * 2
    assert {line.day for line in next_dates(session, id_of(case))} >= {date(2026, 11, 27)}


@pytest.mark.parametrize(("first", "other", "told"), [
    ({"state": "adjourned", "next_on": "2026-11-27"}, None, True),
    ({"state": "held", "next_on": "2026-11-27"}, None, True),
    ({"state": "held", "next_on": "2026-11-20"}, None, True),
    ({"state": "adjourned", "next_on": "2026-11-27"}, {"on": "2026-11-27"}, False),
    ({"state": "adjourned", "next_on": "2026-11-27"}, {"on": "2026-12-01"}, False),  # in its place
    ({"state": "adjourned", "next_on": "2026-11-27"}, {"on": "2026-11-10", "state": "held"}, True),
    ({"next_on": "2026-11-27"}, None, False),  # asked only of one that is over
    # one that was put off takes its place on that very day alone
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-11-27", "state": "vacated"}, False),
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-11-20", "state": "vacated"}, True),
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-11-20", "state": "adjourned"}, True),
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-11-20", "state": "held"}, False),
    # a hearing of another sort of court, or of another case, takes the place of none
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-11-27", "what_for": "family"}, True),
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-12-01", "what_for": "family"}, True),
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-12-01", "what_for": "sentence"}, False),
    ({"state": "held", "next_on": "2026-11-27", "reference": "T/1"}, {"on": "2026-11-27", "reference": "T/2"}, True),
    ({"state": "held", "next_on": "2026-11-27", "reference": "T/1"}, {"on": "2026-12-01", "reference": "t 1"}, False),
    ({"state": "held", "next_on": "2026-11-27", "reference": "T/1"}, {"on": "2026-12-01"}, False),
    ({"state": "held", "next_on": "2026-11-27"}, {"on": "2026-12-01", "reference": "T/2"}, False),
])  # fmt: skip
def test_the_next_hearing_that_was_set_is_told_until_it_is_written_down(
    session: Session, case: Saved, first: dict[str, object], other: dict[str, object] | None, *, told: bool
) -> None:
    hearing(session, case, **{"on": "2026-11-16", **first})
    if other is not None:
        hearing(session, case, **other)
    day = date.fromisoformat(str(first["next_on"]))
    words = "Next hearing, set at Trial: write it down as a hearing of its own"
    assert (words in [line.what for line in look(session).dates]) is told
    assert ((day, words) in [(line.day, line.words) for line in next_dates(session, id_of(case))]) is told


def test_a_hearing_clock_is_met_by_its_day(session: Session, case: Saved) -> None:
    hearing(session, case, listed_on="2026-11-20")
    meet_clock(session, clock_of(session, id_of(case), "hearing_told"), "today")
    assert {line.id: line.state for line in only(session, case).clocks}["hearing_told"] == "met"


@pytest.mark.parametrize(("more", "field"), [
    ({"state": "held"}, "state"),
    ({"until_on": "2026-11-25"}, "until_on"),
    ({"listed_on": "2026-11-20", "told_on": "2026-11-19"}, "told_on"),
    ({"on": "2026-11-20", "state": "held", "outcome_told_on": "2026-11-19"}, "outcome_told_on"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused(session: Session, case: Saved, more: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        hearing(session, case, **more)
    assert refused.value.field == field
    assert hearing_lines(session, id_of(case)) == ()


@pytest.mark.parametrize(("document", "there"), [("file_copy", True), ("full_plan", False)])
def test_court_days_stand_on_the_units_own_copy_alone(
    session: Session, case: Saved, document: str, *, there: bool
) -> None:
    hearing(session, case, court="Exampleton Crown Court")
    add(session, case, "safety_plan", PLAN)
    made = preview(session, PaperRequest(id_of(case), document))
    with pypdfium2.PdfDocument(made.pdf) as pages:
        words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    assert ("Exampleton Crown Court" in words) is there
