"""The papers of three made-up cases say what they said before; run this file to write them anew after a look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hru_advocate.documents.blocks import KeepTogether, Page, Table
from hru_advocate.documents.compose.blank import blank_form
from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.form import filled_form
from hru_advocate.documents.compose.office.lists import contact_log, risk_needs_summary
from hru_advocate.documents.compose.plan import identifying, safe_person
from hru_advocate.documents.pdf.writer import render
from tests.documents.checking import FONTS
from tests.documents.composed_cases import CASES, FORMS, case_paper, drawn, filled, stalked_at_work, words_for

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "pages"


def pages() -> Iterator[tuple[str, Page]]:
    for case, made in CASES.items():
        paper = made()
        for document in (one for one in PLAN_PAPERS if one != "safe_person"):
            yield f"{case}-{document}", compose_plan(document, paper).page
    paper = stalked_at_work()
    every = frozenset(tick.id for tick in identifying(paper)) | {"sv_national_domestic_abuse_helpline"}
    for document in ("full_plan", "plain_sheet", "pocket_card"):
        yield f"stalked_at_work-{document}-ticked", compose_plan(document, replace(paper, ticks=every)).page
    yield "stalked_at_work-safe_person", safe_person(replace(paper, for_whom="Sam Example", agreed=True)).page
    yield "case-risk_needs_summary", risk_needs_summary(case_paper())
    yield "case-contact_log", contact_log(case_paper())
    for form in ("contact", "safe_contact"):
        yield f"form-{form}-filled", filled_form(filled(FORMS[form]), words_for)
        yield f"form-{form}-blank", blank_form(FORMS[form], words_for)


PAGES = dict(pages())


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_says_what_it_said(name: str) -> None:
    assert drawn(PAGES[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted(PAGES)


def test_every_column_of_a_table_has_its_share_of_the_width() -> None:
    parts = [block for page in PAGES.values() for block in page.blocks]
    parts += [one for block in parts if isinstance(block, KeepTogether) for one in block.blocks]
    tables = [block for block in parts if isinstance(block, Table)]
    assert len(tables) >= 2
    for table in tables:
        assert {len(table.widths)} == {len(table.header), *map(len, table.rows)}
        assert sum(table.widths) == pytest.approx(1)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_can_be_drawn(name: str) -> None:
    assert render(PAGES[name], FONTS).pages >= 1


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for stem, made_page in PAGES.items():
        (GOLDEN / f"{stem}.txt").write_text(drawn(made_page), encoding="utf-8")
