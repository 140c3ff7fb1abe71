"""Guides for when something has happened to keys or laptop: short pages of steps, each a thing the program does.

The same words stand in ``docs/when-it-happens.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.scrolling import bring_into_sight


@dataclass(frozen=True, slots=True)
class Guide:
    """One page: what has happened, and the steps in their order."""

    title: str
    first: str
    steps: tuple[str, ...]


SUSPECTED: Final = Guide(
    "Somebody may know a key",
    "The passphrase was seen, the sealed paper was opened, or the laptop was out of your hands.",
    (
        "Lock with Ctrl L. If somebody stands beside you, do nothing else until you are alone.",
        "Unlock, go to Settings, and press Make every key anew.",
        "Type the passphrase of now, and choose a new one.",
        "Write the new recovery code down, and type it back: from then on nothing of before opens the vault.",
        "Destroy the copies that are counted there: backups and folders replaced-… still open with the old words.",
        "Lock, so that a backup is made, and give the new code to your supervisor, sealed.",
        "In Settings press Check the vault now. Tell your supervisor what happened.",
    ),
)
LOST_KEYCHAIN: Final = Guide(
    "The keychain is lost",
    "The program says that the other half of the key is not in this computer's keychain any more.",
    (
        "Nothing of your records is lost. Delete nothing, and do not make a new vault.",
        "Ask whoever holds the sealed recovery code for it.",
        "On the locked page press Use the recovery code, and type it.",
        "Choose a new passphrase: six words where the computer has no keychain any more.",
        "Type the new recovery code back; until then the old one opens the vault. Have it sealed and kept.",
        "In Settings press Back up now.",
        "Backups made before open with the old code: keep its paper as long as they are kept.",
    ),
)
NEW_LAPTOP: Final = Guide(
    "A new laptop",
    "You get another computer, or this one was stolen or has broken down.",
    (
        "While the old one works: in Settings choose a folder on a drive for backups, and press Back up now.",
        "Read how many entries and cases it holds. Record nothing on the old one after that.",
        "Have the sealed recovery code at hand, the one that counted when the backup was made.",
        "On the new one press Bring back from a backup, choose the folder and the backup, and type the code.",
        "Choose a new passphrase, and type the new recovery code back.",
        "Compare from when the backup is and how many cases are back.",
        "In Settings press Check the vault now, and choose the folder for backups again.",
        "Give the old laptop to force IT to be wiped. If it was stolen, press Make every key anew as well.",
    ),
)
LEAVER: Final = Guide(
    "Somebody leaves the unit",
    "An advocate goes, and the cases go on with a colleague.",
    (
        "In each open case print the Hand-over summary for the colleague who takes it on, or make its bundle.",
        "In Settings press Back up now, and Check all of them.",
        "In Unit, People, note until when the advocate is here.",
        "On the last day, supervisor and advocate together: in Settings press Make every key anew.",
        "The supervisor chooses the new passphrase and keeps the new code: what was known before opens nothing.",
        "If the advocate has gone: on the locked page press Use the recovery code, then make every key anew.",
        "Destroy older backups once the new one is checked: they open with what was known before.",
    ),
)
GUIDES: Final = (SUSPECTED, LOST_KEYCHAIN, NEW_LAPTOP, LEAVER)


class Guides(QWidget):
    """The names of the guides; the one that was pressed stands below them, step by step."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Guide | None = None
        self._page = TextLabel("")
        self._first = quiet("")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(8)
        self._names = {guide: Button(guide.title, "link", on_click=partial(self._turn, guide)) for guide in GUIDES}
        self.first = self._names[GUIDES[0]]
        """The name of the first guide: where the keyboard begins."""
        for name in self._names.values():
            rows.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._first, self._page):
            rows.addWidget(part)
            part.hide()

    def _turn(self, guide: Guide) -> None:
        """Show a guide; pressed again, fold it away."""
        self._shown = None if guide is self._shown else guide
        for part in (self._first, self._page):
            part.setVisible(self._shown is not None)
        if self._shown is not None:
            steps = "\n\n".join(f"{number}. {step}" for number, step in enumerate(guide.steps, start=1))
            self._first.setText(f"{guide.title}. {guide.first}")
            self._page.setText(steps)
            announce(self, f"{self._first.text()} {steps}")
            self._bring_soon()
        else:
            announce(self, f"{guide.title} is folded away")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_soon()

    def _bring_soon(self) -> None:
        """Bring the steps into sight once the page is as long as they make it."""
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Scroll to the steps below the end of the page: to as many as leave the name that was pressed there."""
        name = self._names[self._shown] if self._shown is not None else None
        if name is not None and name.hasFocus():
            for part in (self._page, name):
                bring_into_sight(part)
