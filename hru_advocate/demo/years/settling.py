"""The end of a made-up case of the years: what is open is settled or handed on, and the case is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw
from hru_advocate.demo.years.batch_saving import BatchSaving, CaseInYears, Kept
from hru_advocate.demo.years.year_book import YearBook
from hru_advocate.demo.years.year_cases import YearCase

_SETTLED: Final = 0.85
"""The share of open things that are settled when a case closes; the rest is handed on or left, with its words."""


def _action(raw: Raw, day: str) -> Raw:
    if raw.get("state") != "open":
        return {}
    state = "done_late" if str(raw.get("due", day)) < day else "done"
    return {"state": state, "done_on": day}


def _criminal_case(_raw: Raw, day: str) -> Raw:
    return {"stage": "ended", "stage_on": day}


def _disclosure(raw: Raw, _day: str) -> Raw:
    return {"state": "destroyed", "ended": "They say it is destroyed."} if raw.get("state") == "with_them" else {}


def _flag(raw: Raw, day: str) -> Raw:
    return (
        {} if "ended_on" in raw else {"ended_on": day, "ended_because": "The case closes; looked at with the officer."}
    )


def _hearing(raw: Raw, _day: str) -> Raw:
    return {} if "state" in raw else {"state": "held", "outcome": "Made up: heard, and written down from the list."}


def _letter(raw: Raw, day: str) -> Raw:
    if raw.get("state") in ("draft", "agreed"):
        return {"state": "withdrawn", "withdrawn_because": "Not needed any more."}
    return {"state": "answered", "answered_on": day, "answer": "They agreed, by telephone."} if "sent_on" in raw else {}


def _material(raw: Raw, day: str) -> Raw:
    asked = raw.get("state") == "asked"
    return {"state": "withdrawn", "answered_on": day, "answered_by": "Sam Overton"} if asked else {}


def _meeting(raw: Raw, _day: str) -> Raw:
    return {"state": "cancelled", "outcome": "Not needed any more."} if raw.get("state") == "planned" else {}


def _paper(raw: Raw, _day: str) -> Raw:
    return {"state": "destroyed"} if raw.get("state") == "out" else {}


def _signposting(raw: Raw, _day: str) -> Raw:
    over = raw.get("state") in ("declined", "finished", "not_suitable")
    return {} if over else {"state": "finished", "rules_shared": True, "follow_up": ""}


def _visit(raw: Raw, _day: str) -> Raw:
    planned = raw.get("state") == "planned"
    return {"state": "called_off", "called_off_because": "The case closes."} if planned else {}


_ENDS: Final[Mapping[str, Callable[[Raw, str], Raw]]] = {
    "action": _action,
    "criminal_case": _criminal_case,
    "disclosure": _disclosure,
    "flag": _flag,
    "hearing": _hearing,
    "letter": _letter,
    "material_request": _material,
    "meeting": _meeting,
    "paper": _paper,
    "signposting": _signposting,
    "visit": _visit,
}
_ALWAYS: Final = frozenset({"hearing", "meeting", "visit", "paper", "criminal_case", "material_request"})
"""Work nobody hands on: it came to its end before the case did."""
_CLASSES: Final = ("group_2", "group_2", "group_2", "group_3", "group_2", "group_2", "group_3", "group_1")


def settle(road: BatchSaving, told: CaseInYears, case: YearCase, words: YearBook) -> list[Raw]:
    """Settle what is open, at the session's moment; gives the rows of the closure for what is not."""
    rows: list[Raw] = []
    day = road.session.now().date()
    for one in list(told.open.values()):
        ended = _ENDS[one.form](one.raw, day.isoformat()) if one.form in _ENDS else {}
        if one.form == "order":
            ended = {}
            rows += [] if str(one.raw.get("until", "")) < day.isoformat() else [_row(case, words, one)]
        if not ended:
            continue
        if one.form in _ALWAYS or case.rng.random() < _SETTLED:
            road.correct(told, one, one.raw | _not_before(one, ended, day), "Settled before the case closes.")
        else:
            rows.append(_row(case, words, one))
    told.open.clear()
    return rows


def _not_before(one: Kept, ended: Raw, day: date) -> Raw:
    """The answers that end it; a hearing that would lie ahead was on the day itself."""
    ahead = one.form == "hearing" and str(one.raw.get("on", "")) > day.isoformat()
    return ended | ({"on": day.isoformat(), "until_on": ""} if ahead else {})


def _row(case: YearCase, words: YearBook, one: Kept) -> Raw:
    what = str(one.raw.get("what") or one.raw.get("title") or one.raw.get("why") or one.form.replace("_", " "))
    return {
        "key": f"{one.form}:{one.record}",
        "what": f"{one.form.replace('_', ' ').capitalize()}: {what}"[:290],
        "how": "handed_on",
        "said": case.rng.choice(words.reasons.handed_on),
    }


def close(road: BatchSaving, told: CaseInYears, case: YearCase, words: YearBook) -> date:
    """Close a case at the session's moment; gives the day on which its record is reviewed."""
    rng, taken = case.rng, case.ending in ("closed", "open")
    rows = settle(road, told, case, words)
    today = road.session.now().date()
    retained = road.session.program.retention.of(rng.choice(_CLASSES) if taken else "group_3")
    review = retained.review_after(today) if retained is not None else None
    review = review or today + timedelta(days=2190)
    raw: Raw = {
        "state": "closed",
        "on": today.isoformat(),
        "why": rng.choice(("aims_met", "aims_met", "handed_on", "person_ended", "not_reached", "moved_away"))
        if taken
        else "not_taken_on",
        "because": rng.choice(words.reasons.closed if taken else words.reasons.advise),
        "open": rows,
        "told": rng.choice(("yes", "yes", "yes", "not_reached")) if taken else "no",
        "told_words": "Told at the last contact how to come back to us." if taken else "The referrer was told.",
        "safe_after": rng.choice(("she_rings", "as_now", "not_known")),
        "feedback": rng.choice(("given", "asked", "not_asked")) if taken else "not_asked",
        "outcome": rng.choice(("stopped", "less", "less", "less", "same", "unknown")) if taken else "unknown",
        "value_added": rng.choice(("yes", "yes", "in_part", "in_part", "no")) if taken else "unknown",
        "class": retained.id if retained is not None else "group_3",
        "review": review.isoformat(),
        "by": told.author,
    }
    road.write(told, "closure", raw)
    return review
