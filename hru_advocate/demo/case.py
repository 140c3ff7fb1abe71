"""One made-up case from referral to the last contact, as the entries an advocate would have made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.contacts import Pace, contacts
from hru_advocate.demo.conversations import conversations
from hru_advocate.demo.people import people, referral, rules
from hru_advocate.demo.plan import paper, plan, second_plan
from hru_advocate.demo.records.court import court
from hru_advocate.demo.records.disclosures import disclosures
from hru_advocate.demo.records.incidents import incidents
from hru_advocate.demo.records.letters import letters
from hru_advocate.demo.records.outcomes import outcomes
from hru_advocate.demo.records.partners import partners
from hru_advocate.demo.records.promises import promises
from hru_advocate.demo.records.visits import visits
from hru_advocate.demo.step import StoryEntries, StoryStep, ready
from hru_advocate.demo.stories import StoryBook, StoryPhrases


def steps_of(telling: Telling, book: StoryBook, pace: Pace) -> list[StoryStep]:
    """Every entry of a case in the order of time."""
    story = telling.story
    profile = book.profile(telling.rng.choice(story.contact))
    steps = [*referral(telling), *people(telling), *rules(telling, profile)]
    steps += conversations(telling)
    steps += contacts(telling, book.phrases, pace, they_ring=profile.may == "they_ring")
    steps += _signposts(telling)
    steps += incidents(telling)
    if story.plan is not None:
        steps += _plans(telling, book.phrases)
    if telling.rng.random() < 0.4:
        steps += _mended(telling, book.phrases, [step for step in steps if step.form == "contact"])
    steps += court(telling)
    steps += promises(telling)
    steps += partners(telling)
    steps += disclosures(telling)
    steps += letters(telling)
    steps += outcomes(telling)
    steps += visits(telling)
    return sorted(steps, key=lambda step: step.at)


def _signposts(telling: Telling) -> Iterator[StoryStep]:
    for one in telling.story.signpost:
        at = telling.at(one.at)
        state = one.state[telling.turn % len(one.state)]
        raw: Raw = {
            "service": [f"sv_{telling.fill(one.service)}"],
            "why": telling.say(one.why),
            "offered_on": telling.told(at),
            "consent": "refused" if state == "declined" else one.consent,
            "state": state,
        }
        if state in ("referred", "waiting", "accepted", "started", "finished"):
            raw["rules_shared"] = telling.rng.random() < 0.9
        if state in ("offered", "referred", "waiting"):
            follow_up = max(at + timedelta(days=14), telling.now + timedelta(days=telling.rng.randint(-6, 16)))
            raw["follow_up"] = follow_up.date().isoformat()
        if one.outcome:
            raw["outcome"] = telling.say(one.outcome)
        yield StoryStep(at, "signposting", ready(raw))


def _plans(telling: Telling, phrases: StoryPhrases) -> Iterator[StoryStep]:
    story, rng = telling.story, telling.rng
    first = telling.at(0.16) + timedelta(minutes=20)
    second = max(telling.at(0.66), first + timedelta(hours=1)) if story.plan and story.plan.changed else None

    def made(session: Session, told: StoryEntries) -> Raw:
        told.raws["plan"] = plan(telling, phrases, session, told.case or "", at=first, last=second is None)
        return told.raws["plan"]

    def changed(session: Session, told: StoryEntries) -> Raw:
        told.raws["plan"] = second_plan(telling, phrases, session, told.case or "", told.raws["plan"])
        return told.raws["plan"]

    yield StoryStep(first, "safety_plan", made)
    if second is not None:
        yield StoryStep(second, "safety_plan", changed)
    if rng.random() < 0.75:
        printed = (second or first) + timedelta(minutes=30)
        yield StoryStep(printed, "paper", lambda _session, told: paper(telling, phrases, told.raws["plan"], printed))


def _mended(telling: Telling, phrases: StoryPhrases, contacts: list[StoryStep]) -> Iterator[StoryStep]:
    """Put one contact right afterwards, and say why."""
    fitting = [step for step in contacts if step.key]
    if not fitting:
        return
    step = telling.rng.choice(fitting)
    how = telling.rng.choice(phrases.mended)
    at = min(step.at + timedelta(hours=telling.rng.randint(2, 30)), telling.now - timedelta(minutes=10))

    def again(session: Session, told: StoryEntries) -> Raw:
        raw = step.make(session, told)
        if how.hour:
            return raw | {"happened": telling.told(step.at - timedelta(minutes=90))}
        return raw | {"fact": f"{raw.get('fact', '')} {telling.fill(how.fact)}".strip()}

    yield StoryStep(at, "contact", again, corrects=step.key, reason=telling.fill(how.reason))
