"""A letter as its record tells it: how it stands, which day asks for something, and what it needs and has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, cast

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.letters.filling import blanks_in
from hru_advocate.domain.moments import day_in_words

LetterState = Literal["draft", "agreed", "sent", "answered", "withdrawn"]

GONE: Final[frozenset[LetterState]] = frozenset({"sent", "answered"})
"""The states of a letter that somebody has: its words stand as they are."""
FINISHED: Final[frozenset[LetterState]] = frozenset({"agreed", *GONE})
"""The states that a letter with a blank, or with an item nobody ticked, cannot have."""

_TEXTS: Final = ("subject", "greeting", "text", "words")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it stands in its newest version. ``kept`` are the identifying items left in on purpose."""

    entry: str
    template: str
    title: str
    kind: str
    to_name: str
    to_lines: str
    state: LetterState
    consent: str
    goes_by: str
    sent_on: date | None
    send_by: date | None
    answer_by: date | None
    kept: frozenset[tuple[str, str]]
    answers: Answers

    @property
    def statement(self) -> bool:
        """True for words of the person's own, which stand as they are."""
        return self.kind == "statement"

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that goes out, but for the recipient's lines."""
        mine = _TEXTS[3:] if self.statement else _TEXTS[:3]
        return tuple((value_of(self.answers, field) or "") if field in mine else "" for field in _TEXTS)

    @property
    def blanks(self) -> tuple[str, ...]:
        """Everything that is still to be filled in or taken out; in the person's own words nothing is."""
        return blanks_in(*self.texts[:3], self.to_name, self.to_lines)

    @property
    def asks(self) -> tuple[date, str] | None:
        """The day that asks something of us and what it asks, or ``None``."""
        if self.state in ("draft", "agreed"):
            return (self.send_by, f"Letter to send: {self.title}") if self.send_by else None
        if self.state == "sent":
            return (self.answer_by, f"Letter to be answered: {self.title}") if self.answer_by else None
        return None


def read_letter(entry: str, answers: Answers) -> Letter:
    """The typed view of a record of purpose ``letter``."""

    def text(field: str) -> str:
        return value_of(answers, field) or ""

    rows = value_of(answers, "kept") or ()
    return Letter(
        entry=entry,
        template=text("template"),
        title=text("title") or "Letter",
        kind=text("kind") or "letter",
        to_name=text("to_name"),
        to_lines=text("to_lines"),
        state=cast("LetterState", text("state") or "draft"),
        consent=text("consent"),
        goes_by=text("goes_by"),
        sent_on=value_of(answers, "sent_on"),
        send_by=value_of(answers, "send_by"),
        answer_by=value_of(answers, "answer_by"),
        kept=frozenset((value_of(row, "kind") or "", value_of(row, "what") or "") for row in rows),
        answers=answers,
    )


def letter_fault(letter: Letter, before: Letter | None) -> tuple[str, str] | None:
    """Name the field and the sentence of what a letter needs and has not; ``before`` is the version it corrects."""
    return next(_faults(letter, before), None)


def _faults(letter: Letter, before: Letter | None) -> Iterator[tuple[str, str]]:
    yield from _of_words(letter, before)
    yield from _of_consent(letter)
    yield from _of_days(letter)
    if letter.state == "answered" and not (value_of(letter.answers, "answer") or "").strip():
        yield "answer", "Say what was answered, and by whom."
    if letter.state == "withdrawn" and not (value_of(letter.answers, "withdrawn_because") or "").strip():
        yield "withdrawn_because", "Say why the letter is withdrawn."


def _of_words(letter: Letter, before: Letter | None) -> Iterator[tuple[str, str]]:
    if letter.state not in FINISHED:
        return
    if not any(text.strip() for text in letter.texts[2:]):
        yield ("words" if letter.statement else "text"), "There is nothing in it yet."
    if not letter.statement and not letter.to_name.strip() and not letter.to_lines.strip():
        yield "to_name", "A letter goes to somebody: say to whom."
    if letter.blanks:
        yield "text", "A blank is not filled in yet. Write what belongs there, or take the sentence out."
    if before is not None and before.state in GONE and before.texts != letter.texts:
        yield "text", "It was sent with other words, and they stand. Begin a new letter for what is to change."


def _of_consent(letter: Letter) -> Iterator[tuple[str, str]]:
    if letter.state not in FINISHED:
        return
    because = (value_of(letter.answers, "consent_because") or "").strip()
    if letter.statement and letter.consent != "yes":
        yield "consent", "A statement in the person's own words goes nowhere unless she or he wants it to."
    elif letter.consent not in ("yes", "without"):
        yield "consent", "Ask the person about this letter, or say why it goes without."
    elif letter.consent == "without" and letter.state == "agreed":
        yield (
            "state",
            "It is not agreed with the person while it goes without consent. It stays a draft until it is sent.",
        )
    elif letter.consent == "without" and not because:
        yield "consent_because", "A letter without consent needs its reason, and who decided it."


def _of_days(letter: Letter) -> Iterator[tuple[str, str]]:
    if letter.state not in GONE:
        return
    if letter.sent_on is None:
        yield "sent_on", "A letter that was sent has the day it went."
    if not letter.goes_by:
        yield "goes_by", "Say how it went."
    answered: date | None = value_of(letter.answers, "answered_on")
    if letter.state == "sent" and letter.answer_by and letter.sent_on and letter.answer_by < letter.sent_on:
        yield "answer_by", f"This day lies before {day_in_words(letter.sent_on)}, on which it was sent."
    if letter.state == "answered" and answered and letter.sent_on and answered < letter.sent_on:
        yield "answered_on", f"This day lies before {day_in_words(letter.sent_on)}, on which it was sent."


def ready_fault(letter: Letter) -> tuple[str, str] | None:
    """Name what keeps a letter from going out, whatever state it is noted in: a blank, nobody asked."""
    sent = replace(letter, state="sent")
    return next((fault for check in (_of_words(sent, None), _of_consent(sent)) for fault in check), None)
