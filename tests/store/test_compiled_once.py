"""A question is compiled when it is first asked, not each time: compiling takes longer than most answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hru_advocate.store import counted, dues, search, views
from hru_advocate.store.dues import DueLines
from hru_advocate.store.ledger import entries
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import CaseRowFilter

ALLOWED = 0
"""The driver's yes when it asks, while compiling, whether a table may be read."""

QUESTIONS: dict[str, Callable[[Vault, str], object]] = {
    "case_rows": lambda vault, _case: views.case_rows(vault, CaseRowFilter(status=("open",), order="review_due")),
    "plans_due": lambda vault, _case: views.plans_due(vault, "2027-01-01", 5),
    "dues_of_open_cases": lambda vault, _case: dues.of_open_cases(vault, DueLines("2027-01-01", 5, ("action",))),
    "several_of_open_cases": lambda vault, _case: dues.several_of_open_cases(
        vault, DueLines("2027-01-01", 5, ("action",)), DueLines("2026-12-01", 5, ("order",), others=True)
    ),
    "recent": lambda vault, _case: views.recent(vault, 5),
    "reviews_of_closed": lambda vault, _case: dues.reviews_of_closed(vault, ("closure", "retention"), "2027-01-01"),
    "last_saying": lambda vault, case: views.last_saying(vault, case, "contact", "next_contact"),
    "slots_of_case": lambda vault, case: views.slots_of_case(vault, case, ["contact"]),
    "never_asked": lambda vault, _case: counted.never_asked(vault, "2027-01-01", [], 5),
    "not_asked_at_end": lambda vault, _case: counted.not_asked_at_end(vault, "2026-01-01", "At the end", 5),
    "search": lambda vault, case: search.search(vault, "phoned mess", case=case),
    "walk": lambda vault, _case: list(entries.walk(vault.connection().cursor())),
    "entries_of_case": lambda vault, case: entries.entries_of_case(vault, case, limit=5),
    "entries_of_case_of_a_kind": lambda vault, case: entries.entries_of_case(vault, case, kind="record", limit=5),
    "events_about_cases": lambda vault, _case: entries.events_about_cases(vault, ["contact"], 5),
    "newest_of_slot": lambda vault, case: entries.newest_of_slot(vault, case, "contact", 5),
    "events_about_case": lambda vault, case: entries.events_about_cases(vault, ["contact"], 5, case=case),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_asked_again_is_not_compiled_again(opened: Vault, writer: Any, name: str) -> None:
    case = writer.id()
    writer.write(case=case, due="2026-12-01", columns={"status": "open", "review_due": "2026-12-01"})
    compiled: list[int] = []

    def allow(action: int, *_about: object) -> int:
        compiled.append(action)
        return ALLOWED

    connection: Any = opened.connection()  # the program itself never asks to be told of compiling
    connection.set_authorizer(allow)
    first = QUESTIONS[name](opened, case)
    assert compiled
    compiled.clear()
    assert QUESTIONS[name](opened, case) == first
    assert not compiled
