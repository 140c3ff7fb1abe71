"""Tells how it is going in one case: the answers at each stage side by side, and what is still to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import day_of, near_day_in_words
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.outcomes.outcome import QUESTIONS, START_DAYS, read_outcome
from hru_advocate.store import views

FORM: Final = "outcome"
EQUALITY: Final = "equality"
_QUOTES: Final = ("safety_words", "helped", "missing")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question: its words, and the answer at each stage, the first asked first; "" where it was not asked."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One time it was asked: which stage, when, what the person said in her or his words, whether it happened again."""

    entry: str
    stage: str
    when: str
    again: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """Everything a case says of how it is going; ``to_ask`` says what is owed, or nothing. Never a total.

    ``equality`` is the entry of equality monitoring, or "" where it was not asked.
    """

    lines: tuple[OutcomeLine, ...]
    answers: tuple[AnswerLine, ...]
    to_ask: str
    equality: str


def outcome_page(session: Session, case: str) -> OutcomePage:
    """Tells how it is going in a case: every time it was asked in order, the newest last."""
    held = sorted((one for one in session.heads(case, [FORM]) if not one.erased), key=lambda one: (one.sort, one.entry))
    answers = tuple(
        AnswerLine(words, tuple(_answer(record, field) for record in held)) for field, words in QUESTIONS.items()
    )
    monitored = [one.entry for one in session.heads(case, [EQUALITY]) if not one.erased]
    return OutcomePage(
        lines=tuple(_line(record) for record in held),
        answers=answers if held else (),
        to_ask=_to_ask(session, case, held),
        equality=monitored[0] if monitored else "",
    )


def _answer(record: Record, field: str) -> str:
    answer = answer_to(record.answers, field)
    return answer_in_words(record.form.by_id[field], answer) if answer.stated else ""


def _line(record: Record) -> OutcomeLine:
    answers, form, held = record.answers, record.form, read_outcome(record.answers)
    quotes = [value_of(answers, field) for field in _QUOTES]
    return OutcomeLine(
        entry=record.entry,
        stage=answer_in_words(form.by_id["stage"], answer_to(answers, "stage")),
        when=day_in_words(held.on) if held.on else "",
        again=_again(record),
        quotes=tuple(one for one in quotes if one),
    )


def _again(record: Record) -> str:
    """Tells what the person says and what a police check says stand apart."""
    held = read_outcome(record.answers)
    said = []
    if held.again_told is not None:
        said.append("says it happened again" if held.again_told else "says it has not happened again")
    if held.again_police is not None:
        day = f" of {day_in_words(held.again_police_on)}" if held.again_police_on else ""
        said.append(f"a police check{day} says {'it did' if held.again_police else 'it did not'}")
    return "; ".join(said)


def _to_ask(session: Session, case: str, held: list[Record]) -> str:
    today = session.now().date()
    row = views.case_row(session.vault, case)
    if not held and row.status == "open":
        opened = day_of(row.opened)
        over = opened + timedelta(days=START_DAYS) <= today
        return f"Nobody has asked yet; the case was opened {near_day_in_words(opened, today)}." if over else ""
    again: date | None = read_outcome(held[-1].answers).ask_again if held else None
    return f"To be asked again {near_day_in_words(again, today)}." if again else ""
