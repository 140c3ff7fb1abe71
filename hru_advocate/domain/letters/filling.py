"""A template filled from a case; the blanks that are left, and what a letter says that is not so any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hru_advocate.domain.letters.order_claims import names_order
from hru_advocate.domain.letters.templates import PASSING, LetterTemplate, replaced, sentences_of
from hru_advocate.domain.moments import month_in_words
from hru_advocate.domain.text_folding import fold, words_of

BLANK: Final = "[[{}]]"
"""A place in a text that is not known: seen at once, and never taken for a word."""

_BLANKS: Final = re.compile(
    r"\[\[[^\[\]]*\]\]|\[[^\[\]]*\]|\[\[|\]\]|\{[^{}]*\}|[{}]|_{3,}|\.{4,}|\b[Xx]{3,}\b|\b(?:TBC|TBA)\b|\?{2,}"
)
_FORCE: Final = re.compile(
    r"\b(?:is|are|remains?|stays?)\s+(?:(?:now|still|currently|also)\s+)*in\s+(?:force|place|effect)\b"
    r"|\bstill\s+in\s+(?:force|place|effect)\b|\bcurrently\s+in\s+(?:force|place|effect)\b"
    r"|\b(?:is|are|remains?)\s+(?:(?:now|still|currently)\s+)*(?:protected\s+by|subject\s+to|bound\s+by)\s+"
    r"(?:an?|the|this|that|his|her|their)\b[^.!?]*\b(?:order|injunction|undertaking|notice|licence|bail|conditions?)\b"
    r"|\b(?:is|are|remains?)\s+(?:(?:now|still|currently)\s+)*on\s+(?:police\s+|court\s+|conditional\s+)?bail\b"
    r"|\bthere\s+is\s+(?:now\s+|currently\s+)?an?\s+[^.!?]{0,60}?\b(?:order|injunction)\b"
    r"|\b(?:order|injunction|undertaking|notice|licence|bail|conditions?)\s+(?:(?:now|still|currently|that|which)\s+)*"
    r"(?:forbids?|prohibits?|protects?|stops?|runs?\s+until|lasts?\s+until|holds?|applies|continues)\b"
    r"|\b(?:courts?|judges?|magistrates?|police|order|injunction|licence|bail)\s+(?:has|have)\s+(?:\w+ly\s+|also\s+|now\s+)*"
    r"(?:forbidden|prohibited|banned|barred)\b"
    r"|\b(?:is|are|remains?)\s+(?:(?:now|still|currently|also)\s+)*(?:forbidden|prohibited|banned|barred)\b[^.!?]*"
    r"\b(?:by|under)\s+(?:an?\s+|the\s+|this\s+|his\s+|her\s+|their\s+)?(?:court|judge|magistrates?|police|law|"
    r"[^.!?]{0,40}?\b(?:order|injunction|undertaking|notice|licence|bail|conditions?))\b"
    r"|\b(?:break(?:s|ing)?|breach(?:es|ing)?|in\s+breach\s+of)\s+(?:the|this|that|his|her|their)\s+[^.!?]{0,40}?"
    r"\b(?:order|injunction|undertaking|notice|licence|bail|conditions?)\b",
    re.IGNORECASE,
)
"""Words that say that an order holds now, or that somebody would break one."""
_DENIED: Final = re.compile(r"\b(?:no|not|nobody|never|no longer|ended|expired|was|were|lapsed)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.!?]+(?:[.!?]|$)")
_UNTIL: Final = re.compile(r"\buntil\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\s+(\d{4})\b")
_SHOWN: Final = 70


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything known of a case that a letter may say on a day.

    ``values`` fill the places, ``holds`` say which conditions are known to be so and not so. ``gone`` are the names of
    orders that do not hold on that day, ``live`` those of orders that do.
    """

    day: date
    values: Mapping[str, str] = field(default_factory=dict)
    holds: Mapping[str, bool] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    live: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledLetter:
    """A template filled from a case: its texts, or the prompts of a statement."""

    subject: str
    greeting: str
    text: str
    prompts: tuple[str, ...] = ()


def day_written_out(day: date) -> str:
    """A date as a letter has it: 29 November 2026."""
    return f"{day.day} {month_in_words(day)} {day.year}"


