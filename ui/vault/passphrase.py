"""Choosing a passphrase: words made by the program first, a plain sentence about every other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.announcements import announce, sentence_for
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.password_field import SecretField
from ui.controls.signs import Sign
from ui.shell.async_bridge import AsyncBridge

if TYPE_CHECKING:
    from concurrent.futures import Future

_PAUSE_MS = 250


class PassphraseRules(Protocol):
    """Whoever draws words and judges a passphrase: the way in, or the vault that is open."""

    def suggest(self, count: int, author: str = "") -> Future[str]:
        """Words for a passphrase: four beside a keychain, six alone."""
        raise NotImplementedError

    def judge(self, text: str, author: str, *, alone: bool) -> Future[str | None]:
        """Ask what is wrong with a passphrase; ``None`` is nothing."""
        raise NotImplementedError


_NOT_OFFERED: Final = (
    "Without a keychain the six words have to be those this program drew: type the words above, or ask for others."
)


class PassphraseChooser(QWidget):
    """Offers generated words, takes them or others, twice, and says in a sentence whether they will do.

    ``alone`` asks for six words, for a vault that no keychain helps to guard: only those offered here are taken then,
    for words a person thinks of are no six words drawn by chance. ``decided`` tells whether what stands
    there may be used.
    """

    decided = Signal(bool)

    def __init__(self, rules: PassphraseRules, bridge: AsyncBridge) -> None:
        super().__init__()
        self._rules, self._bridge = rules, bridge
        self._offered: set[str] = set()
        self._author, self._alone = "", False
        self._judged = ""
        self._fine = False
        self._words = TextLabel("…", "code")
        self._other = Button("Other words", "link", on_click=self.suggest)
        self._hint = quiet("")
        self.first, self.second = SecretField("New passphrase"), SecretField("The same once more")
        self._sign = Sign("none", "quiet")
        self._verdict = quiet(" ")
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.first.changed.connect(self._pause.start)
        self.second.changed.connect(self._say)
        for field in (self.first, self.second):
            field.entered.connect(self._tell)

    def ask_for(self, author: str, *, alone: bool) -> None:
        """Begin: for whom, and whether the passphrase guards the vault alone."""
        self._author, self._alone = author, alone
        self._hint.setText(
            f"{'Six' if alone else 'Four'} words made by this program are easy to keep and hard to guess. "
            "Write them down, keep the paper with you until you know them, then destroy it."
        )
        self.suggest()

    def suggest(self) -> None:
        """Offer other words."""
        asked = self._rules.suggest(6 if self._alone else 4, self._author)
        self._bridge.when_done(asked, self, self._offer, self._refused)

    def passphrase(self) -> str:
        """Give what was chosen."""
        return self.first.text()

    def clear(self) -> None:
        """Forget everything typed here, and what was said of it."""
        self._judged, self._fine = "", False
        self.first.clear()
        self.second.clear()

    def _lay_out(self) -> None:
        offer = QHBoxLayout()
        offer.setSpacing(8)
        offer.addWidget(self._words, 1)
        offer.addWidget(self._other)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._verdict, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addLayout(offer)
        outer.addWidget(self._hint)
        outer.addWidget(self.first)
        outer.addWidget(self.second)
        outer.addLayout(verdict)

    def _offer(self, words: str) -> None:
        self._offered.add(_plain(words))
        self._words.setText(words)
        announce(self, f"Words for a passphrase: {words}")

    def _judge(self) -> None:
        text = self.first.text()
        if text:
            asked = self._rules.judge(text, self._author, alone=self._alone)
            self._bridge.when_done(asked, self, self._on_change, self._refused)
        else:
            self._on_change("")

    def _on_change(self, sentence: str | None) -> None:
        if sentence is None and self._alone and _plain(self.first.text()) not in self._offered:
            sentence = _NOT_OFFERED
        self._judged, self._fine = sentence or "", sentence is None
        self._say()

    def _refused(self, error: BaseException) -> None:
        self._on_change(sentence_for(error))

    def _say(self) -> None:
        same = self.first.text() == self.second.text()
        ready = self._fine and same and not self._pause.isActive()
        if ready:
            words, sign = "Strong enough, and twice the same.", ("tick", "fine")
        elif self._fine and self.second.text():
            words, sign = "Strong enough. The second is not the same yet.", ("dash", "caution")
        elif self._fine:
            words, sign = "Strong enough. Type it once more.", ("tick", "fine")
        else:
            words, sign = self._judged or " ", ("dash", "caution") if self._judged else ("none", "quiet")
        if words != self._verdict.text():
            self._verdict.setText(words)
            self._tell()
        self._sign.set_sign(*sign)  # type: ignore[arg-type]  # pairs of literals, which mypy widens to str
        self.decided.emit(ready)

    def _tell(self) -> None:
        """Say the verdict to whoever listens: at each other one, and again at Enter."""
        words = self._verdict.text().strip()
        for field in (self.first, self.second):
            field.describe(words)
        if words:
            announce(self, words)


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").casefold().split())
