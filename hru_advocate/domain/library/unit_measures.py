"""The unit's own say about measures, laid over the program's: signed off, reworded, retired, or added.

Nothing of the program's is edited. Its rules (when it is suggested, advice first, never) stay; only words can change.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.paper_words import PaperWords
from hru_advocate.domain.library.plan_templates import PlanTemplates
from hru_advocate.domain.library.reference import (
    LivingSituation,
    Measure,
    Measures,
    Needs,
    Priority,
    Risk,
    Trait,
)
from hru_advocate.domain.library.traits import traits_in
from hru_advocate.domain.services.bank_holidays import KnownBankHolidays
from hru_advocate.domain.services.directory import Directory
from hru_advocate.domain.text_folding import id_from_words

Done = Literal["add", "sign_off", "reword", "retire", "bring_back"]
OWN: Final = "sm_unit_"
"""The beginning of the id of a measure of the unit's own."""

EVERYONE: Final = "ci_all"
RULES: Final = (
    "section",
    "everyone",
    "when",
    "advice_first_when",
    "never_when",
    "living_situation",
    "priority",
    "child_facing",
)
"""The fields that say when a measure fits; only a measure of the unit's own has any."""


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """The unit's present word on one measure. An empty ``text`` leaves the program's words.

    ``signed_words`` are the words that were signed off; other words are not. ``program_words`` are the program's own
    at the time, so that a newer edition of them is noticed.
    """

    measure: str
    done: Done
    text: str = ""
    short: str = ""
    note: str = ""
    section: str = ""
    when: tuple[str, ...] = ()
    advice_first_when: tuple[str, ...] = ()
    never_when: tuple[str, ...] = ()
    living_situation: tuple[LivingSituation, ...] = ()
    priority: Priority = "soon"
    child_facing: bool = False
    signed_by: str = ""
    signed_on: date | None = None
    signed_against: str = ""
    signed_words: str = ""
    program_words: str = ""
    retired: bool = False

    @property
    def own(self) -> bool:
        """True if it is one of the unit's own."""
        return self.measure.startswith(OWN)


def read_unit_measure(answers: Answers) -> UnitMeasure:
    """The typed view of a record of purpose ``measure``."""
    everyone = (EVERYONE,) if value_of(answers, "everyone") else ()
    done: Done = value_of(answers, "done")
    return UnitMeasure(
        measure=value_of(answers, "measure") or "",
        done=done,
        text=value_of(answers, "text") or "",
        short=value_of(answers, "short") or "",
        note=value_of(answers, "note") or "",
        section=value_of(answers, "section") or "",
        when=(*(value_of(answers, "when") or ()), *everyone),
        advice_first_when=tuple(value_of(answers, "advice_first_when") or ()),
        never_when=tuple(value_of(answers, "never_when") or ()),
        living_situation=tuple(value_of(answers, "living_situation") or ()),
        priority=value_of(answers, "priority") or "soon",
        child_facing=bool(value_of(answers, "child_facing")),
        signed_by=value_of(answers, "signed_by") or "",
        signed_on=value_of(answers, "signed_on"),
        signed_against=value_of(answers, "signed_against") or "",
        signed_words=value_of(answers, "signed_words") or "",
        program_words=value_of(answers, "program_words") or "",
        retired=done == "retire",
    )


def settled(versions: Sequence[UnitMeasure]) -> Mapping[str, UnitMeasure]:
    """Settle each measure from its versions, the newest first; where several stand, the more careful of each holds.

    Until a person settles it the newest words stand, it is retired if one says so, signed off only if all say so, and
    the cautions of all hold.
    """
    found: dict[str, list[UnitMeasure]] = {}
    for one in versions:
        found.setdefault(one.measure, []).append(one)
    return {measure: reduce(_more_careful, several) for measure, several in found.items()}


def _more_careful(newer: UnitMeasure, older: UnitMeasure) -> UnitMeasure:
    both = newer.signed_by and older.signed_by
    return replace(
        newer,
        retired=newer.retired or older.retired,
        advice_first_when=tuple(dict.fromkeys((*newer.advice_first_when, *older.advice_first_when))),
        never_when=tuple(dict.fromkeys((*newer.never_when, *older.never_when))),
        child_facing=newer.child_facing or older.child_facing,
        signed_by=newer.signed_by if both else "",
    )


def own_id(text: str, taken: Container[str]) -> str:
    """A new id for a measure of the unit's own, from the first words of its text: ``sm_unit_porch_light``."""
    return id_from_words(OWN, text, "measure", taken)


