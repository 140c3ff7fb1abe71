"""Letters on the command line: templates, what is left to do, a letter made, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.casework.paper import copies
from hru_advocate.store import faults
from tests.cli.commands import Run, Said

pytestmark = pytest.mark.xdist_group("cli")
CASES = 2

TEXT = "Please fit new locks."
READY = {"to_name": "Housing team", "text": TEXT, "subject": "New locks", "consent": "yes", "goes_by": "post"}


def test_a_dry_run_lists_what_is_blank_and_what_tells_who_it_is(
    run: Run, ref: str, tmp_path: Path, written: Callable[[object], str]
) -> None:
    before = run("letters", ref, "--json").json()
    raw = written({"text": "Please ring Ania Nowak on 01632 960123 [[when]].", "to_name": "Somebody"})
    said = run("letter", "employer", ref, "--answers", raw, "--only-say").json()
    assert not said["ready"]
    assert said["blanks"] == ["when"]
    assert {one["words"] for one in said["identifying"]} >= {"Ania Nowak", "01632 960123"}
    assert not any(one["ticked"] for one in said["identifying"])
    assert run("letters", ref, "--json").json() == before, "nothing was kept"
    refused = run("letter", "employer", ref, "--answers", raw, "--out", str(tmp_path / "letter.pdf"))
    assert (refused.code, (tmp_path / "letter.pdf").exists()) == (1, False)
    assert "Ania" not in refused.err
    assert run("letters", ref, "--json").json() == before


def test_a_letter_is_made_as_pdf_and_as_text_and_each_is_a_copy(
    run: Run, ref: str, tmp_path: Path, written: Callable[[object], str]
) -> None:
    raw = written(READY)
    made = [
        run("letter", "housing_safety", ref, "--answers", raw, "--out", str(tmp_path / name)).json()
        for name in ("a.pdf", "a.txt")
    ]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert TEXT in text
    assert "Telephone 01632 960100" in text, "the unit's number is confirmed"
    assert f"Our reference: {ref}" in text
    held = {
        line["copy_number"] for line in run("copies", "--case", ref, "--json").json() if line["document"] == "letter"
    }
    assert {one["copy"] for one in made} <= held
    assert {one["entry"] for one in made} <= {line["entry"] for line in run("letters", ref, "--json").json()}


@pytest.mark.parametrize("name", ["full.pdf", "full.txt"])
def test_a_letter_whose_copy_cannot_be_noted_says_its_number(
    run: Run,
    ref: str,
    tmp_path: Path,
    written: Callable[[object], str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """The disk is full by the time it is written: the paper is there, so nobody is told that it is not."""

    def full(*_given: object) -> None:
        raise faults.DiskFull

    monkeypatch.setattr(copies, "record_copy", full)
    done = run("letter", "housing_safety", ref, "--answers", written(READY), "--out", str(tmp_path / name))
    assert (tmp_path / name).exists()
    assert done.code == 0
    assert copies.not_noted(done.json()["copy"]) in done.err


def test_what_tells_who_it_is_goes_out_when_it_was_ticked(
    run: Run, ref: str, tmp_path: Path, written: Callable[[object], str]
) -> None:
    raw = written(READY | {"text": "Please ring Ania Nowak."})
    out = ["--out", str(tmp_path / "b.pdf")]
    assert run("letter", "general", ref, "--answers", raw, *out).code == 1
    assert run("letter", "general", ref, "--answers", raw, "--tick", Said("Ania Nowak"), *out).code == 0


def test_paper_the_person_takes_along_is_asked_about_first(
    run: Run, ref: str, tmp_path: Path, written: Callable[[object], str]
) -> None:
    raw = written(READY | {"goes_by": "person"})
    out = tmp_path / "c.pdf"
    refused = run("letter", "general", ref, "--answers", raw, "--out", str(out))
    assert (refused.code, out.exists()) == (1, False)


def test_templates_are_listed_shown_changed_and_retired(run: Run, ref: str, written: Callable[[object], str]) -> None:
    rows = {row["id"]: row for row in run("templates", "--json").json()}
    assert {
        "housing_safety",
        "priority_move",
        "employer",
        "school_safety",
        "gp",
        "court_special_measures",
        "court_support",
        "immigration_adviser",
        "police_complaint",
        "personal_statement",
    } <= set(rows)
    assert not any(row["retired"] or row["changed"] or row["own"] for row in rows.values())
    page = run("templates", "employer", "--json").json()
    assert any(one["hangs_on"] for one in page["paragraphs"])
    changed = page["answers"] | {"paragraphs": [{"text": "Our own words for {person}."}]}
    entry = run("add", "letter_template", written(changed)).json()["entry"]
    said = run("letter", "employer", ref, "--only-say").json()
    assert said["answers"]["text"].startswith("Our own words for ")
    retired = changed | {"done": "retire"}
    run("add", "letter_template", written(retired), "--corrects", entry, "--reason", Said("Not used")).json()
    assert {row["id"]: row for row in run("templates", "--json").json()}["employer"]["retired"]
    bad = changed | {"paragraphs": [{"text": "Dear {perpetrator}."}]}
    assert run("add", "letter_template", written(bad)).code == 1
    assert "employer" in run("templates", "--text", Said("our own words")).out
