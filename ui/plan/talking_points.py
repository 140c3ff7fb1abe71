"""Words for a child that are in the plan, large, to be said and nothing else. No way leads to paper."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.plan.planning import ChildTalk
from hru_advocate.casework.plan.sheet import LIVE, PlanSheet
from hru_advocate.domain.forms.raw_answers import text_of, words_in
from ui.controls.labels import Divider, TextLabel, heading
from ui.controls.layout.large_view import LargeView, large
from ui.controls.names import Names


class TalkingPoints(LargeView):
    """Covers its screen with what can be said to a child, with the parent beside."""

    def __init__(self, over: QWidget, sheet: PlanSheet, child: ChildTalk, names: Names) -> None:
        super().__init__(over, "Talking points for a child")
        self.rows.addWidget(heading("Talking points for a child"))
        self.rows.addWidget(TextLabel(child.guidance, "quiet"))
        for words in talking_points(sheet, child):
            self.rows.addWidget(Divider())
            self.rows.addWidget(large(names.hide(words)))
        self.cover()


def talking_points(sheet: PlanSheet, child: ChildTalk) -> Iterator[str]:
    """The measures of a plan whose words are for a child, as they stand in it."""
    for row in sheet.rows:
        for_child = child.measures.intersection(words_in(row.get("measure")))
        if for_child and text_of(row.get("state")) in LIVE:
            yield text_of(row.get("text"))
