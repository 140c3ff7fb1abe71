"""The list of a plan's versions: which one is read, and which it is compared with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from hru_advocate.casework.plan.versions import PlanVersionLine, Versions
from ui.case.version_sheet import since_words
from ui.controls.inputs import bare
from ui.controls.keyboard.arrows import aim_of
from ui.controls.labels import Divider, TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill
from ui.controls.tick_boxes import Dropdown
from ui.controls.widget_button import WidgetButton

ALONE = ""
"""Compared with nothing: one version in full."""


class VersionButton(WidgetButton):
    """One version: its number, when and by whom, what changed in one line."""

    def __init__(self, line: PlanVersionLine) -> None:
        super().__init__("rail")
        self.setProperty("kind", "theme")
        self.number = line.number
        state = state_of(line)
        spoken = (
            f"Version {line.number}",
            state,
            line.signed_words,
            line.author,
            since_words(line),
            *said_as_whole(line),
        )
        self.setAccessibleName(", ".join(part for part in spoken if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 8, 7)
        holder = QWidget()
        names = bare(holder, gap=2)
        head = [TextLabel(f"Version {line.number}", "strong", wrap=False)]
        names.addWidget(flowing(*head, *([Pill(state, "fine" if line.current else "quiet")] if state else [])))
        names.addWidget(quiet(f"{line.signed_words} · {line.author}"))
        if line.what_changed:
            words = " ".join(line.what_changed.split())
            names.addWidget(TextLabel(words if len(words) <= 140 else words[:139].rstrip() + "…"))
        names.addWidget(quiet(since_words(line)))
        for words in said_as_whole(line):
            names.addWidget(quiet(words))
        if line.apart:
            apart = " and ".join(str(number) for number in line.apart)
            names.addWidget(TextLabel(f"Written apart from {apart}", "quiet", tone="caution"))
        row.addWidget(holder, 1)
        self.let_through()


class VersionList(Card):
    """Every version, newest first. ``chosen`` emits ``(number, other)``, the other 0 when it is read alone.

    Up and Down choose; what it is compared with follows to the version before, or to the one it disagrees with.
    """

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__("Versions")
        self.buttons: dict[int, VersionButton] = {}
        self._held: Versions | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        holder = QWidget()
        self._list = bare(holder, gap=0)
        self.beside = Dropdown("Compare with")
        self.beside.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.beside.currentIndexChanged.connect(lambda _index: self._emit_change())
        self.rows.addWidget(field_label("Compare with", self.beside))
        self.rows.addWidget(self.beside)
        self.rows.addSpacing(10)
        self.rows.addWidget(holder)

    @property
    def number(self) -> int:
        """The version that is chosen; 0 for none."""
        return next((number for number, button in self.buttons.items() if button.isChecked()), 0)

    def show_versions(self, held: Versions, entry: str = "") -> None:
        """Show the list, on the same version as before, else the one of this entry, else the newest."""
        before, focused = self.number, any(button.hasFocus() for button in self.buttons.values())
        other = self.beside.chosen()
        for button in self.buttons.values():
            self._group.removeButton(button)
        empty(self._list)
        self._held, self.buttons = held, {}
        named = next((line.number for line in held.lines if line.entry == entry), 0)
        numbers = [line.number for line in held.lines]
        wanted = before if before in numbers else named or max(numbers, default=0)
        for position, line in enumerate(held.lines):
            if position:
                self._list.addWidget(Divider())
            button = VersionButton(line)
            self._group.addButton(button)
            button.setChecked(line.number == wanted)
            button.toggled.connect(self._choose)
            self.buttons[line.number] = button
            self._list.addWidget(button)
        if focused and wanted in self.buttons:
            self.buttons[wanted].setFocus()
        self._offer(other if before else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End choose the version they lead to."""
        buttons = list(self.buttons.values())
        aim = aim_of(event, buttons) if any(button.hasFocus() for button in buttons) else None
        if aim is None:
            super().keyPressEvent(event)
        else:
            aim.setFocus(Qt.FocusReason.TabFocusReason)
            aim.click()

    def _choose(self, on: bool) -> None:
        if on:
            self._offer(None)

    def _offer(self, keep: str | None) -> None:
        """Offer the other versions to compare with, and choose the one that tells most unless one is to be kept."""
        held = self._held
        line = next((version for version in held.lines if version.number == self.number), None) if held else None
        if held is None or line is None:
            return
        others = [version for version in held.lines if version is not line]
        self.beside.set_choices(
            [
                (ALONE, "Nothing: read it alone"),
                *((str(version.number), f"Version {version.number}") for version in others),
            ]
        )
        rivals = [other.number for other in others if other.current] if line.current else []
        usual = str(max(rivals or line.after, default=ALONE))
        self.beside.blockSignals(True)
        self.beside.setCurrentIndex(max(self.beside.findData(usual if keep is None else keep), 0))
        self.beside.blockSignals(False)
        self._emit_change()

    def _emit_change(self) -> None:
        if self.number:
            self.chosen.emit(self.number, int(self.beside.chosen() or 0))


def said_as_whole(line: PlanVersionLine) -> list[str]:
    """The answer to this version as a whole, and each countersign of it."""
    agreed = [f"Answer to the whole plan: {line.agreed.sentence}"] if line.agreed else []
    return agreed + [f"Countersigned: {signed.sentence}" for signed in line.countersigned]


def state_of(line: PlanVersionLine) -> str:
    """Say in a word how a version stands."""
    return "current" if line.current else "erased" if line.erased else ""
