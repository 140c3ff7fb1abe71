"""A veil over an editor whose answer holds a name: the answer with initials, and the way to the names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import small_button
from ui.controls.inputs import bare
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel
from ui.controls.names import Names


class NameVeil(QWidget):
    """Holds an editor, and stands in for it while what it was filled with holds a name that is hidden.

    The editor keeps its true words below: what is saved is never what the veil shows. It falls when an answer is
    put in (``fall``) and when names are hidden; what a person is typing is not taken out of her hands.
    """

    def __init__(self, editor: QWidget, names: Names, about: str, read: Callable[[], str]) -> None:
        super().__init__()
        self._editor, self._names, self._about, self._read = editor, names, about, read
        self.cover: NameCover | None = None
        """The cover that stands in for the editor, once it was needed: few answers hold a name."""
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(editor)
        names.changed.connect(self.fall)
        names.more_known.connect(self._fall_unless_typed_in)

    @property
    def fallen(self) -> bool:
        """True while the editor is behind it."""
        return self.cover is not None and not self.cover.isHidden()

    def fall(self) -> None:
        """Fall over the editor if a hidden name stands in it, else lift."""
        words = self._read()
        seen = self._names.hide(words)
        if seen == words and self.cover is None:
            return  # to show what was never hidden would lay it out here, before it is in any window
        if self.cover is None:
            self.cover = NameCover(self._about, self._lift)
            self._whole.insertWidget(0, self.cover)
        self.cover.words.setText(seen)
        self.cover.setVisible(seen != words)
        self._editor.setVisible(seen == words)

    def _fall_unless_typed_in(self) -> None:
        if not holds_keyboard(self._editor):
            self.fall()

    def take_focus(self) -> None:
        """Put the keyboard into the editor, or on the way to it."""
        if self.cover is not None and self.fallen:
            self.cover.button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            getattr(self._editor, "take_focus", self._editor.setFocus)()

    def _lift(self) -> None:
        self._names.show()
        self.take_focus()


class NameCover(QWidget):
    """A stand-in for an editor: its answer with initials, and the way to the names."""

    def __init__(self, about: str, lift: Callable[[], object]) -> None:
        super().__init__()
        self.words = TextLabel("", "body")
        self.button = small_button("Show name to change it", lift)
        self.button.setAccessibleName(f"Show name to change it: {about}")
        column = bare(self, gap=2)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