class UnitLibrary(Library):
    """The program's library with the unit's say about measures laid over it.

    ``read`` gives what the unit recorded, the newest first; it is asked when a measure is first needed, once.
    ``measures`` are those that may be suggested now; a retired one is still found by its id, for old plans.
    ``directory`` gives the directory as it stands here, with what packs brought; without it, it is the program's.
    """

    def __init__(
        self,
        program: Library,
        read: Callable[[], Iterable[UnitMeasure]],
        directory: Callable[[], Directory] | None = None,
    ) -> None:
        super().__init__(program.folder)
        self.program = program
        self._read_unit = read
        self._directory = directory

    @cached_property
    def unit(self) -> Mapping[str, UnitMeasure]:
        """The unit's word on each measure, by the measure's id."""
        return settled(tuple(self._read_unit()))

    @cached_property
    def every_measure(self) -> tuple[Measure, ...]:
        """Every measure in its words of today, retired ones too: the program's, then the unit's own."""
        program, traits = self.program.measures.measures, self.program.measures.traits
        own = [one for one in self.unit.values() if one.own]
        known = self._reasons() if own else frozenset[str]()
        return (
            *(_laid_over(measure, self.unit.get(measure.id), traits) for measure in program),
            *(_own_measure(one, known, traits) for one in sorted(own, key=lambda one: one.measure)),
        )

    @cached_property
    def measures(self) -> Measures:
        """The measures file with the measures that may be suggested now."""
        active = tuple(one for one in self.every_measure if one.id not in self.retired)
        return msgspec.structs.replace(self.program.measures, measures=active)

    @cached_property
    def retired(self) -> frozenset[str]:
        """The measures the unit no longer suggests."""
        return frozenset(one.measure for one in self.unit.values() if one.retired)

    @cached_property
    def signed_off(self) -> frozenset[str]:
        """The measures the unit signed off in the very words they have now."""
        return frozenset(
            one.id
            for one in self.every_measure
            if (said := self.unit.get(one.id)) and said.signed_by and said.signed_words == one.text
        )

    @cached_property
    def reworded(self) -> frozenset[str]:
        """The program's measures that stand in the unit's words."""
        return frozenset(one.measure for one in self.unit.values() if one.text and not one.own)

    @cached_property
    def risk(self) -> Risk:
        """The program's risk factors."""
        return self.program.risk

    @cached_property
    def templates(self) -> PlanTemplates:
        """The program's situations a plan can start from."""
        return self.program.templates

    @cached_property
    def needs(self) -> Needs:
        """The program's needs."""
        return self.program.needs

    @cached_property
    def services(self) -> Directory:
        """The directory as it stands here."""
        return self._directory() if self._directory is not None else self.program.services

    @cached_property
    def paper_words(self) -> PaperWords:
        """The program's words; the unit's own give-away list is a setting."""
        return self.program.paper_words

    @cached_property
    def bank_holidays(self) -> KnownBankHolidays:
        """The bank holidays the program knows."""
        return self.program.bank_holidays

    def _reasons(self) -> frozenset[str]:
        """Every id a rule may name; one that a newer edition no longer holds can no longer be so."""
        risk, needs, plan = self.program.risk, self.program.needs, self.program.measures
        found = {one.id for one in risk.factors} | {one.id for one in risk.triggers}
        return frozenset(found | {one.id for one in needs.domains} | {one.id for one in plan.circumstances})


def _laid_over(measure: Measure, said: UnitMeasure | None, traits: tuple[Trait, ...]) -> Measure:
    """A measure of the program in the unit's words, if it has any; other words may need more traits, never fewer."""
    if said is None or not said.text:
        return measure
    return msgspec.structs.replace(
        measure,
        text=said.text,
        discreet_text=said.short,
        discreet_ok=bool(said.short),
        advocate_note=said.note or measure.advocate_note,
        traits=tuple(dict.fromkeys((*measure.traits, *_new_traits(measure, said, traits)))),
    )


def _new_traits(measure: Measure, said: UnitMeasure, traits: tuple[Trait, ...]) -> tuple[str, ...]:
    """The traits that the unit's words need; what the program's only seemed to need stays set aside."""
    return tuple(one for one in traits_in(traits, said.text, said.short) if one not in measure.not_traits)


def _own_measure(said: UnitMeasure, known: frozenset[str], traits: tuple[Trait, ...]) -> Measure:
    """A measure of the unit's own, its traits found in its words; words for a child are never on a card."""
    short = "" if said.child_facing else said.short
    return Measure(
        id=said.measure,
        section=said.section,
        text=said.text,
        advocate_note=said.note,
        when=_still(said.when, known),
        advice_first_when=_still(said.advice_first_when, known),
        never_when=_still(said.never_when, known),
        living_situation=said.living_situation or ("any",),
        traits=traits_in(traits, said.text, said.short),
        discreet_ok=bool(short),
        discreet_text=short,
        children=said.child_facing or said.section == "children",
        child_facing=said.child_facing,
        priority=said.priority,
        sources=(),
    )


def _still(ids: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one in known)
