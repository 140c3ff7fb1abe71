"""Suggestions: measures that fit what we know, each with why, what to ask first, and the rule when not offered.

Suggesting never selects. What is not known is asked about; it is never taken for a no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.reference import Measure, Priority
from hru_advocate.domain.plan.because import Reason, because
from hru_advocate.domain.plan.gates import ClosedGate, cannot_apply, closed_gates, refusing, to_ask
from hru_advocate.domain.plan.ranking import ranked
from hru_advocate.domain.plan.situations import fits, living_is_known, living_settled, ruled_out, situations

ALWAYS = "ci_all"
"""The circumstance that is true for everyone."""

UNASKED = "Nothing we know yet asks for this; it is in the list you chose."
"""The reason of a measure that was looked for, or is one of a set, and fits neither this case nor everyone."""

LIVING = "living_situation"
"""Stands among ids for how people live and what they are to each other, which is more than one yes or no."""

_IDS: Final = re.compile(r" \((?:(?:ci|rf|nd|tr)_\w+|living_situation)(?:, (?:ci|rf|nd|tr)_\w+)*\)")


@dataclass(frozen=True, slots=True)
class Facts:
    """The known facts of a case: ids (``rf_ nd_ tr_ ci_``) that are so and ids known not to be so.

    Everything else is not known. ``reasons`` says, per id, how we know and when it last happened; ``recent`` names
    the present ids dated to the last month and ``long_ago`` those dated to before it; ``wishes`` are the victim's
    wishes by id, in her or his own words; ``ratings`` say how much help each need asks for (0 to 4, the graver of the
    two ratings), and ``first`` which needs the person wants to start with.
    """

    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    recent: frozenset[str] = frozenset()
    wishes: Mapping[str, str] = field(default_factory=dict)
    long_ago: frozenset[str] = frozenset()
    ratings: Mapping[str, int] = field(default_factory=dict)
    first: frozenset[str] = frozenset()

    def settled(self) -> Facts:
        """Add what follows: ``ci_all``, living together or apart, and what cannot be by what is.

        A thing said to be so outweighs its denial.
        """
        present, absent = living_settled(self.present, self.absent)
        present |= {ALWAYS}
        absent |= ruled_out(present)
        absent -= present
        if present == self.present and absent == self.absent:
            return self  # as it is for every measure but the first
        return replace(self, present=present, absent=absent)

    def unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids nobody has answered."""
        return tuple(one for one in known if one not in self.present and one not in self.absent)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One measure for this case, offered or refused with its rule.

    ``answers`` are the present ids it answers, ``why`` one sentence to say aloud; ``advice_first`` the present ids
    that ask for advice before it is ticked, ``advice`` the sentence for that; ``check_first`` what nobody has
    answered yet and would change it, ``check`` as a sentence. ``refused`` is the rule in words and ids, or ``None``;
    ``cleared`` says a named worker has set that rule aside; ``stands`` says why no reason may, or "". ``reminder``
    is an order to keep across measures, or "".
    """

    measure: str
    text: str
    discreet_text: str
    section: str
    priority: Priority
    answers: tuple[str, ...]
    why: str
    note: str
    advice_first: tuple[str, ...]
    advice: str
    check_first: tuple[str, ...]
    check: str
    refused: str | None
    cleared: bool
    stands: str
    reminder: str
    practice_point: bool
    needs_sign_off: bool = False
    in_plan: bool = False


@dataclass(frozen=True, slots=True)
class FormedCluster:
    """Factors that stand together in this case: a reason to escalate, never a score."""

    cluster: str
    label: str
    why: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreshLook:
    """A trigger that was recorded: which factors to ask about again, what to check, and how soon."""

    trigger: str
    label: str
    why: str
    factors: tuple[str, ...]
    check: tuple[str, ...]
    when: str


def suggest(
    library: Library,
    facts: Facts,
    *,
    live_measures: frozenset[str] = frozenset(),
    signed_off: frozenset[str] = frozenset(),
    cleared: frozenset[str] = frozenset(),
) -> tuple[Suggestion, ...]:
    """Suggest every measure some known thing asks for, the most pressing first, refused ones last.

    The measure ids passed in are those live in the plan, practice points signed off beside those the library knows of,
    and refusals a named worker has cleared with a reason. What cannot apply here (a dog, and there is none) is not
    among them. Order: refused last, then what weighs most for this person (``ranking``).
    """
    known = facts.settled()
    found = []
    for measure, answers in _fitting(library, known):
        one = _suggestion(library, known, measure, answers, cleared=measure.id in cleared)
        sign_off = measure.practice_point and measure.id not in signed_off | library.signed_off
        found.append(replace(one, needs_sign_off=sign_off, in_plan=measure.id in live_measures))
    return ranked(library, known, found)


def offered(library: Library, facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The measures that some known thing asks for and no rule refuses, each with what it answers: words for none."""
    known = facts.settled()
    for measure, answers in _fitting(library, known):
        if refusal(library, measure, known) is None:
            yield measure.id, answers


