"""Questions that other professionals asked the made-up unit: of each behaviour, answered or not."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final, NamedTuple

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw


class _Asked(NamedTuple):
    """One question: how many days ago, from where, by whom, and how many days later it was answered, if it was."""

    ago: int
    source: str
    who: str
    behaviour: str
    question: str
    after: int = -1
    advice: str = ""
    remind_in: int | None = None
    remind_for: str = ""
    outcome: str = ""


_ASKED: Final = (
    _Asked(
        128, "fire", "Community safety officer, Exampleton fire station", "fire_setting",
        "A man in his twenties has set three bins alight after arguments at home. What should we look at first?",
        3, "Look at what comes before each fire, who was meant to see it, and what he can lose at home. "
        "Ask about threats to burn the house, and who sleeps there.", None, "", "followed",
    ),
    _Asked(
        74, "council", "Clerk of a councillor, Exampleton", "querulant",
        "Somebody writes forty letters a month and now comes to surgeries. How do we answer without feeding it?",
        9, "One named person answers, at set times, in the same words. Keep every letter with its day. "
        "Tell us of any visit to a private address at once.", None, "", "in_part",
    ),
    _Asked(
        31, "probation", "Offender manager, Exampleton", "sexual_violence",
        "He has a licence that ends in six weeks and talks of a former colleague. Which conditions would help?",
        1, "Ask what he knows of her days. Propose no contact, no approach to her place of work, "
        "and a word with her before the licence ends.", -1, "Ask whether the conditions were taken up",
    ),
    _Asked(
        12, "health", "Community nurse, Exampleton", "other",
        "A patient turns up at my home and knows my shifts. Is that for you?",
        0, "Yes: it can be stalking. Report it, keep a diary, tell the ward. We can take a referral.",
        4, "Ask whether she wants to be referred",
    ),
    _Asked(
        4, "education", "Safeguarding lead of a college, Exampleton", "querulant",
        "A former student sends complaints about one tutor every day. When does it become something else?",
    ),
)  # fmt: skip


def consultations(session: Session, today: date) -> None:
    """Save what was asked, counted back from today."""
    for asked in _ASKED:
        save(session, "consultation", _answers(asked, today))


def asked_then(rng: random.Random, today: date) -> Raw:
    """One of the questions as it was asked some days ago and is answered today."""
    asked = rng.choice(_ASKED)
    days = rng.randint(0, 12)
    advice = asked.advice or "Keep every letter with its day, answer through one person, and tell us of any visit."
    outcome = rng.choice(("followed", "followed", "in_part", "not_heard"))
    return _answers(asked._replace(ago=days, after=days, advice=advice, outcome=outcome, remind_in=None), today)


def _answers(asked: _Asked, today: date) -> Raw:
    day = today - timedelta(days=asked.ago)
    raw: Raw = {
        "asked_on": day.isoformat(),
        "who": asked.who,
        "from": asked.source,
        "behaviour": asked.behaviour,
        "question": asked.question,
    }
    if asked.behaviour == "other":
        raw["other_behaviour"] = "Stalking of staff"
    if asked.after >= 0:
        raw |= {"advice": asked.advice, "advised_on": (day + timedelta(days=asked.after)).isoformat()}
    if asked.remind_in is not None:
        on = today + timedelta(days=asked.remind_in)
        raw |= {"remind_on": on.isoformat(), "remind_for": asked.remind_for}
    if asked.outcome:
        raw["outcome"] = asked.outcome
    return raw
