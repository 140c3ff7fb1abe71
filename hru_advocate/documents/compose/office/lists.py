"""Pages drawn from many records of a case: the summary of risk and needs, and the log of contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Block,
    Heading,
    KeepTogether,
    Notice,
    Page,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
)
from hru_advocate.documents.charts.charts import chart_of, event_counts_in_words
from hru_advocate.documents.compose.answers import (
    AnswerReading,
    Audience,
    answer_for_reader,
    read_answer,
    stamp_in_words,
)
from hru_advocate.documents.compose.form import MARKING, correction_in_words
from hru_advocate.documents.compose.office.file_copy import footer_of
from hru_advocate.documents.compose.picture import NewestAnswer, day_held_in_words, findings, newest_first, picture
from hru_advocate.documents.compose.safe_contact import SafeAt, safe_contact
from hru_advocate.domain.forms.answers import STATE_WORDS, Answer, AnswerState, answer_to, value_of
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.forms.rich_kinds import HOW_WE_KNOW, Finding, Rating
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words, moment_on_paper
from hru_advocate.domain.pictures import NeedChanges, TimeLine

NOT_A_TOOL: Final = (
    "These are the notes of conversations, put in order. They are not a DASH or S-DASH and must not be called one. "
    "Nothing is scored or added up: the level is the advocate's own dated judgement."
)
_REASONS: Final[tuple[AnswerState, ...]] = ("not_known", "declined", "unsafe_to_ask", "not_asked")
_ROWS_OF_A_CHART: Final = 12
_SHORT: Final = 44
"""Letters of a question with its answer that share a line in a table."""
_HEAD: Final = ("method", "direction", "with_whom")


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """The current records of one case, of any purpose, its pictures, and what a page about it says of itself.

    ``known_elsewhere`` are the risks known to be so that no conversation tells: an incident showed them.
    """

    records: tuple[Record, ...]
    today: date
    label: Callable[[str], str] = str
    audience: Audience = "file_copy"
    ticks: frozenset[str] = frozenset()
    time_line: TimeLine | None = None
    needs: NeedChanges | None = None
    case_ref: str = ""
    copy_number: int = 0
    head_code: str = ""
    safe: SafeAt | None = None
    known_elsewhere: tuple[str, ...] = ()

    def of(self, purpose: str) -> list[Record]:
        """The records of one purpose, the newest first."""
        return newest_first(record for record in self.records if record.form.purpose == purpose)

    @property
    def reads_levels(self) -> bool:
        """True if this reader may see the level of a judgement."""
        fields = (record.form.by_id.get("level") for record in self.of("judgement"))
        return all(field is None or self.reading.shows(field) for field in fields)

    @property
    def reading(self) -> AnswerReading:
        """The way answers are read out for this reader."""
        return AnswerReading(self.label, self.audience, self.ticks)


def risk_needs_summary(paper: CasePaper) -> Page:
    """Compose what is present and how we know it, what has no answer, needs with both ratings, and the judgement."""
    risks, needs = paper.of("risk"), paper.of("needs")
    seen = picture(risks, "finding")
    blocks = [*_opening(paper, "Risk and needs"), Notice(NOT_A_TOOL)]
    blocks += [Heading("The advocate's judgement"), *_judgements(paper)]
    blocks += _time_line(paper)
    blocks += [Heading("Risks that are present"), *_present(paper, findings(seen, "present"))]
    blocks += [AnswerBlock("Known from other records", "\n".join(paper.known_elsewhere))] * bool(paper.known_elsewhere)
    rated = picture(needs, "rating")
    blocks += [Heading("Needs"), *_changes(paper), *_needs(paper, rated)]
    for record in (*risks, *needs):
        blocks.extend(_said(paper, record))
    blocks.extend(_one_line(paper, "Said not to be so", findings(seen, "absent")))
    blocks.extend(_without_answer(paper, "Risks without an answer", seen))
    blocks.extend(_without_answer(paper, "Needs without an answer", rated))
    return _page(paper, "Risk and needs", blocks)


def contact_log(paper: CasePaper) -> Page:
    """Every contact in order of time: when, how, with whom; fact, report and opinion apart; corrections marked."""
    contacts = paper.of("contact")[::-1]
    blocks: list[Block] = [*_opening(paper, "Contact log"), *safe_contact(paper.safe)]
    if contacts:
        rows = tuple((_when_and_how(paper, record), _told(paper, record)) for record in contacts)
        blocks.append(Table(("When, how, with whom", "What was said, seen and done"), rows, (0.27, 0.73)))
    else:
        blocks.append(Paragraph((Run("No contact is recorded."),)))
    return _page(paper, "Contact log", blocks)


def _page(paper: CasePaper, title: str, blocks: Sequence[Block]) -> Page:
    footer = footer_of(paper.case_ref, paper.copy_number, paper.head_code)
    return Page(title, tuple(blocks), marking=MARKING, footer=footer)


def _opening(paper: CasePaper, title: str) -> list[Block]:
    copy = f"copy {paper.copy_number}" if paper.copy_number else ""
    about = " · ".join(filter(None, (paper.case_ref, copy, f"printed {day_in_words(paper.today)}")))
    return [Heading(title, 1), Paragraph((Run(about, "quiet"),))]


def _judgements(paper: CasePaper) -> Iterator[Block]:
    """The newest judgement; both versions where two disagree."""
    made = paper.of("judgement")
    current = [record for record in made if record.record == made[0].record]
    if not current:
        yield Paragraph((Run("No judgement is recorded."),))
    if len(current) > 1:
        yield Notice("Two versions of this judgement disagree. Both stand here until it is settled.", "caution")
    for record in current:
        yield Paragraph((Run(f"{day_held_in_words(record)}, by {record.author}", "strong"),))
        for field in record.form.asked(record.answers):
            answer = answer_to(record.answers, field.id)
            if answer.stated and field.id != record.form.happened and paper.reading.shows(field):
                yield from read_answer(paper.reading, field, answer, field.id)


def _time_line(paper: CasePaper) -> Iterator[Block]:
    """Contacts and events on one line, and the same in words; a level is left out for whoever may not read it."""
    line = paper.time_line
    if line is None or not line.days:
        return
    if not paper.reads_levels:
        kept = (replace(one, words="Judgement") if one.kind == "judgement" else one for one in line.milestones)
        line = replace(line, milestones=tuple(kept))
    yield KeepTogether((Heading("Contacts and events"), Paragraph((Run(event_counts_in_words(line)),)), chart_of(line)))
    if line.milestones:
        rows = tuple((day_in_words(one.day), one.words) for one in line.milestones)
        yield Table(("When", "What"), rows, (0.22, 0.78))


def _changes(paper: CasePaper) -> Iterator[Block]:
    """Yield the changes of the needs, in as many charts as pages hold."""
    rows = paper.needs.rows if paper.needs else ()
    for at in range(0, len(rows), _ROWS_OF_A_CHART):
        yield chart_of(NeedChanges(rows[at : at + _ROWS_OF_A_CHART]))


def _present(paper: CasePaper, seen: Sequence[NewestAnswer]) -> Iterator[Block]:
    """Each present factor: when last, how known, as fact, and the words on their own."""
    if not seen and not paper.known_elsewhere:
        yield Paragraph((Run("None is recorded as present. A blank is never a no: see what has no answer."),))
    for one in seen:
        value = one.value
        if not isinstance(value, Finding) or one.record is None:
            continue
        parts = [f"Last: {moment_on_paper(value.last)}" if value.last else "When last: not stated"]
        parts.append("known from: " + (", ".join(HOW_WE_KNOW[how] for how in value.how) or "not stated"))
        parts.append(f"conversation of {day_held_in_words(one.record)}")
        lines = [" · ".join(parts)]
        if value.fact:
            lines.append(f"As fact: {value.fact}")
        lines += _asked_again(one)
        label = paper.label(one.field.fact)
        blocks: list[Block] = [AnswerBlock(f"{label} (high harm)" if one.field.high_harm else label, "\n".join(lines))]
        yield KeepTogether((*blocks, Quote(value.words))) if value.words else blocks[0]


def _one_line(paper: CasePaper, title: str, seen: Sequence[NewestAnswer]) -> Iterator[Block]:
    if seen:
        yield Heading(title)
        yield Paragraph((Run(" · ".join(paper.label(one.field.fact or one.field.id) for one in seen)),))


def _without_answer(paper: CasePaper, title: str, seen: Sequence[NewestAnswer]) -> Iterator[Block]:
    """Yield the questions not known, declined, unsafe to ask or not asked, each in its own line."""
    groups = [(state, [one for one in seen if one.answer is None and one.state == state]) for state in _REASONS]
    if any(found for _state, found in groups):
        yield Heading(title)
    for state, found in groups:
        if found:
            yield AnswerBlock(
                STATE_WORDS[state], " · ".join(paper.label(one.field.fact or one.field.id) for one in found)
            )


def _said(paper: CasePaper, record: Record) -> Iterator[Block]:
    """Yield what was said and seen in a conversation apart from its questions: quotes, fact and opinion, each named."""
    reading = paper.reading
    blocks: list[Block] = []
    for field in _own_words_first(record.form.asked(record.answers)):
        answer = answer_to(record.answers, field.id)
        loose = field.kind in ("words", "long_text", "text") and not field.id.endswith("_wanted")
        if loose and answer.given and reading.shows(field):
            blocks.extend(read_answer(reading, field, answer, field.id))
    if blocks:
        yield Heading(f"{record.form.title}, {day_held_in_words(record)}")
        yield from blocks


def _needs(paper: CasePaper, seen: Sequence[NewestAnswer]) -> Iterator[Block]:
    """Each need with both ratings in words, what was said, and what would help."""
    if not any(one.value for one in seen):
        yield Paragraph((Run("No need has been rated."),))
    for one in seen:
        value, record = one.value, one.record
        if not isinstance(value, Rating) or record is None:
            continue
        own = answer_in_words(one.field, Answer("answered", Rating(value.value)))
        lines = [f"Own rating {own}"]
        if value.advocate is not None:
            lines.append(f"Advocate's rating {answer_in_words(one.field, Answer('answered', Rating(value.advocate)))}")
        lines.append(f"Conversation of {day_held_in_words(record)}")
        lines += [f"Since the first time: {said}" for said in _changed(paper, one.field.fact)]
        lines += _asked_again(one)
        blocks: list[Block] = [AnswerBlock(paper.label(one.field.fact), "\n".join(lines))]
        blocks += [Quote(value.words)] if value.words else []
        wanted = record.form.by_id.get(f"{one.field.id}_wanted")
        if wanted and answer_to(record.answers, wanted.id).given:
            blocks.append(AnswerBlock(wanted.label, value_of(record.answers, wanted.id), quote=True))
        yield KeepTogether(tuple(blocks)) if len(blocks) > 1 else blocks[0]


def _changed(paper: CasePaper, need: str) -> Iterator[str]:
    """The words of the picture beside the need they belong to."""
    for row in paper.needs.rows if paper.needs else ():
        if row.need == need and row.own.first is not None:
            yield f"own rating {row.own.in_words()}"
        if row.need == need and row.advocate is not None and row.advocate.first is not None:
            yield f"advocate's rating {row.advocate.in_words()}"


def _asked_again(one: NewestAnswer) -> list[str]:
    """The words for a question asked again that found no answer: what was said before still stands."""
    return [] if one.state == "answered" else [f"Asked again, {one.when}: {STATE_WORDS[one.state].lower()}"]


def _when_and_how(paper: CasePaper, record: Record) -> tuple[Run, ...]:
    """The moment, way and other side of a contact; then when that was written down, and by whom."""
    asked = ((record.form.by_id[one], answer_to(record.answers, one)) for one in _HEAD)
    head = [answer_for_reader(paper.reading, field, answer) for field, answer in asked if answer.stated]
    recorded = f"Recorded {stamp_in_words(record.recorded)}, by {record.author}"
    return (
        Run(day_held_in_words(record), "strong"),
        Run("".join(f"\n{one}" for one in head)),
        Run(f"\n{recorded}", "quiet"),
    )


def _told(paper: CasePaper, record: Record) -> tuple[Run, ...]:
    """Everything else that is recorded of a contact: her or his own words lead, each answer after its question."""
    reading = paper.reading
    said: list[tuple[Run, ...]] = [(Run(correction_in_words(record), "strong"),)] if record.parents else []
    for field in _own_words_first(record.form.asked(record.answers)):
        answer = answer_to(record.answers, field.id)
        if answer.stated and field.id not in (*_HEAD, record.form.happened) and reading.shows(field):
            said += (_in_a_cell(block) for block in read_answer(reading, field, answer, field.id))
    if not said:
        return (Run("Nothing more is recorded.", "quiet"),)
    runs = list(said[0])
    for before, after in pairwise(said):
        runs += [Run(" · " if _short(before) and _short(after) else "\n", "quiet"), *after]
    return tuple(runs)


def _in_a_cell(block: Block) -> tuple[Run, ...]:
    """An answer as a cell of a table holds it: the question quiet, the person's own words in quotation marks."""
    if isinstance(block, AnswerBlock):
        ends = "\n" if ":" in block.label else " " if block.label.endswith("?") else ": "
        return Run(f"{block.label}{ends}", "quiet"), Run(f"“{block.text}”" if block.quote else block.text)
    words = block.text if isinstance(block, Heading | Quote) else ""
    return (Run(f"“{plain(words)}”"),) if isinstance(block, Quote) else (Run(plain(words), "strong"),)


def _short(said: tuple[Run, ...]) -> bool:
    """Say whether an answer may share a line with the next: a number, a choice or a day."""
    words = "".join(run.text for run in said)
    return len(words) <= _SHORT and "\n" not in words and "“" not in words


def _own_words_first(fields: Iterable[Field]) -> list[Field]:
    """The questions with those that hold the victim's own words at their head: they lead, ours explain."""
    return sorted(fields, key=lambda field: field.kind != "words")
