"""The evidence register: a file is read to its end, and neither it nor its name is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from hru_advocate.casework.incidents.evidence import (
    NotAnIncident,
    ReadingStopped,
    UnreadableEvidence,
    add_evidence,
    fingerprint,
)
from hru_advocate.casework.incidents.lines import listed
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024 - 1])
def test_a_file_of_any_size_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    data = b"made up " * (size // 8) + b"x" * (size % 8)
    file = tmp_path / "secret name.mp4"
    file.write_bytes(data)
    assert fingerprint(file) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["gone.mp4", "", "\0"])
def test_what_cannot_be_read_is_said_without_its_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableEvidence) as refused:
        fingerprint(tmp_path / name)
    assert str(tmp_path) not in refused.value.message


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    file = tmp_path / "long.mp4"
    file.write_bytes(b"x" * (2 * 1024 * 1024))
    left = iter([True, False])
    with pytest.raises(ReadingStopped):
        fingerprint(file, lambda: next(left))


def test_things_are_added_one_by_one(session: Session, case: Saved) -> None:
    noted = add(session, case, "incident", {"happened": "yesterday", "what": "rang"})
    digits = "E3B0C442 98FC1C14 9AFBF4C8 996FB924 27AE41E4 649B934C A495991B 7852B855"
    first = add_evidence(session, noted.entry, what="Voicemail", held_by="her telephone", sha256=digits)
    add_evidence(session, first.entry, what="Call log")
    items = listed(session, id_of(case))[0]["items"]
    assert [item["what"] for item in items] == ["Voicemail", "Call log"]
    assert items[0]["sha256"] == hashlib.sha256(b"").hexdigest()


def test_nothing_else_is_taken(session: Session, case: Saved) -> None:
    noted = add(session, case, "incident", {"happened": "yesterday", "what": "rang"})
    with pytest.raises(InvalidAnswer):
        add_evidence(session, noted.entry, what="Voicemail", sha256="12ab")
    with pytest.raises(NotAnIncident):
        add_evidence(session, case.entry, what="Voicemail")
