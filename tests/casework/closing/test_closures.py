"""A case is closed only when each open thing has its end, is quiet while it is closed, and comes back whole."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, case_page, list_cases
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.checks.referral_checks import namesakes
from hru_advocate.casework.counter import counts
from hru_advocate.casework.people.safe_contact import OutsideRules, reveal_safe_contact, safe_for_paper
from hru_advocate.casework.records.entries import Saved, keep_draft, save, start
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.errors import InvalidAnswer
from tests.casework.closing.closed_cases import CLOSURE, answered, close
from tests.casework.open_sessions import add, id_of, new_case, on

OPEN: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("action", "action", {"what": "Ring the housing officer", "owner": "us", "due": "2026-11-30", "state": "open"}),
    (
        "order",
        "order",
        {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2027-10-01"},
    ),
    ("hearing", "hearing", {"what_for": "trial", "on": "2026-12-14"}),
    (
        "flag",
        "flag",
        {
            "kind": "urgent",
            "agreed_by": "Sgt Example",
            "agreed_on": "2026-11-01",
            "review": "2026-12-01",
            "told": "yes",
        },
    ),
    (
        "signposting",
        "signposting",
        {"service": ["sv_nshl"], "state": "referred", "why": "Made up.", "consent": "given"},
    ),
    (
        "contact",
        "contact",
        {
            "happened": "2026-11-20",
            "method": "phone",
            "direction": "out",
            "with_whom": "victim",
            "fact": "Made up.",
            "outside_rules": "The first call.",
            "next_contact": "2026-11-27",
        },
    ),
)
"""Open records, one of each sort they are told as."""
CALL: dict[str, object] = {
    "method": "phone", "direction": "out", "with_whom": "victim", "fact": "Made up.",
    "outside_rules": "The first call.",
}  # fmt: skip
REOPENED: dict[str, object] = {
    "state": "reopened",
    "on": "2026-12-20",
    "reopened_because": "It began again.",
    "by": "Robin Example",
}
ENDED: dict[str, dict[str, object]] = {
    "action": {"state": "done", "done_on": "2026-11-20"},
    "order": {"stage": "ended", "ended_on": "2026-11-01"},
    "hearing": {"on": "2026-11-02", "state": "vacated"},
    "flag": {"ended_on": "2026-11-20", "ended_because": "No longer so."},
    "signposting": {"state": "finished"},
    "contact": {"next_contact": None},
}


def add_open(session: Session, case: Saved, kind: str, **more: object) -> Saved:
    form, raw = next((form, raw) for sort, form, raw in OPEN if sort == kind)
    full = {key: value for key, value in (raw | more).items() if value is not None}
    if form == "signposting":
        full["service"] = [f"sv_{session.program.library.services.services[0].id}"]
    return add(session, case, form, full)


def kinds(session: Session, case: Saved) -> list[str]:
    return [one.kind for one in open_matters(session, id_of(case)) if one.kind != "risk"]


@pytest.mark.parametrize("kind", [row[0] for row in OPEN])
def test_each_open_thing_is_told_and_its_end_ends_it(session: Session, case: Saved, kind: str) -> None:
    assert kinds(session, case) == []
    saved = add_open(session, case, kind)
    assert kinds(session, case) == [kind]
    if kind == "contact":
        add(session, case, "contact", CALL | {"happened": "2026-11-28"})
    form = next(form for sort, form, _raw in OPEN if sort == kind)
    raw = {key: value for key, value in (next(raw for s, _f, raw in OPEN if s == kind) | ENDED[kind]).items() if value}
    if form == "signposting":
        raw["service"] = [f"sv_{session.program.library.services.services[0].id}"]
    save(session, form, raw, corrects=[saved.entry], reason="It ended.")
    assert kinds(session, case) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({}, None),
        ({"how": ""}, "open.1.how"),
        ({"said": ""}, "open.1.said"),
        ({"said": "   "}, "open.1.said"),
        ({"how": "left", "said": "Nobody will do it."}, None),
        ({"how": "dealt", "said": "She rang them herself."}, None),
        ({"key": "action:another"}, "open"),
        ({"key": ""}, None),  # named by its words alone, as a script would
    ],
)
def test_nothing_open_is_passed_over(session: Session, case: Saved, row: dict[str, str], field: str | None) -> None:
    add_open(session, case, "action")
    rows = [{key: value for key, value in one.items() if value} for one in answered(session, case, **row)]
    if field is None:
        add(session, case, "closure", CLOSURE | {"open": rows})
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "closure", CLOSURE | {"open": rows})
    assert refused.value.field == field
    assert "an action" in refused.value.message or not row.get("said", "x").strip()
    assert "housing" not in refused.value.message
    assert case_page(session, id_of(case)).line.status == "open"


def test_something_that_came_open_meanwhile_is_asked_about(session: Session, case: Saved) -> None:
    rows = answered(session, case)
    add_open(session, case, "flag")
    with pytest.raises(InvalidAnswer):
        add(session, case, "closure", CLOSURE | {"open": rows})
    begun = start(session, "closure", case=id_of(case))
    assert "Flag: Treat as urgent" in [value_of(row, "what") for row in value_of(begun.raw, "open")]
    typed = {**begun.raw, "because": "She moved away."}  # answered, and what has come open since is asked all the same
    keep_draft(session, begun.draft, "closure", typed, case=id_of(case))
    add_open(session, case, "action")
    again = start(session, "closure", draft=begun.draft)
    asked = [str(row) for row in again.raw["open"].value]
    assert sum("housing" in row for row in asked) == 1
    assert sum("Flag" in row for row in asked) == 1


@pytest.mark.parametrize("row", [{"what": "Ring the office, as agreed with her"}, {"key": ""}, {}])
def test_a_row_of_a_draft_is_known_again_by_its_key_or_by_its_words(
    session: Session, case: Saved, row: dict[str, str]
) -> None:
    add_open(session, case, "action")
    (matter,) = open_matters(session, id_of(case))
    held = {"key": matter.key, "what": matter.words} | row
    keep_draft(
        session, "d", "closure", {"state": "closed", "open": [{k: v for k, v in held.items() if v}]}, case=id_of(case)
    )
    again = start(session, "closure", draft="d")
    assert len(value_of(again.raw, "open")) == 1


@pytest.mark.parametrize(
    ("more", "field", "review"),
    [
        ({}, None, "2032-11-23"),
        ({"class": "group_1"}, None, "2036-11-23"),
        ({"class": "group_2"}, None, "2036-11-23"),
        ({"class": "unit"}, "review", None),
        ({"class": "group_4"}, "review", None),
        ({"class": "unit", "review": "2028-11-23"}, None, "2028-11-23"),
        ({"review": "2030-11-23"}, "review_because", None),
        ({"review": "2030-11-23", "review_because": "The unit's own rule."}, None, "2030-11-23"),
        ({"class": "unit", "review": "2026-11-23"}, "review", None),
        ({"class": "unit", "review": "2026-11-24"}, None, "2026-11-24"),
        ({"told": None}, "told", None),
        ({"safe_after": None}, "safe_after", None),
        ({"because": None}, "because", None),
    ],
)
def test_the_review_day_is_worked_out_from_the_class(
    session: Session, case: Saved, more: dict[str, object], field: str | None, review: str | None
) -> None:
    raw = {key: value for key, value in (CLOSURE | more | {"open": answered(session, case)}).items() if value}
    if field is None:
        saved = add(session, case, "closure", raw)
        record = session.heads(id_of(case), ["closure"])[0]
        assert (record.entry, str(value_of(record.answers, "review"))) == (saved.entry, review)
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "closure", raw)
    assert refused.value.field == field


def test_a_closed_case_is_quiet_and_found_and_comes_back_whole(session: Session, case: Saved) -> None:
    for kind, _form, _raw in OPEN:
        add_open(session, case, kind)
    one = id_of(case)
    keep_draft(session, session.new_id(), "contact", {"summary": "half typed"}, case=one)
    asked = on(session, date(2026, 12, 20))
    before = open_matters(session, one)
    busy, owed = look(asked), counts(asked).today
    assert owed > 0
    close(session, case, on="2026-12-20")
    page = look(asked)
    assert [page.contacts, page.dates, page.actions, page.not_reached, page.paused, page.drafts] == [()] * 6
    assert [one.what for one in page.reviews] == ["How it is going: nobody asked at the end"]
    assert counts(asked) == type(counts(asked))(1, 0)
    assert [line.label.case for line in list_cases(session, CaseFilter(status="closed"))] == [one]
    assert [line.status_words for line in list_cases(session, CaseFilter(status=""))] == ["Closed"]
    assert list_cases(session, CaseFilter()) == ()
    hits = find(session, "housing")
    assert {hit.label.case for hit in hits if hit.label} == {one}
    assert "Closure" in [hit.title for hit in hits]
    assert not any("action:" in hit.snippet for hit in hits)  # the id of what was open is nobody's word
    assert namesakes(session, "Mo Example") == [f"{case.ref} (M. E.)"]
    said = case_page(session, one).closed_line
    assert said.startswith("Closed today: nothing here reminds any more but its review and how it went. Safe contact: ")
    assert "the person gets in touch, we do" in said
    add(
        session,
        case,
        "closure",
        {"state": "reopened", "on": "2026-12-20", "reopened_because": "It began again.", "by": "R"},
    )
    assert open_matters(session, one) == before
    again = look(asked)
    assert (again.contacts, again.dates, again.actions) == (busy.contacts, busy.dates, busy.actions)
    assert counts(asked).today == owed
    assert case_page(session, one).closed_line == ""
    close(session, case, on="2026-12-20")
    assert case_page(session, one).line.status == "closed"


@pytest.mark.parametrize(
    ("first", "then", "field"),
    [
        ((), {"state": "reopened", "reopened_because": "x"}, "state"),
        (({},), {}, "state"),
        (({},), {"state": "reopened"}, "reopened_because"),
        (({},), {"state": "reopened", "reopened_because": "It began again.", "on": "2026-11-22"}, "on"),
        (({},), {"state": "reopened", "reopened_because": "It began again."}, None),
    ],
)
def test_only_a_closed_case_is_taken_up_again_and_says_why(
    session: Session, case: Saved, first: tuple[dict[str, object], ...], then: dict[str, object], field: str | None
) -> None:
    for more in first:
        close(session, case, **more)
    raw = CLOSURE | {"open": answered(session, case)} | then
    if field is None:
        add(session, case, "closure", raw)
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "closure", raw)
    assert refused.value.field == field


PARTLY = dict.fromkeys(QUESTIONS, "partly")
ASKED: dict[str, object] = {"on": "2026-11-23", "stage": "close", "again_told": False} | PARTLY
NOT_KNOWN: dict[str, object] = {key: {"state": "not_known"} for key in ("reach", "signal_reference", "told")}
AHEAD = NOT_KNOWN | {
    "state": "planned",
    "who": "Asha",
    "company": "alone",
    "on": "2026-11-25",
    "out": "09:00",
    "back": "11:00",
    "place": "home",
    "outside_rules": "She asked.",
}


@pytest.mark.parametrize(
    ("asked", "visit", "day", "reminds"),
    [
        (False, False, date(2026, 11, 23), " but its review and how it went"),
        (False, False, date(2027, 1, 18), " but its review and how it went"),
        (False, False, date(2027, 1, 19), " but its review"),  # nobody reminds of it any more: it counts as not asked
        (True, False, date(2026, 11, 23), " but its review"),
        (False, True, date(2026, 11, 23), " but its review, how it went and an open visit"),
        (True, True, date(2026, 11, 23), " but its review and an open visit"),
    ],
)
def test_a_closed_case_says_what_still_reminds_and_nothing_else(
    session: Session, case: Saved, day: date, reminds: str, *, asked: bool, visit: bool
) -> None:
    if asked:
        add(session, case, "outcome", ASKED)
    if visit:
        add(session, case, "visit", AHEAD)
    close(session, case)
    now = on(session, day)
    assert f": nothing here reminds any more{reminds}." in case_page(now, id_of(case)).closed_line
    page = look(on(session, max(day, date(2026, 11, 25))))
    assert bool(page.visits) is visit
    assert bool(page.reviews) is ("how it went" in reminds)


def test_no_late_correction_of_the_referral_opens_a_closed_case(session: Session, case: Saved) -> None:
    close(session, case)
    record = session.heads(id_of(case), ["referral"])[0]
    for received in ("2026-11-10", "2026-11-23T09:30"):
        raw = dict(record.answers) | {"received": received}
        head = session.heads(id_of(case), ["referral"])[0]
        save(session, "referral", raw, corrects=[head.entry], reason="The day was wrong.")
        assert case_page(session, id_of(case)).line.status == "closed"


def test_a_declined_case_can_be_closed_too(session: Session) -> None:
    case = new_case(session, decision="decline", decision_reason="Outside.")
    close(session, case, why="not_taken_on")
    assert case_page(session, id_of(case)).line.status == "closed"


@pytest.mark.parametrize(("by", "refused"), [("Robin Example", True), ("robin  example", True), ("Sgt Example", False)])
def test_a_closure_and_a_judgement_are_countersigned_by_somebody_else(
    session: Session, case: Saved, by: str, *, refused: bool
) -> None:
    judged = add(
        session,
        case,
        "judgement",
        {"level": "high", "reason": "Followed twice.", "made_on": "2026-11-20", "review": "2026-12-20"},
    )
    closed = close(session, case)
    for read in (judged, closed):
        raw = {"plan": read.entry, "by": by, "role": "Detective sergeant", "on": "2026-11-23"}
        if refused:
            with pytest.raises(InvalidAnswer):
                add(session, case, "countersign", raw)
        else:
            add(session, case, "countersign", raw)


@pytest.mark.parametrize(
    ("after", "safety", "word"),
    [
        ("as_now", "now", "Ring now"),
        ("no_contact", "never", "closed: we do not get in touch"),
        ("she_rings", "never", "closed: she or he gets in touch"),
        ("not_known", "ask_first", "closed: ask first"),
    ],
)
def test_a_closed_case_is_rung_only_as_its_closure_says(
    session: Session, case: Saved, after: str, safety: str, word: str
) -> None:
    way = {"method": "mobile", "number": "07700 900417", "days": ["mon"], "from": "09:00", "to": "12:00"}
    add(session, case, "safe_contact", {"may_contact": "yes", "ways": [way], "confirmed": "2026-11-20"})
    one = id_of(case)
    assert case_page(session, one).line.safe.word == "Ring now"
    close(session, case, safe_after=after)
    for found in (case_page(session, one).line.safe, safe_for_paper(session, one).found):
        assert (found.safety, found.word) == (safety, word)
    if safety != "now":
        with pytest.raises(OutsideRules):
            reveal_safe_contact(session, one)
    add(session, case, "closure", REOPENED | {"on": "2026-11-23"})
    assert case_page(session, one).line.safe.word == "Ring now"


@pytest.mark.parametrize(
    ("incident", "refused"),
    [
        ({"happened": "2026-11-12"}, "An incident on 12 Nov 2026 is known"),
        ({"happened": "2026-11-11"}, "An incident on 11 Nov 2026 is known"),
        # what led to the referral, what was noted by mistake, and what may have been before are no such incident
        ({"happened": "2026-11-10"}, ""),
        ({"happened": "2026-11-01"}, ""),
        ({"happened": "2026-11-12", "taken_back": True}, ""),
        ({"happened": "November 2026"}, ""),
        ({"happened": "some day"}, ""),
    ],
)
def test_no_incident_since_our_work_began_is_not_said_where_one_is_known(
    session: Session, case: Saved, incident: dict[str, object], refused: str
) -> None:
    add(session, case, "incident", {"behaviours": ["bh_called"], "basis": "report", "what": "Rang."} | incident)
    if not refused:
        close(session, case, outcome="stopped")
        return
    with pytest.raises(InvalidAnswer, match=refused) as error:
        close(session, case, outcome="stopped")
    assert error.value.field == "outcome"
    close(session, case, outcome="less")
