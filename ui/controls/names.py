"""The names on a screen: in sight once somebody asked for them, initials until then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from hru_advocate.domain.people.name_mask import NameMask

T = TypeVar("T")


class Names(QObject):
    """The names of a case on one screen, in sight or not, and the mask over them as long as they are not.

    What is only shown is asked for masked (``ask_hiding`` of a screen). What is also written, a form or a plan,
    keeps its true words and goes through ``hide`` on its way to the eye, so that no initial is ever saved.
    """

    changed = Signal()
    """Emitted when they came into sight, or went."""
    more_known = Signal()
    """Emitted when somebody was named since, and names are hidden: what stands on the page may hold it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mask: NameMask | None = None
        self._shown = False

    @property
    def shown(self) -> bool:
        """True once they were asked for."""
        return self._shown

    def follow(self, show: Callable[[], object]) -> None:
        """Call a slot that shows words anew, whenever other words of them may be seen."""
        for signal in (self.changed, self.more_known):
            signal.connect(show)

    def show(self, *, shown: bool = True) -> None:
        """Bring them into sight, or hide them again."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def learn(self, mask: NameMask) -> None:
        """Know whose names they are; somebody who was named since then stands on the page already."""
        before, self._mask = self._mask, mask
        if before not in (None, mask) and not self._shown:
            self.more_known.emit()

    def hide(self, words: str) -> str:
        """The words as they may be seen now."""
        return words if self._shown or self._mask is None else self._mask.hide(words)

    def hide_in(self, value: T) -> T:
        """The same for data: a copy to be shown, never to be saved."""
        return value if self._shown or self._mask is None else self._mask.hide_in(value)
