"""The recovery code: shown once, large and in groups, typed back before one goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme
from ui.shell.async_bridge import AsyncBridge
from ui.vault.written_anew import WrittenAnew

if TYPE_CHECKING:
    from concurrent.futures import Future

_TYPE: Final = "Type the code back, from your paper"
_TYPE_HALVES: Final = "Type both halves back, one after the other"
_WHY: Final = (
    "If {lost} is lost, this code is the only other way in. Write it down or print it now, seal it, and give it to "
    "your supervisor. It is not shown again."
)
_WHAT_IS_LOST: Final = {False: "the passphrase or this computer's keychain", True: "the passphrase"}

_HALVES: Final = (
    "Each line is one half, for one person. Neither opens anything alone, both do, in either order. Write each "
    "on paper of its own or print them, seal them, and give them to two people. They are not shown again."
)


class CodeTaker(Protocol):
    """Whoever takes a new code that was typed back: the way in, or the vault that is open."""

    def confirm_code(self, typed: str) -> Future[tuple[str, ...] | None]:
        """Have the new code typed back; ``None`` when it is another."""
        raise NotImplementedError

    def written_anew(self) -> tuple[int, int]:
        """Say how much of the vault is left to be written anew, and of how much."""
        raise NotImplementedError


class RecoveryCode(QWidget):
    """Shows a new recovery code and has it typed back.

    ``proved`` when it was typed right: only then it counts. It carries what is to be said beside that.
    """

    proved: SignalOf[tuple[str, ...]] = value_signal()

    def __init__(self, taker: CodeTaker, bridge: AsyncBridge) -> None:
        super().__init__()
        self._taker, self._bridge = taker, bridge
        self._code = ""
        self._shown = TextLabel("", "code")
        self._shown.setAccessibleDescription("Recovery code")  # a name would be read instead of the code
        self._typed = _code_line()
        self._typed.returnPressed.connect(self._check)
        self._why, self._label = quiet(""), field_label(_TYPE, self._typed)
        self._banner, self._progress = Banner(), WrittenAnew(taker.written_anew)
        self._hide = Button("Hide it and type it back", "primary", on_click=self._turn)
        self._again = Button("Show it again", "link", on_click=self._turn_back)
        self._check_button = Button("Go on", "primary", on_click=self._check)
        self._lay_out()

    def show_code(self, code: str, *, alone: bool = False) -> None:
        """Begin with a new code; ``alone`` for a vault that no keychain helps to guard."""
        self._code = code
        halves = "\n" in code
        self._why.setText(_HALVES if halves else _WHY.format(lost=_WHAT_IS_LOST[alone]))
        self._label.setText(_TYPE_HALVES if halves else _TYPE)
        self._typed.setAccessibleName(_TYPE_HALVES if halves else _TYPE)
        self._shown.setText(code)
        self._turn_back()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(heading("Recovery code"))
        self._front = QWidget()
        front = QVBoxLayout(self._front)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(12)
        front.addWidget(self._why)
        front.addWidget(self._shown)
        buttons = QHBoxLayout()
        buttons.addWidget(Button("Print it", on_click=self._print))
        buttons.addStretch(1)
        buttons.addWidget(self._hide)
        front.addLayout(buttons)
        self._back = QWidget()
        back = QVBoxLayout(self._back)
        back.setContentsMargins(0, 0, 0, 0)
        back.setSpacing(8)
        back.addWidget(self._label)
        back.addWidget(self._typed)
        ends = QHBoxLayout()
        ends.addWidget(self._again)
        ends.addStretch(1)
        ends.addWidget(self._check_button)
        back.addLayout(ends)
        outer.addWidget(self._front)
        outer.addWidget(self._back)
        outer.addWidget(self._progress)
        outer.addWidget(self._banner)
        self._back.hide()
        self.setMinimumWidth(theme().px(320))

    def hide_code(self) -> None:
        """Put the code out of sight; it can be shown again until it was typed back."""
        self._front.hide()
        self._back.show()
        self._typed.clear()

    def _turn(self) -> None:
        self.hide_code()
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_back(self) -> None:
        self._banner.clear()
        self._back.hide()
        self._front.show()
        self._hide.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        if not self._check_button.isEnabled():
            return
        self._check_button.setEnabled(False)
        asked = self._taker.confirm_code(self._typed.text())
        self._progress.begin()
        self._bridge.when_done(asked, self, self._on_change, self._refused)

    def _refused(self, error: BaseException) -> None:
        self._let_check()
        self._banner.show_error(error)

    def _let_check(self) -> None:
        """Let it be typed again; whoever had the keyboard on the button, which let go of it, has it in the field."""
        self._progress.end()
        self._check_button.setEnabled(True)
        if QApplication.focusWidget() is None:
            self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change(self, notices: tuple[str, ...] | None) -> None:
        self._let_check()
        if notices is not None:
            self._code = ""
            self._typed.clear()
            self._shown.clear()
            self.proved.emit(notices)
            return
        words = "That is not the code. Nothing is lost; compare it with your paper and type it again."
        self._banner.show_message(words, "danger")

    def _print(self) -> None:
        from ui.shell.printing import PrinterRefused, print_words  # large; only when something is printed

        try:
            for part in self._code.split("\n"):  # of halves each on a sheet of its own
                if not print_words(["Recovery code. Keep it sealed.", "", part], self):
                    return
        except PrinterRefused as error:
            self._banner.show_error(error)


class CodeLines(QWidget):
    """The code from the sealed paper as it is typed: in one line, or its halves in two. ``entered`` at Enter in either.

    It has the keyboard where it begins.
    """

    entered = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._lines = _code_line(), _code_line()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for words, line in zip((label, "The other half, if there are two"), self._lines, strict=True):
            line.returnPressed.connect(self.entered)
            rows.addWidget(field_label(words, line))
            rows.addWidget(line)
        self.setFocusProxy(self._lines[0])

    def text(self) -> str:
        """Give what was typed, both halves one after the other."""
        return " ".join(line.text() for line in self._lines).strip()

    def clear(self) -> None:
        """Forget what was typed."""
        for line in self._lines:
            line.clear()

    def set_read_only(self, on: bool) -> None:
        """Let nothing more be typed, or let it again."""
        for line in self._lines:
            line.setReadOnly(on)


def _code_line() -> QLineEdit:
    """A line to type a recovery code into, with room for both halves of one."""
    line = QLineEdit()
    line.setProperty("role", "code")
    line.setDragEnabled(False)
    line.setMaxLength(120)
    return line
