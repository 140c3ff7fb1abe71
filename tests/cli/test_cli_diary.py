"""``hru-vault diary``: a preview takes nothing; what is taken is taken in one step, with where it came from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.commands import Run

DIARY = (
    "Date,What happened,Mood\n03/11/2026,he rang,low\n03/11/2026,he rang,low\n"
    "yesterday,=HYPERLINK(1),\n04/11/2026,@came,\n"
)


@pytest.fixture
def ref(run: Run) -> str:
    return str(run("cases", "--json").json()[0]["ref"])


def test_a_diary_is_looked_at_then_taken_in_one_step(run: Run, ref: str, tmp_path: Path) -> None:
    file = tmp_path / "secret name.csv"
    file.write_bytes(DIARY.encode("utf-8-sig"))
    before = len(run("incidents", ref, "--json").json())
    shown = run("diary", str(file), "--case", ref, "--preview", "--json").json()
    assert shown["counts"] == {"ready": 2, "duplicate": 1, "undecided": 1}
    assert [row["state"] for row in shown["rows"]] == ["ready", "duplicate", "undecided", "ready"]
    assert [column["answers"] for column in shown["columns"]] == ["when", "what", None]
    told = run("diary", str(file), "--case", ref, "--preview").out
    assert "Dates are read day first (UK)." in told
    assert "Columns left out: Mood" in told
    assert len(run("incidents", ref, "--json").json()) == before
    taken = run("diary", str(file), "--case", ref, "--behaviour", "bh_called").json()
    assert (taken["taken"], taken["left"]) == (2, 2)
    assert taken["sha256"] == hashlib.sha256(DIARY.encode("utf-8-sig")).hexdigest()
    listed = {row["entry"]: row for row in run("incidents", ref, "--json").json()}
    one = listed[taken["entries"][1]]
    assert (one["words"], one["basis"], one["behaviours"]) == ("@came", "report", ["bh_called"])
    assert one["items"] == [{"what": "From a diary file (CSV file), row 4", "held_by": "", "sha256": taken["sha256"]}]
    again = run("diary", str(file), "--case", ref)
    assert (again.code, len(run("incidents", ref, "--json").json())) == (1, before + 2)
    twice = run("diary", str(file), "--case", ref, "--twice", "2").json()
    assert twice["taken"] == 1
    run("incident", ref, "--take-back", *taken["entries"][:1])


@pytest.mark.parametrize(
    ("data", "more"),
    [
        (b"", ()),
        (b'When,What\n3 Nov 2026,"Marsh', ()),
        (b"PK\x03\x04Marsh", ()),
        (b"When,What\n3 Nov 2026,Marsh\n", ("--map", "when=1,what=9")),
        (b"When,What\n3 Nov 2026,Marsh\n", ("--leave", "1")),
        (b"When,What\nyesterday,Marsh\n", ("--twice", "1")),
        (b"When,What\n3 Nov 2026,Marsh\n", ("--behaviour", "bh_none")),
        (None, ()),
    ],
)
def test_a_refusal_says_nothing_of_the_file(
    run: Run, ref: str, tmp_path: Path, data: bytes | None, more: tuple[str, ...]
) -> None:
    before = len(run("incidents", ref, "--json").json())
    file = tmp_path / "Marsh.csv"
    if data is None:
        file.mkdir()
    else:
        file.write_bytes(data)
    refused = run("diary", str(file), "--case", ref, *more)
    assert refused.code == 1
    assert "Marsh" not in refused.err
    assert refused.err.count(".") >= 2
    assert len(run("incidents", ref, "--json").json()) == before


def test_month_first_is_said_for_the_whole_file(run: Run, ref: str, tmp_path: Path) -> None:
    file = tmp_path / "d.csv"
    file.write_text("When,What\n10/09/2026,marked\n10/25/2026,wrote\n", encoding="utf-8")
    assert "--order" in run("diary", str(file), "--case", ref, "--preview").out
    assert run("diary", str(file), "--case", ref).code == 1
    taken = run("diary", str(file), "--case", ref, "--order", "month-first").json()
    listed = {row["entry"]: row for row in run("incidents", ref, "--json").json()}
    assert [listed[entry]["start"] for entry in taken["entries"]] == ["2026-10-09", "2026-10-25"]


def test_letters_that_may_be_others_are_said_and_letters_nobody_can_tell_are_asked(
    run: Run, ref: str, tmp_path: Path
) -> None:
    file = tmp_path / "d.csv"
    file.write_bytes("When,What\n03/11/2026,took \u00a320\n".encode("cp1252"))
    assert "which is not sure" in run("diary", str(file), "--case", ref).err
    file.write_bytes("When,What\n04/11/2026,he said \u201cI\u2019ll wait\u201d\n".encode("mac-roman"))
    before = len(run("incidents", ref, "--json").json())
    assert "choose how its letters are written" in run("diary", str(file), "--case", ref).err
    assert len(run("incidents", ref, "--json").json()) == before
    taken = run("diary", str(file), "--case", ref, "--encoding", "mac-roman")
    assert "not sure" not in taken.err
    listed = {row["entry"]: row for row in run("incidents", ref, "--json").json()}
    assert listed[taken.json()["entries"][0]]["words"] == "he said \u201cI\u2019ll wait\u201d"
