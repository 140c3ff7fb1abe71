"""Every figure on Today equals a recount straight from the entries, over made-up cases of any kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory  # noqa: TID251 - one vault an example, below the test's own folder

from hypothesis import example, given
from hypothesis import strategies as st

from hru_advocate.casework.counter import counts
from hru_advocate.casework.late import late
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import supervision
from hru_advocate.casework.today import look
from tests.casework.actions.recount import Figures, recount
from tests.casework.open_sessions import REFERRAL, new_case, session_at
from tests.effort import random_cases
from tests.fixed_clock import FixedClock

BEGUN = date(2026, 11, 2)
TODAY = date(2026, 12, 14)
ENDED = ("done_on_paper", "refused", "not_possible", "not_yet", "unsafe", "moved_on")

days = st.integers(0, 42).map(lambda number: BEGUN + timedelta(days=number))
later = st.integers(0, 20)


def contact(day: date, kind: tuple[str, str], ahead: int | None) -> tuple[date, str, dict[str, object]]:
    raw: dict[str, object] = {
        "happened": day.isoformat(), "method": "phone", "direction": kind[0], "with_whom": kind[1], "fact": "x",
        "outside_rules": "The first call.",
    }  # fmt: skip
    if ahead is not None:
        raw["next_contact"] = (day + timedelta(days=ahead)).isoformat()
    return day, "contact", raw


def action(day: date, state: str, due: int | None, chase: int | None) -> tuple[date, str, dict[str, object]]:
    raw: dict[str, object] = {"what": "Ring", "owner": "us", "state": state}
    raw |= {"because": "Made up."} if state in ENDED else {}
    raw |= {"done_on": day.isoformat()} if state == "done" else {}
    raw |= {"due": (day + timedelta(days=due)).isoformat()} if due is not None else {}
    raw |= {"chase_on": (day + timedelta(days=chase)).isoformat()} if chase is not None else {}
    return day, "action", raw


def level(day: date, judged: str, ahead: int) -> tuple[date, str, dict[str, object]]:
    review = (day + timedelta(days=ahead)).isoformat()
    return day, "judgement", {"made_on": day.isoformat(), "level": judged, "reason": "x", "review": review}


def pause(day: date, ahead: int) -> tuple[date, str, dict[str, object]]:
    return day, "pause", {"until": (day + timedelta(days=ahead)).isoformat(), "because": "x"}


def order(day: date, ahead: int | None, part: int | None, *, served: bool) -> tuple[date, str, dict[str, object]]:
    raw: dict[str, object] = {"kind": "nmo", "stage": "made", "made_on": day.isoformat()}
    raw |= {"served_on": day.isoformat()} if served else {}
    raw |= {"until": (day + timedelta(days=ahead)).isoformat()} if ahead is not None else {}
    if part is not None and part <= (ahead or part):
        until = (day + timedelta(days=part)).isoformat()
        raw["conditions"] = [{"kind": "direct", "words": "No contact.", "until": until}]
    return day, "order", raw


def hearing(day: date, ahead: int, state: str) -> tuple[date, str, dict[str, object]]:
    raw: dict[str, object] = {"what_for": "family", "on": (day + timedelta(days=ahead)).isoformat()}
    return day, "hearing", raw | ({"state": state} if state else {})


def put_off(day: date, ahead: int) -> tuple[date, str, dict[str, object]]:
    then = (day + timedelta(days=ahead)).isoformat()
    return day, "hearing", {"what_for": "family", "on": day.isoformat(), "state": "adjourned", "next_on": then}


def crime(day: date, *, supported: bool) -> tuple[date, str, dict[str, object]]:
    raw: dict[str, object] = {"stage": "investigating", "reported_on": day.isoformat()}
    return day, "criminal_case", raw | ({"support_on": day.isoformat()} if supported else {})


kinds = st.sampled_from([("out", "victim"), ("in", "victim"), ("attempt", "victim"), ("out", "officer")])
steps = st.one_of(
    st.builds(contact, days, kinds, st.none() | later),
    st.builds(action, days, st.sampled_from(["open", "done", *ENDED]), st.none() | later, st.none() | later),
    st.builds(level, days, st.sampled_from(["high", "medium", "not_graded_yet"]), later),
    st.builds(pause, days, later),
    st.builds(order, days, st.none() | st.integers(1, 80), st.none() | st.integers(1, 60), served=st.booleans()),
    st.builds(hearing, days, st.integers(0, 50), st.sampled_from(["", "", "vacated"])),
    st.builds(put_off, days, st.integers(1, 80)),
    st.builds(crime, days, supported=st.booleans()),
)
cases = st.lists(st.lists(steps, max_size=7), min_size=1, max_size=4)


def at(session: Session, day: date) -> None:
    morning = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)
    session.clock = FixedClock(morning, step=timedelta(milliseconds=7))


def shown(session: Session) -> Figures:
    page = look(session)
    return Figures(
        contacts=len(page.contacts),
        contacts_over=sum(one.due.over_days > 0 for one in page.contacts),
        actions=len(page.actions),
        actions_over=sum(one.action.late_days > 0 for one in page.actions),
        dates=len(page.dates),
        dates_over=sum(one.due.over_days > 0 for one in page.dates),
        reviews=len(page.reviews),
        reviews_over=sum(one.due.over_days > 0 for one in page.reviews),
        not_reached=len(page.not_reached),
        loud=sum(one.loud for one in page.not_reached),
        paused=len(page.paused),
        rail=counts(session).today,
    )


TWICE_JUDGED = [[level(TODAY - timedelta(days=3), "high", 16), level(TODAY - timedelta(days=3), "medium", 2)]] * 4
"""Judged twice on one day at one moment: which counts is told by the ids, half of the time the one written first."""


@random_cases(25, shrinking=False)  # each step of it would make a vault
@given(written=cases)
@example(written=TWICE_JUDGED)
def test_every_figure_on_today_equals_a_recount_from_the_entries(
    tmp_path: Path, written: list[list[tuple[date, str, dict[str, object]]]]
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder, session_at(Path(folder) / "vault") as session:
        at(session, BEGUN)
        held = [new_case(session, victim=f"{REFERRAL['victim']}{number}").case or "" for number in range(len(written))]
        ordered = [(day, number, form, raw) for number, one in enumerate(written) for day, form, raw in one]
        for day, number, form, raw in sorted(ordered, key=lambda step: step[0]):
            at(session, day)
            save(session, form, raw, case=held[number])
        at(session, TODAY)
        figures = recount(session, held, TODAY)
        assert shown(session) == figures
        seen = supervision(session)
        assert seen.late == sum((figures.contacts_over, figures.dates_over, figures.actions_over, figures.reviews_over))
        chased = sum(one.action.chase and not one.action.late_days for one in look(session).actions)
        assert len(late(session)) == seen.late + chased
        assert (len(seen.not_reached), seen.paused) == (figures.not_reached, figures.paused)
