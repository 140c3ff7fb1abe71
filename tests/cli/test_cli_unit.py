"""``hru-vault measures``, and changing one by ``hru-vault add measure``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.commands import Run, Said

CASES = 3


def test_measures_are_listed_by_part_and_state(run: Run) -> None:
    rows = run("measures", "--json").json()
    assert len(rows) >= 260
    assert set(rows[0]) == {
        "id", "text", "section", "practice_point", "needs_sign_off",
        "signed_off", "reworded", "retired", "own", "entry",
    }  # fmt: skip
    home = run("measures", "--section", "home", "--json").json()
    assert {row["section"] for row in home} == {"home"}
    points = run("measures", "--state", "practice_point", "--json").json()
    assert all(row["needs_sign_off"] for row in points)
    assert "practice point, needs sign-off" in run("measures", "--state", "practice_point").out
    assert run("measures", "--state", "odd").code == 2


def test_the_guides_example_is_added_signed_off_and_retired(
    run: Run, root: Path, written: Callable[[object], str]
) -> None:
    guide = (root / "docs" / "hru-vault.md").read_text(encoding="utf-8")
    found = re.search(r"```text\n(\{.*?\})\n```", guide, flags=re.DOTALL)
    assert found
    run("add", "measure", written(json.loads(found[1]))).json()
    (own,) = run("measures", "--state", "own", "--json").json()
    assert own["needs_sign_off"]
    signed = {"done": "sign_off", "signed_by": "Ada", "signed_on": "2026-11-20", "signed_against": "Policy 3"}
    more = ("--corrects", own["entry"], "--reason", Said("Unit meeting"))
    run("add", "measure", written(signed), *more).json()
    (own,) = run("measures", "--state", "signed_off", "--json").json()
    assert (own["practice_point"], own["needs_sign_off"]) == (True, False)
    last = ("--corrects", own["entry"], "--reason", Said("Not needed"))
    run("add", "measure", written({"done": "retire"}), *last).json()
    assert [row["id"] for row in run("measures", "--state", "retired", "--json").json()] == [own["id"]]
    again = run("add", "measure", written({"done": "retire", "measure": own["id"]}), "--reason", Said("Again"))
    assert (again.code, again.out) == (1, "")
    assert "record already" in again.err


def test_a_first_change_without_its_reason_is_refused(run: Run, written: Callable[[object], str]) -> None:
    done = run("add", "measure", written({"done": "retire", "measure": "sm_call_999"}))
    assert done.code == 1
    assert "reason" in done.err
