"""Visit mode and raising an overdue return, rule by rule: when it may begin, when it ends by itself, what is said."""

from __future__ import annotations

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import Settings, keep_settings
from hru_advocate.casework.visits import mode
from hru_advocate.casework.visits.before_going import before_going
from hru_advocate.casework.visits.raising import keep_overdue_steps, overdue_steps, raising
from hru_advocate.casework.visits.steps import call_off, check_in, go_out, note_raised
from hru_advocate.casework.visits.visits import minutes_in_words, visits_of_case
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, events_of, id_of, new_case
from tests.casework.visits.test_visits import FLAG, VISIT, at

NOT_KNOWN = {"state": "not_known"}


@pytest.mark.parametrize(("clock", "begins"), [("10:00", True), ("11:00", True), ("12:59", True), ("13:00", False)])
@pytest.mark.parametrize("out", [True, False])
def test_visit_mode_begins_until_the_time_back(shared: Session, clock: str, *, begins: bool, out: bool) -> None:
    planned = add(at(shared, "09:00"), new_case(shared), "visit", VISIT)
    entry = go_out(shared, planned.entry).entry if out else planned.entry
    at(shared, clock)
    if not begins:
        with pytest.raises(mode.TimeIsOver):
            mode.begin_mode(shared, entry)
        assert mode.mode_now(shared) is None
        return
    begun, changed = mode.begin_mode(shared, entry)
    assert bool(changed.kinds) is not out  # who was not said to be out is out now
    assert mode.mode_now(shared) == begun
    assert f"{begun.until:%Y-%m-%d %H:%M}" == "2026-11-23 13:00"
    assert begun.initials == "M. E."
    mode.end_mode(shared)
    assert mode.mode_now(shared) is None


@pytest.mark.parametrize("ended", ["back", "called_off"])
def test_no_mode_of_a_visit_that_is_over(shared: Session, ended: str) -> None:
    planned = add(at(shared, "09:00"), new_case(shared), "visit", VISIT)
    begun, _changed = mode.begin_mode(shared, planned.entry)
    over = check_in(at(shared, "12:00"), begun.entry) if ended == "back" else call_off(shared, begun.entry, "Ill")
    assert mode.mode_now(shared) is None
    with pytest.raises(mode.TimeIsOver):
        mode.begin_mode(shared, over.entry)


@pytest.mark.parametrize(
    ("grace", "clock", "over"),
    [(15, "13:14", False), (15, "13:15", True), (60, "13:59", False), (60, "14:00", True), (1, "13:01", True)],
)
def test_the_mode_ends_by_itself_so_many_minutes_past_the_time_back(
    session: Session, case: Saved, grace: int, clock: str, *, over: bool
) -> None:
    keep_settings(session, Settings(visit_grace=grace))
    planned = add(at(session, "09:00"), case, "visit", VISIT)
    begun, _changed = mode.begin_mode(session, planned.entry)
    assert begun.over(at(session, clock).now()) is over
    assert mode.mode_now(session) == begun, "it is remembered until somebody leaves it"


def test_staying_longer_moves_the_time_back_and_a_day_is_the_most(shared: Session) -> None:
    planned = add(at(shared, "09:00"), new_case(shared), "visit", VISIT)
    begun, _changed = mode.begin_mode(shared, planned.entry)
    longer, _changed = mode.longer_mode(at(shared, "12:30"), begun.entry, 45)
    assert f"{longer.until:%Y-%m-%d %H:%M}" == "2026-11-23 13:45"
    again, _changed = mode.longer_mode(at(shared, "14:00"), longer.entry, 10)  # the time back is over: from now on
    assert f"{again.until:%Y-%m-%d %H:%M}" == "2026-11-23 14:10"
    assert mode.mode_now(shared) == again
    with pytest.raises(InvalidAnswer):
        mode.longer_mode(shared, again.entry, 24 * 60)
    assert mode.mode_now(shared) == again
    mode.end_mode(shared)


def test_beginning_and_leaving_the_mode_are_entries_of_the_case(session: Session, case: Saved) -> None:
    planned = add(at(session, "09:00"), case, "visit", VISIT)
    mode.begin_mode(session, planned.entry)
    mode.end_mode(session)
    mode.end_mode(session)
    found = [(of, body) for name, of, body in events_of(session) if name == "visit_mode"]
    assert found == [(id_of(case), {"begun": True}), (id_of(case), {"begun": False}), (None, {"begun": False})]


def test_no_mode_begins_where_a_flag_asks_for_a_reason(shared: Session) -> None:
    case = new_case(at(shared, "09:00"))
    planned = add(shared, case, "visit", VISIT)
    add(shared, case, "flag", FLAG)
    with pytest.raises(InvalidAnswer):
        mode.begin_mode(shared, planned.entry)
    assert mode.mode_now(shared) is None


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("person", "The address stands in the record of a person of the case."),
        ("safe_contact", "The address stands in the safe contact rules."),
        ("not_needed", "The place needs no address."),
        ("nowhere", "Where the address stands was not written down."),
        (None, "Where the address stands was not written down."),
    ],
)
def test_raising_says_where_the_address_stands_and_never_the_address(
    shared: Session, told: str | None, where: str
) -> None:
    visit = add(at(shared, "09:00"), new_case(shared), "visit", VISIT | ({"address_in": told} if told else {}))
    assert raising(at(shared, "13:30"), visit.entry).whereabouts == where


def test_what_is_no_visit_is_never_taken_for_one(shared: Session) -> None:
    case = new_case(at(shared, "09:00"))
    other = add(shared, case, "person", {"role": "child", "name": "Kit Example"}).entry
    event = shared.note_event("visit_mode", {"begun": True}, case=case.case).header.id
    for entry in (other, event, "no such entry"):
        for ask in (raising, before_going, mode.begin_mode, go_out):
            with pytest.raises(NotFound):
                ask(shared, entry)


