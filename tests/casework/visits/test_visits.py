"""Visits: what one asks for before it is kept, out, overdue and back by the clock, Today, before going, the slip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.counter import counts
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.document_kinds import SLIP
from hru_advocate.casework.people.names import masks_of_cases
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_settings, settings
from hru_advocate.casework.today import look
from hru_advocate.casework.visits.before_going import before_going
from hru_advocate.casework.visits.raising import StepsNotKept, keep_overdue_steps, overdue_steps, raising
from hru_advocate.casework.visits.steps import (
    NothingRaised,
    VisitOver,
    WhyCalledOff,
    call_off,
    check_in,
    go_out,
    note_raised,
    stay_longer,
)
from hru_advocate.casework.visits.visits import visits_of_case, visits_today
from hru_advocate.errors import InvalidAnswer
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of, new_case
from tests.fixed_clock import FixedClock

VISIT: dict[str, object] = {
    "who": "Asha Worker",
    "company": "alone",
    "on": "2026-11-23",
    "out": "11:00",
    "back": "13:00",
    "place": "home",
    "reach": "07700 900123",
    "signal_reference": "Word 3",
    "told": "Sgt Desk",
    "state": "planned",
}
FLAG: dict[str, object] = {
    "kind": "not_alone",
    "agreed_by": "Sgt",
    "agreed_on": "2026-11-10",
    "review": "2026-12-10",
    "told": "yes",
}
RULES: dict[str, object] = {
    "may_contact": "yes",
    "ways": [{"method": "in_person", "days": ["mon"], "from": "11:00", "to": "13:00", "address": "9 Canal Row, Hale"}],
    "code_word": "bluebird, and it means ring the police",
    "confirmed": "2026-11-20",
}


def at(session: Session, clock: str, day: int = 23) -> Session:
    """The session as it would be at a time of that day."""
    hour, minute = map(int, clock.split(":"))
    session.clock = FixedClock(datetime(2026, 11, day, hour, minute, tzinfo=UTC), step=timedelta(milliseconds=7))
    return session


ROWS: list[tuple[tuple[str, ...], dict[str, object], str | None]] = [
    ((), {}, None),
    ((), {"who": ""}, "who"),
    ((), {"reach": None}, "reach"),
    ((), {"reach": {"state": "not_known"}}, None),
    ((), {"back": "11:00"}, "back"),
    ((), {"on": "2026-11-22"}, "state"),  # it lies behind: nobody is out on it
    ((), {"on": "2026-11-22", "state": "back", "checked_in": "22.11.2026 13:00"}, None),
    (("flag",), {}, "alone_because"),
    (("flag",), {"company": "colleague", "with_name": "Ben"}, None),
    (("flag",), {"alone_because": "Agreed with the sergeant: the dog is gone."}, None),
    (("ended",), {}, None),
    (("other",), {}, None),
    (("rules",), {}, None),
    (("rules",), {"out": "10:59"}, "outside_rules"),
    (("rules",), {"back": "13:01"}, "outside_rules"),
    (("rules",), {"out": "11:02", "back": "13:02"}, "outside_rules"),  # between two steps of five minutes
    (("rules",), {"out": "10:00", "back": "14:00", "there_from": "11:00", "there_until": "13:00"}, None),
    (("rules",), {"out": "10:00", "back": "14:00", "there_from": "10:59", "there_until": "13:00"}, "outside_rules"),
    (("rules",), {"back": "14:00", "outside_rules": "She asked for it."}, None),
    (("rules",), {"on": "2026-11-24"}, "outside_rules"),
    (("rules",), {"state": "called_off", "called_off_because": "Ill", "out": "09:00"}, None),
    (("never",), {}, "outside_rules"),
    (("rules",), {"signal": "Bluebird"}, "signal"),
    (("rules",), {"signal_reference": "BLUEBIRD"}, "signal_reference"),
    (("rules",), {"signal": "heron"}, None),
    ((), {"signal": "heron", "signal_reference": "the word heron"}, "signal_reference"),
]
"""A case's facts before, what the visit says, and the answer that is asked for (``None``: it is kept)."""


