"""Disclosing on the command line: a dry run lists what would leave, a tick lets it, the receipt comes with the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casework.disclosure.told_case import DISCLOSED, leaks, text_of
from tests.cli.commands import Run

pytestmark = pytest.mark.xdist_group("cli")
CASES = 2


def councils(run: Run, ref: str) -> list[str]:
    """The disclosures of this test: the made-up case may have one of its own."""
    rows = run("disclosures", ref, "--json").json()
    return [row["entry"] for row in rows if row["whom"] == "Made-up Council"]


def test_a_dry_run_lists_and_a_tick_lets_it_leave(
    run: Run, ref: str, written: Callable[[object], str], tmp_path: Path
) -> None:
    incident = {"happened": "2026-01-20", "what": "Zebedee Testperson rang 01632 960077.", "basis": "report"}
    run("add", "incident", written(incident), "--case", ref)
    listed = run("disclose", ref, "--template", "police").json()
    item = next(one for one in listed["items"] if one["value"] == "Zebedee Testperson")
    assert (item["offered"], item["ticked"], item["count"]) == (True, False, 1)
    assert councils(run, ref) == []
    given = written({name: one for name, one in DISCLOSED.items() if name not in ("recipient", "what")})
    plain, ticked = tmp_path / "plain.pdf", tmp_path / "ticked.pdf"
    run("disclose", ref, "--template", "police", "--answers", given, "--out", str(plain))
    made = run(
        "disclose", ref, "--template", "police", "--tick", item["id"], "--answers", given, "--out", str(ticked)
    ).json()
    assert leaks(plain.read_bytes(), "Zebedee", "Testperson", "01632960077") == []
    assert "Zebedee Testperson rang ■■■■." in text_of(ticked.read_bytes())
    assert made["sha256"] == hashlib.sha256(ticked.read_bytes()).hexdigest()
    again = run("disclose", ref, "--template", "police", "--answers", given, "--out", str(plain))
    assert (again.code, "file of that name" in again.err) == (1, True)
    assert len(councils(run, ref)) == 2


def test_without_answers_nothing_is_made(run: Run, ref: str, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    done = run("disclose", ref, "--template", "housing", "--out", str(out))
    assert (done.code, out.exists()) == (1, False)
    assert "name a file with --answers" in done.err
    assert run("disclose", ref, "--template", "no_such").code == 1
    assert run("disclose", ref, "--template", "housing", "--tick", "name-0123456789").code == 1


def test_templates_and_requests_are_listed(run: Run, ref: str, written: Callable[[object], str]) -> None:
    rows = {row["id"]: row for row in run("disclosure-templates", "--json").json()}
    assert "marac_sharing" in rows["marac"]["basis"]
    assert all("To be confirmed by the unit." in words for words in rows["marac"]["bases"])
    asked = {"kind": "of_us", "from_whom": "Made-up Solicitors", "what": "Notes.", "asked_on": "2026-01-05",
             "answer_by": "2026-02-05"}  # fmt: skip
    run("add", "material_request", written(asked), "--case", ref)
    assert "Made-up Solicitors" in [row["whom"] for row in run("requests", ref, "--json").json()]
    assert "Made-up Solicitors: Notes. (to be answered)" in run("requests", ref).out
