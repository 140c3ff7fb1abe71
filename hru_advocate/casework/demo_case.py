"""One made-up case from referral to the last contact, as the entries an advocate would have made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from hru_advocate.casework.demo_cast import Raw, Telling
from hru_advocate.casework.demo_contact import safe_contact
from hru_advocate.casework.demo_plan import paper, plan, second_plan
from hru_advocate.casework.demo_stories import Event, Need, Phrases, Profile, Referral, Risk, StoryBook
from hru_advocate.casework.desk import Desk

Pace = Literal["over", "today", "ahead"]
"""When the next contact is due: some days ago, today, or in the days to come."""

_FIRST_VISIT: Final = 0.08


@dataclass
class Told:
    """What a case has so far: its id and reference, and the entries that later ones come back to."""

    case: str | None = None
    ref: str = ""
    entries: dict[str, str] = field(default_factory=dict)
    raws: dict[str, Raw] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry to make: when, which form, and its answers worked out at that moment."""

    at: datetime
    form: str
    make: Callable[[Desk, Told], Raw]
    key: str = ""
    corrects: str = ""
    reason: str = ""


def steps_of(telling: Telling, book: StoryBook, pace: Pace) -> list[Step]:
    """Every entry of a case in the order of time."""
    story = telling.story
    profile = book.profile(telling.rng.choice(story.contact))
    steps = [*_referral(telling), *_people(telling), *_rules(telling, profile)]
    steps += _conversations(telling)
    steps += _contacts(telling, book.phrases, pace)
    steps += _signposts(telling)
    if story.plan is not None:
        steps += _plans(telling, book.phrases)
    if telling.rng.random() < 0.4:
        steps += _mended(telling, book.phrases, [step for step in steps if step.form == "contact"])
    return sorted(steps, key=lambda step: step.at)


def _ready(raw: Raw) -> Callable[[Desk, Told], Raw]:
    return lambda _desk, _told: raw


def _referral(telling: Telling) -> Iterator[Step]:
    story, rng = telling.story, telling.rng
    about = story.referral
    raw: Raw = {
        "victim": telling.cast["victim"].full,
        "received": telling.told(telling.start),
        "source": about.sources[telling.turn % len(about.sources)],
        "source_detail": telling.say(about.detail),
        "area": telling.words["area"],
        "behaviour": list(story.behaviour),
        "relationship": story.relationship,
        "living_situation": story.living,
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
    yield Step(telling.start, "referral", _ready(raw if late else decided))
    if late and about.decision != "pending":
        yield Step(telling.at(0.03), "referral", _ready(decided), reason="Decided at the allocation meeting.")


def _decision(telling: Telling, about: Referral) -> Raw:
    raw: Raw = {"decision": about.decision}
    if about.value:
        raw["added_value"] = telling.say(about.value)
    if about.because:
        raw["decision_reason"] = telling.say(about.because)
    return raw


def _people(telling: Telling) -> Iterator[Step]:
    story, rng = telling.story, telling.rng
    begin = telling.start + timedelta(minutes=25)
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
    yield Step(begin, "person", _ready(raw))
    if "other" in telling.cast:
        yield Step(begin + timedelta(minutes=4), "person", _ready(_other(telling)))
    officer: Raw = {"role": "officer", "name": telling.words["officer_full"], "relation": "officer in the case"}
    if rng.random() < 0.7:
        officer["phone"] = telling.landline()
    yield Step(begin + timedelta(minutes=9), "person", _ready(officer))
    for number, one in enumerate(story.people, start=1):
        person: Raw = {
            "role": one.role,
            "name": telling.cast[one.key].full,
            "relation": telling.say(one.relation),
        }
        if one.phone:
            person["phone"] = telling.mobile()
        if one.note:
            person["note"] = telling.say(one.note)
        yield Step(telling.at(0.05) + timedelta(minutes=5 * number), "person", _ready(person))


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
    }.get(telling.story.relationship, "not known")
    return {"role": "perpetrator", "name": telling.cast["other"].full, "relation": relation}


def _rules(telling: Telling, profile: Profile) -> Iterator[Step]:
    begin = telling.at(0.04)
    first = safe_contact(telling, profile, begin)
    yield Step(begin, "safe_contact", _ready(first))
    if telling.story.plan is None:
        return
    days = telling.rng.choice((3, 6, 9, 14, 20, 26, 41))
    again = max(telling.now - timedelta(days=days), begin + timedelta(days=1))
    if again < telling.now - timedelta(hours=2):
        changed = safe_contact(telling, profile, again, again=True)
        words = telling.say(profile.again) or "Asked again; nothing has changed."
        yield Step(telling.working(again), "safe_contact", _ready(changed), reason=words)


