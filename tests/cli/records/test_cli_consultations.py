"""``hru-vault consultations`` and ``consultation``: listed, counted, shown, and a case begun from one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import Run, fill_folder, make_cheap, runner


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("vault"), cases=1)


@pytest.fixture
def run(filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(filled, capsys)


def written(folder: Path, raw: object) -> str:
    path = folder / "answers.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return str(path)


def test_a_consultation_is_noted_listed_counted_and_becomes_a_case(run: Run, tmp_path: Path) -> None:
    before = run("consultations", "--figures").json()
    asked = {
        "asked_on": "2026-11-16",
        "who": "Ward manager",
        "from": "health",
        "behaviour": "sexual_violence",
        "question": "A patient waits for a nurse at the gate.",
    }
    entry = run("add", "consultation", written(tmp_path, asked)).json()["entry"]
    rows = run("consultations", "--behaviour", "sexual_violence", "--standing", "waiting", "--json").json()
    assert [row["entry"] for row in rows] == [entry]
    assert "waits 7 days" in run("consultations", "--text", "nurse gate").out
    assert "What they ask: A patient waits" in run("consultation", entry).out
    after = run("consultations", "--figures").json()
    assert after["by_behaviour"]["sexual_violence"] == before["by_behaviour"]["sexual_violence"] + 1
    assert after["by_month"]["2026-11"]["sexual_violence"] == before["by_month"]["2026-11"]["sexual_violence"] + 1
    assert after["waiting"] == before["waiting"] + 1
    rest = {"victim": "Nia Madeup", "area": "warrington", "decision": "accept", "adds_value": True}
    ref = run("consultation", entry, "--refer", written(tmp_path, rest)).json()["ref"]
    (row,) = run("consultations", "--standing", "referral", "--json").json()
    assert row["became"] == ref
    assert ref in run("cases").out
    said = run("consultation", row["entry"], "--json").json()["said"]
    assert {"label": "The case that came of it", "words": ref} in said


def test_what_is_no_consultation_is_said_in_a_sentence(run: Run) -> None:
    assert run("consultation", "nothing").code == 1
    assert run("consultations", "--behaviour", "odd").code == 2