def test_raising_names_what_nobody_wrote_down_as_nothing(shared: Session) -> None:
    unknown: dict[str, object] = dict.fromkeys(("reach", "told", "signal_reference"), NOT_KNOWN)
    bare = raising(shared, add(at(shared, "09:00"), new_case(shared), "visit", VISIT | unknown).entry)
    assert (bare.reach, bare.told, bare.signal, bare.raised) == ("", "", "", "")
    full = raising(shared, add(shared, new_case(shared), "visit", VISIT).entry)
    assert (full.reach, full.told, full.signal) == ("07700 900123", "Sgt Desk", "Word 3")


def test_what_was_done_about_it_stands_below_what_was_done_before(shared: Session) -> None:
    visit = add(at(shared, "09:00"), new_case(shared), "visit", VISIT)
    first = note_raised(at(shared, "13:30"), visit.entry, " Rang twice. ")
    second = note_raised(at(shared, "14:05"), first.entry, "Sent a car.")
    assert raising(shared, second.entry).raised.splitlines() == [
        "23.11.2026 13:30 Robin Example: Rang twice.",
        "23.11.2026 14:05 Robin Example: Sent a car.",
    ]


@pytest.mark.parametrize(
    ("told", "afterwards", "kept"),
    [
        ("", "", ("2026-11-23T13:10", None)),
        (" ", " ", ("2026-11-23T13:10", None)),
        ("23.11.2026 12:40", " Use the back gate. ", ("2026-11-23T12:40", "Use the back gate.")),
    ],
)
def test_who_is_back_says_when_or_it_is_now(
    shared: Session, told: str, afterwards: str, kept: tuple[str, str | None]
) -> None:
    case = new_case(at(shared, "09:00"))
    out = go_out(shared, add(shared, case, "visit", VISIT).entry)
    check_in(at(shared, "13:10"), out.entry, told, afterwards)
    (record,) = shared.heads(case.case, ["visit"])
    assert (value_of(record.answers, "checked_in").start, value_of(record.answers, "afterwards")) == kept


@pytest.mark.parametrize(("confirmed", "unconfirmed"), [("2026-08-25", 0), ("2026-08-24", 1)])
def test_a_duty_number_nobody_confirmed_lately_says_so(
    session: Session, case: Saved, confirmed: str, unconfirmed: int
) -> None:
    keep_overdue_steps(at(session, "09:00"), "Ring", "Sgt")
    number = {"number": "01632 960001", "by": "Sgt", "on": confirmed, "against": "rang", "when": "by day"}
    save(session, "unit_number", number)
    found = raising(session, add(session, case, "visit", VISIT).entry)
    assert found.duty == "01632 960001, by day"
    assert len(found.unconfirmed) == unconfirmed
    assert all(line.startswith("The duty number: ") for line in found.unconfirmed)


def test_steps_taken_away_take_away_who_confirmed_them(session: Session) -> None:
    keep_overdue_steps(session, "Ring", "Sgt")
    keep_overdue_steps(session, " \n ", "Sgt")
    assert overdue_steps(session) == ("", "")
    keep_overdue_steps(session, "Ring", "Sgt")
    keep_overdue_steps(session, "", "")
    assert overdue_steps(session) == ("", "")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "from now"), (1, "1 minute"), (2, "2 minutes"), (59, "59 minutes"), (60, "1 hour"), (61, "1 hour 1 minute"),
        (120, "2 hours"), (125, "2 hours 5 minutes"),
    ],
)  # fmt: skip
def test_how_long_somebody_is_overdue_in_words(minutes: int, words: str) -> None:
    assert minutes_in_words(minutes) == words


def test_open_visits_of_a_case_come_first_by_their_time_and_then_those_that_are_over(shared: Session) -> None:
    case = new_case(at(shared, "09:00"))
    over = [
        add(shared, case, "visit", VISIT | {"on": day, "state": "back", "checked_in": f"{day} 13:00"}).entry
        for day in ("2026-11-10", "2026-11-12")
    ]
    late, soon = (add(shared, case, "visit", VISIT | {"on": day}).entry for day in ("2026-11-26", "2026-11-24"))
    lines = visits_of_case(shared, id_of(case))
    assert [line.entry for line in lines] == [soon, late, *over[::-1]]
    assert [line.open for line in lines] == [True, True, False, False]
    assert {line.who for line in lines} == {"Asha Worker, alone"}


@pytest.mark.parametrize(
    ("company", "name", "who"),
    [
        ("alone", "", "Asha Worker, alone"),
        ("colleague", "Ben", "Asha Worker, with Ben"),
        ("police", "with PC Quorn", "Asha Worker, with PC Quorn"),
    ],
)
def test_who_goes_with_whom_in_words(shared: Session, company: str, name: str, who: str) -> None:
    case = new_case(at(shared, "09:00"))
    add(shared, case, "visit", VISIT | {"company": company} | ({"with_name": name} if name else {}))
    (line,) = visits_of_case(shared, id_of(case))
    assert line.who == who


def test_a_visit_still_to_come_is_not_overdue_and_says_when_it_changes(shared: Session) -> None:
    case = new_case(at(shared, "09:00"))
    add(shared, case, "visit", VISIT)
    (line,) = visits_of_case(shared, id_of(case))
    assert (line.standing, line.over, line.over_days, line.when) == ("planned", "", 0, "today 11:00 to 13:00")
    assert line.changes_at == at(shared, "11:00").now().replace(microsecond=0)
    (line,) = visits_of_case(at(shared, "13:00", day=25), id_of(case))
    assert (line.standing, line.over, line.over_days) == ("overdue", "48 hours", 2)
    assert line.changes_at is None
