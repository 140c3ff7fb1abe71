"""``hru-vault`` about incidents: what the window does, from a script."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.commands import Run, Said


@pytest.fixture
def ref(run: Run) -> str:
    return str(run("cases", "--json").json()[0]["ref"])


def test_an_incident_from_a_line_is_listed_and_found(run: Run, ref: str) -> None:
    noted = run(
        "incident", ref, Said('yesterday 3 pm, followed me past the viaduct "I ran"'), "--behaviour", "bh_followed"
    ).json()
    assert noted["ref"] == ref
    listed = run("incidents", ref, "--behaviour", "bh_followed", "--json").json()
    assert noted["entry"] in [row["entry"] for row in listed]
    assert "22 Nov 2026, 15:00: Followed them · followed me" in run("incidents", ref).out
    assert [hit["entry"] for hit in run("search", Said("viaduct"), "--json").json()] == [noted["entry"]]
    asked = run("afterwards", noted["entry"]).json()
    assert asked["events"][0][0] == "tr_new_incident"
    kept = run("afterwards", noted["entry"], "--event", "tr_new_incident", "--plan", "yes").json()
    assert kept["record"] == noted["record"]


def test_a_line_without_a_when_is_refused_without_its_words(run: Run, ref: str) -> None:
    refused = run("incident", ref, Said("he rang from Marsh Lane"))
    assert refused.code == 1
    assert "Marsh" not in refused.err


def test_rows_are_taken_whole_or_not_at_all_and_taken_back(run: Run, ref: str, tmp_path: Path) -> None:
    before = len(run("incidents", ref, "--json").json())
    rows = tmp_path / "rows.txt"
    rows.write_text("1 Nov\trang\trang\t40\n2 Nov\tcame\tdanced\n", encoding="utf-8-sig")
    refused = run("incident", ref, "--rows", str(rows))
    assert (refused.code, refused.err.startswith("Row 2: ")) == (1, True)
    assert len(run("incidents", ref, "--json").json()) == before
    rows.write_text("3 Nov\twrote\n1 Nov\trang\trang\t40\n", encoding="utf-8-sig")
    entries = run("incident", ref, "--rows", str(rows)).json()["entries"]
    listed = {row["entry"]: row for row in run("incidents", ref, "--json").json()}
    assert [listed[entry]["what"] for entry in entries] == ["rang", "wrote"]
    back = [part for entry in entries for part in ("--take-back", entry)]
    run("incident", ref, *back).json()
    assert sum(row["taken_back"] for row in run("incidents", ref, "--json").json()) == 2


def test_a_file_is_read_and_neither_kept_nor_named(run: Run, ref: str, tmp_path: Path) -> None:
    noted = run("incident", ref, Said("yesterday, left a voicemail")).json()
    file = tmp_path / "voicemail from him.mp3"
    file.write_bytes(b"made up")
    done = run("evidence", noted["entry"], str(file), "--what", Said("Voicemail"), "--held-by", Said("her telephone"))
    assert done.json()["sha256"] == hashlib.sha256(b"made up").hexdigest()
    assert "from him" not in done.out + run("show", ref).out
    gone = run("evidence", noted["entry"], str(tmp_path / "gone"), "--what", Said("Voicemail"))
    assert (gone.code, "gone" in gone.err) == (1, False)


def test_the_list_of_behaviours_is_ours(run: Run) -> None:
    assert "Left notes on the car · ours" in run("behaviours", "--add", Said("Left notes on the car")).out
    assert "Something else · hidden" in run("behaviours", "--hide", "bh_other").out
    assert "Something else · hidden" not in run("behaviours", "--show", "bh_other").out
    assert run("behaviours", "--hide", "bh_danced").code == 1


def test_the_pattern_and_a_chronology_are_made_from_a_script(run: Run, ref: str, tmp_path: Path) -> None:
    before = run("pattern", ref).json()
    run("incident", ref, Said("yesterday 3 pm, followed me"), "--behaviour", "bh_followed")
    after = run("pattern", ref).json()
    assert after["recent"]["times"] == before["recent"]["times"] + 1
    often = "Once" if after["recent"]["times"] == 1 else f"{after['recent']['times']} times"
    assert after["sentences"][0].startswith(f"{often} in the last 4 weeks")
    only = run("pattern", ref, "--behaviour", "bh_letter_gift").json()
    assert (only["recent"]["times"], only["new"]) == (0, [])
    out = tmp_path / "chronology.pdf"
    made = run("document", "chronology", ref, "--out", str(out)).json()
    assert (out.read_bytes()[:5], made["may_tick"]) == (b"%PDF-", [])
    assert "chronology" in [copy["document"] for copy in run("copies", "--json").json()]


def test_since_a_hearing_that_is_none_nothing_is_made(run: Run, ref: str, tmp_path: Path) -> None:
    out = tmp_path / "since.pdf"
    refused = run("document", "chronology_since_hearing", ref, "--hearing", "01a2", "--out", str(out))
    assert (refused.code, out.exists()) == (1, False)
    assert "Nothing was made" in refused.err
