"""The questions about the whole plan: own words, services and own numbers, and the sign-off of a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button, small_button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import empty
from ui.controls.layout.scrolling import scrolling
from ui.form.beginning import Beginning
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions

WHOLE: Final = ("own_words", "services", "own_numbers")
SIGN_OFF: Final = ("what_changed", "because", "review")


class PlanExtras(QWidget):
    """Two parts that fold away at the foot of the plan. ``changed`` emits ``(answers, fields)``.

    ``switch`` opens the first part; it stands where the plan ends.
    """

    changed = Signal(object, object)
    signed = Signal()
    opened = Signal(bool)
    """Emits whether a part is open and needs the room."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[tuple[str, ...], Questions] = {}
        self._begun: Beginning | None = None
        self._raw: Mapping[str, object] = {}
        self._column = bare(self, gap=6)
        self.switch = small_button("Own words, services, numbers", self._toggle)
        self.switch.setProperty("flush", "true")
        self._holder = QWidget()
        self._inside = QVBoxLayout(self._holder)
        self._inside.setContentsMargins(0, 0, 8, 0)
        self._holder.setProperty("role", "inside")
        self._area = scrolling(self._holder)
        self._area.setProperty("role", "pane")
        self.still_open = TextLabel("", "quiet", tone="danger")
        self._sign = QWidget()
        row = QHBoxLayout(self._sign)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Button("Sign off this version", "primary", on_click=self.signed.emit))
        row.addWidget(Button("Not yet", "link", on_click=self.put_away))
        row.addStretch(1)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self.still_open)
        self._column.addWidget(self._sign)
        for part in (self._area, self.still_open, self._sign):
            part.hide()

    def begin(self, begun: Beginning, raw: Mapping[str, object]) -> None:
        """Begin with the answers of a plan."""
        empty(self._inside)
        self._inside.addStretch(1)
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
            part = Questions([by_id[name] for name in names if name in by_id], self._begun.context, make_editor)
            part.fill(self._raw)
            part.changed.connect(lambda _field: self.changed.emit(part.raw(), names))
            part.hide()
            self._parts[names] = part
            self._inside.insertWidget(0, part)
        return self._parts.get(names)

    def show_open(self, sentence: str, *, calm: bool) -> None:
        """Say at the sign-off what has no live measure."""
        self.still_open.setText(sentence)
        self.still_open.set_tone("fine" if calm else "danger")

    def open_sign_off(self) -> None:
        """Ask what changed, what asked for it and when it is looked at again; asked once more, sign it off."""
        if not self._sign.isHidden():
            self.signed.emit()
            return
        self._open(SIGN_OFF)
        self.still_open.show()
        self._sign.show()
        announce(self, self.still_open.text())

    def put_away(self) -> bool:
        """Fold both parts; ``False`` when none was open."""
        was_open = not self._area.isHidden()
        for hidden in (self._area, self.still_open, self._sign, *self._parts.values()):
            hidden.hide()
        self.opened.emit(False)
        return was_open

    def complain(self, field: str, sentence: str) -> bool:
        """Say what is wrong where it stands; ``False`` when the field is not here."""
        for names in (WHOLE, SIGN_OFF):
            part = self.part(names)
            frame = part.frame_at(field) if part is not None else None
            if frame is not None:
                self._open(names)
                self.still_open.setVisible(names == SIGN_OFF)
                self._sign.setVisible(names == SIGN_OFF)
                frame.complain(sentence)
                frame.take_focus()
                self._area.ensureWidgetVisible(frame)
                return True
        return False

    def _toggle(self) -> None:
        part = self.part(WHOLE)
        if part is not None and part.isHidden():
            self._open(WHOLE)
        else:
            self.put_away()

    def _open(self, names: tuple[str, ...]) -> None:
        self.put_away()
        part = self.part(names)
        if part is not None:
            part.show()
            self._area.show()
            self.opened.emit(True)
            first = next(iter(part.frames.values()))
            first.take_focus()
