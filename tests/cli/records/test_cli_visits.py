"""``hru-vault`` on visits: planned, out, back, called off, the slip, and an exit code while somebody is overdue."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from hru_advocate.casework.vault.opening import Home
from hru_advocate.cli import running
from tests.cli.commands import Run, Said, cheap_home
from tests.fixed_clock import FixedClock

PLAN = (
    "--who",
    Said("Asha"),
    "--with",
    Said("Ben"),
    "--place",
    "home",
    "--reach",
    Said("07700 900123"),
    "--told",
    Said("Desk"),
)
AGREED = ("--outside-rules", Said("She asked"), "--code-word-reference", Said("Word 3"))


def test_a_visit_from_its_plan_to_the_check_in(run: Run, tmp_path: Path) -> None:
    ref = run("cases", "--json").json()[0]["ref"]
    today = ("--on", "today", "--out-at", "09:00", "--back-by", "20:00")
    assert run("visit-plan", ref, "--who", Said("Asha")).code == 2
    planned = run("visit-plan", ref, *PLAN, *AGREED, *today).json()["entry"]
    (row,) = [one for one in run("visits", "--json").json() if one["entry"] == planned]
    assert (row["standing"], row["ref"]) == ("not_out", ref)
    assert run("overdue").code == 0
    paper = tmp_path / "slip.pdf"
    assert run("visit-slip", planned, "--out", str(paper)).code == 0
    text = pypdfium2.PdfDocument(BytesIO(paper.read_bytes()))[0].get_textpage().get_text_range()
    assert "Word 3" in text
    assert ref not in text
    out = run("visit-out", planned).json()["entry"]
    later = run("visit-longer", out, "30").json()["entry"]
    back = run("visit-back", later, "--afterwards", Said("Ring first")).json()["entry"]
    assert run("visit-back", back).code == 1
    standing = {one["entry"]: one["standing"] for one in run("visits", ref, "--json").json()}
    assert standing[back] == "back"


def test_while_somebody_is_overdue_the_exit_code_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = run("cases", "--json").json()[0]["ref"]
    today = ("--on", "today", "--out-at", "09:00", "--back-by", "13:59")
    planned = run("visit-plan", ref, *PLAN, *AGREED, *today).json()["entry"]
    assert run("overdue").code == 0
    monkeypatch.setattr(running, "home", afternoon)
    found = run("overdue", "--json")
    assert found.code == 4
    (row,) = [one for one in json.loads(found.out) if one["entry"] == planned]
    assert "999" in row["how"][0]
    assert any("01632 960100" in line for line in row["how"])
    assert any("not written down its own steps" in line for line in row["how"])
    noted = run("overdue", planned, "--note", Said("Rang; no answer"))
    assert noted.code == 4
    assert "Rang; no answer" in noted.out
    newest = next(one for one in run("visits", ref, "--json").json() if one["standing"] == "overdue")["entry"]
    assert run("visit-off", newest, Said("She had rung: nobody went")).code == 0
    left = run("overdue", "--json")
    assert not [one for one in json.loads(left.out) if one["entry"] == newest]


def afternoon(options: running.Arguments) -> Home:
    """The same home, four hours later."""
    home = cheap_home(options)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=4))
    return home
