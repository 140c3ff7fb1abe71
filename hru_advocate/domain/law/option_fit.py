"""The prompts of a legal option held against what a case knows: may fit, does not fit because, not known: ask.

Never advice, and never a no from silence: what no record speaks of is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from hru_advocate.domain.law.legal_options import NOT_OFFERED, LegalOption, PromptAnswer

PromptState = Literal["for", "against", "said", "ask"]
"""``said``: answered, and it speaks neither way."""
Fit = Literal["may_fit", "does_not_fit", "ask", "not_offered"]


@dataclass(frozen=True, slots=True)
class ToldInCase:
    """Something a case knows, in words, and where it comes from: the entry, its form's title, the day (ISO)."""

    words: str
    entry: str = ""
    form: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class PromptRead:
    """A prompt with its answer from the record: yes, no, or ``None`` for what has to be asked."""

    prompt: str
    state: PromptState
    answer: bool | None = None
    told: tuple[ToldInCase, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionRead:
    """An option with its prompts as a case answers them."""

    option: str
    fit: Fit
    prompts: tuple[PromptRead, ...]

    @property
    def known(self) -> int:
        """The number of prompts the record answers."""
        return sum(prompt.state != "ask" for prompt in self.prompts)


def read_option(option: LegalOption, known: Mapping[str, ToldInCase], *, several: bool = False) -> OptionRead:
    """Read the prompts of an option against a case. ``several``: a no of one of several people is none of them all."""
    answers = {answer.prompt: answer for answer in option.answered}
    prompts = tuple(
        _read_prompt(prompt, answers.get(place), known, several=several)
        for place, prompt in enumerate(option.eligibility_prompts, start=1)
    )
    return OptionRead(option.id, _fit(option, prompts), prompts)


def _fit(option: LegalOption, prompts: Iterable[PromptRead]) -> Fit:
    if option.status in NOT_OFFERED:
        return "not_offered"
    states = {prompt.state for prompt in prompts}
    return "does_not_fit" if "against" in states else "may_fit" if "for" in states else "ask"


def _read_prompt(
    prompt: str, answer: PromptAnswer | None, known: Mapping[str, ToldInCase], *, several: bool
) -> PromptRead:
    yes = tuple(_first(answer.yes, known)) if answer else ()
    no = tuple(_first(answer.no, known)) if answer else ()
    if answer is None or bool(yes) == bool(no) or (no and several):
        return PromptRead(prompt, "ask", None, (*yes, *no))
    if answer.speaks == "either":
        return PromptRead(prompt, "said", bool(yes), yes or no)
    return PromptRead(prompt, "for" if yes else "against", bool(yes), yes or no)


def _first(alternatives: Iterable[tuple[str, ...]], known: Mapping[str, ToldInCase]) -> Iterator[ToldInCase]:
    """Everything told by the first alternative of which all is known."""
    for names in alternatives:
        if all(name in known for name in names):
            yield from (known[name] for name in names)
            return
