"""The export: everything that is the reader's to open, noted before and after, in files that are what the page says."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.casework.proof.bag import BagNotWritten, PlaceTaken
from hru_advocate.casework.proof.export import ExportReasonMissing, export
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.store.ledger.entries import written_ever
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import add, events_of, id_of, new_case, worked_by
from tests.casework.proof.bags import erased_case, load_verifier, two_devices
from tests.casework.unit.test_consultation_service import ADVICE
from tests.casework.unit.test_consultation_service import ASKED as CONSULTED

REASON = "Moving to the force's own system"


def sheet(place: Path, name: str) -> list[dict[str, str]]:
    with (place / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines(place: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (place / name).read_bytes().splitlines()]


def test_every_entry_leaves_as_it_was_signed(session: Session, tmp_path: Path) -> None:
    two_devices(session)
    made = export(session, tmp_path / "out", REASON)
    held = list(written_ever(session.vault))[:-1]  # the last says that the export was made
    told = lines(tmp_path / "out", "entries.jsonl")
    assert made.entries == len(told) == len(held)
    assert [one["header"].encode() for one in told] == [one.header for one in held]
    keys = {one["device"]: one["public_key"] for one in lines(tmp_path / "out", "devices.jsonl")}
    verifier = load_verifier()
    faults: list[object] = []
    known = {device: verifier.key_of(bytes.fromhex(key)) for device, key in keys.items()}
    data = (tmp_path / "out" / "entries.jsonl").read_bytes()
    assert len(verifier.read_entries({"entries.jsonl": data}, "entries.jsonl", known, faults)) == len(held)
    assert faults == []
    assert [row["hash"] for row in sheet(tmp_path / "out", "entries.csv")] == [
        hashlib.sha256(one.header).hexdigest() for one in held
    ]


def test_it_is_noted_before_and_after(session: Session, tmp_path: Path) -> None:
    new_case(session)
    made = export(session, tmp_path / "out", f"  {REASON}\n")
    begun, done = events_of(session)[-2:]
    assert begun == ("export_begun", None, {"reason": REASON})
    assert done[0] == "export_made"
    assert done[2] == {"entries": made.entries, "sha256": made.sha256, "left_out": 0}
    manifest = (tmp_path / "out" / "manifest-sha256.txt").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == made.sha256


def test_the_manifest_has_the_sum_of_every_file(session: Session, tmp_path: Path) -> None:
    two_devices(session)
    export(session, tmp_path / "out", REASON)
    place = tmp_path / "out"
    told = dict(line.split("  ")[::-1] for line in (place / "manifest-sha256.txt").read_text("utf-8").splitlines())
    there = {one.relative_to(place).as_posix(): one for one in place.rglob("*") if one.is_file()}
    assert set(told) == set(there) - {"manifest-sha256.txt"}
    assert all(hashlib.sha256(there[path].read_bytes()).hexdigest() == digest for path, digest in told.items())


def test_the_columns_are_those_of_the_page(session: Session, tmp_path: Path, root: Path) -> None:
    two_devices(session)
    export(session, tmp_path / "out", REASON)
    page = (root / "docs" / "format.md").read_text("utf-8")
    for name in ("cases.csv", "answers.csv", "entries.csv"):
        row = re.search(rf"^\| `{name}` \|(.*)\|$", page, re.MULTILINE)
        assert row is not None
        told = re.findall(r"`(\w+)`", row[1])
        assert list(sheet(tmp_path / "out", name)[0]) == told, name
    row = re.search(r"^\| `about.json` \|(.*)\|$", page, re.MULTILINE)
    assert row is not None
    (about,) = lines(tmp_path / "out", "about.json")
    assert set(about) == set(re.findall(r"`([a-z_]+)`", row[1]))


def test_answers_are_in_words_and_begin_no_formula(session: Session, tmp_path: Path) -> None:
    case = new_case(session)
    add(session, case, "incident", {"happened": "2026-11-02", "what": "=HYPERLINK(1)", "basis": "report"})
    export(session, tmp_path / "out", REASON)
    rows = sheet(tmp_path / "out", "answers.csv")
    (what,) = [row["answer"] for row in rows if row["field"] == "what"]
    assert what == "'=HYPERLINK(1)"
    assert all(row["case"] == case.ref for row in rows if row["field"] == "what")


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 301])
def test_without_a_reason_nothing_is_written_nor_noted(session: Session, tmp_path: Path, reason: str) -> None:
    before = events_of(session)
    with pytest.raises(ExportReasonMissing):
        export(session, tmp_path / "out", reason)
    assert not (tmp_path / "out").exists()
    assert events_of(session) == before


def test_a_restricted_case_stays_out_for_whom_it_does_not_name(session: Session, tmp_path: Path) -> None:
    secret = new_case(session, account="He waits at the Quendolyn.")
    add(session, secret, "flag", FLAG)
    save(session, "consultation", dict(CONSULTED) | ADVICE | {"question": "Of Vanterpool.", "became": secret.ref})
    open_case = new_case(session, account="He waits at the Yxtaclub.")
    worked_by(session, "Ash Stranger")
    made = export(session, tmp_path / "out", REASON)
    assert made.left_out == (secret.ref,)
    everything = b"".join(one.read_bytes() for one in (tmp_path / "out").rglob("*") if one.is_file())
    assert b"Quendolyn" not in everything
    assert b"Vanterpool" not in everything
    assert b"Yxtaclub" in everything
    assert id_of(secret).encode() not in everything
    assert [row["case"] for row in sheet(tmp_path / "out", "cases.csv")] == [open_case.ref]
    session.reason = "Asked by the court"
    again = export(session, tmp_path / "again", REASON)
    assert again.left_out == ()
    assert ("opened_restricted", id_of(secret), {"reason": "Asked by the court"}) in events_of(session)
    assert b"Quendolyn" in (tmp_path / "again" / "entries.jsonl").read_bytes()


def test_whom_it_names_gets_everything(session: Session, tmp_path: Path) -> None:
    secret = new_case(session)
    add(session, secret, "flag", FLAG)
    assert export(session, tmp_path / "out", REASON).left_out == ()


def test_an_erased_case_leaves_without_its_words(session: Session, tmp_path: Path) -> None:
    erased_case(session)
    export(session, tmp_path / "out", REASON)
    everything = b"".join(one.read_bytes() for one in (tmp_path / "out").rglob("*") if one.is_file())
    assert b"Holtby" not in everything
    assert "yes" in {row["erased"] for row in sheet(tmp_path / "out", "entries.csv")}


def test_nothing_is_written_over_or_left_half(session: Session, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(PlaceTaken):
        export(session, tmp_path / "out", REASON)
    assert events_of(session)[-1][0] == "export_begun"
    with pytest.raises(BagNotWritten):
        export(session, tmp_path / "no such folder" / "out", REASON)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "vault"]


def test_what_cannot_be_noted_does_not_leave(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noting = Session.note_event

    def full(self: Session, name: str, body: dict[str, object], *, case: str | None = None) -> Any:
        if name == "export_made":
            raise BagNotWritten
        return noting(self, name, body, case=case)

    monkeypatch.setattr(Session, "note_event", full)
    with pytest.raises(BagNotWritten):
        export(session, tmp_path / "out", REASON)
    assert [one.name for one in tmp_path.iterdir()] == ["vault"]