def suggestion_of(library: Library, measure: Measure, facts: Facts, otherwise: str) -> Suggestion:
    """One measure as a suggestion, also where nothing known asks for it: then it answers ``otherwise``, if that is so.

    Where that is not so either, it answers what is true for everyone.
    """
    known = facts.settled()
    answers = _answers(measure, known) or ((otherwise,) if otherwise in known.present else (ALWAYS,))
    one = _suggestion(library, known, measure, answers, cleared=False)
    apart = cannot_apply(library, measure, known)
    return replace(one, refused=one.refused or apart) if apart else one


def refusal(library: Library, measure: Measure, facts: Facts) -> str | None:
    """The rule that refuses a measure in these facts, in words and ids, or ``None``."""
    known = facts.settled()
    rules = []
    never = [one for one in measure.never_when if one in known.present]
    if never:
        rules.append(f"Not offered while this is so: {_list(library, never, ids=True)}.")
    rules += [
        f"Not offered while this is so: {_list(library, one.facts, ids=True)}. {one.gate.why}"
        for one in refusing(closed_gates(library, measure, known))
    ]
    meant = misfit(library, measure, known)
    if meant:
        rules.append(f"Not offered: {meant} ({LIVING}).")
    return " ".join(rules) or None


def without_ids(rule: str) -> str:
    """The words of a rule for people: without the ids that scripts read."""
    return _IDS.sub("", rule)


def misfit(library: Library, measure: Measure, facts: Facts) -> str:
    """For whom a measure is meant and how these people live, where that does not fit; an empty text where it does."""
    known = facts.settled()
    if fits(measure.living_situation, known.present):
        return ""
    words, held = library.measures.vocabulary.living_situation_label, situations(known.present)
    told = "; ".join(words[one] for one in library.measures.vocabulary.living_situation if one in held)
    return f"it is meant for {_meant_for(library, measure)}, and we know: {told or 'they do not live together'}"


def standing_refusal(library: Library, measure: Measure, facts: Facts) -> str:
    """The reason nothing can set aside what refuses a measure in these facts, or an empty text."""
    known = facts.settled()
    rules = [
        rule.why
        for rule in library.measures.standing_rules
        if measure.id in rule.measures and rule.fact in known.present and known.present.isdisjoint(rule.unless)
    ]
    rules += [one.gate.why for one in closed_gates(library, measure, known) if one.gate.outcome == "never"]
    return next(iter(rules), "")


def advice_asked(library: Library, measure: Measure, facts: Facts) -> tuple[tuple[str, ...], str]:
    """The present ids that ask for advice before a measure is ticked, and what its gates say to advise."""
    known = facts.settled()
    gates = [one for one in closed_gates(library, measure, known) if not one.refuses]
    own = [one for one in measure.advice_first_when if one in known.present]
    return tuple(dict.fromkeys((*own, *(fact for one in gates for fact in one.facts)))), _said_of(gates)


def _said_of(gates: Iterable[ClosedGate]) -> str:
    return " ".join(one.gate.why for one in gates)


def clusters_formed(library: Library, facts: Facts) -> tuple[FormedCluster, ...]:
    """The clusters whose factors are all present, in the file's order, each with the factors that form it."""
    formed = []
    for cluster in library.risk.clusters:
        some = tuple(one for one in cluster.any_of if one in facts.present)
        if facts.present.issuperset(cluster.all_of) and len(some) >= cluster.min_any:
            formed.append(FormedCluster(cluster.id, cluster.label, cluster.why, cluster.all_of + some))
    return tuple(formed)


def look_again(library: Library, facts: Facts) -> tuple[FreshLook, ...]:
    """The fresh looks the recorded triggers ask for, in the file's order."""
    return tuple(
        FreshLook(one.id, one.label, one.why, one.look_again_at, one.check, one.review_suggested)
        for one in library.risk.triggers
        if one.id in facts.present
    )