def _conversations(telling: Telling) -> Iterator[Step]:
    story = telling.story
    visit = telling.at(_FIRST_VISIT)
    if story.situation is not None:
        asked = story.situation
        states = {"not_known": asked.not_known, "declined": asked.declined, "unsafe_to_ask": asked.unsafe}
        raw: Raw = {"asked_on": telling.told(visit)}
        raw |= dict.fromkeys(asked.yes, True) | dict.fromkeys(asked.no, False)
        raw |= {one: telling.happens(0.5) for one in asked.maybe}
        raw |= {one: {"state": state} for state, ids in states.items() for one in ids}
        if asked.note:
            raw["note"] = telling.say(asked.note)
        yield Step(visit + timedelta(minutes=15), "situation", _ready(raw))
    if story.risk is not None:
        yield Step(visit + timedelta(minutes=40), "risk_conversation", _ready(risk(telling, story.risk, visit)))
    if story.needs:
        yield Step(visit + timedelta(minutes=70), "needs_assessment", _ready(needs(telling, visit)))
    if story.later is not None:
        at = telling.at(story.later.at)
        yield Step(at, "risk_conversation", _ready(risk(telling, story.later, at)))
    if any(one.later is not None for one in story.needs):
        at = telling.at(0.72)
        yield Step(at, "needs_assessment", _ready(needs(telling, at, later=True)))
    yield from _judgements(telling)


def risk(telling: Telling, told: Risk, at: datetime) -> Raw:
    """The answers of one risk conversation; what is not among them was not asked."""
    raw: Raw = {"held_on": telling.told(at), "worries_most": telling.say(told.worries)}
    raw["happened_last"] = telling.say(told.last)
    if told.helps:
        raw["helps_already"] = telling.say(told.helps)
    raw |= dict.fromkeys(told.absent, False)
    states = {"not_known": told.not_known, "declined": told.declined, "unsafe_to_ask": told.unsafe}
    raw |= {one: {"state": state} for state, ids in states.items() for one in ids}
    for factor in told.factors:
        if not telling.happens(factor.chance):
            continue
        finding: Raw = {"present": factor.present, "how": list(factor.how)}
        if factor.last:
            finding["last"] = telling.vague(factor.last, at)
        if factor.words:
            finding["words"] = telling.say(factor.words)
        if factor.fact:
            finding["fact"] = telling.say(factor.fact)
        raw[factor.id] = finding
    if told.seen:
        raw["seen"] = telling.say(told.seen)
    if told.opinion:
        raw["opinion"] = telling.say(told.opinion)
    return raw


def needs(telling: Telling, at: datetime, *, later: bool = False) -> Raw:
    """The answers of one needs assessment; a later one rates again what had a reason to change."""
    story = telling.story
    raw: Raw = {"held_on": telling.told(at)}
    if not later:
        if story.wish:
            raw["first_wish"] = telling.say(story.wish.first)
        raw["start_with"] = [need.id for need in story.needs[:3]]
    for need in story.needs:
        if not later:
            raw |= _rating(telling, need)
        elif need.later is not None:
            raw[need.id] = {"value": need.later}
    return raw


def _rating(telling: Telling, need: Need) -> Raw:
    rating: Raw = {"value": need.me}
    if need.us is not None:
        rating["advocate"] = need.us
    if need.words:
        rating["words"] = telling.say(need.words)
    raw: Raw = {need.id: rating}
    if need.wanted:
        raw[f"{need.id}_wanted"] = telling.say(need.wanted)
    return raw


def _judgements(telling: Telling) -> Iterator[Step]:
    last = len(telling.story.judged) - 1
    for number, judged in enumerate(telling.story.judged):
        at = telling.at(judged.at) + timedelta(minutes=95)
        review = at.date() + timedelta(days=28)
        if number == last:
            review = telling.now.date() + timedelta(days=telling.rng.randint(-4, 24))
        raw: Raw = {
            "made_on": telling.told(at),
            "level": judged.level,
            "reason": telling.say(judged.reason),
            "because": list(judged.because),
            "review": review.isoformat(),
        }
        if judged.prompted:
            raw["prompted_by"] = list(judged.prompted)
        yield Step(at, "judgement", _ready(raw))


