"""Undo and redo as buttons that say what they would do."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.plan.history import UndoStep
from ui.controls.buttons import small_button
from ui.controls.names import Names
from ui.plan_draft.plan_draft import PlanDraft


class UndoButtons(QWidget):
    """Two buttons; each is there only while there is something for it to do."""

    def __init__(self, plan_draft: PlanDraft, names: Names) -> None:
        super().__init__()
        self._plan_draft, self._names = plan_draft, names
        self.undo, self.redo = small_button("", plan_draft.undo), small_button("", plan_draft.redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        plan_draft.stepped.connect(self._follow)
        names.follow(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        """As high as with a button: what stands above does not move as there is something to undo."""
        self.undo.ensurePolished()  # one that was never shown is not dressed yet
        return super().sizeHint().expandedTo(QSize(0, self.undo.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        self.undo.ensurePolished()
        return super().minimumSizeHint().expandedTo(QSize(0, self.undo.minimumSizeHint().height()))

    def _follow(self) -> None:
        history = self._plan_draft.history
        for button, verb, keys, steps in (
            (self.undo, "Undo", "Ctrl+Z", history.done[-1:]),
            (self.redo, "Redo", "Ctrl+Shift+Z", history.undone[:1]),
        ):
            step: UndoStep | None = steps[0] if steps else None
            button.setVisible(step is not None)
            button.setText(f"{verb} {step.words}" if step else verb)
            button.setAccessibleName(f"{verb} {self._names.hide(step.name)}, {keys}" if step else verb)
