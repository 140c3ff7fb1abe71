"""Partner meetings as they are saved and listed, their actions, the repeat question, the unit's thresholds."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.cases.cases import case_page, next_dates
from hru_advocate.casework.counter import counts
from hru_advocate.casework.late import late
from hru_advocate.casework.paper import papers
from hru_advocate.casework.partners.meetings import meetings_page
from hru_advocate.casework.partners.thresholds import keep_thresholds
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.repeats import repeat_question, repeat_questions
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, new_case, on

MARAC: dict[str, object] = {
    "kind": "marac",
    "basis": ["judgement", "facts"],
    "why": "He follows her to work and has said that he will not let her go.",
    "referred_on": "2026-11-10",
    "on": "2026-11-30",
    "state": "planned",
}
HELD: dict[str, object] = MARAC | {"referred_on": "2025-11-03", "on": "2025-11-23", "state": "held"}
INCIDENT: dict[str, object] = {"behaviours": ["bh_called"], "basis": "report", "what": "Followed from the bus."}
UNIT: dict[str, object] = {"by": "Sgt Example", "on": "2026-11-02", "against": "The made-up protocol of 2026"}


def incident(session: Session, case: Saved, day: str, **more: object) -> Saved:
    return add(session, case, "incident", INCIDENT | {"happened": day} | more)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"why": ""}, "why"),
        ({"basis": None}, "basis"),
        ({"basis": []}, "basis"),
        ({"basis": ["judgement"]}, None),
        ({"basis": {"state": "not_known"}}, None),
        ({"state": None}, None),
        ({"on": None}, "chase_on"),
        ({"on": None, "chase_on": "2026-11-27"}, None),
        ({"state": "held"}, "state"),
        ({"state": "held", "on": "2026-11-23"}, None),
        ({"state": "held", "on": None}, "on"),
        ({"state": "cancelled"}, "outcome"),
        ({"state": "not_accepted", "outcome": "Sent to the local service instead."}, None),
        ({"on": "2026-11-09"}, "on"),
        ({"on": "2026-11-10"}, None),
        ({"knows": "no"}, "knows_because"),
        ({"knows": "no", "knows_because": "He reads her letters."}, None),
        ({"consent": "without"}, "consent_because"),
        ({"consent": "without", "consent_because": "Serious harm; decided by Sgt Example."}, None),
    ],
)
def test_a_meeting_is_saved_with_its_day_and_its_reasons_or_not_at_all(
    session: Session, case: Saved, more: dict[str, object], field: str | None
) -> None:
    raw = {key: value for key, value in (MARAC | more).items() if value is not None}
    if field is None:
        add(session, case, "meeting", raw)
        assert len(meetings_page(session, id_of(case)).lines) == 1
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "meeting", raw)
    assert refused.value.field == field
    assert meetings_page(session, id_of(case)).lines == ()


@pytest.mark.parametrize(
    ("more", "today", "shown"),
    [
        ({}, date(2026, 11, 23), "MARAC"),
        ({"on": "2026-12-22"}, date(2026, 11, 23), None),
        ({"on": "2026-12-21"}, date(2026, 11, 23), "MARAC"),
        ({"on": None, "chase_on": "2026-11-27"}, date(2026, 11, 23), "MARAC: ask after it"),
        ({}, date(2026, 12, 2), "MARAC"),
        (
            {"kind": "mappa", "on": "2026-11-20", "state": "held", "review": "2026-12-10"},
            date(2026, 11, 23),
            "MAPPA: look again",
        ),
        ({"on": "2026-11-20", "state": "held"}, date(2026, 11, 23), None),
    ],
)
def test_a_meeting_is_on_today_until_it_is_written_how_it_went(
    session: Session, case: Saved, more: dict[str, object], today: date, shown: str | None
) -> None:
    add(session, case, "meeting", {key: value for key, value in (MARAC | more).items() if value is not None})
    add(session, case, "pause", {"until": "2027-02-01", "because": "A pause hides no meeting."})
    on(session, today)
    assert [line.what for line in look(session).dates] == ([shown] if shown else [])
    assert [line.words for line in next_dates(session, id_of(case)) if "MA" in line.words][:1] == (
        [shown or "MARAC"] if more.get("state") != "held" or shown else []
    )


def test_an_over_meeting_is_late_and_asks_how_it_went(session: Session, case: Saved) -> None:
    saved = add(session, case, "meeting", MARAC)
    on(session, date(2026, 12, 2))
    (line,) = meetings_page(session, id_of(case)).lines
    assert (line.over, line.to_do) == (True, ("Its day has gone by: how did it go?",))
    assert [(one.entry, one.late_days) for one in late(session)] == [(saved.entry, 2)]


def test_an_action_stands_with_its_meeting_whichever_version_it_came_from(session: Session, case: Saved) -> None:
    first = add(session, case, "meeting", HELD)
    action: dict[str, object] = {
        "what": "Marker on the address",
        "owner": "police",
        "due": "2026-11-26",
        "agreed_at": "meeting",
    }
    add(session, case, "action", action | {"from_entry": first.entry})
    again = save(session, "meeting", HELD | {"outcome": "Agreed."}, corrects=(first.entry,), reason="Outcome")
    add(session, case, "action", action | {"what": "Ring the school", "from_entry": again.entry})
    add(session, case, "action", action | {"what": "Of no meeting"})
    other = add(session, case, "meeting", HELD | {"kind": "strategy"})
    lines = {line.entry: [one.what for one in line.actions] for line in meetings_page(session, id_of(case)).lines}
    assert lines == {again.entry: ["Marker on the address", "Ring the school"], other.entry: []}


def test_what_is_to_come_stands_first_and_says_what_is_still_to_be_asked(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    add(session, case, "meeting", MARAC | {"on": "2026-12-20"})
    add(
        session,
        case,
        "meeting",
        MARAC | {"kind": "strategy", "knows": "yes", "consent": "yes", "wants": "To be heard."},
    )
    lines = meetings_page(session, id_of(case)).lines
    assert [(line.title, line.state) for line in lines] == [
        ("Strategy meeting", "planned"),
        ("MARAC", "planned"),
        ("MARAC", "held"),
    ]
    assert lines[0].to_do == ()
    assert lines[1].to_do[0] == "What does she or he want the meeting to hear?"
    assert "Tell the person what came of it, or say why not." in lines[2].to_do
    assert lines[0].basis == "facts, professional judgement"


def test_research_and_what_iom_holds_stay_out_of_search_where_they_are_protected(session: Session, case: Saved) -> None:
    raw = MARAC | {"research": [{"agency": "Housing", "found": "Arrears letters returned."}], "wants": "My own door."}
    saved = add(session, case, "meeting", raw)
    assert [hit.entry for hit in find(session, "arrears")] == [saved.entry]
    secret = add(session, case, "meeting", MARAC | {"kind": "mappa", "mappa_number": "SECRETNUMBER"})
    assert find(session, "secretnumber") == ()
    assert papers.make_record(session, secret.entry).pages >= 1


# ----------------------------------------------------------------------------------------------- the repeat question


@pytest.mark.parametrize(("day", "asks"), [("2026-11-23", True), ("2026-11-24", False)])
def test_an_incident_within_the_clock_is_asked_about_on_the_case_and_on_today(
    session: Session, case: Saved, day: str, *, asks: bool
) -> None:
    add(session, case, "meeting", HELD)
    on(session, date(2026, 11, 25))
    incident(session, case, day)
    found = repeat_question(session, id_of(case))
    assert (found is not None) is asks
    assert bool(case_page(session, id_of(case)).repeat_line) is asks
    assert [line.settled_at for line in look(session).reviews] == (["partners"] if asks else [])
    assert counts(session).today == int(asks)


def test_the_question_names_day_marac_and_an_unconfirmed_clock(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    incident(session, case, "2026-11-12")
    words = case_page(session, id_of(case)).repeat_line
    assert words == (
        "An incident on 12 Nov 2026 after the MARAC of 23 Nov 2025, within 12 months (to be confirmed by the unit). "
        "Is it a repeat?"
    )
    keep_thresholds(session, UNIT | {"repeat_months": 11})
    assert case_page(session, id_of(case)).repeat_line == ""
    assert repeat_questions(session) == ()


def test_a_pause_and_a_low_level_do_not_silence_the_question(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    incident(session, case, "2026-11-12")
    add(session, case, "pause", {"until": "2027-02-01", "because": "Away."})
    assert [line.settled_at for line in look(session).reviews] == ["partners"]


def test_what_was_taken_back_and_what_is_of_another_case_asks_nothing(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    incident(session, case, "2026-11-12", taken_back=True)
    incident(session, new_case(session), "2026-11-12")
    assert repeat_questions(session) == ()


def test_a_new_referral_answers_it(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    incident(session, case, "2026-11-12")
    add(session, case, "meeting", MARAC | {"basis": ["repeat"], "referred_on": "2026-11-23"})
    assert repeat_question(session, id_of(case)) is None


def test_saying_why_not_answers_it_for_those_incidents_and_no_others(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    first = incident(session, case, "2026-11-12")
    asked = repeat_question(session, id_of(case))
    assert asked is not None
    answer: dict[str, object] = {"decision": "not_repeat", "because": "By somebody else.", "decided_on": "2026-11-23"}
    with pytest.raises(InvalidAnswer, match="which incidents"):
        add(session, case, "repeat_look", answer)
    add(session, case, "repeat_look", answer | {"incidents": " ".join(asked.incidents)})
    assert repeat_question(session, id_of(case)) is None
    save(
        session, "incident", INCIDENT | {"happened": "2026-11-12", "where": "Bus"}, corrects=(first.entry,), reason="x"
    )
    assert repeat_question(session, id_of(case)) is None  # a correction makes nothing new of it
    incident(session, case, "2026-11-14")
    again = repeat_question(session, id_of(case))
    assert again is not None
    assert again.words.startswith("An incident on 14 Nov 2026")


def test_an_answer_names_incidents_of_its_own_case(session: Session, case: Saved) -> None:
    add(session, case, "meeting", HELD)
    other = incident(session, new_case(session), "2026-11-12")
    answer: dict[str, object] = {"decision": "told", "because": "Told.", "decided_on": "2026-11-23"}
    with pytest.raises(InvalidAnswer, match="which incidents"):
        add(session, case, "repeat_look", answer | {"incidents": other.record})


# --------------------------------------------------------------------------------------------------------- thresholds


def test_no_number_is_used_that_nobody_confirmed(session: Session, case: Saved) -> None:
    add(session, case, "meeting", MARAC | {"tool": "A tool", "tool_points": 14, "tool_questions": 27})
    page = meetings_page(session, id_of(case))
    assert page.lines[0].points == "A tool: 14 of 27; the unit has set no threshold"
    assert page.numbers == (
        "A further incident within 12 months (to be confirmed by the unit) after a MARAC may be a repeat",
        "the unit has set no number for escalation",
    )


def test_points_of_a_tool_are_held_against_the_number_of_the_marac_only(session: Session, case: Saved) -> None:
    keep_thresholds(session, UNIT | {"points": 14})
    add(session, case, "meeting", MARAC | {"kind": "mappa", "tool_points": 15, "tool_questions": 20})
    assert meetings_page(session, id_of(case)).lines[0].points == "Risk tool: 15 of 20"


def test_while_a_marac_is_to_come_it_is_asked_if_it_knows(session: Session, case: Saved) -> None:
    add(session, case, "meeting", MARAC)
    incident(session, case, "2026-11-12")
    asked = repeat_question(session, id_of(case))
    assert asked is not None
    assert asked.words.startswith(
        "An incident on 12 Nov 2026 after the MARAC referral of 10 Nov 2026, within 12 months"
    )
    assert asked.words.endswith("Does the MARAC know of it, and is it a repeat?")


def test_the_units_numbers_are_held_against_what_is_counted(session: Session, case: Saved) -> None:
    keep_thresholds(session, UNIT | {"points": 14, "escalation_incidents": 3, "escalation_months": 12})
    for day, told in (
        ("2025-11-23", "police"),
        ("2025-11-22", "police"),
        ("2026-11-01", "us"),
        ("2026-11-02", "police"),
    ):
        incident(session, case, day, reported_to=[told])
    incident(session, case, "a while back", reported_to=["police"])
    add(session, case, "meeting", MARAC | {"tool_points": 14})
    page = meetings_page(session, id_of(case))
    assert page.lines[0].points == "Risk tool: 14; at or over the unit's threshold of 14"
    assert page.numbers[1] == (
        "2 reported to the police within 12 months, and 1 without a day; the unit's number for escalation is 3"
    )
    keep_thresholds(session, UNIT | {"escalation_incidents": 5, "escalation_months": 6})
    assert meetings_page(session, id_of(case)).numbers[1].startswith("1 reported")
