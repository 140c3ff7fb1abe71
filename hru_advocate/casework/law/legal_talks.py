"""Legal options in one case: what was talked about, and which options the record speaks for. Never advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.law.legal_options import NOT_ADVICE, OptionLine, checks_of, option_line
from hru_advocate.casework.law.legal_readings import CaseReadings, readings_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words, near_day_in_words
from hru_advocate.domain.law.legal_talks import LegalTalk, read_talk
from hru_advocate.domain.law.option_fit import Fit, OptionRead, PromptRead, PromptState, ToldInCase, read_option
from hru_advocate.domain.moments import day_in_words

FITS: Final[dict[Fit, str]] = {
    "may_fit": "may fit",
    "ask": "not known: ask",
    "does_not_fit": "does not fit",
    "not_offered": "not offered any more",
}
"""Words for an option's fit, best first."""
_ORDER: Final = tuple(FITS)


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One option as it was talked about; ``order`` is the kind of order it can be noted as, or nothing."""

    entry: str
    option: str
    name: str
    talked_words: str
    wants_words: str
    stands: str
    stands_words: str
    who_words: str
    next_words: str
    late: bool
    because: str
    order: str


@dataclass(frozen=True, slots=True)
class PromptLine:
    """A prompt with its answer from the record; ``words`` say where the answer comes from, or that it is asked."""

    prompt: str
    state: PromptState
    words: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FitLine:
    """An option with what the case says to its prompts; ``because`` is why it does not fit, or what speaks for it."""

    line: OptionLine
    fit: Fit
    fit_words: str
    because: str
    answered_words: str
    prompts: tuple[PromptLine, ...]
    talked: str


@dataclass(frozen=True, slots=True)
class LegalCard:
    """The legal options of a case: those talked about, and all others by what the record says of them."""

    talks: tuple[TalkLine, ...]
    may_fit: tuple[FitLine, ...]
    others: tuple[FitLine, ...]
    not_advice: str = NOT_ADVICE


def legal_card(session: Session, case: str) -> LegalCard:
    """The legal options of a case today."""
    talks = talks_of(session, case)
    fits = _fits(session, case, talks)
    return LegalCard(
        talks,
        tuple(one for one in fits if one.fit == "may_fit"),
        tuple(one for one in fits if one.fit != "may_fit"),
    )


def talks_of(session: Session, case: str) -> tuple[TalkLine, ...]:
    """The options talked about in a case: what has a next step first, what is refused or not wanted last."""
    kinds = {choice.id for choice in session.forms.newest("order").by_id["kind"].choices}
    today = session.now().date()
    talks = [read_talk(record) for record in session.heads(case, ["legal_option"]) if not record.erased]
    talks.sort(key=lambda one: (one.over, one.next_on is None, one.next_on or today, one.name))
    return tuple(_talk_line(one, kinds, today) for one in talks)


def fits_of(session: Session, case: str) -> tuple[FitLine, ...]:
    """Every option with its prompts as the case answers them, what may fit and is best answered first."""
    return _fits(session, case, talks_of(session, case))


def _fits(session: Session, case: str, talks: Sequence[TalkLine]) -> tuple[FitLine, ...]:
    readings = readings_of(session, case)
    options, checks, today = session.product.legal_options, checks_of(session), session.now().date()
    talked = _talked(talks)
    found = [
        (_read(readings, one.id, session), option_line(one, options, checks.get(one.id), today))
        for one in options.options
    ]
    found.sort(key=lambda pair: (_ORDER.index(pair[0].fit), -pair[0].known))
    return tuple(_fit_line(read, line, talked.get(read.option, "")) for read, line in found)


def fit_of(session: Session, case: str, option_id: str) -> FitLine:
    """One option with its prompts as a case answers them; NotFound when there is no such option."""
    options, today = session.product.legal_options, session.now().date()
    line = option_line(options.option(option_id), options, checks_of(session).get(option_id), today)
    read = _read(readings_of(session, case), option_id, session)
    return _fit_line(read, line, _talked(talks_of(session, case)).get(option_id, ""))


def order_begun(line: TalkLine) -> dict[str, object]:
    """The answers an order is noted with that began as an option talked about."""
    return {"kind": line.order, "stage": "applied"} if line.stands in ("applying", "applied") else {"kind": line.order}


def _talked(talks: Sequence[TalkLine]) -> dict[str, str]:
    """The state of each option that was talked about, in words, by its id."""
    return {one.option: one.stands_words for one in reversed(talks)}


def _read(readings: CaseReadings, option_id: str, session: Session) -> OptionRead:
    return read_option(session.product.legal_options.option(option_id), readings.known, several=readings.several)


def _talk_line(one: LegalTalk, kinds: set[str], today: date) -> TalkLine:
    waiting = one.next_on
    step = one.next_step or "next step"
    return TalkLine(
        entry=one.entry,
        option=one.option,
        name=one.name,
        talked_words=near_day_in_words(date.fromisoformat(one.talked), today),
        wants_words=one.wants_words or "what is wanted is not known",
        stands=one.stands,
        stands_words=one.stands_words,
        who_words=one.who_words,
        next_words=f"{step}: {due_in_words(waiting, today)}" if waiting else "",
        late=waiting is not None and waiting < today,
        because=one.because,
        order=one.option if one.option in kinds and not one.over else "",
    )


def _fit_line(read: OptionRead, line: OptionLine, talked: str) -> FitLine:
    prompts = tuple(
        PromptLine(
            prompt.prompt,
            prompt.state,
            _answer_words(prompt),
            tuple(dict.fromkeys(told.entry for told in prompt.told if told.entry)),
        )
        for prompt in read.prompts
    )
    wanted = {"does_not_fit": "against", "may_fit": "for"}.get(read.fit, "")
    because = [
        "; ".join(told.words for told in prompt.told) for prompt in read.prompts if wanted and prompt.state == wanted
    ]
    return FitLine(
        line=line,
        fit=read.fit,
        fit_words=FITS[read.fit],
        because="; ".join(dict.fromkeys(because)),
        answered_words=f"{read.known} of {len(prompts)} answered by the record",
        prompts=prompts,
        talked=talked,
    )


def _answer_words(prompt: PromptRead) -> str:
    said = "; ".join(_from(one) for one in prompt.told)
    if prompt.answer is None:
        return f"The record says both, or not of everyone: ask. {said}" if said else "Not known: ask."
    return f"{'Yes' if prompt.answer else 'No'}, as recorded: {said}"


def _from(told: ToldInCase) -> str:
    """A thing told with its source: the form and the day."""
    day = day_in_words(date.fromisoformat(told.on)) if told.on else ""
    source = ", ".join(part for part in (told.form, day) if part)
    return f"{told.words} ({source})" if source else told.words
