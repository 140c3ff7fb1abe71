"""Seventy incidents by keys: typed into the table cell by cell, brought in from a diary, one corrected in its form.

What the court reads is read back from the PDF that the paper page would print.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt

from hru_advocate.casework.incidents.lines import listed
from hru_advocate.casework.paper.papers import PaperRequest, preview
from tests.ui.case.test_diary_screen import screen_with
from tests.ui.case.test_incident_table import CONTROL, enter, saved, table_of, type_cell
from tests.ui.case_room import CaseRoom, press, type_words
from ui.form.screen import FormScreen
from ui.shell.destinations import FormDestination, FormRequest

TYPED = [f"cell {at:02} of the table" for at in range(45)]
DIARY = [f"page {at:02} of the diary" for at in range(25)]


def test_what_is_typed_imported_and_corrected_by_keys_is_one_chronology(room: CaseRoom, tmp_path: Path) -> None:
    table_of(room)
    for at, words in enumerate(TYPED):
        type_cell(f"{1 + at % 30} Sep 2026")
        press(Qt.Key.Key_Tab)
        type_cell(words)
        enter(room)
    press(Qt.Key.Key_S, CONTROL)
    room.settle()
    assert len(saved(room)) == len(TYPED)
    pages = [f"{1 + at:02}/10/2026,{words}" for at, words in enumerate(DIARY)]
    screen_with(room, tmp_path, "\n".join(["Date,What", *pages]))
    press(Qt.Key.Key_S, CONTROL)
    room.settle()
    assert len(saved(room)) == len(TYPED) + len(DIARY)
    slip = next(row["entry"] for row in saved(room) if row["what"] == TYPED[7])
    correct(room, str(slip), "what truly happened", "A slip of the pen.")
    view = room.worker.ask(preview, PaperRequest(room.case, "chronology")).result(timeout=60)
    with pypdfium2.PdfDocument(view.pdf) as paper:
        flat = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())
    said = [words for words in (*TYPED, *DIARY) if words != TYPED[7]] + ["what truly happened"]
    assert {words: flat.count(words) for words in said} == dict.fromkeys(said, 1)
    assert TYPED[7] not in flat
    assert "why: A slip of the pen." in flat
    told = sorted(said[:-1], key=flat.index)
    assert [words.partition(" ")[0] for words in told] == ["cell"] * (len(TYPED) - 1) + ["page"] * len(DIARY)


def correct(room: CaseRoom, entry: str, words: str, why: str) -> None:
    """Say it otherwise in the incident's own form, by keys, with the reason that a correction needs."""
    screen = room.show(FormScreen, FormDestination(FormRequest("incident", room.case, corrects=(entry,))))
    page = screen.page
    assert page is not None
    frames = {one: frame for _section, _card, part in page._sections for one, frame in part.frames.items()}
    frames["what"].take_focus()
    press(Qt.Key.Key_A, CONTROL)
    type_words(words)
    page.reason.setFocus()
    type_words(why)
    press(Qt.Key.Key_S, CONTROL)
    room.settle()
    now = room.worker.ask(listed, room.case).result(timeout=20)
    assert [row["what"] for row in now if row["what"] == words], screen.banner.text()
