"""Each text of a paper is folded once for all the checks that look at it, however many documents are replaced in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from hru_advocate.documents.compose import give_away
from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.plan import identifying
from hru_advocate.domain.text_folding import words_of
from tests.documents.composed_cases import stalked_at_work


@pytest.mark.parametrize("document", sorted(PLAN_PAPERS))
def test_a_composition_folds_each_text_once(document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: Counter[str] = Counter()

    def counting(text: str) -> list[str]:
        folded[text] += 1
        return words_of(text)

    monkeypatch.setattr(give_away, "words_of", counting)
    paper = replace(stalked_at_work(), for_whom="Sam Example", agreed=True, people=(), secrets=(), unit_name="")
    paper = replace(paper, case_ref="")  # names and secrets are folded for the check itself
    compose_plan(document, paper)
    identifying(paper, document)
    assert document in ("file_copy", "leaflet") or folded
    assert {text: times for text, times in folded.items() if times > 1} == {}


def test_two_compositions_share_nothing_of_what_was_typed() -> None:
    one, other = stalked_at_work(), stalked_at_work()
    assert one.judged is not other.judged
    assert replace(one, easy=None).judged is one.judged
