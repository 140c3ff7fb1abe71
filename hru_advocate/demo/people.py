"""The beginning of a made-up case: the referral, the people, the rules of safe contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.safe_contact import safe_contact
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.demo.stories import Profile, Referral, Someone


def referral(telling: Telling) -> Iterator[StoryStep]:
    """The referral, and its decision a few days later where it was not made at once."""
    story, rng = telling.story, telling.rng
    about = story.referral
    raw: Raw = {
        "victim": telling.cast["victim"].full,
        "received": telling.told(telling.start),
        "source": about.sources[telling.turn % len(about.sources)],
        "source_detail": telling.say(about.detail),
        "area": telling.words["area"],
        "behaviour": list(story.behaviour),
        "relationship": list(story.relationship),
        "lives_together": story.lives,
        "account": telling.say(about.account),
        "words": telling.say(about.wants),
        "decision": "pending",
    }
    if rng.random() < 0.8:
        raw["consent"] = True
    if about.crime and rng.random() < 0.7:
        raw["crime_numbers"] = f"{rng.randint(10, 99)}MADEUP{rng.randint(1000, 9999)}"
    decided = raw | _decision(telling, about)
    late = about.decision != "accept" or rng.random() < 0.35
    yield StoryStep(telling.start, "referral", ready(raw if late else decided))
    if late and about.decision != "pending":
        yield StoryStep(telling.at(0.03), "referral", ready(decided), reason="Decided at the allocation meeting.")


def _decision(telling: Telling, about: Referral) -> Raw:
    raw: Raw = {"decision": about.decision}
    if about.value:
        raw["added_value"] = telling.say(about.value)
    if about.because:
        raw["decision_reason"] = telling.say(about.because)
    return raw


def people(telling: Telling) -> Iterator[StoryStep]:
    """The victim, the other person, the officer and everyone else the story knows."""
    begin = telling.start + timedelta(minutes=25)
    yield StoryStep(begin, "person", ready(_victim(telling)))
    if "other" in telling.cast:
        yield StoryStep(begin + timedelta(minutes=4), "person", ready(_other(telling)))
    officer: Raw = {"role": "officer", "name": telling.words["officer_full"], "relation": "officer in the case"}
    officer |= {"agency": "Made-up Police", "post": "Officer in the case", "may_know": "as_disclosed"}
    if telling.happens(0.7):
        officer["phone"] = telling.landline()
    yield StoryStep(begin + timedelta(minutes=9), "person", ready(officer))
    later = telling.at(0.05)
    for number, one in enumerate(telling.story.people, start=1):
        yield StoryStep(later + timedelta(minutes=5 * number), "person", ready(_someone(telling, one)))


def _victim(telling: Telling) -> Raw:
    story, rng = telling.story, telling.rng
    victim = telling.cast["victim"]
    raw: Raw = {"role": "victim", "name": victim.full, "born": telling.born().isoformat()}
    if rng.random() < 0.3:
        raw["called"] = victim.first
    if victim.community.language and rng.random() < 0.6:
        raw |= {"language": rng.choice(victim.community.language), "interpreter": rng.random() < 0.4}
    if story.access:
        raw["access"] = telling.say(story.access)
    if rng.random() < 0.6:
        raw["address"] = telling.address()
    return raw


def _someone(telling: Telling, one: Someone) -> Raw:
    raw: Raw = {
        "role": one.role,
        "name": telling.cast[one.key].full,
        "relation": telling.words[f"{one.key}_relation"],
    }
    if one.phone:
        raw["phone"] = telling.mobile()
    if one.note:
        raw["note"] = telling.say(one.note)
    return raw


def _other(telling: Telling) -> Raw:
    relation = {
        "partner": "partner",
        "ex_partner": "former partner",
        "family": "family member",
        "friend": "someone they used to know",
        "colleague": "works or studies at the same place",
        "neighbour": "lives close by",
        "professional": "known from work",
        "stranger": "a stranger before this began",
    }.get(telling.story.relationship[0], "not known")
    return {
        "role": "perpetrator",
        "name": telling.cast["other"].full,
        "relation": relation,
        "relationship": list(telling.story.relationship),
    }


def rules(telling: Telling, profile: Profile) -> Iterator[StoryStep]:
    """The safe contact rules as first agreed, and asked again later."""
    begin = telling.at(0.04)
    first = safe_contact(telling, profile, begin)
    yield StoryStep(begin, "safe_contact", ready(first))
    if telling.story.plan is None:
        return
    days = telling.rng.choice((3, 6, 9, 14, 20, 26, 41))
    again = telling.working(telling.now - timedelta(days=days))
    if again > begin + timedelta(hours=8):
        changed = safe_contact(telling, profile, again, again=True)
        words = telling.say(profile.again) or "Asked again; nothing has changed."
        yield StoryStep(again, "safe_contact", ready(changed), reason=words)
