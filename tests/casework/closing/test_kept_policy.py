"""What is kept and who is of ours: the day of review, the queue, the closing page, the roster and who has looked."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.cases.asking import OutcomeDue, asks_at_end, lines_of_outcomes, outcomes_due
from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.cases.review_days import kept_cases, review_day
from hru_advocate.casework.closing.closing_page import closing_page
from hru_advocate.casework.closing.erasing import erase
from hru_advocate.casework.closing.kept_page import kept_page, kept_since
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.closing.people import names_of_ours, roster
from hru_advocate.casework.people.restricted import open_restricted
from hru_advocate.casework.people.safe_contact import reveal_safe_contact
from hru_advocate.casework.records.entries import Saved, keep_draft, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.store import dues
from tests.casework.closing.closed_cases import close
from tests.casework.closing.test_erasing import ASKED
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import add, id_of, new_case, on, worked_by

DAY = date(2032, 11, 23)
"""The day a case that is closed on 23 November 2026 as Group 3 is looked at again."""
TODAY = date(2026, 11, 23)
REOPENED: dict[str, object] = {"state": "reopened", "on": "2026-11-23", "reopened_because": "Again.", "by": "Robin"}
ACTION: dict[str, object] = {"what": "Ring", "owner": "us", "state": "open", "due": "2026-11-30"}


def keep_on(session: Session, case: Saved, until: str, because: str = "New contact.") -> None:
    raw = {"on": f"{session.now():%Y-%m-%d}", "by": "Robin", "because": because, "next": until}
    add(session, case, "retention", raw)


def test_the_last_word_says_when_a_closed_case_is_looked_at_again(session: Session, case: Saved) -> None:
    assert review_day(session, id_of(case)) is None
    close(session, case)
    assert review_day(session, id_of(case)) == DAY
    keep_on(on(session, DAY), case, "2038-11-23")
    assert review_day(session, id_of(case)) == date(2038, 11, 23)
    add(session, case, "closure", REOPENED | {"on": "2032-11-23"})
    close(on(session, date(2033, 1, 1)), case, on="2033-01-01")
    assert review_day(session, id_of(case)) == date(2039, 1, 1)


@pytest.mark.parametrize(
    ("today", "over", "words", "counts"),
    [
        (date(2032, 11, 22), 0, "tomorrow", (0, 1)),
        (date(2032, 11, 23), 0, "today", (1, 0)),
        (date(2032, 11, 24), 1, "1 day over", (1, 0)),
        (date(2032, 11, 25), 2, "2 days over", (1, 0)),
    ],
)
def test_a_closed_case_waits_for_its_review_from_its_very_day(
    session: Session, case: Saved, today: date, over: int, words: str, counts: tuple[int, int]
) -> None:
    close(session, case)
    page = kept_page(on(session, today))
    assert (page.due_count, page.ahead_count) == (len(page.due), len(page.ahead)) == counts
    (kept,) = (*page.due, *page.ahead)
    assert (kept.day, kept.over_days, kept.due_words) == (DAY, over, words)
    assert (kept.closed, kept.kept_because) == ("23 Nov 2026", "")
    assert kept.retention_class == "Group 3: everything else"
    assert kept.rule.startswith("Reviewed after 6 years")
    assert [one.day for one in kept_cases(session, DAY)] == [DAY]
    assert kept_cases(session, date(2032, 11, 22)) == ()


def test_why_it_is_kept_on_is_the_newest_reason(session: Session, case: Saved) -> None:
    close(session, case, review="2030-11-23", review_because="The unit's own rule.")
    (kept,) = kept_cases(session)
    assert kept.kept_because == "The unit's own rule."
    keep_on(on(session, date(2030, 11, 23)), case, "2034-11-23", "He wrote again.")
    (kept,) = kept_cases(session)
    assert (kept.day, kept.kept_because) == (date(2034, 11, 23), "He wrote again.")


def test_what_was_erased_and_who_looked_stand_on_the_page(session: Session, case: Saved) -> None:
    close(session, case)
    case_page(session, id_of(case))
    assert [one.words for one in kept_since(session).looked] == ["Looked at the case"]
    erase(session, case.ref, ASKED | {"ground": "request"})
    page, since = kept_page(session), kept_since(session)
    assert [one.ref for one in since.erased] == [case.ref]
    assert (page.due_count, page.ahead_count, since.unfinished) == (0, 0, False)
    (look,) = since.looked
    assert look.label is not None
    assert (look.label.ref, look.label.initials, look.author) == (case.ref, "?", "Robin Example")


def test_a_look_says_why_it_was_taken(session: Session, case: Saved) -> None:
    way = {"method": "mobile", "number": "01632 960411", "days": ["sun"]}
    add(session, case, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [way]})
    reveal_safe_contact(session, id_of(case), "She asked for it")
    assert [one.words for one in looks(session, id_of(case))] == ["Safe contact details shown: She asked for it"]
    assert looks(session, id_of(new_case(session))) == ()


def test_the_closing_page_of_an_open_case_says_what_is_open_by_its_sort(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "action", ACTION)
    add(shared, case, "hearing", {"what_for": "trial", "on": "2026-12-14"})
    page = closing_page(shared, id_of(case))
    assert [(one.kind, one.title, len(one.matters)) for one in page.open] == [
        ("hearing", "Hearings", 1), ("action", "Actions", 1),
    ]  # fmt: skip
    assert (page.closed, page.closed_line, page.kept_words, page.entry) == (False, "", "", "")
    assert (page.became, page.countersigned, page.draft) == ((), (), "")
    assert "an action" in page.counted


def test_the_closing_page_of_a_closed_case_says_what_became_of_it_and_how_it_is_kept(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "action", ACTION)
    closed = close(shared, case)
    signed = {"plan": closed.entry, "by": "Sgt Example", "role": "Detective sergeant", "on": "2026-11-23"}
    add(shared, case, "countersign", signed)
    page = closing_page(shared, id_of(case))
    assert (page.closed, page.entry) == (True, closed.entry)
    assert [(one.how, one.said) for one in page.became] == [("handed_on", "To the local service.")]
    assert page.kept_words.startswith("Reviewed 23 Nov 2032. Group 3: everything else. Reviewed after 6 years")
    assert page.kept_words.endswith("to be confirmed by the unit.")
    assert page.closed_line.startswith("Closed today")
    assert len(page.countersigned) == 1
    add(shared, case, "closure", REOPENED)
    again = closing_page(shared, id_of(case))
    assert (again.closed, again.entry, again.became, again.countersigned) == (False, "", (), ())
    assert (again.kept_words, again.closed_line) == ("", "")


def test_a_closure_that_was_begun_is_found_again(shared: Session) -> None:
    case = new_case(shared)
    keep_draft(shared, shared.new_id(), "contact", {}, case=id_of(case))
    assert closing_page(shared, id_of(case)).draft == ""
    keep_draft(shared, "closing-draft", "closure", {}, case=id_of(case))
    assert closing_page(shared, id_of(case)).draft == "closing-draft"


@pytest.mark.parametrize(("days", "asked"), [(0, True), (56, True), (57, False)])
def test_how_it_went_is_asked_for_eight_weeks_after_closing(
    session: Session, case: Saved, days: int, *, asked: bool
) -> None:
    assert not asks_at_end(session, id_of(case))
    close(session, case)
    now = on(session, date.fromordinal(TODAY.toordinal() + days))
    assert asks_at_end(now, id_of(case)) is asked
    assert not asks_at_end(now, id_of(new_case(session)))
    raw: dict[str, object] = {"stage": "close", "on": "2026-11-23", "again_told": False}
    add(session, case, "outcome", raw | dict.fromkeys(QUESTIONS, "partly"))
    assert not asks_at_end(session, id_of(case))


def _asked_in(session: Session, until: date, most: int, resting: tuple[str, ...] = ()) -> list[OutcomeDue]:
    lines = dues.of_open_cases(session.vault, lines_of_outcomes(until, most, resting))
    return outcomes_due(session, until, most, resting, lines)


def test_the_longest_due_are_asked_first_and_no_more_than_are_wanted(session: Session) -> None:
    cases = [new_case(session, victim=f"Mo {name}") for name in ("Ash", "Beech", "Cedar")]
    later = on(session, date(2026, 12, 21))
    assert {one.label.case for one in _asked_in(later, date(2026, 12, 21), 9)} == {id_of(one) for one in cases}
    assert len(_asked_in(later, date(2026, 12, 21), 2)) == 2
    resting = (id_of(cases[0]),)
    assert id_of(cases[0]) not in {one.label.case for one in _asked_in(later, date(2026, 12, 21), 9, resting)}
    assert _asked_in(later, date(2026, 12, 20), 9) == []
    assert {one.day for one in _asked_in(later, date(2026, 12, 21), 9)} == {date(2026, 12, 21)}


PEOPLE: dict[str, dict[str, object]] = {
    "Here": {},
    "Left": {"until": "2026-11-22"},
    "Last day": {"until": "2026-11-23"},
    "First day": {"from": "2026-11-23"},
    "To come": {"from": "2026-11-24"},
    "Away": {"leave": [{"from": "2026-11-20", "until": "2026-11-24", "stands_in": "Here"}]},
    "Back": {"leave": [{"from": "2026-11-10", "until": "2026-11-22"}]},
}


@pytest.fixture
def unit(session: Session) -> Session:
    for name, more in PEOPLE.items():
        save(session, "colleague", {"name": name, "role": "constable"} | more)
    return session


def test_whoever_is_of_the_unit_today_is_offered_by_name_those_on_leave_last(unit: Session) -> None:
    assert names_of_ours(unit) == ("Robin Example", "Back", "First day", "Here", "Last day", "Away")


def test_the_roster_says_who_is_here_until_when_and_who_is_away(unit: Session) -> None:
    lines = {line.name: line for line in roster(unit)}
    assert [line.here for line in roster(unit)] == [True] * 5 + [False] * 2
    assert {name for name, line in lines.items() if not line.here} == {"Left", "To come"}
    assert (lines["Left"].days, lines["To come"].days) == ("until 22 Nov 2026", "from 24 Nov 2026")
    assert (lines["Here"].days, lines["Here"].away, lines["Back"].away) == ("", "", "")
    assert lines["Away"].away == "on leave until tomorrow, Here stands in"
    save(unit, "colleague", {"name": "Both", "role": "nurse", "from": "2026-01-02", "until": "2026-12-01",
                             "leave": [{"from": "2026-11-23", "until": "2026-11-23"}]})  # fmt: skip
    both = next(line for line in roster(unit) if line.name == "Both")
    assert (both.days, both.away) == ("from 2 Jan 2026 until 1 Dec 2026", "on leave until today")


def test_a_colleagues_number_says_who_confirmed_it(session: Session) -> None:
    told = {"phone": "01632 960007", "confirmed_by": "Robin", "confirmed_on": "2026-11-20", "against": "rang"}
    save(session, "colleague", {"name": "Ada", "role": "sergeant", "collar": "4711"} | told)
    (line,) = roster(session)
    assert (line.phone, line.confirmed, line.collar, line.role) == (
        "01632 960007", "confirmed by Robin on 20 Nov 2026", "4711", "Detective sergeant",
    )  # fmt: skip


def test_the_reason_a_restricted_case_was_opened_with_stands_with_the_look(session: Session, case: Saved) -> None:
    add(session, case, "flag", FLAG)
    open_restricted(worked_by(session, "Ash Stranger"), id_of(case), " Asked by\n the duty sergeant ")
    (look,) = looks(session, id_of(case))
    assert (look.words, look.author) == ("Opened the restricted case: Asked by the duty sergeant", "Ash Stranger")
