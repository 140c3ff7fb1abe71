"""A row of tabs below the head of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.fixed_width_button import FixedWidthButton
from ui.controls.keyboard.arrows import aim_of, stop_once
from ui.controls.labels import Divider
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme

TabId = TypeVar("TabId", bound=str)


class _Line(QWidget):
    """Holds the tabs, and may be narrower than all of them; ``narrowed`` when its width has changed."""

    narrowed = Signal()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.narrowed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.narrowed.emit()


class TabRow(QWidget, Generic[TabId]):
    """Tabs of which one stands; Tab stops at it once. ``chosen`` emits the id.

    Arrows, Home and End open the tab they lead to, and the focus goes along. Where a tab leads away from the page
    (``leads_away``) they only move, and Enter or Space opens. All stand in one line: those that large type leaves no
    room for are in the menu at its end, the open one never.
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
        self.others = Button("More …", "tab", on_click=self._open_others)
        self.others.setProperty("close", theme().large)
        self.others.hide()
        self._line = _Line()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        self._gap = 0 if theme().large else 4
        row.setSpacing(self._gap)
        for tab in (*self._tabs.values(), self.others):
            row.addWidget(tab)
        row.addStretch(1)
        self._line.narrowed.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(Divider())
        self.stand(stands)

    def stand(self, tab: TabId) -> None:
        """Show which tab is open."""
        for one, button in self._tabs.items():
            button.setChecked(one == tab)
        stop_once(self._tabs.values(), self._tabs.get(tab))
        self._fit()

    def _fit(self) -> None:
        """Leave in the line what has room, in order, the open tab in any case; the others go into the menu."""
        if not self._line.isVisible():
            return
        gap = self._gap
        wide = {one: button.sizeHint().width() + gap for one, button in self._tabs.items()}
        room = self._line.width() + gap
        stays = list(self._tabs)
        if sum(wide.values()) > room:
            room -= self.others.sizeHint().width() + gap
            room -= sum(wide[one] for one, button in self._tabs.items() if button.isChecked())
            stays = []
            for one, button in self._tabs.items():
                if button.isChecked() or (room := room - wide[one]) >= 0:
                    stays.append(one)
        for one, button in self._tabs.items():
            button.setVisible(one in stays)
        self.others.setVisible(len(stays) < len(self._tabs))

    def _open_others(self) -> None:
        menu = QMenu(self.others)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._tabs.values():
            if button.isHidden():
                menu.addAction(button.text(), button.click)
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

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
        aim = aim_of(event, [*self._tabs.values(), self.others])
        if aim is None:
            super().keyPressEvent(event)
            return
        aim.setFocus(Qt.FocusReason.TabFocusReason)
        if aim is not self.others and not self.leads_away and not aim.isChecked():
            aim.click()
            aim.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, tab: TabId, _checked: object = None) -> None:
        self.stand(tab)
        self.chosen.emit(tab)