def test_a_visit_is_kept_with_its_reasons_or_not_at_all(session: Session) -> None:
    written: dict[str, tuple[str, dict[str, object]]] = {
        "flag": ("flag", FLAG),
        "ended": ("flag", FLAG | {"ended_on": "2026-11-20", "ended_because": "He moved."}),
        "other": ("flag", FLAG | {"kind": "urgent"}),
        "rules": ("safe_contact", RULES),
        "never": ("safe_contact", RULES | {"never_ways": ["visit"]}),
    }
    for before, more, field in ROWS:
        case = new_case(session)
        for one in before:
            add(session, case, *written[one])
        if field is None:
            assert add(session, case, "visit", VISIT | more).entry
            continue
        with pytest.raises(InvalidAnswer) as refused:
            add(session, case, "visit", VISIT | more)
        assert refused.value.field == field, (before, more)
        assert "bluebird" not in refused.value.message.lower()


@pytest.mark.parametrize(
    ("lives", "place", "rules", "said"),
    [
        ("together", "home", RULES, "This visit is at home, and the other person lives there."),
        ("together", "public", RULES, ""),
        ("apart", "home", RULES, ""),
        (
            "apart",
            "home",
            {"may_contact": "yes", "confirmed": "2026-11-20"},
            "This visit is outside the safe contact rules, which say: ask first, no way is agreed yet.",
        ),
    ],
)
def test_a_visit_where_the_other_person_lives_or_with_no_way_agreed_says_so(
    session: Session, lives: str, place: str, rules: dict[str, object], said: str
) -> None:
    case = new_case(session, lives_together=lives)
    add(session, case, "safe_contact", rules)
    visit = VISIT | {"place": place}
    if said:
        with pytest.raises(InvalidAnswer) as refused:
            add(session, case, "visit", visit)
        assert refused.value.field == "outside_rules"
        assert refused.value.sentence.startswith(said)
        visit |= {"outside_rules": "He is at work until four, and she asked for it."}
    assert before_going(session, add(session, case, "visit", visit).entry).rules_then == said


@pytest.mark.parametrize(("after", "said"), [("no_contact", "we do not get in touch"), ("as_now", "")])
def test_a_visit_after_closing_asks_for_its_reason_as_the_closure_says(
    session: Session, case: Saved, after: str, said: str
) -> None:
    add(session, case, "safe_contact", RULES)
    close(session, case, safe_after=after)
    if said:
        with pytest.raises(InvalidAnswer, match=f"This case is closed: {said}") as refused:
            add(session, case, "visit", VISIT)
        assert refused.value.field == "outside_rules"
    else:
        assert add(session, case, "visit", VISIT).entry


def test_coming_back_is_never_refused_for_a_flag_or_a_rule_that_came_later(session: Session, case: Saved) -> None:
    planned = add(session, case, "visit", VISIT)
    out = go_out(session, planned.entry)
    add(session, case, "flag", FLAG)
    add(session, case, "safe_contact", RULES | {"may_contact": "no"})
    later = stay_longer(session, out.entry, 30)
    back = check_in(at(session, "13:10"), later.entry)
    (line,) = visits_of_case(session, id_of(case))
    assert (line.entry, line.standing) == (back.entry, "back")


def test_a_flag_that_came_later_asks_before_one_goes_out(session: Session, case: Saved) -> None:
    planned = add(session, case, "visit", VISIT)
    add(session, case, "flag", FLAG)
    with pytest.raises(InvalidAnswer) as refused:
        go_out(session, planned.entry)
    assert refused.value.field == "alone_because"


def test_today_says_by_the_clock_who_is_out_and_who_is_overdue(session: Session, case: Saved) -> None:
    first = add(session, case, "visit", VISIT)
    later = add(session, case, "visit", VISIT | {"out": "10:30", "back": "20:00"})
    for clock, day, standing, over, order in (
        ("10:20", 23, "planned", "", [later, first]),
        ("11:00", 23, "not_out", "", [later, first]),
        ("12:59", 23, "not_out", "", [later, first]),
        ("13:00", 23, "overdue", "from now", [first, later]),
        ("14:05", 23, "overdue", "1 hour 5 minutes", [first, later]),
        ("09:00", 24, "overdue", "20 hours", [later, first]),
    ):
        lines = look(at(session, clock, day)).visits
        assert [line.entry for line in lines] == [one.entry for one in order], clock
        (line,) = (one for one in lines if one.entry == first.entry)
        assert (line.standing, line.over) == (standing, over)
        if ahead := {"10:20": 11, "12:59": 13}.get(clock):
            assert line.changes_at is not None
            assert line.changes_at.hour == ahead


