"""The pattern of incidents: what is counted in sentences, and one time line by week or by month."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hru_advocate.casework.cases.pattern import PatternPage, pattern_page
from hru_advocate.domain.pictures import PicturePeriod, TimeLine
from ui.controls.chart_view import Pictured
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import Card
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown
from ui.shell.screen import AnyScreen

_PERIODS: Final[tuple[tuple[PicturePeriod, str], ...]] = (
    ("", "Bars as they fit"),
    ("week", "By week"),
    ("month", "By month"),
)
_HEAD: Final = "Pattern"


class PatternCard(Card):
    """Sentences and a time line of a case, of one behaviour where the list beside it is filtered by one."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(_HEAD, "counted as noted, never a score")
        self._screen, self._case = screen, case
        self._behaviour, self._named = "", ""
        self._line: TimeLine | None = None
        self._sentences: tuple[str, ...] = ()
        self.period = Dropdown("What one bar stands for", _PERIODS)
        self.period.setMaximumWidth(theme().px(170))
        self.period.currentIndexChanged.connect(lambda _index: self._draw())
        self.top.addWidget(self.period)
        self.hide()

    @property
    def behaviour(self) -> str:
        """The behaviour it is about, "" for all."""
        return self._behaviour

    def ask(self, behaviour: str, named: str) -> None:
        """Ask for the pattern of one behaviour, ``named`` in words, or of all."""
        self._behaviour, self._named = behaviour, named
        self._screen.ask_hiding(pattern_page, self._show, self._case, behaviour)

    def _show(self, page: PatternPage) -> None:
        self._line, self._sentences = page.time_line, page.sentences
        self.head.setText(f"{_HEAD}: {self._named}" if self._named else _HEAD)
        self.setVisible(bool(page.sentences or page.time_line.days))
        self._draw()

    def _draw(self) -> None:
        """Show what was asked for last; the choice of bars needs no new question."""
        self.clear()
        for sentence in self._sentences:
            self.rows.addWidget(TextLabel(sentence))
        if self._line is not None and self._line.days:
            chosen = next(period for period, _words in _PERIODS if period == self.period.chosen())
            self.rows.addWidget(Pictured(replace(self._line, period=chosen)))
