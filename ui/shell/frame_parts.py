"""The frame around every page: rail, head and status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hru_advocate.casework.session import waiting_to_be_noted
from hru_advocate.errors import AdvocateError, VaultLocked
from ui.controls.announcements import announce
from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.icons import Name, picture
from ui.controls.keyboard.arrows import aim_of
from ui.controls.labels import TextLabel, quiet
from ui.controls.lists.search_box import SearchBox
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme
from ui.shell.destinations import Destination
from ui.shell.screen import ScreenContext

if TYPE_CHECKING:
    from hru_advocate.casework.vault.checks import SoFar, VaultCheck, Verdict
    from ui.shell.async_bridge import AsyncBridge
    from ui.shell.screen import Worker

_SOON = 30
_CHECK_AFTER: Final = 4_000
"""Milliseconds: the first page has come to rest by then."""
_BETWEEN_STEPS: Final = 15
"""Milliseconds between two steps, so that whatever a page asks for goes first."""

_DRAFT_SAVED: Final = "Draft saved "
_MOST_SAID: Final = "Typed before and not saved yet "
"""The words said most in the line below: they stand on one line beside what is always there."""
_IN_A_ROW: Final = 1100
"""Pixels, at ordinary type, from which the status line has room for all of its parts side by side."""

CheckTone = Literal["quiet", "danger"]


class RailEntry(NamedTuple):
    """One entry of the rail: where it leads, its words, its icon."""

    destination: Destination
    words: str
    icon: Name


class RailButton(Button):
    """An entry of the rail, with a count at its right when there is something to count."""

    def __init__(self, entry: RailEntry, keys: str) -> None:
        super().__init__("", "rail")  # the words are painted: an icon before them, the count after
        self.entry = entry
        self._count = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setShortcut(keys)
        self.setAccessibleName(entry.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show a number; none for zero."""
        self._count = str(count) if count else ""
        self.setAccessibleName(f"{self.entry.words}, {count}" if count else self.entry.words)
        self.update()

    def sizeHint(self) -> QSize:
        words = theme().metrics(15, strong=True).horizontalAdvance(self.entry.words)
        return QSize(words + theme().px(72) + 24, theme().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current, painter = theme(), QPainter(self)
        colour = current.tokens.accent if self.isChecked() else current.tokens.text
        side = current.px(20)
        painter.drawPixmap(12, (self.height() - side) // 2, picture(self.entry.icon, colour, side))
        painter.setFont(current.font(15, strong=self.isChecked()))
        painter.setPen(QColor(colour))
        left = 12 + side + current.px(10)
        box = QRect(left, 0, self.width() - left - 12, self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.entry.words)
        if self._count:
            painter.setFont(current.font(13, strong=self.isChecked()))
            painter.setPen(QColor(colour if self.isChecked() else current.tokens.quiet))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._count)


class Rail(QFrame):
    """The entries one can always go to; ``chosen`` emits the destination."""

    chosen: SignalOf[Destination] = value_signal()

    def __init__(self, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName("Places")
        self._unit = quiet("")
        self.buttons: dict[type[Destination], RailButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 16, 12, 12)
        rows.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(12, 4, 12, 12)
        head.setSpacing(0)
        head.addWidget(TextLabel("HRU Advocate", "head"))
        head.addWidget(self._unit)
        rows.addLayout(head)
        for number, entry in enumerate(entries, start=1):
            button = RailButton(entry, f"Ctrl+{number}")
            button.clicked.connect(self._choose)
            self.buttons[type(entry.destination)] = button
            rows.addWidget(button)
        rows.addStretch(1)
        self.help = Button("Help", "link", keys="F1")
        rows.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        self.fit()

    def fit(self) -> None:
        """Take the width that the text size asks for."""
        self.setFixedWidth(max(theme().px(152) + 24, self.minimumSizeHint().width()))

    def set_unit(self, name: str) -> None:
        """Name the unit below the program."""
        self._unit.setText(name)
        self._unit.setVisible(bool(name))

    def destination(self, kind: type[Destination]) -> Destination | None:
        """The destination of an entry, if the rail has one of this kind."""
        return self.buttons[kind].entry.destination if kind in self.buttons else None

    def mark(self, kind: type[Destination]) -> None:
        """Show where one is; what is not in the rail marks nothing."""
        for held, button in self.buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(held is kind)
            button.setAutoExclusive(kind in self.buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move along the entries; Enter or Space goes there."""
        aim = aim_of(event, list(self.buttons.values()))
        if aim is None:
            super().keyPressEvent(event)
        else:
            aim.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.entry.destination)


class HeaderBar(QFrame):
    """Search, the time left until the vault locks, Cover and Lock."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.search = SearchBox("Search, or say what to do", keys="Ctrl K")
        self._left = quiet("", wrap=False)
        self._soon = False
        self.cover = Button("Cover", keys="F12")
        self.lock = Button("Lock", keys="Ctrl L")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(12)
        self.search.setMaximumWidth(theme().px(400))
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self._left)
        row.addWidget(self.cover)
        row.addWidget(self.lock)

    def fit(self) -> None:
        """Let the search box grow with the text size."""
        self.search.setMaximumWidth(theme().px(400))

    def show_left(self, seconds: int) -> None:
        """Say how long until the vault locks."""
        self._left.setText(f"locks in {seconds // 60}:{seconds % 60:02}")
        if (seconds <= _SOON) != self._soon:
            self._soon = seconds <= _SOON
            self._left.set_tone("caution" if self._soon else None)


class BackgroundCheck(QObject):
    """Goes through the vault between other work; ``say`` is told how far it is, and in the end what was found.

    What is found stays said for as long as the vault is open: on every frame that is shown, by ``repeat``.
    """

    def __init__(self, worker: Worker, bridge: AsyncBridge, say: Callable[[str, CheckTone], object]) -> None:
        super().__init__()
        self._worker, self._bridge, self._say = worker, bridge, say
        self._words = ""
        self._tone: CheckTone = "quiet"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._check: VaultCheck | None = None

    def start(self, after: int = _CHECK_AFTER) -> None:
        """Begin once the first page has come to rest."""
        self._timer.start(after)

    def begin_anew(self) -> None:
        """Begin from the first entry: what was found so far was of before."""
        self._check = None
        self.start()

    def repeat(self) -> None:
        """Say once more what stands."""
        self._say(self._words, self._tone)

    def take(self, verdict: Verdict) -> None:
        """Say what was found, by this check or by one that was asked for."""
        if verdict.fine:
            kind = "quick check" if verdict.depth == "quick" else "full check"
            self._tell(f"{verdict.entries:,} entries hold ({kind})", "quiet")
            return
        count = len(verdict.lines)
        faults = "1 fault" if count == 1 else f"{count} faults"
        self._tell(f"{faults} in the vault: see Settings", "danger")

    def _go(self) -> None:
        from hru_advocate.casework.vault.checks import begin, go_on  # brings the core, which the first window has not

        if self._check is None:
            self._bridge.when_done(self._worker.ask(begin, "quick"), self, self._begun, self._stopped)
        else:
            self._bridge.when_done(self._worker.ask(go_on, self._check), self, self._came, self._stopped)

    def _begun(self, check: VaultCheck) -> None:
        self._check = check
        self._tell("Checking the vault…", "quiet")
        self._timer.start(_BETWEEN_STEPS)

    def _came(self, far: SoFar) -> None:
        if far.verdict is None:
            self._timer.start(_BETWEEN_STEPS)
        else:
            self._check = None
            self.take(far.verdict)

    def _stopped(self, error: BaseException) -> None:
        """Say why it could not go on; that the vault was locked meanwhile needs no word."""
        self._check = None
        if isinstance(error, VaultLocked):
            return
        words = error.message if isinstance(error, AdvocateError) else "The vault could not be checked."
        self._tell(words, "danger")

    def _tell(self, words: str, tone: CheckTone) -> None:
        self._words, self._tone = words, tone
        self.repeat()


class StatusLine(QFrame):
    """The line below every page: what is always true, what was just saved, when this vault was last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self.setAccessibleName("Status")
        self._always = quiet("", wrap=False)
        self._notice, self._backup, self._checked, self._last = quiet(""), quiet(""), quiet(""), quiet("")
        self._draft_said = False
        self._backup.hide()  # a demonstration has none
        self._now, self._standing = (QBoxLayout(QBoxLayout.Direction.LeftToRight) for _ in range(2))
        self._now.addWidget(self._always)
        self._now.addWidget(self._notice, 1)
        for part in (self._backup, self._checked, self._last):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._standing.addWidget(part)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 4, 24, 4)
        self._row.setSpacing(24)
        self._row.addLayout(self._now)
        self._row.addLayout(self._standing)
        self.fit()

    def fit(self) -> None:
        """Put what always stands here one below the other where there is no room for it in a row."""
        narrow = self.width() < theme().px(_IN_A_ROW)
        self._always.setText("Nothing leaves by itself" if narrow else "Nothing leaves this laptop by itself")
        self._notice.setMinimumWidth(0 if narrow else self._notice.fontMetrics().horizontalAdvance(_MOST_SAID))
        for part, gap, narrow_share, share in ((self._now, 0, 1, 2), (self._standing, theme().px(2), 5, 3)):
            part.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
            part.setSpacing(gap if narrow else 24)
            self._row.setStretchFactor(part, narrow_share if narrow else share)
        self._share()

    def _share(self) -> None:
        """Give each of what always stands here room by the length of its words, so that none needs a second line."""
        for place, part in enumerate((self._backup, self._checked, self._last)):
            self._standing.setStretch(place, max(len(part.text()), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_message(self, words: str) -> None:
        """Say what was just done, aloud too where somebody listens.

        That a draft is kept is said aloud once, until something else is said or the page is left: it is kept again
        after each pause.
        """
        again = self._draft_said and words.startswith(_DRAFT_SAVED)
        self._notice.setText(words)
        if words:
            self._draft_said = words.startswith(_DRAFT_SAVED)
        if not again:
            announce(self, words)

    def leave_page(self) -> None:
        """Another page comes on show: that a draft was kept was said of the one before."""
        self._draft_said = False
        if self._notice.text().startswith(_DRAFT_SAVED):
            self._notice.setText("")

    def show_backup(self, words: str, *, trouble: bool) -> None:
        """Say when the last backup was made; ``trouble`` where something is to be done about it."""
        self._backup.setText(words)
        self._backup.setVisible(bool(words))
        self._backup.set_tone("caution" if trouble else None)
        self._share()

    def show_check(self, words: str, tone: CheckTone) -> None:
        """Say what came of checking the vault; what was found is red and stays."""
        self._checked.setText(words)
        self._checked.set_tone("danger" if tone == "danger" else None)
        self._share()
        if tone == "danger":
            announce(self, words, urgent=True)

    def show_last(self, words: str) -> None:
        """Say when this vault was last opened, and how many tries failed since."""
        self._last.setText(words)
        self._share()


class MadeUpStrip(QFrame):
    """Across the top of every page of a vault whose people do not exist."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "made_up")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 3, 24, 3)
        words = "MADE-UP CASES · nobody here exists"
        row.addWidget(TextLabel(words if theme().large else f"{words} · do not write about anybody who does"))


def column(*widgets: QWidget) -> QWidget:
    """Widgets one below the other without a space between them."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for widget in widgets:
        rows.addWidget(widget)
    return holder


class UnnotedBanner(Banner):
    """Asks after each page whether events wait to be written, and says so once each time it begins."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._waiting = 0

    def look(self) -> None:
        """Ask; what the page itself asked for has been noted, or not, by then."""
        asked = self._context.worker.ask(waiting_to_be_noted)
        self._context.bridge.when_done(asked, self, self._take, lambda _error: None)

    def _take(self, waiting: int) -> None:
        before, self._waiting = self._waiting, waiting
        if waiting and not before:
            self.show_message(
                "Nothing can be saved at the moment, so that you looked at this cannot be noted in the record. It is "
                "noted once something can be saved; if the program ends before, write down yourself what you opened.",
                "caution",
            )
        elif before and not waiting:
            self.clear()
