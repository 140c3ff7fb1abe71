"""The short road for very many cases makes whole entries: they verify, list and are found like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import bulk
from benchmarks.bulk import fill_bulk
from hru_advocate.casework.cases.cases import CaseFilter, case_page, list_cases
from hru_advocate.casework.records import searching
from hru_advocate.casework.vault import checks
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import session_at

MODELS = 12


def test_bulk_entries_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_MODELS", MODELS)  # cases told in full to mix from; measuring wants more of them
    with session_at(tmp_path / "vault") as session:
        refs = fill_bulk(session, cases=12, entries=300, seed=4)
        before = ledger.tail(session.vault, session.device.device_id)[0]
        assert len(set(refs)) == 12
        lines = {line.label.ref: line for line in list_cases(session, CaseFilter(status=""), limit=1000)}
        assert set(refs) <= set(lines)
        line = lines[refs[0]]
        assert case_page(session, line.label.case).line.name
        entries = ledger.entries_of_case(session.vault, line.label.case, limit=1000).entries
        bodies = [len(entry.body or b"") for entry in entries if entry.header.kind == "record"]
        assert len(bodies) >= 15
        assert max(bodies) > 3000
        assert searching.find(session, "rang")
        assert before >= 300 + 20 * MODELS
        assert checks.verify(session).lines == ()
