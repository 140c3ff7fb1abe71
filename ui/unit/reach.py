"""Parts of the unit's page that are one form: how to reach us, thresholds; each is kept as an entry."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.partners import thresholds
from ui.controls.keyboard.reading_order import each_stop
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card
from ui.form.kept_form import REACH, FormKeeping, KeptForm
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_THRESHOLDS: Final = KeptForm(
    thresholds.FORM,
    "Thresholds of partner meetings",
    "Numbers differ from place to place, and none of them decides: a case below them is referred all the same where "
    "judgement says so. What stands empty is not held against anything.",
    "Keep the thresholds",
    "The thresholds are kept",
    thresholds.keep_thresholds,
)


class KeptFormPart(UnitPart):
    """The questions of one form about the unit, and a button that keeps them."""

    def __init__(self, screen: AnyScreen, what: KeptForm) -> None:
        super().__init__(screen)
        self._keeping = FormKeeping(screen, what)
        self.asked, self.keep = self._keeping.asked, self._keeping.button
        self._card = Card(what.title)
        self._card.rows.setSpacing(6)
        self._card.rows.addWidget(quiet(what.about))
        self._card.rows.addWidget(self.asked)
        self.lay_out(self._card)
        self.column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)

    def refresh(self) -> None:
        self._keeping.begin()

    def first_focus(self) -> QWidget:
        return next(each_stop(self.asked), None) or self.keep

    def panes(self) -> list[QWidget]:
        return [self._card, self.keep]


class ReachPart(KeptFormPart):
    """The way to reach us."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen, REACH)


class ThresholdsPart(KeptFormPart):
    """The thresholds of partner meetings."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen, _THRESHOLDS)
