"""A page that says us says who that is, and what is done when it happens has no box to tick."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.documents.blocks import Contacts, Items, plain
from hru_advocate.documents.compose.documents import compose_plan
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.services.confirmations import OUR_LINE, PrintLine
from tests.documents.composed_cases import item, paper, plan

OURS = PrintLine(OUR_LINE, "Joan", read_phone("01632 960811"), hours="weekdays 9 to 5", note="checked 1 Nov 2026")
FULL = "This is “us”. If nobody answers: contact 999 in danger."
SHORT = "This is “us”."


@pytest.mark.parametrize(
    ("document", "text", "more", "under"),
    [
        ("full_plan", "Tell us the same day.", {}, FULL),
        ("large_print", "Ask us.", {}, FULL),
        ("plain_sheet", "Ask us.", {}, SHORT),
        ("full_plan", "Tell us.", {"voice_fails": True}, FULL),
        ("full_plan", "Use the bus.", {}, ""),
        ("plain_sheet", "Use the bus.", {}, ""),
    ],
)
def test_who_us_is(document: str, text: str, more: dict[str, object], under: str) -> None:
    made = compose_plan(document, paper(plan(item(1, text)), services=(OURS,), today=date(2026, 11, 23), **more))
    (row,) = [row for block in made.page.blocks if isinstance(block, Contacts) for row in block.rows]
    assert (plain(row.name), plain(row.under)) == ("Joan", under)


@pytest.mark.parametrize("document", ["full_plan", "large_print", "easy_words", "plain_sheet"])
@pytest.mark.parametrize(("section", "box"), [("emergency", False), ("home", True), ("code_words", True)])
def test_what_is_done_in_an_emergency_has_no_box(document: str, section: str, box: bool) -> None:
    made = compose_plan(document, paper(plan(item(1, "Walk out.", section=section))))
    (line,) = [line for block in made.page.blocks if isinstance(block, Items) for line in block.items]
    assert line.box is box
