"""Taking a diary: one step or nothing, noted in the record, stopped without a trace, taken back as one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hru_advocate.casework.incidents.importing import (
    StillUndecided,
    Taking,
    UnreadableDiary,
    look_over,
    noted_already,
    open_diary,
    take_diary,
)
from hru_advocate.casework.incidents.lines import incidents_of
from hru_advocate.casework.incidents.noting import NothingSaid, note_line, take_back
from hru_advocate.casework.session import Session
from hru_advocate.domain.incidents.diary.letters import MOST_BYTES
from hru_advocate.domain.incidents.diary.preview import HowToTake
from hru_advocate.domain.incidents.diary.refusals import DiaryStopped, DiaryTooLarge
from hru_advocate.domain.ledger.entry import Entry, canonical
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import id_of, new_case

ROWS = "".join(f"{day} Nov 2026,thing {day}\n" for day in range(1, 22))


def taken_events(session: Session, case: str) -> list[Entry]:
    entries = ledger.entries_of_case(session.vault, case, limit=1000).entries
    return [one for one in entries if one.header.form == "diary_taken"]


def diary(folder: Path, text: str) -> Path:
    file = folder / "diary.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_rows_are_taken_in_one_step_noted_and_taken_back_as_one(session: Session, tmp_path: Path) -> None:
    case = id_of(new_case(session))
    note_line(session, case, "3 Nov 2026, thing 3")
    opened = open_diary(diary(tmp_path, ROWS), session.now())
    preview = look_over(opened, HowToTake(), session.now(), noted=noted_already(session, case))
    assert [row.number for row in preview.rows if row.state == "duplicate"] == [3]
    noted = take_diary(session, case, opened, preview, Taking(left=(5,)))
    assert len(noted.entries) == 19
    assert [one.body for one in taken_events(session, case)] == [
        canonical({"kind": "CSV file", "sha256": opened.sha256, "rows": 19, "rows_left": 2})
    ]
    again = look_over(opened, HowToTake(), session.now(), noted=noted_already(session, case))
    assert [row.number for row in again.rows if row.state == "ready"] == [5]
    take_back(session, noted.entries)
    assert sum(one.taken_back for one in incidents_of(session, case)) == 19
    assert look_over(opened, HowToTake(), session.now(), noted=noted_already(session, case)).count("ready") == 20


def test_a_step_that_is_stopped_leaves_nothing(session: Session, tmp_path: Path) -> None:
    case = id_of(new_case(session))
    opened = open_diary(diary(tmp_path, ROWS), session.now())
    preview = look_over(opened, HowToTake(), session.now(), noted={})
    with pytest.raises(DiaryStopped):
        take_diary(session, case, opened, preview, Taking(), lambda _saved: False)
    assert incidents_of(session, case) == ()
    assert not taken_events(session, case)


def test_undecided_rows_cannot_be_taken(session: Session, tmp_path: Path) -> None:
    case = id_of(new_case(session))
    opened = open_diary(diary(tmp_path, "When,What\nyesterday,rang\n"), session.now())
    preview = look_over(opened, HowToTake(), session.now(), noted={})
    for taking, error in ((Taking(twice=(1,)), StillUndecided), (Taking(), NothingSaid)):
        with pytest.raises(error):
            take_diary(session, case, opened, preview, taking)


def test_what_is_no_readable_file_is_refused(session: Session, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    if sys.platform != "win32":  # which has no such thing in its file system
        os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "missing.csv", pipe, Path("/dev/zero"), Path("x\x00y")):
        with pytest.raises(UnreadableDiary) as refused:
            open_diary(path, session.now())
        assert "missing" not in refused.value.message
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(DiaryTooLarge):
        open_diary(large, session.now())
