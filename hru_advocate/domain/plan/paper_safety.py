"""The safety of paper, as far as the case's record tells it, and what follows: speak, or a reason to print.

The record answers first. An answer against it is refused until the record is changed, and it says where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.plan.case_facts import CaseFacts, Known

QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "lives_with": ("ci_lives_with",),
    "searched": ("ci_belongings_searched", "ci_post_read", "ci_phone_searched"),
    "watched": ("ci_device_monitored",),
    "family_danger": ("ci_family_involved", "rf_honour_based"),
}
"""The questions about paper, each with the facts that answer it: one that is so says yes, all that are not say no."""
DANGERS: Final[Mapping[str, str]] = {
    "lives_with": "they live with the person causing harm",
    "searched": "things, post or the phone are looked through",
    "watched": "a phone, computer or account may be watched",
    "family_danger": "family or community is part of the danger",
}
OFFICE: Final = frozenset(
    {"file_copy", "risk_needs_summary", "contact_log", "hand_over", "chronology", "chronology_since_hearing", "record"}
    | {"disclosure", "disclosure_index", "letter", "visit_slip"}
)
"""Documents that stay with professionals: whether paper is safe at the person's home does not decide them."""
SPOKEN: Final = "spoken"


@dataclass(frozen=True, slots=True)
class FromRecord:
    """One question about paper as the record answers it (``None``: it does not), and which record of which day."""

    question: str
    answer: bool | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The document that is proposed, and why in a sentence ("" when nothing speaks for another)."""

    document: str
    why: str = ""


def from_record(facts: CaseFacts) -> tuple[FromRecord, ...]:
    """The questions about paper, answered from what the case knows."""
    return tuple(_answered(question, named, facts) for question, named in QUESTIONS.items())


_CHANGE_FIRST: Final = "Nothing was printed or saved; if that has changed, change it there first."


def _answered(question: str, named: tuple[str, ...], facts: CaseFacts) -> FromRecord:
    known = [facts.known[fact] for fact in named if fact in facts.known]
    so = [one for one in known if one.present]
    if so:
        return FromRecord(question, answer=True, source=_source(max(so, key=lambda one: one.on)))
    if len(known) == len(named):
        return FromRecord(question, answer=False, source=_source(min(known, key=lambda one: one.on)))
    return FromRecord(question, None)


def _source(known: Known) -> str:
    return f"{known.form}, {day_in_words(date.fromisoformat(known.on))}"


def dangers(facts: CaseFacts) -> tuple[str, ...]:
    """The questions that the record answers with yes."""
    return tuple(one.question for one in from_record(facts) if one.answer)


def contradictions(known: Iterable[FromRecord], given: Mapping[str, bool | None]) -> Iterator[tuple[str, str]]:
    """Yield each question answered against the record, with the sentence that says where to change it.

    ``given`` holds ``None`` for an answer that is no yes and no no: against a yes of the record it says less than
    is known, so it is refused as well.
    """
    for one in known:
        if one.question not in given or one.answer is None or given[one.question] is one.answer:
            continue
        if given[one.question] is None and not one.answer:
            continue
        said = "yes" if one.answer else "no"
        yield one.question, f"The record says {said} ({one.source}). {_CHANGE_FIRST}"


def is_dangerous(given: Mapping[str, bool | None]) -> bool:
    """Say whether an answer makes paper dangerous."""
    return any(given.get(question) is True for question in QUESTIONS)


def proposed(facts: CaseFacts) -> Proposal:
    """The document to begin with: nothing on paper where that is dangerous, else the one this person can read."""
    found = dangers(facts)
    if found:
        return Proposal(SPOKEN, f"Paper may be found: {', '.join(DANGERS[one] for one in found)}.")
    present = facts.present
    return next((Proposal(document, why) for fact, document, why in _SUITED if fact in present), Proposal("full_plan"))


_READS_NONE: Final = "English may not be read here: choose the language, or say it aloud."
_SUITED: Final = (
    ("ci_reads_no_english", SPOKEN, _READS_NONE),
    ("ci_under_18", SPOKEN, "Under 18: speak it first, and ask who at home or at school would see paper."),
    ("ci_sight", "large_print", "Small print is hard to see here."),
    ("ci_learning", "easy_words", "Easy words were asked for."),
    ("ci_interpreter", "easy_words", "An interpreter is needed: choose the language, or take short sentences."),
)
"""Facts that speak for a document, the weightiest first, each with why."""


def voice_calls_fail(present: frozenset[str]) -> bool:
    """Say whether emergency numbers are those for text and sign, since a voice call would not work."""
    told = present - _HARD_TO_HEAR if _VOICE_WORKS in present else present
    return not told.isdisjoint(_NO_VOICE)


_VOICE_WORKS: Final = "ci_voice_works"
_HARD_TO_HEAR: Final = frozenset({"ci_deaf", "ci_bsl"})
_SPEECH: Final = "ci_speech"
_NO_VOICE: Final = _HARD_TO_HEAR | {"ci_text_or_relay_only", _SPEECH}


def emergency_for(present: frozenset[str], absent: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The services that stand first on every paper of this person, what works for her or him before what may.

    55 and a text need a mobile, sign needs eyes.
    """
    no_mobile = "ci_landline_only" in present or ("ci_mobile" in absent and "ci_mobile" not in present)
    if not voice_calls_fail(present):
        hard = not present.isdisjoint({"ci_hearing_or_speech", *_HARD_TO_HEAR})
        named = (*_BY_VOICE, "text_999_emergencysms", "relay_uk_18000") if hard else _BY_VOICE
    else:
        named = ("text_999_emergencysms", "relay_uk_18000")
        if "ci_sight" not in present and "ci_bsl" in present:
            named = ("bsl_999", *named)
        elif "ci_sight" not in present and "ci_deaf" in present and "ci_bsl" not in absent:
            named = (*named, "bsl_999")  # most who are hard of hearing do not sign
        elif present.isdisjoint(_NO_VOICE - {_SPEECH}):
            named = (*named, *_BY_VOICE)  # who hears is told when to press 55, and need not say a word
    return tuple(one for one in named if not no_mobile or one not in _NEEDS_A_MOBILE)


_BY_VOICE: Final[tuple[str, ...]] = ("police_999", "silent_solution_55")
_NEEDS_A_MOBILE: Final = frozenset({"silent_solution_55", "text_999_emergencysms"})
