"""``hru-vault figures``, ``outcomes`` and ``cover``: counted by quarter or year, written once, shown in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.domain.outcomes.outcome import QUESTIONS
from tests.cli.commands import Run


def test_figures_are_told_of_a_quarter_and_written_once(run: Run, tmp_path: Path) -> None:
    sheet, page = tmp_path / "figures.csv", tmp_path / "figures.pdf"
    asked = ("figures", "--from", "2026-07-01", "--to", "2026-09-30")
    made = run(*asked, "--csv", str(sheet), "--pdf", str(page), "--json").json()
    assert (made["period"], made["period_words"]) == ("2026-3", "July to September 2026")
    numbers = [
        number for section in made["sections"] for table in section["tables"] for row in table["rows"]
        for number in row["numbers"]
    ]  # fmt: skip
    assert numbers
    assert all(number is None or number >= 5 for number in numbers)
    assert sheet.read_bytes().startswith("\ufeff".encode())
    assert page.read_bytes().startswith(b"%PDF")
    again = run(*asked, "--csv", str(sheet))
    assert again.code == 1
    assert "July to September 2026, the whole unit" in run(*asked).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "2026-07-01", "--to", "2026-09-29"), 1),
        (("--from", "2026-01-01", "--to", "2026-12-31"), 1),
        (("--from", "2026-07-01"), 1),
        (("--from", "2026-07-01", "--to", "2026-09-30", "--area", "halton"), 1),
        (("--from", "July"), 2),
        (("--area", "odd"), 2),
    ],
)
def test_what_would_tell_of_one_person_is_refused(run: Run, arguments: tuple[str, ...], code: int) -> None:
    refused = run("figures", *arguments)
    assert refused.code == code
    assert refused.out == ""


def test_outcomes_and_cover_of_a_case_are_shown(run: Run, written: Callable[[object], str]) -> None:
    ref = run("cases", "--json").json()[0]["ref"]
    raw = {"stage": "after", "on": "2026-11-20", "again_told": True, "helped": "Knowing who to ring."}
    entry = run("add", "outcome", written(raw | dict.fromkeys(QUESTIONS, "yes")), "--case", ref).json()["entry"]
    page = run("outcomes", ref, "--json").json()
    assert entry in [line["entry"] for line in page["lines"]]
    told = run("outcomes", ref).out
    assert "says it happened again · “Knowing who to ring.”" in told
    assert "Feels safer:" in told
    cover = run("cover", ref, "--json").json()
    assert {"open", "live", "aimless", "unasked", "agreed"} == set(cover)
    assert run("cover", ref).out.startswith("Nothing live of its own")
    assert "Nobody has asked yet whether she or he agrees to this plan" in run("cover", ref).out
