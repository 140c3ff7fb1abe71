"""Chronology: seventy incidents typed, in rows, corrected and taken back become one list, read back from its PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pypdfium2
import pytest

from hru_advocate.casework.incidents.noting import note_line, note_rows, take_back
from hru_advocate.casework.paper.chronologies import NoHearingHeld, hearings_to_choose
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.incidents.rows import TableRow
from hru_advocate.domain.moments import day_in_words, read_moment
from tests.casework.open_sessions import AUTHOR, add, id_of
from tests.fixed_clock import FixedClock

TODAY = date(2026, 11, 23)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FULL: Mapping[str, object] = {
    "happened": "14 Nov 2026, 03:10",
    "behaviours": ["bh_turned_up_home", "bh_followed"],
    "what": "Stood at the back door and shouted.",
    "words": "I could not breathe",
    "basis": "report",
    "where": "At the back door",
    "by": [{"who": {"name": "Dave Green"}}],
    "seen_by": "A neighbour",
    "reported_to": ["police"],
    "reference": "07/123456/26",
    "reported_on": "2026-11-14",
    "items": [{"what": "Clip of the doorbell", "held_by": "Officer in the case", "sha256": SHA}],
}


def on(session: Session, day: date) -> None:
    session.clock = FixedClock(
        datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC), step=timedelta(milliseconds=7)
    )


def text_of(session: Session, case: Saved, document: str = "chronology", hearing: str = "") -> str:
    view = preview(session, PaperRequest(id_of(case), document, hearing=hearing))
    pdf = pypdfium2.PdfDocument(view.pdf)
    pages = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf]
    return "\n".join(pages)


def spread(text: str) -> str:
    """The text with every run of white space made one blank, so that line ends break no sentence."""
    return " ".join(text.split())


def entries(text: str) -> list[tuple[int, str]]:
    """Each numbered entry: its number, and when it was as the heading says it."""
    return [
        (int(number), when)
        for number, when in re.findall(r"^(\d+)\. ((?:[MTWFS][a-z]{2} |No day).*)$", text, re.MULTILINE)
    ]


def seventy(session: Session, case: Saved) -> list[str]:
    """Seventy incidents told in every way there is; of them two are taken back. Returns the words of all that stand."""
    first = TODAY - timedelta(days=62)
    rows = [TableRow(day_in_words(first + timedelta(days=at)), f"row {at:02} of the table", "rang") for at in range(50)]
    rows += [
        TableRow("between 1 Nov and 9 Nov 2026", "spanned and counted", "followed", "40"),
        TableRow("between 25 Oct and 20 Nov 2026", "spanned as told", "rang", "every day"),
        TableRow("some time or other", "no day at all"),
        TableRow("long ago, before the dog", "nor here"),
    ]
    noted = note_rows(session, id_of(case), rows)
    typed = [f"{day} Nov, typed on a line {day:02}" for day in range(2, 14)]
    lines = [note_line(session, id_of(case), line) for line in typed]
    full = save(session, "incident", FULL, case=id_of(case))
    last = note_line(session, id_of(case), 'last night, rang and rang "leave me be"')
    corrected = note_line(session, id_of(case), "15 Nov, was here but on the wrong day")
    save(
        session,
        "incident",
        {"happened": "2026-11-16", "what": "was here, on the right day"},
        case=id_of(case),
        corrects=[corrected.entry],
        reason="The day was wrong",
    )
    gone = note_line(session, id_of(case), "17 Nov, mistaken for another")
    take_back(session, [gone.entry, lines[0].entry])
    assert len(noted.entries) + len(lines) + len({full.entry, last.entry, corrected.entry, gone.entry}) == 70
    return [row.what for row in rows] + [line.partition(", ")[2] for line in typed[1:]] + [
        "Stood at the back door and shouted.", "rang and rang", "was here, on the right day",
    ]  # fmt: skip


def test_seventy_incidents_become_a_chronology_a_court_could_read(session: Session, case: Saved) -> None:
    said = seventy(session, case)
    assert len(said) == 68
    text = text_of(session, case)
    flat = spread(text)
    found = entries(text)
    assert [number for number, _when in found] == list(range(1, 69))
    places = {words: flat.find(words) for words in said}
    assert [words for words, place in places.items() if place < 0] == []
    assert all(flat.count(words) == 1 for words in said)
    for gone in ("mistaken for another", "typed on a line 02", "wrong day\n"):
        assert gone not in text.replace("The day was wrong", "")
    rows = [places[f"row {at:02} of the table"] for at in range(50)]
    assert rows == sorted(rows)
    days = [
        read_moment(" ".join(when.split()[1:4]).strip(","), session.now()).day or date.max
        for _n, when in found
        if when != "No day"
    ]
    assert all(one <= other for one, other in pairwise(days))
    assert [when for _number, when in found][-2:] == ["No day", "No day"]
    assert flat.index("Without a day") < places["no day at all"] < places["nor here"]
    # A span stands where it begins, with the number or the words that were told, and those are never made a number.
    assert places["row 33 of the table"] < places["spanned as told"] < places["row 34 of the table"]
    assert "How many times: 40 times" in flat
    assert "How many times: as told, not counted: “every day”" in flat
    assert f"Up to and including 23 Nov 2026. 68 entries. Put together by {AUTHOR}." in flat


def test_an_incident_says_all_that_is_known_of_it_and_who_wrote_it(session: Session, case: Saved) -> None:
    save(session, "incident", FULL, case=id_of(case))
    flat = spread(text_of(session, case))
    for words in (
        "1. Sat 14 Nov 2026, 03:10",
        "Incident: Came to the home · Followed them",
        "“I could not breathe”",
        "How we know it: Report: told to us",
        "day and time stated",
        "Where: At the back door",
        "By whom: Dave Green",
        "Seen or heard by: A neighbour",
        "Reported to: Police",
        "Reference: 07/123456/26",
        "Reported on: 14 Nov 2026",
        "Evidence 1: Clip of the doorbell; held by Officer in the case; SHA-256",
        f"Recorded 23 Nov 2026, 10:00, by {AUTHOR}.",
    ):
        assert words in flat, words
    assert SHA in flat.replace(" ", "")


def test_a_correction_is_said_and_only_the_current_text_stands(session: Session, case: Saved) -> None:
    on(session, date(2026, 11, 20))
    first = note_line(session, id_of(case), "15 Nov, wrong words")
    on(session, TODAY)
    right = {"happened": "2026-11-16", "what": "right words"}
    save(session, "incident", right, case=id_of(case), corrects=[first.entry], reason="Misheard.")
    flat = spread(text_of(session, case))
    assert "wrong words" not in flat
    assert f"First recorded 20 Nov 2026, 10:00, by {AUTHOR}. Corrected 23 Nov 2026, 10:00" in flat
    assert "why: Misheard. The text here is the current one." in flat


ORDER = {"kind": "nmo", "stage": "interim", "applied_on": "2026-09-01", "made_on": "2026-09-02",
         "conditions": [{"kind": "direct", "words": "Not to ring."}]}  # fmt: skip


def test_an_order_is_told_step_by_step_in_the_terms_of_each_day(session: Session, case: Saved) -> None:
    first = add(session, case, "order", ORDER)
    full = ORDER | {"stage": "made", "made_on": "2026-10-01", "aware_on": "2026-10-01", "served_on": "2026-10-03",
                    "conditions": [{"kind": "direct", "words": "Not to ring or write."}]}  # fmt: skip
    second = save(session, "order", full, case=id_of(case), corrects=[first.entry], reason="full order made")
    varied = full | {"stage": "varied", "varied_on": "2026-11-02", "until": "2026-11-20",
                     "conditions": [{"kind": "direct", "words": "Not to come near."}]}  # fmt: skip
    save(session, "order", varied, case=id_of(case), corrects=[second.entry], reason="varied")
    text = text_of(session, case)
    flat = spread(text)
    steps = re.findall(r"\d+\. \w{3} (\d+ \w{3} 2026) Order: ([^:]+: [a-z ]+)", flat)
    assert [(day, words.partition(": ")[2].split(" Court")[0].strip()) for day, words in steps] == [
        ("1 Sep 2026", "asked for"),
        ("2 Sep 2026", "made"),
        ("1 Oct 2026", "made"),
        ("1 Oct 2026", "they were told of it"),
        ("3 Oct 2026", "they were served with it"),
        ("2 Nov 2026", "its terms were changed"),
        ("20 Nov 2026", "its last day"),
    ] or flat
    terms = [flat.index(f"Condition 1: {words}") for words in ("Not to ring. ", "Not to ring or write.", "Not to come")]
    assert terms == sorted(terms)


CALL = {"happened": "2026-11-20 10:30", "method": "phone", "direction": "in", "with_whom": "victim"}


def test_only_contacts_that_tell_of_an_event_and_court_days_up_to_today(session: Session, case: Saved) -> None:
    add(session, case, "contact", CALL | {"fact": "Said nothing new."})
    add(session, case, "contact", CALL | {"report": "He had been let out.", "triggers": ["tr_release_prison"]})
    add(session, case, "hearing", {"what_for": "plea", "on": "2026-11-18", "state": "held", "outcome": "Not guilty."})
    add(session, case, "hearing", {"what_for": "trial", "on": "2026-11-24"})
    add(session, case, "criminal_case", {"stage": "charged", "reported_on": "2026-11-02", "charged_on": "2026-11-10"})
    text = text_of(session, case)
    assert [when for _number, when in entries(text)] == [
        "Mon 2 Nov 2026",
        "Tue 10 Nov 2026",
        "Wed 18 Nov 2026",
        "Fri 20 Nov 2026, 10:30",
    ]
    assert "Said nothing new" not in text
    assert "As report: He had been let out." in spread(text)
    assert "Outcome: Not guilty." in spread(text)


def test_since_the_last_hearing_that_was_held_before_today(session: Session, case: Saved) -> None:
    held = {"what_for": "plea", "on": "2026-11-10", "state": "held", "court": "Chester Crown Court"}
    older = add(session, case, "hearing", held | {"on": "2026-10-01", "what_for": "first"})
    add(session, case, "hearing", held)
    add(session, case, "hearing", held | {"on": "2026-11-12", "state": "vacated"})
    add(session, case, "hearing", held | {"on": "2026-11-23", "what_for": "trial"})
    for line in (
        "9 Nov, the day before",
        "10 Nov, that very day",
        "between 1 Nov and 12 Nov, over it",
        "some while back, no day",
    ):
        note_line(session, id_of(case), line)
    text = spread(text_of(session, case, "chronology_since_hearing"))
    assert "Since: Plea and trial preparation, 10 Nov 2026, Chester Crown Court. That day is in it." in text
    kept = [
        words for words in ("the day before", "that very day", "over it", "no day", "First hearing") if words in text
    ]
    assert kept == ["that very day", "over it", "no day"]
    chosen = spread(text_of(session, case, "chronology_since_hearing", older.entry))
    assert "Since: First hearing, 1 Oct 2026" in chosen
    assert "the day before" in chosen
    assert [one.words.split(",")[1].strip() for one in hearings_to_choose(session, id_of(case))] == [
        "23 Nov 2026",
        "10 Nov 2026",
        "1 Oct 2026",
    ]


@pytest.mark.parametrize(("what", "words", "times"), [
    ("He stood at the gate for an hour and shouted \u2026", "He stood at the gate for an hour and shouted my name.", 1),
    ("He stood at the gate.", "He stood at the gate.", 1),
    ("He stood  at the gate", "He stood at the gate.", 1),
    ("He stood at the gate", "He stood at the gate and then he came in.", 2),
    ("Stood at the gate of the house.", "He stood at the gate.", 1),
    ("\u2026", "He stood at the gate.", 1),
])  # fmt: skip
def test_what_only_begins_her_words_is_printed_once(
    session: Session, case: Saved, what: str, words: str, times: int
) -> None:
    raw = {"happened": "14 Nov 2026", "what": what, "words": words, "basis": "report"}
    save(session, "incident", raw, case=id_of(case))
    text = spread(text_of(session, case))
    assert text.count("He stood at the gate") == times
    assert " ".join(words.split()) in text
    assert ("Stood at the gate of" in text) is what.startswith("Stood")


@pytest.mark.parametrize("hearing", [
    {"on": "2026-11-23", "state": "held"},
    {"on": "2026-11-22", "state": "adjourned"},
    {"on": "2026-11-22"},
    {"on": "2026-11-30"},
])  # fmt: skip
def test_without_a_hearing_held_before_today_there_is_none(
    session: Session, case: Saved, hearing: dict[str, object]
) -> None:
    add(session, case, "hearing", {"what_for": "plea", **hearing})
    with pytest.raises(NoHearingHeld):
        text_of(session, case, "chronology_since_hearing")