def test_a_visit_is_on_today_whatever_rests_and_the_count_is_a_recount(session: Session, case: Saved) -> None:
    other = new_case(session)
    first = add(session, case, "visit", VISIT)
    add(session, other, "visit", VISIT | {"on": "2026-11-24"})
    add(session, case, "pause", {"until": "2026-12-20", "because": "Holiday"})
    assert [line.entry for line in look(session).visits] == [first.entry]
    before = counts(session).today
    check_in(at(session, "12:00"), go_out(session, first.entry).entry)
    assert counts(session).today == before - 1
    assert look(session).visits == ()
    assert not [line for line in look(session).reviews if line.what == "Visit"]
    assert not [line for line in look(session).dates if line.what == "Visit"]


def test_the_steps_of_a_visit_each_a_version(session: Session, case: Saved) -> None:
    planned = add(session, case, "visit", VISIT)
    with pytest.raises(WhyCalledOff):
        call_off(session, planned.entry, " ")
    out = go_out(session, planned.entry)
    with pytest.raises(NothingRaised):
        note_raised(session, out.entry, "")
    later = stay_longer(at(session, "13:20"), out.entry, 30)
    (line,) = visits_today(session, masks_of_cases(session))
    assert (line.standing, line.when) == ("out", "today 11:00 to 13:50")
    noted = note_raised(at(session, "14:00"), later.entry, "Rang twice; no answer. Sergeant told.")
    assert "Rang twice" in raising(session, noted.entry).raised
    back = check_in(session, noted.entry, afterwards="Park on the other side.")
    with pytest.raises(VisitOver):
        check_in(session, back.entry)
    assert len(session.versions(planned.record)) == 5
    with pytest.raises(VisitOver):
        call_off(session, planned.entry, "Too late")


def test_over_midnight_the_day_back_moves_too(session: Session, case: Saved) -> None:
    planned = add(session, case, "visit", VISIT | {"out": "22:00", "back": "23:50"})
    stay_longer(at(session, "23:50"), planned.entry, 30)
    (line,) = visits_of_case(session, id_of(case))
    assert line.when == "today 22:00 to tomorrow 00:20"


def test_raising_says_the_units_own_steps_or_that_nobody_confirmed_any(session: Session, case: Saved) -> None:
    planned = add(session, case, "visit", VISIT)
    bare = raising(at(session, "13:30"), planned.entry)
    assert "999" in bare.danger
    assert bare.steps == ()
    assert len(bare.unconfirmed) == 2
    assert bare.reach == "07700 900123"
    with pytest.raises(StepsNotKept):
        keep_overdue_steps(session, "Ring the sergeant", "")
    with pytest.raises(StepsNotKept):
        keep_overdue_steps(session, "x" * 2001, "Sgt")
    keep_overdue_steps(session, "Ring twice\n\n Send a car ", "Sgt Desk")
    unit = {"number": "01632 960001", "by": "Sgt", "on": "2026-11-20", "against": "rang"}
    save(session, "unit_number", unit)
    full = raising(session, planned.entry)
    assert (full.steps, full.unconfirmed) == (("Ring twice", "Send a car"), ())
    assert full.duty == "01632 960001"
    assert overdue_steps(session) == ("Ring twice\nSend a car", "Sgt Desk")
    keep_settings(session, settings(session))
    later = raising(at(session, "13:30"), planned.entry)
    assert later.steps == full.steps


