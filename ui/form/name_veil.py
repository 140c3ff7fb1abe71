"""A veil over an editor whose answer holds a name: the answer with initials, and the way to the names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import small_button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel
from ui.controls.names import Names


class NameVeil(QWidget):
    """Holds an editor, and stands in for it while what it was filled with holds a name that is hidden.

    The editor keeps its true words below: what is saved is never what the veil shows. It falls when an answer is
    put in (``fall``) and when names are hidden; what a person is typing is not taken out of her hands.
    """

    def __init__(self, editor: QWidget, names: Names, about: str, read: Callable[[], str]) -> None:
        super().__init__()
        self._editor, self._names, self._read = editor, names, read
        self.words = TextLabel("", "body")
        self.button = small_button("Show name to change it", self._lift)
        self.button.setAccessibleName(f"Show name to change it: {about}")
        self.cover = QWidget()
        column = bare(self.cover, gap=2)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.cover)
        whole.addWidget(editor)
        self.cover.hide()
        names.changed.connect(self.fall)

    @property
    def fallen(self) -> bool:
        """True while the editor is behind it."""
        return not self.cover.isHidden()

    def fall(self) -> None:
        """Fall over the editor if a hidden name stands in it, else lift."""
        words = self._read()
        seen = self._names.hide(words)
        self.words.setText(seen)
        self.cover.setVisible(seen != words)
        self._editor.setVisible(seen == words)

    def take_focus(self) -> None:
        """Put the keyboard into the editor, or on the way to it."""
        if self.fallen:
            self.button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            getattr(self._editor, "take_focus", self._editor.setFocus)()

    def _lift(self) -> None:
        self._names.show()
        self.take_focus()
