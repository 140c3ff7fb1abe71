"""The questions about the whole plan: own words, services and own numbers, and the sign-off of a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button, small_button
from ui.controls.inputs import bare
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.scrolling import bring_soon, scrolling
from ui.controls.theme import Tone, theme
from ui.form.beginning import Beginning
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions

WHOLE: Final = ("own_words", "services", "own_numbers")
SIGN_OFF: Final = ("what_changed", "because", "review")


class PlanExtras(QWidget):
    """Two parts that stand in the place of the plan while one is open. ``changed`` emits ``(answers, fields)``.

    ``switch`` opens the first part; it stands where the plan ends. What is pressed to end a part is always in sight.
    """

    changed = Signal(object, object)
    signed = Signal()
    opened = Signal(bool)
    """Emits whether a part is open and needs the room."""
    left = Signal()
    """Emits that the keyboard was in a part that was put away, and that what had it before is gone."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[tuple[str, ...], Questions] = {}
        self._begun: Beginning | None = None
        self._raw: Mapping[str, object] = {}
        self._first = False
        self._came_from: QWidget | None = None
        self._column = bare(self, gap=6)
        self.switch = small_button("Own words, services, numbers", self._toggle)
        self.switch.setProperty("flush", "true")
        self._holder = QWidget()
        self._holder.setProperty("role", "inside")
        whole, self._inside = QVBoxLayout(self._holder), QVBoxLayout()
        whole.setContentsMargins(0, 0, 8, 0)
        self._area = scrolling(self._holder)
        self._area.setProperty("role", "pane")
        # It takes the room there is: as high as its questions it would push head and safe contact off the page.
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area.setMinimumHeight(theme().px(120))
        self.still_open = TextLabel("", "quiet", tone="danger")
        self.overtaken = TextLabel("", "quiet", tone="caution")
        whole.addWidget(self.still_open)
        whole.addWidget(self.overtaken)
        whole.addLayout(self._inside)
        whole.addStretch(1)
        self._sign = flowing(
            Button("Sign off this version", "primary", on_click=self.signed.emit),
            Button("Not yet", "link", on_click=self.put_away),
        )
        self._back = Button("Back to the plan", on_click=self.put_away)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self._sign)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._fold()

    def begin(self, begun: Beginning, raw: Mapping[str, object]) -> None:
        """Begin with the answers of a plan."""
        empty(self._inside)
        self._parts = {}
        self._begun, self._raw = begun, raw

    def fill(self, raw: Mapping[str, object]) -> None:
        """Show other answers, after undo or redo."""
        self._raw = raw
        for part in self._parts.values():
            part.fill(raw)

    def part(self, names: tuple[str, ...]) -> Questions | None:
        """The questions of a part, made when it is first opened; none before the plan has begun."""
        if self._begun is not None and names not in self._parts:
            by_id = self._begun.start.form.by_id
            asked = [name for name in names if name in by_id and not (self._first and self._is_of_change(name))]
            part = Questions([by_id[name] for name in asked], self._begun.context, make_editor)
            part.fill(self._raw)
            part.changed.connect(lambda _field: self.changed.emit(part.raw(), names))
            part.hide()
            self._parts[names] = part
            self._inside.insertWidget(0, part)
        return self._parts.get(names)

    def show_open(self, sentence: str, tone: Tone, overtaken: str = "", *, first: bool = False) -> None:
        """Say at the sign-off what has no live measure, and which marks for paper the record has overtaken.

        Of the ``first`` plan of a case nobody is asked what changed in it, nor what asked for it where nothing did.
        """
        self._first = first
        self.still_open.setText(sentence)
        self.still_open.set_tone(tone)
        self.overtaken.setText(overtaken)
        self.overtaken.setVisible(bool(overtaken) and not self._sign.isHidden())

    def open_sign_off(self) -> None:
        """Ask what changed, what asked for it and when it is looked at again; asked once more, sign it off."""
        if not self._sign.isHidden():
            self.signed.emit()
            return
        self._open(SIGN_OFF)
        announce(self, " ".join(words for words in (self.still_open.text(), self.overtaken.text()) if words))

    def put_away(self) -> bool:
        """Fold both parts, the keyboard back where it came from; ``False`` when none was open."""
        was_open, held = not self._area.isHidden(), holds_keyboard(self)
        self.opened.emit(False)
        before, self._came_from = self._came_from, None
        if held:  # before it is hidden: Qt would hand the keyboard to whatever stands next
            if before is not None and shiboken6.isValid(before) and before.isVisible() and before.isEnabled():
                before.setFocus()
            else:
                self.left.emit()
        self._fold()
        return was_open

    def _is_of_change(self, name: str) -> bool:
        return name == "what_changed" or (name == "because" and name not in self._raw)

    def _fold(self) -> None:
        for hidden in (self._area, self.still_open, self.overtaken, self._sign, self._back, *self._parts.values()):
            hidden.hide()

    def complain(self, field: str, sentence: str) -> bool:
        """Say what is wrong where it stands; ``False`` when the field is not here."""
        for names in (WHOLE, SIGN_OFF):
            part = self.part(names)
            frame = part.frame_at(field) if part is not None else None
            if frame is not None:
                self._open(names)
                frame.complain(sentence)
                frame.take_focus()
                bring_soon(frame)
                return True
        return False

    def _toggle(self) -> None:
        part = self.part(WHOLE)
        if part is not None and part.isHidden():
            self._open(WHOLE)
        else:
            self.put_away()

    def _open(self, names: tuple[str, ...]) -> None:
        if self._area.isHidden():
            self._came_from = QApplication.focusWidget()
        self._fold()
        part = self.part(names)
        if part is None:
            self.opened.emit(False)
        else:
            part.show()
            self._area.show()
            self.still_open.setVisible(names == SIGN_OFF)
            self.overtaken.setVisible(names == SIGN_OFF and bool(self.overtaken.text()))
            self._sign.setVisible(names == SIGN_OFF)
            self._back.setVisible(names == WHOLE)
            self.opened.emit(True)
            first = next(iter(part.frames.values()))
            first.take_focus()