def in_sentence(label: str) -> str:
    """A label as it stands inside a sentence: a small first letter, unless the word is a name or in capitals."""
    first = label.partition(" ")[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def _fitting(library: Library, known: Facts) -> Iterator[tuple[Measure, tuple[str, ...]]]:
    """The measures some known thing asks for, with what they answer; what cannot apply here is not among them."""
    background = frozenset(one.id for one in library.measures.circumstances if one.background)
    for measure in library.measures.measures:
        answers = _answers(measure, known)
        if answers and not _only_background(measure, answers, background) and not cannot_apply(library, measure, known):
            yield measure, answers


def _answers(measure: Measure, known: Facts) -> tuple[str, ...]:
    """The facts it answers here; *everyone* counts only when there is nothing more particular."""
    matched = tuple(one for one in measure.when if one in known.present)
    particular = tuple(one for one in matched if one != ALWAYS)
    return particular or matched


def _only_background(measure: Measure, answers: tuple[str, ...], background: frozenset[str]) -> bool:
    """Say whether only what is background asks for a measure that names other reasons, and is not for everyone."""
    others = background.issuperset(answers) and not background.issuperset(measure.when)
    return others and ALWAYS not in measure.when


def _suggestion(
    library: Library, known: Facts, measure: Measure, answers: tuple[str, ...], *, cleared: bool
) -> Suggestion:
    refused, stands = refusal(library, measure, known), standing_refusal(library, measure, known)
    cleared = cleared and not stands
    advice_first, advised = advice_asked(library, measure, known)
    asks = (*measure.never_when, *measure.advice_first_when, *to_ask(library, measure))
    check_first = known.unknown(dict.fromkeys(asks))
    if not living_is_known(known.present) and "any" not in measure.living_situation:
        check_first += (LIVING,)
    return Suggestion(
        measure=measure.id,
        text=measure.text,
        discreet_text=measure.discreet_text,
        section=measure.section,
        priority=measure.priority,
        answers=answers,
        why=_why(library, known, measure, answers),
        note=measure.advocate_note,
        advice_first=advice_first,
        advice=_advice(library, measure, advice_first, advised),
        check_first=check_first,
        check=_check(library, measure, check_first),
        refused=None if cleared else refused,
        cleared=cleared and refused is not None,
        stands=stands,
        reminder=_reminder(library, measure),
        practice_point=measure.practice_point,
    )


def _why(library: Library, known: Facts, measure: Measure, answers: tuple[str, ...]) -> str:
    if answers == (ALWAYS,) and ALWAYS not in measure.when:
        return UNASKED
    if answers == (ALWAYS,):
        return f"Because it {in_sentence(library.label(ALWAYS))}."
    high_harm = {factor.id for factor in library.risk.factors if factor.high_harm}
    first = sorted(answers, key=lambda one: (one not in high_harm, one not in known.recent))
    return because([(one, in_sentence(library.label(one))) for one in first], known.reasons)


def _advice(library: Library, measure: Measure, advice_first: tuple[str, ...], advised: str) -> str:
    if not advice_first:
        return ""
    reasons = f"Advice first, because of this: {_list(library, advice_first)}."
    return " ".join(part for part in (reasons, advised, measure.advocate_note) if part)


def _check(library: Library, measure: Measure, unknown: tuple[str, ...]) -> str:
    sentences = []
    asked = [one for one in unknown if one != LIVING]
    if asked:
        sentences.append(f"We do not know yet whether this is so: {_list(library, asked)}.")
    if LIVING in unknown:
        sentences.append(f"We do not know yet how they live; this is meant for {_meant_for(library, measure)}.")
    return " ".join(sentences)


def _reminder(library: Library, measure: Measure) -> str:
    return " ".join(rule.rule for rule in library.measures.rules if measure.section in rule.sections)


def _meant_for(library: Library, measure: Measure) -> str:
    words = library.measures.vocabulary.living_situation_label
    return " or ".join(f"“{words[one]}”" for one in measure.living_situation)


def _list(library: Library, known: Iterable[str], *, ids: bool = False) -> str:
    return "; ".join(_words(library, one) + (f" ({one})" if ids else "") for one in known)


def _words(library: Library, known: str) -> str:
    words = in_sentence(library.label(known))
    return f"need: {words}" if known.startswith("nd_") else words
