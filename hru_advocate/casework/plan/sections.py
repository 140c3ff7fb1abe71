"""A plan in the words a page shows: its measures by section, and what belongs to the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from hru_advocate.domain.moments import day_in_words, moment_in_words
from hru_advocate.domain.people.name_mask import KEPT
from hru_advocate.domain.plan.comparing import Label
from hru_advocate.domain.plan.measure_changes import CARRY_SAID, STATE_SAID
from hru_advocate.domain.plan.plan import Carry, Plan, PlanItem

_DECISIONS: Final = {"yes": "she or he said yes", "no": "she or he said no", "later": "she or he said later"}


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """One measure: its words, hers or his beside them, who and when, its mark, and what is to be said of its state.

    ``in_force`` says whether it stands; ``agreed`` is false where versions disagree about that. ``answers`` are the ids
    of what it answers.
    """

    section: str
    text: str
    quote: str
    notes: tuple[str, ...]
    carry: Carry
    carry_words: str
    state: str
    state_words: str
    in_force: bool
    agreed: bool
    answers: tuple[str, ...] = ()
    true_text: str = field(default="", metadata=KEPT)
    """The words to write elsewhere: a name in them is hidden in those to show."""


@dataclass(frozen=True, slots=True)
class SectionOfPlan:
    """The measures under one heading."""

    title: str
    measures: tuple[PlanMeasure, ...]


def label_in(session: Session) -> Label:
    """The words for the id of a section, a reason or a service; the id itself when it is not known any more."""
    sections = {one.id: one.label for one in session.product.library.measures.sections}
    return lambda known: sections.get(known) or session.product.label(known)


def sections_of(session: Session) -> tuple[tuple[str, str], ...]:
    """The headings of a plan in their order, the one for measures without a section last."""
    held = sorted(session.product.library.measures.sections, key=lambda one: one.order)
    return (*((one.id, one.label) for one in held), ("", "In no section"))


def by_section(
    session: Session, plan: Plan, pronoun: Pronoun = "", beside: Mapping[str, str] = MappingProxyType({})
) -> tuple[SectionOfPlan, ...]:
    """The measures of a plan under their headings; ``beside`` is a note for a measure, by its place in the plan."""
    label = label_in(session)
    known = sections_of(session)
    ids = {one for one, _title in known}
    found = []
    for one, title in known:
        here = [item for item in plan.items if (item.section if item.section in ids else "") == one]
        if here:
            views = ((measure_view(item, plan, label, pronoun), beside.get(item.id)) for item in here)
            found.append(SectionOfPlan(title, tuple(_with_note(view, note) for view, note in views)))
    return tuple(found)


def _with_note(measure: PlanMeasure, note: str | None) -> PlanMeasure:
    return replace(measure, notes=(note, *measure.notes)) if note else measure


def measure_view(item: PlanItem, plan: Plan, label: Label, pronoun: Pronoun = "") -> PlanMeasure:
    """One measure in words, which speak of the person with the pronoun that is known."""
    return PlanMeasure(
        section=item.section,
        text=item.text,
        quote=item.words,
        notes=tuple(_notes(item, plan, label, pronoun)),
        carry=item.carry,
        carry_words=CARRY_SAID[item.carry].capitalize(),
        state=item.state,
        state_words=spoken_of(STATE_SAID.get(item.state, item.state), pronoun).capitalize(),
        in_force=item.stands,
        agreed=item.agreed,
        answers=item.answers,
        true_text=item.text,
    )


def _notes(item: PlanItem, plan: Plan, label: Label, pronoun: Pronoun) -> Iterable[str]:
    doing = (
        item.who,
        moment_in_words(item.when) if item.when else "",
        f"look again {day_in_words(item.review)}" if item.review else "",
        spoken_of(_DECISIONS.get(item.decision, ""), pronoun),
    )
    if said := " · ".join(part for part in doing if part):
        yield said
    wishes = {wish: f"“{words}”" for wish, words in plan.wishes}
    if answered := "; ".join(wishes.get(one) or label(one) for one in item.answers):
        yield f"Answers: {answered}"
    if item.words and item.words_instead:
        yield spoken_of("Printed in her or his words", pronoun)


def counts_words(plan: Plan) -> str:
    """A plan's measures counted in words: 7 measures: 4 carried, 2 kept with us, 1 spoken only."""
    live = plan.live
    if not plan.items:
        return "No measure yet"
    marks = [item.carry for item in live]
    counted = [f"{marks.count(mark)} {words}" for mark, words in CARRY_SAID.items() if mark in marks]
    apart = sum(item.stands and not item.agreed for item in plan.items)
    counted += [f"{apart} in one version only"] if apart else []
    rest = len(plan.items) - len(live) - apart
    counted += [f"{rest} not in force"] if rest else []
    number = len(plan.items)
    return f"{number} measure{'' if number == 1 else 's'}: {', '.join(counted)}"
