"""A row of tabs below the head of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.fixed_width_button import FixedWidthButton
from ui.controls.keyboard.arrows import aim_of
from ui.controls.labels import Divider
from ui.controls.layout.flow_layout import flowing
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme

TabId = TypeVar("TabId", bound=str)


class TabRow(QWidget, Generic[TabId]):
    """Tabs of which one stands; Tab stops at it once. ``chosen`` emits the id.

    Arrows, Home and End open the tab they lead to, and the focus goes along. Where a tab leads away from the page
    (``leads_away``) they only move, and Enter or Space opens.
    """

    chosen: SignalOf[TabId] = value_signal()
    leads_away = False

    def __init__(self, tabs: Sequence[tuple[TabId, str]], stands: TabId, name: str = "Parts of this case") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._tabs: dict[TabId, Button] = {}
        for one, words in tabs:
            button = FixedWidthButton(words, "tab")
            button.setCheckable(True)
            button.setProperty("close", theme().large)
            button.clicked.connect(partial(self._take, one))
            self._tabs[one] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(flowing(*self._tabs.values(), gap=0 if theme().large else 4))
        column.addWidget(Divider())
        self.stand(stands)

    def stand(self, tab: TabId) -> None:
        """Show which tab is open."""
        for one, button in self._tabs.items():
            button.setChecked(one == tab)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == tab else Qt.FocusPolicy.ClickFocus)

    @property
    def standing(self) -> Button | None:
        """The tab that is open."""
        return next((button for button in self._tabs.values() if button.isChecked()), None)

    def step(self, by: int) -> None:
        """Open the tab before or after; the focus, where it stands on a tab, goes along."""
        buttons = list(self._tabs.values())
        held = next((position for position, button in enumerate(buttons) if button.isChecked()), 0)
        aim = buttons[(held + by) % len(buttons)]
        if any(button.hasFocus() for button in buttons):
            aim.setFocus(Qt.FocusReason.TabFocusReason)
        aim.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        aim = aim_of(event, list(self._tabs.values()))
        if aim is None:
            super().keyPressEvent(event)
            return
        aim.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.leads_away and not aim.isChecked():
            aim.click()
            aim.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, tab: TabId, _checked: object = None) -> None:
        self.stand(tab)
        self.chosen.emit(tab)
