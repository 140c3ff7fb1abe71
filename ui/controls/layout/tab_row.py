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
from ui.controls.labels import Divider
from ui.controls.layout.flow_layout import flowing
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme

TabId = TypeVar("TabId", bound=str)


class TabRow(QWidget, Generic[TabId]):
    """Tabs of which one stands; arrows walk, Tab stops once. ``chosen`` emits the id."""

    chosen: SignalOf[TabId] = value_signal()

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
        """Open the tab before or after."""
        order = list(self._tabs)
        held = next((position for position, one in enumerate(order) if self._tabs[one].isChecked()), 0)
        self._tabs[order[(held + by) % len(order)]].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        buttons = list(self._tabs.values())
        held = next((position for position, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or held is None:
            super().keyPressEvent(event)
        else:
            buttons[(held + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, tab: TabId, _checked: object = None) -> None:
        self.stand(tab)
        self.chosen.emit(tab)
