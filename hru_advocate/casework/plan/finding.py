"""Finds measures by words: of every part of the library, whether or not anything known asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.plan.planning import (
    SuggestedMeasure,
    live_measures_of,
    loose_answers,
    suggested_in_words,
)
from hru_advocate.casework.session import Session
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.reference import Measure
from hru_advocate.domain.plan.plan import read_plan
from hru_advocate.domain.plan.suggestions import ALWAYS, suggest, suggestion_of
from hru_advocate.domain.text_folding import holds, ways_to_find


def found_by(session: Session, case: str, raw: Mapping[str, object], words: str) -> tuple[SuggestedMeasure, ...]:
    """The measures of all parts of the library that hold some words, those that fit this case first.

    They are looked for in what a measure says, in its part of the plan and in what it answers. Each has its rule:
    nothing of the library is left out because nobody told of what it is about.
    """
    library, ways = session.product.library, ways_to_find(words)
    known = knowledge_of(session, case, read_plan(loose_answers(session, raw)))
    facts, live = known.facts.settled(), live_measures_of(known)
    fitting = {one.measure: one for one in suggest(library, known.facts, live_measures=live)}
    found = [one for one in library.measures.measures if one.id not in library.retired and _holds(library, one, ways)]
    offers = [
        fitting.get(one.id) or replace(suggestion_of(library, one, facts, ALWAYS), in_plan=one.id in live)
        for one in found
    ]
    places = {measure: place for place, measure in enumerate(fitting)}
    offers.sort(key=lambda one: (one.refused is not None, places.get(one.measure, len(places))))
    return tuple(suggested_in_words(library, one, known.pronoun) for one in offers)


def _holds(library: Library, measure: Measure, ways: list[list[str]]) -> bool:
    about = (library.label(one) for one in measure.when if one != ALWAYS)
    return holds(" ".join((measure.text, measure.discreet_text, library.section(measure.section).label, *about)), ways)
