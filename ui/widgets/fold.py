"""What is folded: shown as folded, with the reason, and one key away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.domain.fields import Fold
from ui.widgets.buttons import Button
from ui.widgets.labels import quiet


class FoldedLine(QWidget):
    """A folded question or theme in one quiet line, and the button that opens it."""

    def __init__(self, words: str, opens: Callable[[], object], *, keys: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.button = Button("Ask anyway", "link", keys=keys, does=opens)
        self.button.setAccessibleName(f"Ask anyway: {words}")
        row.addWidget(quiet(f"Folded: {words}"), 1)
        row.addWidget(self.button)


def is_folded(fold: Fold | None, present: frozenset[str], absent: frozenset[str]) -> bool:
    """Whether what is known folds a question away: all of ``absent`` known false, or none of ``until`` known true."""
    if fold is None:
        return False
    ruled_out = bool(fold.absent) and absent.issuperset(fold.absent)
    not_yet = bool(fold.until) and present.isdisjoint(fold.until)
    return ruled_out or not_yet
