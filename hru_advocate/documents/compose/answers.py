"""Answers as page blocks: every kind of question, the person's own words apart from everybody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from hru_advocate.documents.blocks import AnswerBlock, Block, Heading, Paragraph, Quote, Run
from hru_advocate.domain.forms.answers import STATE_WORDS, Answer, Answers, answer_to
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.forms.rich_kinds import Finding, Rating
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.moments import Moment, day_in_words, moment_on_paper

Audience = Literal["file_copy", "shared"]
"""The readers of a printed record: the unit's own file, or anybody else."""

APART: Final = "Kept apart; not printed here."


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """A way of reading answers out: the words for ids, for whom, and which protected fields are ticked (by path)."""

    label: Callable[[str], str]
    audience: Audience = "file_copy"
    ticks: frozenset[str] = frozenset()

    def shows(self, field: Field) -> bool:
        """Say whether a field may stand on this reader's page at all."""
        return field.paper == "always" or (field.paper == "file_copy" and self.audience == "file_copy")

    def keeps_apart(self, field: Field, path: str) -> bool:
        """Say whether a protected field stays off because nobody ticked it."""
        return field.protected and path not in self.ticks


def read_out(reading: AnswerReading, fields: Sequence[Field], answers: Answers) -> Iterator[Block]:
    """The asked questions with their answers or reasons, then in one line those that were not asked."""
    silent: list[str] = []
    for field in fields:
        if not reading.shows(field) or not _asked(field, answers):
            continue
        answer = answer_to(answers, field.id)
        if not answer.stated:
            silent.append(field.label)
        else:
            yield from read_answer(reading, field, answer, field.id)
    if silent:
        yield Paragraph((Run(f"{STATE_WORDS['not_asked']}: {' · '.join(silent)}", "quiet"),))


def read_answer(reading: AnswerReading, field: Field, answer: Answer, path: str) -> Iterator[Block]:
    """One answer: the question, then what was answered, and quotes on their own."""
    if answer.given and reading.keeps_apart(field, path):
        if reading.audience == "file_copy":
            yield AnswerBlock(field.label, APART)
        return
    if answer.given and field.kind == "group":
        yield from _rows(reading, field, answer.value, path)
        return
    yield AnswerBlock(
        field.label, answer_for_reader(reading, field, answer), quote=answer.given and field.kind == "words"
    )
    words = getattr(answer.value, "words", "") if isinstance(answer.value, Finding | Rating) else ""
    if words:
        yield Quote(words)


def answer_for_reader(reading: AnswerReading, field: Field, answer: Answer) -> str:
    """An answer in words, ids put into words; a finding's fact stands on its own line."""
    if answer.given and field.kind == "links":
        return ", ".join(reading.label(one) for one in answer.value) or "None"
    answer = _dated(answer)
    if isinstance(answer.value, Finding) and answer.value.fact:
        bare = Answer("answered", msgspec.structs.replace(answer.value, fact=""))
        return f"{answer_in_words(field, bare)}\nAs fact: {answer.value.fact}"
    return answer_in_words(field, answer)


def _dated(answer: Answer) -> Answer:
    """An answer as paper gives it: a moment told as *tomorrow* or *last week* by its date."""
    if isinstance(answer.value, Moment):
        return Answer("answered", Moment(moment_on_paper(answer.value)))
    if isinstance(answer.value, Finding) and answer.value.last is not None:
        last = Moment(moment_on_paper(answer.value.last))
        return Answer("answered", msgspec.structs.replace(answer.value, last=last))
    return answer


def stamp_in_words(stamp: Stamp) -> str:
    """The time the machine wrote it down, in the time of that place: 21 Nov 2026, 10:32."""
    at = stamp.on_the_wall
    return f"{day_in_words(at.date())}, {at:%H:%M}"


def _asked(field: Field, answers: Answers) -> bool:
    return field.ask_if is None or field.ask_if.holds(answers)


def _rows(reading: AnswerReading, field: Field, rows: Sequence[Answers], path: str) -> Iterator[Block]:
    """The rows of a group, each under its number; only what was answered or refused is said of a row."""
    if not rows:
        yield AnswerBlock(field.label, "None")
    for number, row in enumerate(rows, start=1):
        yield Heading(f"{field.label}, {number} of {len(rows)}", 3)
        for inner in field.fields:
            answer = answer_to(row, inner.id)
            if reading.shows(inner) and _asked(inner, row) and answer.stated:
                yield from read_answer(reading, inner, answer, f"{path}.{number}.{inner.id}")
