"""Counts what Today shows straight from the entries: no list, no view, no query of the program takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.store.ledger import ledger

Raw = Mapping[str, Any]
_SLOTS = ("referral", "contact", "action", "judgement", "pause", "order", "hearing", "criminal_case",
          "disclosure", "material_request", "outcome")  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One current version: its purpose, answers, and the order it sorts by.

    Two of one day that bear the same moment, as after a clock that was set back, are told apart by their ids.
    """

    purpose: str
    answers: Raw
    order: tuple[str, str, str]

    @property
    def sort(self) -> str:
        return self.order[0]

    @property
    def recorded(self) -> str:
        return self.order[1]


@dataclass(frozen=True)
class Figures:
    """Every figure Today shows."""

    contacts: int
    contacts_over: int
    actions: int
    actions_over: int
    dates: int
    dates_over: int
    reviews: int
    reviews_over: int
    not_reached: int
    loud: int
    paused: int
    rail: int


def recount(session: Session, cases: Iterable[str], today: date) -> Figures:
    """Count over some open cases, all of them accepted by their referral."""
    sums = [_of_case(_heads(session, case), today) for case in cases]
    return Figures(*(sum(one[place] for one in sums) for place in range(12)))


def _heads(session: Session, case: str) -> list[Told]:
    """The versions nobody has corrected, read from the bytes of their bodies."""
    entries = [
        entry
        for slot in _SLOTS
        for record in {head.header.record for head in ledger.heads_of_case(session.vault, case, slot=slot)}
        for entry in ledger.entries_of_record(session.vault, record)
    ]
    corrected = {parent for entry in entries for parent in entry.header.parents}
    found = []
    for entry in entries:
        if entry.header.id in corrected or entry.body is None:
            continue
        answers = {
            key: value.get("value") if isinstance(value, dict) and "value" in value else value
            for key, value in msgspec.json.decode(entry.body)["answers"].items()
        }
        purpose = session.forms.version(entry.header.form, entry.header.version).purpose
        sort = _happened(answers) or entry.header.recorded.utc
        found.append(Told(purpose, answers, (sort, entry.header.recorded.utc, entry.header.id)))
    return found


def _happened(answers: Raw) -> str:
    for field in ("happened", "made_on", "received"):
        value = answers.get(field)
        if isinstance(value, dict):
            return str(value.get("start") or "")
        if isinstance(value, str):
            return value
    return ""


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None


def _of_case(told: list[Told], today: date) -> tuple[int, ...]:
    soon = today + timedelta(days=7)
    contacts = sorted((one for one in told if one.purpose == "contact"), key=lambda one: one.order)
    judged = [one for one in told if one.purpose == "judgement"]
    level = max(judged, key=lambda one: one.order, default=None)
    until = [_day(one.answers["until"]) for one in told if one.purpose == "pause"]
    paused = any(day is not None and today < day for day in until)
    rests = paused and not (level is not None and level.answers["level"] == "high")
    dates = [*(day for one in told for day in _dates(one, today)), *_next_hearings(told, today)]
    over, now = sum(day < today for day in dates), sum(day <= today for day in dates)
    if rests:
        return 0, 0, 0, 0, len(dates), over, 0, 0, 0, 0, 1, now
    owed = _owed_contact(contacts)
    contact = owed is not None and owed <= today
    actions = [day for one in told if one.purpose == "action" for day in [_asks(one.answers)] if day and day <= soon]
    dues = [
        due
        for one in told
        if one.purpose == "action" and (asks := _asks(one.answers)) and asks <= soon
        for due in [_day(one.answers.get("due"))]
        if due and due < today and one.answers["state"] in ("open", "not_yet")
    ]
    reviews = [day for day in [_day(level.answers.get("review")) if level else None] if day and day <= soon]
    reviews += [day for one in told for day in [_day(_asked_by(one))] if day and day <= soon]
    reviews += [day for day in [_ask_how_it_goes(told)] if day and day <= soon]
    days = (today - _last_reached(told, contacts)).days
    return (
        int(contact),
        int(owed is not None and owed < today),
        len(actions),
        len(dues),
        len(dates),
        over,
        len(reviews),
        sum(day < today for day in reviews),
        int(days >= 14),
        int(days >= 30),
        int(paused),
        int(contact) + now + sum(day <= today for day in (*actions, *reviews)),
    )