def _contacts(telling: Telling, phrases: Phrases, pace: Pace) -> Iterator[Step]:
    story, rng = telling.story, telling.rng
    events = [event for event in story.events if telling.happens(event.chance)]
    if story.plan is not None:
        events += rng.sample(phrases.events, k=min(2, len(phrases.events)))
    events.sort(key=lambda event: event.at)
    moments = sorted(telling.at(event.at) for event in events)
    reached = [place for place, event in enumerate(events) if event.who == "victim" and event.way != "attempt"]
    for place, (event, at) in enumerate(zip(events, moments, strict=True)):
        raw = contact(telling, event, at)
        if place in reached and story.referral.decision == "accept":
            after = [moments[other] for other in reached if other > place]
            due = after[0].date() + timedelta(days=rng.choice((0, 0, 1))) if after else _due(telling, at, pace)
            raw["next_contact"] = due.isoformat()
            raw["next_for"] = telling.say(event.next) or "how things have been"
        yield Step(at, "contact", _ready(raw), key=f"contact {place}")
        if place in reached and len(reached) > 2 and place == reached[-2] and rng.random() < 0.5:
            yield _attempt(telling, phrases, telling.working(at + (telling.last - at) * 0.6))
    if pace == "over" and rng.random() < 0.6:
        yield _attempt(telling, phrases, telling.working(telling.now - timedelta(days=1)))


def _due(telling: Telling, at: datetime, pace: Pace) -> datetime:
    gap = max((telling.now.date() - at.date()).days - 1, 1)
    days = {
        "over": -telling.rng.randint(1, min(6, gap)),
        "today": 0,
        "ahead": telling.rng.choice((1, 1, 2, 2, 3, 4, 5, 7, 9, 12)),
    }[pace]
    return telling.now + timedelta(days=days)


def _attempt(telling: Telling, phrases: Phrases, at: datetime) -> Step:
    return Step(at, "contact", _ready(contact(telling, Event(1.0, way="attempt", fact=phrases.attempts), at)))


def contact(telling: Telling, event: Event, at: datetime) -> Raw:
    """The answers of one contact: fact, report, opinion and her or his own words apart."""
    raw: Raw = {
        "happened": telling.told(at),
        "method": event.how,
        "direction": event.way,
        "with_whom": event.who,
    }
    if event.way != "attempt":
        raw["minutes"] = telling.rng.choice((45, 60, 75, 90) if event.how == "visit" else (5, 8, 10, 15, 20, 25, 35))
    if event.person:
        named = telling.cast[event.person]
        relations = {one.key: one.relation for one in telling.story.people}
        relation = "officer in the case" if event.person == "officer" else telling.say(relations[event.person])
        raw["person"] = {"name": named.full, "relation": relation}
    for part in ("fact", "report", "opinion", "words"):
        if said := getattr(event, part):
            raw[part] = telling.say(said)
    if event.triggers:
        raw["triggers"] = list(event.triggers)
    if event.support:
        raw["support"] = list(event.support)
    if event.change or (event.who == "victim" and event.way != "attempt"):
        raw["risk_change"] = event.change or "no"
    return raw


def _signposts(telling: Telling) -> Iterator[Step]:
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
        yield Step(at, "signposting", _ready(raw))


def _plans(telling: Telling, phrases: Phrases) -> Iterator[Step]:
    story, rng = telling.story, telling.rng
    first = telling.at(0.16) + timedelta(minutes=20)
    second = telling.at(0.66) if story.plan and story.plan.changed else None

    def made(desk: Desk, told: Told) -> Raw:
        told.raws["plan"] = plan(telling, phrases, desk, told.case or "", at=first, last=second is None)
        return told.raws["plan"]

    def changed(desk: Desk, told: Told) -> Raw:
        told.raws["plan"] = second_plan(telling, phrases, desk, told.case or "", told.raws["plan"])
        return told.raws["plan"]

    yield Step(first, "safety_plan", made)
    if second is not None:
        yield Step(second, "safety_plan", changed)
    if rng.random() < 0.75:
        printed = (second or first) + timedelta(minutes=30)
        yield Step(printed, "paper", lambda _desk, told: paper(telling, phrases, told.raws["plan"], printed))


def _mended(telling: Telling, phrases: Phrases, contacts: list[Step]) -> Iterator[Step]:
    """Put one contact right afterwards, and say why."""
    fitting = [step for step in contacts if step.key]
    if not fitting:
        return
    step = telling.rng.choice(fitting)
    how = telling.rng.choice(phrases.mended)
    at = min(step.at + timedelta(hours=telling.rng.randint(2, 30)), telling.now - timedelta(minutes=10))

    def again(desk: Desk, told: Told) -> Raw:
        raw = step.make(desk, told)
        if how.hour:
            return raw | {"happened": telling.told(step.at - timedelta(minutes=90))}
        return raw | {"fact": f"{raw.get('fact', '')} {telling.fill(how.fact)}".strip()}

    yield Step(at, "contact", again, corrects=step.key, reason=telling.fill(how.reason))
