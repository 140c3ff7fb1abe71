"""The way to reach us: the unit's name and duty number, asked like a form and kept as an entry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.unit.our_number import FORM, keep_our_number
from hru_advocate.errors import InvalidAnswer
from ui.controls.buttons import Button
from ui.controls.keyboard.reading_order import stops_in
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card
from ui.controls.layout.scrolling import scrolling
from ui.form.beginning import Beginning, FormStart
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions
from ui.shell.destinations import FormRequest
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_ABOUT = (
    "Many measures say: tell us, ask us, ring us. This number stands on every paper that does. "
    "Until it is filled in, such a paper says that it is not, and printing asks."
)


class ReachPart(UnitPart):
    """The questions of the unit's own number, and a button that keeps them."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.questions: Questions | None = None
        self.keep = Button("Keep how to reach us", "primary", on_click=self._keep)
        self._card = Card("How to reach us")
        self._card.rows.setSpacing(6)
        self._card.rows.addWidget(quiet(_ABOUT))
        page = QWidget()
        page.setProperty("role", "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(scrolling(page), 1)
        self.column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)

    def refresh(self) -> None:
        if self.questions is None:
            FormStart(self.owner, FormRequest(FORM), self._begun).ask()

    def first_focus(self) -> QWidget:
        first = stops_in(self.questions)[:1] if self.questions is not None else []
        return first[0] if first else self.keep

    def panes(self) -> list[QWidget]:
        return [self._card, self.keep]

    def _begun(self, begun: Beginning) -> None:
        if self.questions is None:
            self.questions = Questions(begun.start.form.fields, begun.context, make_editor)
            self._card.rows.addWidget(self.questions)
        self.questions.fill(begun.raw)

    def _keep(self) -> None:
        if self.questions is not None:
            self.owner.ask_or(keep_our_number, self._kept, self._refused, self.questions.raw())

    def _kept(self, saved: Saved) -> None:
        self.owner.show_status("How to reach us is kept")
        self.owner.notify(saved.changed)

    def _refused(self, error: BaseException) -> None:
        frame = self.questions.frame_at(error.field) if self.questions and isinstance(error, InvalidAnswer) else None
        if frame is None or not isinstance(error, InvalidAnswer):
            self.owner.show_error(error)
            return
        frame.complain(error.sentence)
        frame.take_focus()