def filled(template: LetterTemplate, facts: LetterFacts) -> FilledLetter:
    """Fill a template: the paragraphs whose conditions are known to fit, each place with its value or a blank."""
    values = {place: " ".join(value.split()) for place, value in facts.values.items()}
    said = tuple(_begun(one.text.strip(), values) for one in template.paragraphs if one.stands(facts.holds))
    subject = replaced(template.subject, values, BLANK)
    greeting = replaced(template.greeting, values, BLANK)
    if template.kind == "statement":
        return FilledLetter(subject, greeting, "", said)
    return FilledLetter(subject, greeting, "\n\n".join(said))


def _begun(text: str, values: Mapping[str, str]) -> str:
    """A paragraph with its places filled; an order it begins with has a capital letter."""
    said = replaced(text, values, BLANK)
    return said[:1].upper() + said[1:] if text.startswith("{order") else said


def blanks_in(*texts: str) -> tuple[str, ...]:
    """Everything in texts that is still to be filled in or taken out, each once: a letter with one is not finished."""
    return tuple(dict.fromkeys(found[0] for text in texts for found in _BLANKS.finditer(text)))


def blank_words(blank: str) -> str:
    """The words of a blank, without its brackets."""
    return blank.strip("[]{} ") or blank


def closing_for(greeting: str) -> str:
    """The closing of a letter: faithfully for a Sir or Madam, sincerely for somebody who is named."""
    unnamed = {"sir", "madam", "sirs", "whom", "team", "colleague", "colleagues"}
    return "Yours faithfully" if unnamed.intersection(words_of(greeting)) else "Yours sincerely"


def not_so_any_more(template: LetterTemplate | None, text: str, facts: LetterFacts) -> tuple[str, ...]:
    """Everything a text says that is not so on the day of the facts, each as a sentence for the advocate.

    The sentences of its template are held against their conditions and days; any other against what says that an order
    is in force.
    """
    parts = [" ".join(part.split()) for part in text.split("\n") if part.strip()]
    found = [one for part in parts for one in _of_template(template, part, facts)] if template is not None else []
    found += _of_orders(text, facts)
    return tuple(dict.fromkeys(found))


def _of_template(template: LetterTemplate, plain: str, facts: LetterFacts) -> Iterator[str]:
    standing = {
        sentence.pattern.pattern for sentence in sentences_of(template) if sentence.paragraph.stands(facts.holds)
    }
    for sentence in sentences_of(template):
        for match in sentence.pattern.finditer(plain):
            if not sentence.paragraph.stands(facts.holds) and sentence.pattern.pattern not in standing:
                yield f"“{_cut(match[0])}” is not known to be so any more. Take it out, or begin the letter again."
                continue
            for place, said in zip(sentence.places, match.groups(), strict=True):
                now = facts.values.get(place, "")
                if place in PASSING and not blanks_in(said) and now and fold(now) != fold(said):
                    yield f"“{_cut(match[0])}” does not say what the record says now. Mend it, or begin again."
                    break


def _of_orders(text: str, facts: LetterFacts) -> Iterator[str]:
    pieces = [*re.split(r"\n\s*\n", text), *text.split("\n")]  # a sentence may be wrapped; a list has a line for each
    for found in (match for piece in pieces for match in _SENTENCE.finditer(piece)):
        sentence = " ".join(found[0].split())
        if not names_order(sentence) and (not _FORCE.search(sentence) or _DENIED.search(sentence)):
            continue
        if facts.holds.get("order_live") is not True:
            yield f"“{_cut(sentence)}” says that an order holds; none is known to hold on that day. Take it out."
        elif _names_one(sentence, facts.gone) and not _names_one(sentence, facts.live):
            yield f"“{_cut(sentence)}” names an order that is not known to hold on that day. Take it out."
        elif any(day < facts.day for day in _days_until(sentence)):
            yield f"“{_cut(sentence)}” says that an order holds until a day that has gone by. Mend it."


def _names_one(sentence: str, names: Iterable[str]) -> bool:
    line = f" {' '.join(words_of(sentence))} "
    return any(f" {' '.join(words_of(name))} " in line for name in names if name)


def _days_until(sentence: str) -> Iterator[date]:
    months = {month_in_words(date(2000, month, 1))[:3].lower(): month for month in range(1, 13)}
    for day, month, year in _UNTIL.findall(sentence):
        number = months.get(month[:3].lower())
        if number is not None:
            try:
                yield date(int(year), number, int(day))
            except ValueError:
                continue


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
