"""The second press of what ends for good, and before it the reason, where one is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec

from PySide6.QtCore import Qt, Signal

from hru_advocate.casework.changed import Changed
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import CardColumn
from ui.controls.layout.scrolling import bring_soon
from ui.shell.screen import AnyScreen

if TYPE_CHECKING:
    from hru_advocate.casework.session import Session

P = ParamSpec("P")


class EndWords(NamedTuple):
    """The words of a second press: its button, what is said when it is over, what follows from it."""

    press: str
    done: str
    follows: str = ""


class SecondPress(CardColumn):
    """Folded until ``begin``; Esc lets it be. ``after`` gets the keyboard once it is done, and ``over`` is emitted."""

    over = Signal()

    def __init__(
        self, screen: AnyScreen, words: EndWords, after: Button, reason: tuple[str, OneLine] | None = None
    ) -> None:
        super().__init__()
        self._screen, self._words, self._after = screen, words, after
        self._reason = reason[1] if reason is not None else None
        self._end: Callable[[], None] | None = None
        self._begun_at: Callable[[], Button | None] = lambda: None
        self._asks = TextLabel("", "strong")
        self.confirm = Button(words.press, "danger", on_click=self._press)
        self.rows.addWidget(self._asks)
        if words.follows:
            self.rows.addWidget(quiet(words.follows))
        if reason is not None:
            self.rows.addWidget(field_label(*reason))
            self.rows.addWidget(reason[1])
        self.rows.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def begin(self, question: str, begun_at: Callable[[], Button | None], end: Callable[[], None]) -> None:
        """Ask whether to end it; the keyboard goes to the reason, or stays a step before the button that ends it."""
        self._begun_at, self._end = begun_at, end
        self._asks.setText(question)
        self.show()
        if self._reason is not None:
            self._reason.setFocus()
        bring_soon(self.confirm)
        announce(self, f"{question} {self._words.follows}".strip())

    def ask(self, function: Callable[Concatenate[Session, P], Changed], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have it ended; pressed meanwhile it would be refused, though it was done."""
        self._screen.banner.clear()
        self.confirm.setEnabled(False)
        self._screen.ask_or(function, self._ended, self._refused, *args, **kwargs)

    def step_back(self) -> bool:
        """Let an end be that was begun; say False where none was."""
        if self._end is None:
            return False
        if (button := self._begun_at()) is not None:
            button.setFocus()
        self.fold()
        return True

    def fold(self) -> None:
        """Ask no longer."""
        self._end = None
        self.hide()

    def _press(self) -> None:
        if self._end is not None:
            self._end()

    def _ended(self, changed: Changed) -> None:
        self.confirm.setEnabled(True)
        if self._reason is not None:
            self._reason.clear()
        self._after.setFocus()  # first: Qt hands the keyboard of what is hidden to whatever comes next, often the rail
        self.fold()
        self._screen.show_status(self._words.done)
        self._screen.notify(changed)
        self.over.emit()

    def _refused(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        self._screen.show_error(error)
