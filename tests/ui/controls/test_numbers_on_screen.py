"""A telephone number is shown in its order in right-to-left words; what is kept, copied and read aloud is as typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QAccessible, QImage, QTextLayout
from pytestqt.qtbot import QtBot

from hru_advocate.domain.numbers_in_text import shown_text
from ui.controls.labels import TextLabel
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.tick_boxes import TickBox

NUMBERS = [
    "01632 960123",
    "07700-900123",
    "+44 1632 960123",
    "(01632) 960 123",
    "+441632960123",
    "٠١٦٣٢ ٩٦٠١٢٣",
]
TYPED, TURNED = "میں 01632 960123 پر", "میں 960123 01632 پر"
SENTENCES = ["میں {} پر فون کروں گی", "أتصل بـ{} الآن", "אני מתקשרת ל-{} מחר", "سامي {}", "Ring سامي {} now"]


def _stands(laid: QTextLayout) -> str:
    """The characters of a number in a layout, line by line from left to right."""
    text = laid.text()
    seen = ""
    for at in range(laid.lineCount()):
        line = laid.lineAt(at)
        first = line.textStart()
        places = [
            (sum(_x(line.cursorToX(one)) for one in edge), text[edge[0]])
            for edge in pairwise(range(first, first + line.textLength() + 1))
            if text[edge[0]].isdecimal() or text[edge[0]] in "+()-"
        ]
        seen += "".join(char for _place, char in sorted(places))
    return seen


def _x(found: object) -> float:
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # PySide gives both back


@pytest.mark.parametrize("wrap", [True, False])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_label_shows_a_number_in_its_order(qtbot: QtBot, sentence: str, number: str, wrap: bool) -> None:
    words = TextLabel(sentence.format(number), wrap=wrap)
    qtbot.addWidget(words)
    laid, _height = words._lay_out(900)
    wanted = "".join(char for char in number if char != " ")
    assert wanted in _stands(laid)


@pytest.mark.parametrize("wrap", [True, False])
def test_a_label_keeps_and_tells_what_was_typed(qtbot: QtBot, wrap: bool) -> None:
    text = "میں 01632 960123 پر"
    words = TextLabel(text, wrap=wrap)
    qtbot.addWidget(words)
    assert words.text() == text
    assert QAccessible.queryAccessibleInterface(words).text(QAccessible.Text.Name) == text


def _painted(widget: TextLabel | TickBox | LineList) -> QImage:
    widget.resize(420, 90)
    return widget.grab().toImage()


def test_a_label_on_one_line_paints_what_it_laid_out(qtbot: QtBot) -> None:
    typed, isolated, turned = (TextLabel(text, wrap=False) for text in (TYPED, shown_text(TYPED), TURNED))
    for words in (typed, isolated, turned):
        qtbot.addWidget(words)
    assert _painted(typed) == _painted(isolated)
    assert _painted(typed) != _painted(turned)


def test_a_list_and_a_tick_box_show_a_number_in_its_order(qtbot: QtBot) -> None:
    rows_painted, boxes_painted = [], []
    for text in (TYPED, shown_text(TYPED), TURNED):
        rows, box = LineList("Lines"), TickBox(text)
        qtbot.addWidget(rows)
        qtbot.addWidget(box)
        rows.show_lines([ListLine(text, text)])
        rows_painted.append(_painted(rows))
        boxes_painted.append(_painted(box))
        assert rows.model().index(0, 0).data() == text
        assert box.accessibleName() == text
    assert rows_painted[0] == rows_painted[1] != rows_painted[2]
    assert boxes_painted[0] == boxes_painted[1] != boxes_painted[2]
