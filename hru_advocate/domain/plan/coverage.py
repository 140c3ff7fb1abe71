"""Coverage: the known risks, needs, events and wishes that a live measure answers, and those that stand open.

An action that is open covers what it is for, and is said as an action: it is never counted as a measure of the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, Protocol

from hru_advocate.domain.library.library import Library
from hru_advocate.domain.plan.as_written import as_written
from hru_advocate.domain.plan.suggestions import ALWAYS, Facts, offered, refusal
from hru_advocate.errors import NotFound

Subject = Literal["factor", "need", "trigger", "wish"]
CoverState = Literal["covered", "only an action", "only general advice", "no live measure", "nothing in the library"]

_SUBJECTS: dict[str, Subject] = {"rf": "factor", "nd": "need", "tr": "trigger"}
_ORDER: tuple[Subject, ...] = ("factor", "trigger", "need", "wish")
_PLACE: dict[CoverState, int] = {"only an action": 1, "covered": 2}


class PlanLine(Protocol):
    """A plan's line as coverage reads it: its id, the library's measure if it is one, and what it answers."""

    @property
    def id(self) -> str:
        """The line's own id."""

    @property
    def measure(self) -> str | None:
        """The ``sm_`` id, or ``None`` for a measure in the person's own words."""

    @property
    def wording(self) -> str:
        """The words it has in the plan."""

    @property
    def discreet(self) -> str:
        """Its short words for a card."""

    @property
    def answers(self) -> Sequence[str]:
        """The ids of factors, needs, triggers, circumstances and wishes it answers."""

    @property
    def live(self) -> bool:
        """True if it is being done now: not declined, stopped or finished."""


@dataclass(frozen=True, slots=True)
class Promised:
    """An action that has not ended: what it is for, what to say of it, and whether it is cover today.

    ``words`` are part of a sentence: an action of ours is open, due Fri.
    """

    targets: tuple[str, ...]
    words: str
    covers: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing we know and what answers it.

    ``covered`` takes a measure of its own: one that is about it, or one in the person's own words. What fits nearly
    everyone (*trust your gut*) is ``only general advice``. ``by`` are live lines that name it;
    ``could`` are live lines whose measure would answer it but do not name it
    yet; ``offered`` is how many measures of the library could be offered for it now. ``only an action``
    covers it while no measure of the plan does; ``action`` says what an action is to it, a late one included.
    """

    id: str
    subject: Subject
    label: str
    state: CoverState
    sentence: str
    by: tuple[str, ...] = ()
    could: tuple[str, ...] = ()
    offered: int = 0
    high_harm: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class LineToReview:
    """A live line of the plan that needs a look: its reason has gone, it names none, or a rule now refuses it."""

    item: str
    sentence: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole view: rows in order (open high-harm first within each subject), and the plan's lines to look at."""

    rows: tuple[Covered, ...]
    reason_gone: tuple[LineToReview, ...] = ()
    without_reason: tuple[LineToReview, ...] = ()
    now_refused: tuple[LineToReview, ...] = ()


def coverage(
    library: Library, facts: Facts, plan_items: Iterable[PlanLine], promised: Sequence[Promised] = ()
) -> Coverage:
    """Hold every present factor, trigger, open need and wish against the live lines of the plan, then the actions."""
    known = facts.settled()
    live = [item for item in plan_items if item.live]
    in_hand = _in_hand(library, known)
    named = sorted(one for one in known.present if one.partition("_")[0] in _SUBJECTS)
    rows = [_row(library, one, live, in_hand) for one in named]
    rows += [_wish(wish, words, live) for wish, words in known.wishes.items()]
    rows = [_with_action(row, promised) for row in rows]
    rows.sort(key=lambda row: (_ORDER.index(row.subject), _PLACE.get(row.state, 0), not row.high_harm))
    return Coverage(
        rows=tuple(rows),
        reason_gone=tuple(_gone(library, known, item) for item in live if _has_no_reason_left(known, item)),
        without_reason=tuple(
            LineToReview(item.id, "It names no risk, need or wish that it answers.")
            for item in live
            if not item.answers
        ),
        now_refused=tuple(_refused(library, known, live)),
    )


class _InHand(NamedTuple):
    """Everything a row is held against: per fact the measures for it and those offered now, and which say little."""

    answering: Mapping[str, Sequence[str]]
    offered: Mapping[str, Sequence[str]]
    general: frozenset[str]
    high_harm: frozenset[str]


