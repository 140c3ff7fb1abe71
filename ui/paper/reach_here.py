"""The way to reach us, filled in beside the paper that waits for it, so that nobody leaves the page for the unit's."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.keyboard.reading_order import each_stop
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth
from ui.form.kept_form import REACH, FormKeeping
from ui.shell.screen import AnyScreen


class ReachHere(ByWidth):
    """The unit's form in the place of the pages, made when it is first opened. ``closed`` when it was kept or put away.

    ``in_its_place`` are hidden while it is open.
    """

    closed = Signal()

    def __init__(self, screen: AnyScreen, *in_its_place: QWidget) -> None:
        super().__init__()
        self._screen, self._in_its_place = screen, in_its_place
        self._hidden: list[QWidget] = []
        self.form: FormKeeping | None = None
        self._column = bare(self, gap=8)
        self.setAccessibleName(REACH.title)
        self.hide()

    def open(self) -> None:
        """Ask for it here, the keyboard at its first question."""
        form = self._made()
        self._hidden = [part for part in self._in_its_place if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self.show()
        form.begin()
        if form.asked.questions is not None:  # else once they stand
            self._take_keyboard()

    def put_away(self) -> bool:
        """Show the pages again; ``False`` when it was not open."""
        if self.isHidden():
            return False
        self.hide()
        for part in self._hidden:
            part.show()
        self.closed.emit()
        return True

    def _made(self) -> FormKeeping:
        if self.form is None:
            self.form = FormKeeping(self._screen, REACH)
            self.form.kept.connect(self._say_kept)
            self.form.begun.connect(lambda: QTimer.singleShot(0, self, self._take_keyboard))
            away = Button("Not now", "link", on_click=self.put_away)
            for part in (TextLabel(REACH.title, "head"), quiet(REACH.about), self.form.asked):
                self._column.addWidget(part)
            self._column.addWidget(flowing(self.form.button, away))
            self._column.addStretch(1)
            self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return self.form

    def _say_kept(self) -> None:
        self.put_away()
        self._screen.banner.show_message(f"{REACH.done}.", "fine")

    def _take_keyboard(self) -> None:
        first = next(each_stop(self), None)
        if first is not None and self.isVisible():
            first.setFocus()
