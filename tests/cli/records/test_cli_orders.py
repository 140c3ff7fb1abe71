"""Orders on the command line: noted, listed as they stand, and the conditions of a day."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.casework.open_sessions import NOW
from tests.cli.commands import Run, Said, fill_folder, make_cheap, runner

TODAY = NOW.date()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(fill_folder(tmp_path, 1), capsys)


def test_an_order_is_noted_listed_and_its_conditions_found_by_day(run: Run, tmp_path: Path) -> None:
    ref = run("cases", "--json").json()[0]["ref"]
    made, last = TODAY - timedelta(100), TODAY + timedelta(5)
    answers = tmp_path / "order.json"
    raw = {
        "kind": "nmo",
        "stage": "made",
        "made_on": made.isoformat(),
        "served_on": made.isoformat(),
        "until": last.isoformat(),
        "conditions": [{"kind": "direct", "words": "No contact of any sort."}],
    }
    answers.write_text(json.dumps(raw), encoding="utf-8")
    told = run("order", ref, "--add", str(answers)).out
    assert "Non-molestation order ends in 5 days" in told
    assert "No contact, direct: No contact of any sort." in told
    card = run("order", ref, "--json").json()["cards"][0]
    assert (card["pill"], card["steps"]) == ("Non-molestation order ends in 5 days", ["vary", "ended"])
    line = run("order", ref, "--on", made.isoformat(), "--json").json()[0]
    assert (line["id"], line["sure"]) == (f"{card['entry']}:0", True)
    assert run("order", ref, "--on", (made - timedelta(1)).isoformat()).out == ""
    assert run("order", ref, "--on", (last + timedelta(1)).isoformat()).out == ""
    refused = run("order", ref, "--on", Said("some time in spring"))
    assert (refused.code, refused.out) == (1, "")