def _in_hand(library: Library, known: Facts) -> _InHand:
    answering, offers = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for measure in library.measures.measures:
        for one in measure.when:
            answering[one].append(measure.id)
    for offer, answers in offered(library, known):
        for one in answers:
            offers[one].append(offer)
    high_harm = frozenset(factor.id for factor in library.risk.factors if factor.high_harm)
    return _InHand(answering, offers, frozenset(answering[ALWAYS]), high_harm)


def _row(library: Library, one: str, live: Sequence[PlanLine], in_hand: _InHand) -> Covered:
    subject, general = _SUBJECTS[one.partition("_")[0]], in_hand.general
    naming = [item for item in live if one in item.answers]
    own, by = any(item.measure not in general for item in naming), tuple(item.id for item in naming)
    in_library = in_hand.answering.get(one, ())
    could = tuple(item.id for item in live if item.measure in in_library and one not in item.answers)
    count = sum(not (by and offer in general) for offer in in_hand.offered.get(one, ()))
    bare: CoverState = "no live measure" if in_library else "nothing in the library"
    state: CoverState = "covered" if own else "only general advice" if by else bare
    return Covered(
        id=one,
        subject=subject,
        label=_label(library, one),
        state=state,
        sentence=_sentence(by, could, in_library, count) if own or not by else _general(count),
        by=by,
        could=() if by else could,
        offered=count,
        high_harm=one in in_hand.high_harm,
    )


def _with_action(row: Covered, promised: Sequence[Promised]) -> Covered:
    """A row with what the actions for it say: one that is open covers it, one that is late covers nothing."""
    named = [one for one in promised if row.id in one.targets]
    if not named:
        return row
    one = next((one for one in named if one.covers), named[0])
    said = f"{one.words[:1].upper()}{one.words[1:]}."
    if one.covers and row.state != "covered":
        plan = "Only general advice" if row.state == "only general advice" else "No measure"
        sentence = f"{plan} of the plan answers this; {one.words}."
        return replace(row, state="only an action", sentence=sentence, action=one.words)
    return replace(row, sentence=f"{row.sentence} {said}", action=one.words)


def _label(library: Library, one: str) -> str:
    """Its words, or the bare id when a record names what this edition of the library no longer holds."""
    try:
        return library.label(one)
    except NotFound:
        return one


def _wish(wish: str, words: str, live: Sequence[PlanLine]) -> Covered:
    by = tuple(item.id for item in live if wish in item.answers)
    sentence = _sentence(by, (), (), 0) if by else "No live measure answers this wish; write one in their own words."
    return Covered(wish, "wish", words, "covered" if by else "no live measure", sentence, by)


def _general(offered: int) -> str:
    more = f"{offered} could be offered" if offered else "write one in their own words"
    return f"Only general advice answers this, and no measure of its own; {more}."


def _sentence(by: Sequence[str], could: Sequence[str], in_library: Sequence[str], offered: int) -> str:
    if by:
        return "1 live measure answers this." if len(by) == 1 else f"{len(by)} live measures answer this."
    if could:
        return "No live measure names this, but one in the plan could answer it; look, and say so if it does."
    if not in_library:
        return "Nothing in the library answers this; write a measure in their own words."
    if not offered:
        return "No live measure; every measure in the library for it is refused by a rule."
    return f"No live measure; {offered} could be offered."


def _has_no_reason_left(known: Facts, item: PlanLine) -> bool:
    return bool(item.answers) and not any(one in known.present or one in known.wishes for one in item.answers)


def _gone(library: Library, known: Facts, item: PlanLine) -> LineToReview:
    said = "known not to be so now" if known.absent.issuperset(item.answers) else "not among what we know now"
    words = [_label(library, one) for one in item.answers if one.partition("_")[0] in {*_SUBJECTS, "ci"}]
    reason = "; ".join(words) or "the wish it answered"
    return LineToReview(
        item.id, f"Its reason has gone: {reason} is {said}. Look whether it is still right.", tuple(item.answers)
    )


def _refused(library: Library, known: Facts, live: Sequence[PlanLine]) -> Iterable[LineToReview]:
    for item in live:
        measure = as_written(library, item)
        rule = refusal(library, measure, known) if measure else None
        if rule:
            yield LineToReview(item.id, f"It is in the plan, and a rule now refuses it. {rule}", tuple(item.answers))
