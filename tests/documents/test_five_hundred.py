"""Five hundred made-up cases: suggestions hold their promises, and no page of the person's holds what it must not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from hru_advocate.documents.blocks import Chart, Page
from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.give_away import GiveAwayList, JudgedText
from hru_advocate.documents.pdf.writer import render
from hru_advocate.domain.languages import Translator
from hru_advocate.domain.plan.gates import closed_gates
from hru_advocate.domain.plan.suggestions import ALWAYS, misfit, refusal
from tests.documents.checking import FONTS, faults, readings
from tests.documents.composed_cases import LIBRARY, PRODUCT, WORDS, strings_of, text_of
from tests.documents.generated_cases import HIDDEN, PROTECTED, Case, case
from tests.effort import DRAWN, part_of

pytestmark = [pytest.mark.xdist_group("five hundred"), DRAWN]  # what the module makes is made once

CASES: Final = part_of(500)
GENERAL: Final = frozenset(one.id for one in LIBRARY.measures.measures if ALWAYS in one.when)
VICTIMS: Final = tuple(one for one in PLAN_PAPERS if one != "file_copy")
PLAIN: Final = ("plain_sheet", "pocket_card")
TONGUES: Final = (
    Translator(PRODUCT.english),
    *(Translator(PRODUCT.english, one) for one in PRODUCT.translations.values()),
)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case(seed) for seed in range(CASES))


def test_no_refused_measure_is_suggested() -> None:
    for one in cases():
        settled = one.facts.settled()
        for offer in one.suggestions:
            measure = LIBRARY.measure(offer.measure)
            gates = [one for one in closed_gates(LIBRARY, measure, settled) if one.refuses]
            never = settled.present.intersection(measure.never_when)
            allowed = not (gates or never or misfit(LIBRARY, measure, settled))
            assert (offer.refused is None) is allowed
            assert (offer.refused is None) is (refusal(LIBRARY, measure, one.facts) is None)


def test_every_suggestion_names_a_reason_that_is_so() -> None:
    for one in cases():
        present = one.facts.settled().present
        for offer in one.suggestions:
            assert offer.answers
            assert set(offer.answers) <= present
            assert offer.answers == (ALWAYS,) or all(LIBRARY.label(reason) for reason in offer.answers)
            assert set(offer.answers) <= set(LIBRARY.measure(offer.measure).when)
            assert offer.why


def test_every_present_factor_has_a_suggestion_or_says_that_there_is_none() -> None:
    for one in cases():
        rows = {row.id: row for row in one.coverage.rows}
        for factor in (fact for fact in one.facts.present if fact.startswith("rf_")):
            offered = [offer for offer in one.suggestions if factor in offer.answers and offer.refused is None]
            row = rows[factor]
            own = [offer for offer in offered if not row.by or offer.measure not in GENERAL]
            assert row.offered == len(own)
            if not offered and not row.by:
                assert "Nothing in the library" in row.sentence or "refused by a rule" in row.sentence or row.could


def test_nothing_kept_spoken_or_protected_is_on_any_page_of_the_person() -> None:
    for seed, one in enumerate(cases()):
        paper = replace(one.paper, translator=TONGUES[seed % len(TONGUES)], easy=TONGUES[1])
        for document in VICTIMS:
            composed = compose_plan(document, paper)
            words = text_of(composed.page)
            live = {item.id: item for item in paper.plan.live}
            assert all(live[place].carry == "carry" for place in composed.measures), (seed, document)
            for mark in (*HIDDEN, *PROTECTED):
                assert mark.casefold() not in words.casefold(), (seed, document, mark)
            assert composed.page.marking == ""


def test_no_word_of_the_list_is_on_paper_that_may_be_seen_in_any_language() -> None:
    for seed, one in enumerate(cases()):
        translator = TONGUES[seed % len(TONGUES)]
        paper = replace(one.paper, translator=translator, give_away=(*WORDS.give_away, *translator.give_away))
        listed = GiveAwayList(paper.give_away)
        for document in PLAIN:
            for text in strings_of(compose_plan(document, paper).page):
                assert not listed.first_in(JudgedText(text)), (seed, document)


@pytest.mark.parametrize("document", PLAN_PAPERS)
def test_words_and_tags_of_their_pages_hold(document: str, tmp_path: Path) -> None:
    """Five cases in every document; all in the soak."""
    _hold(document, range(0, CASES, CASES // 5), tmp_path)


def test_foot_of_a_file_copy_of_one_page_is_no_prose(tmp_path: Path) -> None:
    """A foot is not read aloud; a checker knows one by its coming back on the next page, and here there is none."""
    sheets = (render(compose_plan("file_copy", one.paper).page, FONTS) for one in cases())
    drawn = next(sheet for sheet in sheets if sheet.pages == 1)
    assert faults(drawn.data, tmp_path) == []


@pytest.mark.soak
@pytest.mark.parametrize("document", PLAN_PAPERS)
def test_words_and_tags_of_all_their_pages_hold(document: str, tmp_path: Path) -> None:
    _hold(document, range(CASES), tmp_path)


def _hold(document: str, seeds: range, folder: Path) -> None:
    for seed in seeds:
        page = compose_plan(document, cases()[seed].paper).page
        drawn = render(page, FONTS)
        assert faults(drawn.data, folder) == []
        words = [" ".join(part.split()) for text in said(page) for part in text.splitlines()]
        for reader, text in readings(drawn.data, folder).items():
            read = " ".join(text.split())
            assert [one for one in words if one not in read] == [], (reader, document, seed)


def said(page: Page) -> Iterator[str]:
    """Every text of a page that is drawn among its blocks, without languages, tones and kinds."""
    for block in page.blocks:
        if not isinstance(block, Chart):
            yield from _said(block)


def _said(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _said(one)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            if field.name not in {"tone", "language", "kind"}:
                yield from _said(getattr(part, field.name))
