"""A preview draws its first page as it comes on show and all of them in the end; what is on a paper is listed whole."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER, PaperView, ServiceTick
from hru_advocate.casework.paper.papers import PaperRequest, may_be_ticked, preview
from tests.ui.case_room import CaseRoom
from ui.controls.labels import TextLabel
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.names import Names
from ui.paper.on_this_paper import OnThisPaper
from ui.paper.preview import page_preview
from ui.paper.preview.page_preview import PagePicture, PagePreview
from ui.shell.printing import count_of_pages, one_page, pages

MANY = 14


def rested(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not still_to_come())


def view_of(room: CaseRoom, document: str) -> PaperView:
    return room.worker.ask(preview, PaperRequest(room.case, document)).result(timeout=20)


def long_paper(room: CaseRoom) -> bytes:
    """Several documents as one of several pages."""
    whole, kept = pypdfium2.PdfDocument.new(), BytesIO()
    for document in ("large_print", "plain_sheet", "pocket_card"):
        whole.import_pages(pypdfium2.PdfDocument(view_of(room, document).pdf))
    whole.save(kept)
    return kept.getvalue()


def test_a_page_alone_is_the_page_among_all(room: CaseRoom) -> None:
    pdf = long_paper(room)
    every = pages(pdf, width=400)
    assert count_of_pages(pdf) == len(every) > 1
    assert [one_page(pdf, number + 1, width=400) for number in range(len(every))] == every


def test_every_page_is_drawn_after_the_first_and_in_its_order(
    room: CaseRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf, drawn = long_paper(room), list[int]()

    def draw(of: bytes, number: int, *, width: int) -> object:
        drawn.append(number)
        return one_page(of, number, width=width)

    monkeypatch.setattr(page_preview, "one_page", draw)
    shown = PagePreview()
    qtbot.addWidget(shown)
    shown.show_pdf(pdf, Names(shown))
    assert drawn == [], "it has no width before it is on show"
    shown.resize(500, 600)
    shown.show()
    qtbot.waitUntil(lambda: drawn[:1] == [1])
    numbers = list(range(1, count_of_pages(pdf) + 1))
    qtbot.waitUntil(lambda: drawn[-1:] == numbers[-1:])
    rested(qtbot)
    assert [*dict.fromkeys(drawn)] == numbers
    pictures = [one.accessibleName() for one in shown.findChildren(PagePicture)]
    assert pictures == [f"Page {number} of {len(numbers)}" for number in numbers]


def test_what_is_ticked_further_down_stays_ticked_when_something_above_is(
    qapp: QApplication, qtbot: QtBot, room: CaseRoom
) -> None:
    services = tuple(ServiceTick(f"s{one}", f"Service {one}", "aged", "tick", True) for one in range(MANY))
    view = replace(view_of(room, "full_plan"), services=services, identifying=(), without_us=False, warnings=("Last",))
    listed, ticked = OnThisPaper(), list[frozenset[str]]()
    qtbot.addWidget(listed)
    listed.ticked.connect(ticked.append)
    listed.show_view(view, frozenset(), office=True)
    assert len(listed.ticks) < MANY
    listed.ticks["s1"].setChecked(False)
    assert ticked == [frozenset(one.id for one in services) - {"s1"}]
    rested(qtbot)
    assert list(listed.ticks) == [one.id for one in services]
    assert "Last" in [one.text() for one in listed.findChildren(TextLabel)]


@pytest.mark.parametrize("ticks", [frozenset[str](), frozenset({NO_DUTY_NUMBER})], ids=["none", "ours"])
def test_what_may_be_ticked_here_is_what_may_be_ticked_anywhere(
    qtbot: QtBot, room: CaseRoom, ticks: frozenset[str]
) -> None:
    """The page had a rule of its own for it; the command line lists by the one of the papers."""
    states = ("fine", "tick", "refused", "of a kind that came later")
    services = tuple(ServiceTick(state, state, "", state, True) for state in states)
    view = replace(view_of(room, "full_plan"), services=services, without_us=True)
    listed, emitted = OnThisPaper(), list[frozenset[str]]()
    qtbot.addWidget(listed)
    listed.ticked.connect(emitted.append)
    listed.show_view(view, ticks, office=False)
    rested(qtbot)
    anywhere = may_be_ticked(view, ticks)
    assert {one.id: one.ticked for one in anywhere} == {item: tick.isChecked() for item, tick in listed.ticks.items()}
    assert [one.id for one in anywhere if one.id == NO_DUTY_NUMBER and one.ticked] == list(ticks)
    listed.ticks["tick"].setChecked(False)
    assert emitted == [frozenset(one.id for one in anywhere if one.ticked) - {"tick"}]