def test_before_going_says_what_changed_since_the_last_contact(session: Session, case: Saved) -> None:
    add(session, case, "incident", {"happened": "20.11.2026", "what": "Old thing", "basis": "report"})
    met = {"happened": "23.11.2026 10:30", "method": "visit", "direction": "out", "with_whom": "victim"}
    met["outside_rules"] = "The first visit."
    at(session, "10:40")
    add(session, case, "contact", met | {"next_contact": "2026-11-23", "next_for": "Bring the leaflet"})
    at(session, "10:45")
    incident = add(session, case, "incident", {"happened": "22.11.2026", "what": "New thing", "basis": "report"})
    flag = add(session, case, "flag", FLAG | {"agreed_on": "2026-11-23"})
    add(session, case, "action", {"what": "Ask housing", "owner": "us", "due": "2026-11-24", "state": "open"})
    add(session, case, "person", {"role": "victim", "name": "Mo Example", "language": "Polish", "interpreter": True})
    add(session, case, "safe_contact", RULES)
    ways = {"there_from": "11:30", "out": "10:50", "company": "colleague", "with_name": "Ben"}
    visit = add(session, case, "visit", VISIT | ways | {"risks": ["dog"], "risk_notes": "Wait outside"})
    page = before_going(session, visit.entry)
    changed = {line.entry for line in page.changes}
    assert {incident.entry, flag.entry} <= changed
    assert not any("Old thing" in line.text for line in page.changes)
    assert not any(line.kind in ("Visit", "Contact") for line in page.changes)
    assert any("Bring the leaflet" in line for line in page.promises)
    assert any("Ask housing" in line for line in page.promises)
    assert [one.kind for one in page.flags] == ["not_alone"]
    assert page.rules_then == ""
    assert any("Polish" in line for line in page.take)
    assert any("interpreter" in line for line in page.take)
    assert page.risks == ("A dog", "Wait outside")
    assert any("Word 3" in line for line in page.if_in_trouble)


def test_the_page_before_a_visit_is_a_look_at_the_case_noted_once_with_those_of_its_other_pages(
    session: Session, case: Saved
) -> None:
    visit = add(session, case, "visit", VISIT)
    visits_today(session, masks_of_cases(session))
    assert looks(session, id_of(case)) == ()
    for _ in range(2):
        before_going(session, visit.entry)
    case_page(session, id_of(case))
    assert [one.words for one in looks(session, id_of(case))] == ["Looked at the case"]


def test_what_was_written_for_the_next_who_goes_is_said_next_time(session: Session, case: Saved) -> None:
    first = add(session, case, "visit", VISIT)
    check_in(at(session, "12:00"), go_out(session, first.entry).entry, afterwards="Use the back gate")
    again = add(session, case, "visit", VISIT | {"on": "2026-11-24"})
    assert before_going(session, again.entry).last_words == ("Use the back gate",)


def slip_text(session: Session, entry: str) -> str:
    view = papers.make_record(session, entry, SLIP.id)
    document = pypdfium2.PdfDocument(BytesIO(view.pdf))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_slip_says_times_and_reference_and_never_who_or_where(session: Session, case: Saved) -> None:
    address = "14 Elder Close\nHale\nWA99 9ZZ"
    add(session, case, "person", {"role": "victim", "name": "Mo Example", "address": address})
    add(session, case, "person", {"role": "child", "name": "Petra Example"})
    add(session, case, "safe_contact", RULES)
    visit = VISIT | {"signal": "heron", "told": "Sgt Desk; Mo Example knows", "risk_notes": "Petra is at school"}
    text = slip_text(session, add(session, case, "visit", visit).entry)
    for said in ("M. E.", "Warrington", "11:00", "13:00", "Word 3", "07700 900123", "Asha Worker", "999"):
        assert said in text, said
    for never in ("Example", "Petra", "Elder", "WA99", "Canal", "heron", "bluebird", "school", "HRU-"):
        assert never not in text, never


def test_a_reference_that_says_where_is_left_off_the_slip(session: Session, case: Saved) -> None:
    add(session, case, "person", {"role": "victim", "name": "Mo Example", "address": "14 Elder Close\nHale\nWA99 9ZZ"})
    add(session, case, "safe_contact", RULES)
    for typed in ("Word 3, 14 Elder Close", "9 Canal Row", "WA99 9ZZ, word 3"):
        text = slip_text(session, add(session, case, "visit", VISIT | {"signal_reference": typed}).entry)
        assert typed not in text
        assert "left off" in text
