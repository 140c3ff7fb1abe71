"""A pill keeps its word in one line; one that says a sentence goes on in another where its place is narrow."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.looking import settle_layout
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import SHAPES, Pill, level_look

SENTENCE = "Non-molestation order: made, not known to be served"


@pytest.mark.parametrize(("narrower", "lines"), [(0, 1), (1, 2), (120, 2)])
def test_a_sentence_goes_on_in_a_second_line_where_its_place_is_narrow(qtbot: QtBot, narrower: int, lines: int) -> None:
    pill = Pill(SENTENCE, "caution", yields=True)
    place = flowing(pill)
    qtbot.addWidget(place)
    place.setFixedWidth(pill.sizeHint().width() - narrower)
    place.show()
    settle_layout()
    assert pill.width() <= place.width()
    assert round((pill.height() - 4) / pill.fontMetrics().height()) == lines


def test_a_word_is_never_narrower_than_it_is(qtbot: QtBot) -> None:
    pill = Pill("high harm", "danger")
    qtbot.addWidget(pill)
    assert pill.minimumSizeHint() == pill.sizeHint()


def test_no_tone_and_no_level_is_told_by_colour_alone() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert len({level_look(level)[1] for level in ("high", "medium", "standard")}) == 3
