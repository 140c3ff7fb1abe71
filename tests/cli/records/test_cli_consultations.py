"""``hru-vault consultations`` and ``consultation``: listed, counted, shown, and a case begun from one."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.commands import Run, Said


def test_a_consultation_is_noted_listed_counted_and_becomes_a_case(run: Run, written: Callable[[object], str]) -> None:
    before = run("consultations", "--figures").json()
    asked = {
        "asked_on": "2026-11-16",
        "who": "Ward manager",
        "from": "health",
        "behaviour": "sexual_violence",
        "question": "A patient waits for a nurse at the gate.",
    }
    entry = run("add", "consultation", written(asked)).json()["entry"]
    rows = run("consultations", "--behaviour", "sexual_violence", "--standing", "waiting", "--json").json()
    assert [row["entry"] for row in rows] == [entry]
    assert "waits 7 days" in run("consultations", "--text", Said("nurse gate")).out
    assert "What they ask: A patient waits" in run("consultation", entry).out
    after = run("consultations", "--figures").json()
    assert after["by_behaviour"]["sexual_violence"] == before["by_behaviour"]["sexual_violence"] + 1
    assert after["by_month"]["2026-11"]["sexual_violence"] == before["by_month"]["2026-11"]["sexual_violence"] + 1
    assert after["waiting"] == before["waiting"] + 1
    rest = {"victim": "Nia Madeup", "area": "warrington", "decision": "accept", "adds_value": True}
    ref = run("consultation", entry, "--refer", written(rest)).json()["ref"]
    (row,) = run("consultations", "--standing", "referral", "--json").json()
    assert row["became"] == ref
    assert ref in run("cases").out
    said = run("consultation", row["entry"], "--json").json()["said"]
    assert {"label": "The case that came of it", "words": ref} in said


def test_what_is_no_consultation_is_said_in_a_sentence(run: Run) -> None:
    assert run("consultation", "nothing").code == 1
    assert run("consultations", "--behaviour", "odd").code == 2