def _ask_how_it_goes(told: list[Told]) -> date | None:
    """Four weeks after the referral, while nobody has asked how it is going."""
    if any(one.purpose == "outcome" for one in told):
        return None
    opened = min(one.recorded for one in told if one.purpose == "referral")
    return date.fromisoformat(opened[:10]) + timedelta(days=28)


def _asked_by(one: Told) -> object:
    """The day a disclosure is to be back, or a request to be answered."""
    if one.purpose == "disclosure" and one.answers["state"] == "with_them" and one.answers.get("back_how") != "keep":
        return one.answers.get("back_by")
    asked = one.purpose == "material_request" and one.answers["state"] == "asked"
    return one.answers.get("answer_by") if asked else None


def _dates(one: Told, today: date) -> list[date]:
    """The days of one order, hearing or criminal case that Today shows, whatever rests."""
    raw = one.answers
    if one.purpose == "order":
        return _of_order(raw, today)
    if one.purpose == "hearing":
        on = _day(raw["on"])
        settled = raw.get("state") in ("vacated", "adjourned")
        return [on] if on and not settled and on <= today + timedelta(days=28) else []
    if one.purpose == "criminal_case" and not raw.get("support_on"):
        last = _day(raw["reported_on"]) or today
        for _working_day in range(2):
            last += timedelta(days={4: 3, 5: 2}.get(last.weekday(), 1))
        return [last] if last <= today + timedelta(days=7) else []
    return []


def _next_hearings(told: list[Told], today: date) -> set[date]:
    """The days of next hearings that were set, where none is written down for that day, nor stands on a later one."""
    hearings = [one.answers for one in told if one.purpose == "hearing"]
    found = set()
    for one in hearings:
        then, day = _day(one.get("next_on")), _day(one["on"]) or today
        others = [(_day(other["on"]) or today, other.get("state")) for other in hearings if other is not one]
        if not any(on == then or (on > day and state not in ("vacated", "adjourned")) for on, state in others):
            found.add(then)
    return {day for day in found if day and day <= today + timedelta(days=28)}


def _of_order(raw: Raw, today: date) -> list[date]:
    soon, until, made = today + timedelta(days=28), _day(raw.get("until")), _day(raw["made_on"]) or today
    if until and until < today:
        return [until]
    parts = {_day(row["until"]["value"]) for row in raw.get("conditions") or ()}
    ends = [part for part in parts if part and today <= part <= soon and part < (until or date.max)]
    gaps = [made] if until is None or not raw.get("served_on") else []
    if raw.get("served_on") and parts and all(part and part < today for part in parts):
        gaps = [max(part for part in parts if part) + timedelta(days=1)]
    return [*gaps, *([until] if until and until <= soon else []), *ends]


def _owed_contact(contacts: list[Told]) -> date | None:
    """The day promised last, unless somebody reached the person on it or after, by another contact."""
    promised = [one for one in contacts if one.answers.get("next_contact")]
    if not promised:
        return None
    due = _day(promised[-1].answers["next_contact"])
    kept = [
        one
        for one in contacts
        if _reached(one)
        and due is not None
        and (_day(one.sort) or due) >= due
        and not (one.answers.get("next_contact") and str(one.answers["next_contact"])[:10] <= one.sort[:10])
    ]
    return None if kept else due


def _reached(one: Told) -> bool:
    return bool(one.answers.get("with_whom") == "victim" and one.answers.get("direction") != "attempt")


def _last_reached(told: list[Told], contacts: list[Told]) -> date:
    reached = [_day(one.sort) for one in contacts if _reached(one)]
    opened = min(one.recorded for one in told if one.purpose == "referral")
    return max((day for day in reached if day), default=_day(opened) or date.min)


def _asks(answers: Raw) -> date | None:
    state = answers["state"]
    days = [_day(answers.get("due"))] if state in ("open", "not_yet") else []
    days += [_day(answers.get("chase_on"))] if state in ("open", "not_yet", "done_on_paper") else []
    return min((day for day in days if day), default=None)
