"""Changes in one measure from one plan to another, part by part, in words that can be said aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hru_advocate.domain.moments import day_in_words, moment_in_words
from hru_advocate.domain.plan.plan import PlanItem

Mark = Literal["same", "added", "taken out", "changed", "moved"]

CARRY_SAID: Final = {"carry": "carried", "keep": "kept with us", "speak": "spoken only"}
STATE_SAID: Final = {
    "chosen": "chosen",
    "already_do": "what she or he already does",
    "done": "done",
    "not_now": "not for now",
    "not_right_for_me": "not right for her or him",
    "stopped": "stopped",
}
_DECISION_SAID: Final = {"yes": "yes", "no": "no", "later": "later", "": "not given"}


OF_THE_PERSON: Final = frozenset({"own_words", "words", "words_instead", "state", "decision", "decided_on"})
"""Parts whose sentences speak of the person and hold nothing that was typed."""


@dataclass(frozen=True, slots=True)
class MeasureDifference:
    """One change: which part, the sentence that says it, and the words before and now where they help."""

    part: str
    sentence: str
    old: str = ""
    new: str = ""


def differences(old: PlanItem, new: PlanItem, label: Callable[[str], str] = str) -> Iterator[MeasureDifference]:
    """The differences between two versions of a measure, but for its order among the others."""
    if old.section != new.section:
        yield MeasureDifference("section", f"Moved to {_in(new, label)}, was in {_in(old, label)}")
    if old.text != new.text:
        yield MeasureDifference("text", "Reworded", old.text, new.text)
    yield from _words(old, new)
    yield from _marks(old, new)
    yield from _doing(old, new)
    yield from _answers(old, new, label)
    if old.measure != new.measure:
        yield MeasureDifference("measure", _source(old, new))


def _in(item: PlanItem, label: Callable[[str], str]) -> str:
    return f"“{label(item.section)}”" if item.section else "no section"


def _words(old: PlanItem, new: PlanItem) -> Iterator[MeasureDifference]:
    """The words added to, taken out of or changed in the longer texts."""
    for part, name in (
        ("words", "Her or his own words"),
        ("discreet", "Short words for a card"),
        ("advice", "Advice given first"),
        ("override", "Reason to have it all the same"),
    ):
        before, now = getattr(old, part), getattr(new, part)
        if before != now:
            what = "added" if not before else "taken out" if not now else "changed"
            yield MeasureDifference(part, f"{name} {what}", before, now)
    if old.words_instead != new.words_instead:
        whose = "her or his" if new.words_instead else "our"
        yield MeasureDifference("words_instead", f"Now printed in {whose} words")


def _marks(old: PlanItem, new: PlanItem) -> Iterator[MeasureDifference]:
    """Paper, state and the person's answer. That a measure stands no longer, or again, is said with its state."""
    if old.carry != new.carry:
        yield MeasureDifference("carry", f"Now {CARRY_SAID[new.carry]}, was {CARRY_SAID[old.carry]}")
    if old.state != new.state:
        sentence = f"Now {_state(new)}, was {_state(old)}"
        if old.stands != new.stands:
            sentence += "; it counts again" if new.stands else "; it no longer counts"
        yield MeasureDifference("state", sentence)
    if old.decision != new.decision:
        said = [_DECISION_SAID.get(item.decision, item.decision) for item in (new, old)]
        yield MeasureDifference("decision", "Her or his answer is now {}, was {}".format(*said))
    elif old.decided_on != new.decided_on:
        said = [moment_in_words(item.decided_on) if item.decided_on else "not noted" for item in (new, old)]
        yield MeasureDifference("decided_on", "The day of her or his answer is now {}, was {}".format(*said))


def _state(item: PlanItem) -> str:
    return STATE_SAID.get(item.state, item.state) or "without a state"


def _doing(old: PlanItem, new: PlanItem) -> Iterator[MeasureDifference]:
    """The changes in who does it, by when, and when it is looked at again."""
    if old.who != new.who:
        yield MeasureDifference("who", _told("done by", "says who does it", old.who, new.who), old.who, new.who)
    if old.when != new.when:
        times = [moment_in_words(item.when) if item.when else "" for item in (old, new)]
        yield MeasureDifference("when", _told("to be done:", "says by when", *times), *times)
    if old.review != new.review:
        days = [day_in_words(item.review) if item.review else "" for item in (old, new)]
        yield MeasureDifference("review", _told("to be looked at again on", "has a day to look again", *days), *days)


def _told(doing: str, having: str, before: str, now: str) -> str:
    if not now:
        return f"No longer {having}, was {before}"
    return f"Now {doing} {now}" + (f", was {before}" if before else "")


def _answers(old: PlanItem, new: PlanItem, label: Callable[[str], str]) -> Iterator[MeasureDifference]:
    come = [label(one) for one in dict.fromkeys(new.answers) if one not in old.answers]
    gone = [label(one) for one in dict.fromkeys(old.answers) if one not in new.answers]
    said = [f"Now also answers: {'; '.join(come)}"] if come else []
    said += [f"No longer answers: {'; '.join(gone)}"] if gone else []
    if said:
        yield MeasureDifference("answers", ". ".join(said))


def _source(old: PlanItem, new: PlanItem) -> str:
    if not old.measure:
        return "Now one of the library's measures, was an own measure"
    return "Now another of the library's measures" if new.measure else "Now an own measure, was the library's"
