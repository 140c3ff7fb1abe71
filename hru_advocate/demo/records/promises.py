"""The promises of a made-up case: actions in every state, legal options talked about, a pause now and then."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready

_KNEW_THEM: Final = frozenset({"partner", "ex_partner", "family"})
_PAUSES: Final = (
    "Away with family until then; agreed that nobody rings.",
    "In hospital for a planned stay; the ward has our number.",
    "Asked for two quiet weeks; will ring if anything happens.",
)


class _Promise(NamedTuple):
    """One promise: its words, whose it is, and the risk it is for where the case has it."""

    what: str
    owner: str
    name: str = ""
    target: str = ""


class _Talk(NamedTuple):
    """One option as it was talked about: what was said, what is wanted, the next step where there is one."""

    option: str
    said: str
    wants: str
    stands: str
    who: str
    step: str = ""
    because: str = ""


_KEPT: Final = (
    _Promise("Send the log sheet and how to fill it in", "us"),
    _Promise("Ring the school about who may collect", "us"),
    _Promise("Ask the work's security for the camera film", "person"),
)
_KEPT_LATE: Final = (
    _Promise("Take the statement about the last incident", "police", "{officer}", "rf_watching_following"),
    _Promise("Put a treat-as-urgent marker on the address", "police", "{officer}", "rf_very_frightened"),
)
_LATE: Final = (
    _Promise("Say whether the camera film was asked for", "police", "{officer}", "rf_loiters"),
    _Promise("Fit the door chain and look at the back gate", "service", "sanctuary scheme"),
    _Promise("Write to the landlord about the locks", "us"),
)
_AHEAD: Final = (
    _Promise("Ring back about what the officer decided", "police", "{officer}", "rf_constant_contact"),
    _Promise("See the GP about sleep", "person"),
    _Promise("Find out what a solicitor's first meeting costs", "us"),
)
_NOT_DONE: Final = (
    (_Promise("Speak to the neighbour about what was seen", "us"), "refused", "Asked that nobody next door is told."),
    (_Promise("Leave a letter at the door", "us"), "unsafe", "Others open the post."),
    (
        _Promise("Change the number of the mobile", "person"),
        "not_yet",
        "The contract runs until the end of next month.",
    ),
)
_KNOWN_TALKS: Final = (
    _Talk(
        "nmo", "What the order can forbid, and that a solicitor or the court form starts it.", "wants_time",
        "talked_about", "victim", "Ask again once a friend could be asked to come along",
    ),
    _Talk(
        "dvds_right_to_ask", "That the police can be asked, and how the answer is given.", "yes", "applying", "victim",
        "Go to the front desk together",
    ),
    _Talk(
        "occupation_order", "What it can say about who lives in the home.", "no", "not_wanted", "victim",
        because="Does not want to stay in the home.",
    ),
)  # fmt: skip
_STRANGE_TALKS: Final = (
    _Talk(
        "spo_full", "That the police apply for it, and that nobody needs to be convicted.", "yes", "applying", "police",
        "Ask the officer where the application is",
    ),
    _Talk(
        "pha_s3_injunction", "That it is a civil claim, with its cost.", "not_now", "talked_about", "victim",
        "Talk about it again after the police have decided",
    ),
)  # fmt: skip
_ANY_TALK: Final = _Talk(
    "police_markers", "What a marker does when the number rings 999.", "yes", "applied", "professional",
    "Ask whether it stands",
)  # fmt: skip


def promises(telling: Telling) -> Iterator[StoryStep]:
    """Every action, talk and pause of a story whose case was taken on; drawn by a lot of its own."""
    if telling.story.plan is None:
        return
    rng = random.Random(f"promises {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    steps = [*_actions(telling, rng), *_talks(telling, rng)]
    if rng.random() < 0.2:
        steps.append(_pause(telling, rng))
    yield from (step for step in steps if telling.start < step.at < telling.now)


def _actions(telling: Telling, rng: random.Random) -> Iterator[StoryStep]:
    """Some kept, some late, some to be asked after; one in three that came to nothing says why."""
    today = telling.now.date()
    early = _moment(telling, 0.25)
    first, second = early.date() + timedelta(days=3), early.date() + timedelta(days=5)
    yield from _ended(early, _drawn(telling, rng.choice(_KEPT), due=first), "done", first, "kept")
    kept_late = _drawn(telling, rng.choice(_KEPT_LATE), due=second, chase=second + timedelta(days=1))
    done = min(second + timedelta(days=rng.randint(2, 6)), telling.last.date())
    if done > second:
        yield from _ended(early + timedelta(minutes=6), kept_late, "done_late", done, "kept late")
    recent = telling.last - timedelta(minutes=35)
    if rng.random() < 0.45:
        over = today - timedelta(days=rng.randint(1, 5))
        begun = min(recent, telling.now - timedelta(days=9))
        raw = _drawn(telling, rng.choice(_LATE), due=over, chase=over + timedelta(days=1))
        yield StoryStep(begun, "action", ready(raw))
    ahead = today + timedelta(days=rng.randint(1, 15))
    chase = today - timedelta(days=rng.randint(0, 1)) if rng.random() < 0.4 else None
    yield StoryStep(recent, "action", ready(_drawn(telling, rng.choice(_AHEAD), due=ahead, chase=chase)))
    if rng.random() < 0.35:
        promise, state, why = rng.choice(_NOT_DONE)
        raw = _drawn(telling, promise, due=early.date() + timedelta(days=40)) | {"state": state, "because": why}
        yield StoryStep(early + timedelta(minutes=9), "action", ready(raw))


def _ended(at: datetime, raw: Raw, state: str, on: date, key: str) -> Iterator[StoryStep]:
    """An action as it was promised, and the version that says on which day it was done."""
    yield StoryStep(at, "action", ready(raw), key=key)
    said = datetime.combine(on, at.timetz()) + timedelta(hours=1)
    ended = raw | {"state": state, "done_on": _iso(on)}
    yield StoryStep(max(said, at), "action", ready(ended), corrects=key, reason="Done, as we were told.")


def _drawn(telling: Telling, promise: _Promise, *, due: date, chase: date | None = None) -> Raw:
    story = telling.story
    raw: Raw = {"what": telling.fill(promise.what), "owner": promise.owner, "agreed_at": "contact", "state": "open"}
    raw["due"] = _iso(due)
    if promise.name:
        raw["owner_name"] = telling.fill(promise.name)
    if chase is not None:
        raw["chase_on"] = _iso(chase)
    factors = story.risk.factors if story.risk else ()
    if promise.target in {one.id for one in factors if one.present and one.chance >= 1}:
        raw["targets"] = [promise.target]
    return raw


def _talks(telling: Telling, rng: random.Random) -> Iterator[StoryStep]:
    """One or two options as they were talked about; a talk that is not over has its next step and day."""
    known = _KNEW_THEM & set(telling.story.relationship)
    chosen = [rng.choice(_KNOWN_TALKS if known else _STRANGE_TALKS)]
    if rng.random() < 0.4:
        chosen.append(_ANY_TALK)
    at = _moment(telling, 0.55)
    for number, talk in enumerate(chosen):
        begun = at + timedelta(minutes=14 + 9 * number)
        raw: Raw = {
            "option": talk.option,
            "talked_on": _iso(begun.date()),
            "told_by": "us",
            "said": talk.said,
            "wants": talk.wants,
            "stands": talk.stands,
            "who_applies": talk.who,
        }
        if talk.because:
            raw["decided_because"] = talk.because
        if talk.step:
            raw |= {"next_step": talk.step, "next_on": _iso(telling.now.date() + timedelta(days=rng.randint(-3, 18)))}
        yield StoryStep(begun, "legal_talk", ready(raw))


def _pause(telling: Telling, rng: random.Random) -> StoryStep:
    until = telling.now.date() + timedelta(days=rng.randint(4, 14))
    raw: Raw = {"until": _iso(until), "because": rng.choice(_PAUSES)}
    return StoryStep(telling.last + timedelta(minutes=8), "pause", ready(raw))


def _moment(telling: Telling, part: float) -> datetime:
    """A moment between the referral and the last contact; the lots of the story are left alone."""
    at = telling.start + (telling.last - telling.start) * part
    return at.replace(hour=14, minute=10, second=0, microsecond=0)


def _iso(day: date) -> str:
    return day.isoformat()
