"""Leaving pages with words on them: they stay until these are known to be kept, and say so when they cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.controls.announcements import announce, sentence_for
from ui.controls.buttons import Button
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel, restyle

Answer = Callable[[BaseException | None], object]
Go = Callable[[], object]
OnRefused = Callable[[BaseException], object]
Keepers = Callable[[], Iterable["Keeper"]]


class Keeper(QObject):
    """Holds typed words that the vault may not hold yet. It is a child of its screen, which finds it so.

    ``settled`` is emitted when all of them are kept.
    """

    settled = Signal()

    @property
    def unkept(self) -> bool:
        """True while there are words that no save has been acknowledged for."""
        raise NotImplementedError

    def flush(self, done: Answer) -> None:
        """Keep them now; ``done`` gets ``None`` once they are kept, or the error that stood in the way."""
        raise NotImplementedError


class UnkeptNotice(QFrame):
    """Says that words on a page could not be kept, with every way on: try again, stay, leave without keeping."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setAccessibleName("What you typed is not kept")
        self._words = TextLabel()
        self._again = Button("Try again", "primary", on_click=self._try_again)
        self._stay = Button("Stay here", on_click=self.stay)
        self._lose = Button("", "link", on_click=self._leave)
        self._on_again: Go | None = None
        self._on_stay: Go | None = None
        self._on_lose: Go | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addWidget(self._stay)
        row.addStretch(1)
        row.addWidget(self._lose)
        rows.addLayout(row)
        self.hide()

    def show_fault(self, error: BaseException, leave: str, *, again: Go, stay: Go, lose: Go) -> None:
        """Say why; ``leave`` is the word for going without keeping."""
        self._on_again, self._on_stay, self._on_lose = again, stay, lose
        self._words.setText(f"What you typed is not kept yet, so this page stays. {sentence_for(error)}")
        self._lose.setText(leave)
        self.setProperty("tone", "danger")
        restyle(self)
        self.show()
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._words.text(), urgent=True)

    def text(self) -> str:
        """The sentence on show; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def is_over(self) -> None:
        """Say no more that words are not kept: they are. The keyboard goes back to the page from a way on."""
        if self.isHidden():
            return
        held = holds_keyboard(self)
        self.hide()
        announce(self, "What you typed is kept.")
        if held and self._on_stay is not None:
            self._on_stay()

    def stay(self) -> None:
        """Go on with the page."""
        self._do(self._on_stay)

    def _try_again(self) -> None:
        self._do(self._on_again)

    def _leave(self) -> None:
        self._do(self._on_lose)

    def _do(self, act: Go | None) -> None:
        self.hide()
        if act is not None:
            act()


class Leaving:
    """Waits until words are kept, then goes; only the newest wish to go counts."""

    def __init__(self, notice: UnkeptNotice) -> None:
        self._notice = notice
        self._wish = 0

    def go_or_stay(self, keepers: Keepers, go: Go, stay: Go) -> None:
        """Leave pages once the vault holds their words; where it cannot, they stay and the notice says the ways on."""

        def settled() -> None:
            if not any(keeper.unkept for keeper in keepers()):
                self._notice.is_over()

        def refused(error: BaseException) -> None:
            again = partial(self.go_or_stay, keepers, go, stay)
            self._notice.show_fault(error, "Leave without keeping", again=again, stay=stay, lose=go)
            for keeper in keepers():
                keeper.settled.connect(settled, Qt.ConnectionType.SingleShotConnection)

        self._notice.hide()
        self.go_when_kept(keepers, go, refused)

    def go_when_kept(self, keepers: Keepers, go: Go, refused: OnRefused) -> None:
        """Keep what is unkept, then ``go``: at once where nothing is. What is typed meanwhile is kept too.

        ``refused`` gets the error where something cannot be kept.
        """
        self._wish += 1
        self._ask(self._wish, keepers, go, refused)

    def stay_after_all(self) -> None:
        """Go nowhere, and call nobody, with what is still on its way; it is kept as ever."""
        self._wish += 1

    def _ask(self, wish: int, keepers: Keepers, go: Go, refused: OnRefused) -> None:
        waiting = [keeper for keeper in keepers() if keeper.unkept]
        if not waiting:
            go()
            return
        answers: list[BaseException | None] = []

        def answered(error: BaseException | None) -> None:
            answers.append(error)
            if len(answers) < len(waiting) or wish != self._wish:
                return
            fault = next((one for one in answers if one is not None), None)
            if fault is None:
                self._ask(wish, keepers, go, refused)
            else:
                refused(fault)

        for keeper in waiting:
            keeper.flush(answered)
