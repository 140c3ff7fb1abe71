"""The pages of the album where much is noted: a diary, the table, whose incident it is, changes in the head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ui.case.incidents.diary_screen import DiaryScreen
from ui.case.incidents.table_screen import IncidentTableScreen
from ui.case.screen import CaseScreen
from ui.shell.destinations import CaseDestination, DiaryDestination, IncidentTableDestination, WhoseDestination
from ui.shell.frame import Frame

_DIARY: Final = """Date;Time;What happened;Who saw it;Mood
03/11/2026;21:40;Sat in the car across the road until I put the light out. When I looked again it had gone.;Mia;low
03/11/2026;21:40;Sat in the car across the road until I put the light out. When I looked again it had gone.;Mia;low
12/11/2026;;Rang 14 times from a withheld number while I was at work;;
some day last week;;=Left a note under the wiper;;bad
14.11.26;07:15;Stood at the bus stop and said good morning;the driver;
"""
_ROWS: Final = """2 Nov 2026, about 8 pm\tDrove slowly past the house\tdrove past\t3\tHome
between 4 and 9 Nov\tRang and said nothing\trang\t22\t
not a day at all\tLeft flowers at the desk\tleft something\t1\tWork"""


def draw_head(frame: Frame, case: str, settle: Callable[[], None], draw: Callable[[str], None]) -> None:
    """Draw what is changed in the head of a case; nothing of it is saved."""
    frame.go_to(CaseDestination(case))
    settle()
    page = frame.here()
    if isinstance(page, CaseScreen):
        for part in ("level", "next", "flag"):
            page.edit.open(part)
            settle()
            draw(f"head-{part}")
        page.edit.fold()


def draw_incidents(frame: Frame, case: str, folder: Path, draw: Callable[[str], None]) -> None:
    """Draw the three pages; nothing in them is saved."""
    frame.go_to(WhoseDestination())
    draw("whose-incident")
    frame.go_to(IncidentTableDestination(case))
    draw("incident-table-empty")
    table = frame.here()
    if isinstance(table, IncidentTableScreen):
        table.table.paste(_ROWS)
        draw("incident-table")
        table.table.show_rows(())
    frame.go_to(DiaryDestination(case))
    draw("diary")
    diary = frame.here()
    if isinstance(diary, DiaryScreen):
        file = folder / "made-up diary.csv"
        file.write_text(_DIARY, encoding="utf-8")
        diary.read_file(file)
        draw("diary-read")
        file.write_bytes("When,What\n3 Nov 2026,\u201cI\u2019ll wait\u201d\n".encode("mac-roman"))
        diary.read_file(file)
        draw("diary-refused")
        file.unlink()
