"""Erasing a closed case by authority: what goes, what stands against it, who asks and who authorises."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.closing import erasing
from hru_advocate.casework.closing.erasing import Erased, ErasurePreview
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.tick_boxes import TickBox
from ui.form.beginning import Beginning, FormStart
from ui.form.kept_questions import KeptQuestions
from ui.shell.destinations import ErasureDestination, FormRequest, UnitDestination
from ui.shell.screen import Screen, ScreenContext

_ASKED: Final = ("ground", "asked_by", "authorised_by", "reference")
_ABOUT: Final = "Removed for good: every text, draft and find of this case. Left: who removed how much, and when."


class ErasureScreen(Screen[ErasureDestination]):
    """One page, one tick, one button; nothing is removed while anything stands against it."""

    title: ClassVar[str] = "Erase a case"

    def __init__(self, context: ScreenContext, destination: ErasureDestination) -> None:
        super().__init__(context, destination)
        self._preview: ErasurePreview | None = None
        self.what = Card("What goes, and what stays")
        self.authority = Card("By whose authority")
        self.asked = KeptQuestions(self)
        self.authority.rows.addWidget(self.asked)
        self.sure = TickBox("I have read what goes, and that it does not come back")
        self.sure.toggled.connect(self._follow)
        self.erase = Button("Erase this case", "danger", on_click=self._erase)
        self.erase.setEnabled(False)
        self._head = title("Erase a case")
        self.body.addWidget(self._head)
        self.body.addWidget(self.what)
        self.body.addWidget(self.authority)
        self.body.addWidget(self.sure)
        self.body.addWidget(flowing(self.erase))
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.ask(erasing.preview_of, self._show, self.destination.case)
        if self.asked.questions is None:
            FormStart(self, FormRequest(erasing.FORM), self._begun).ask()

    def panes(self) -> list[QWidget]:
        return [self.what, self.authority, self.sure]

    def _show(self, preview: ErasurePreview) -> None:
        self._preview = preview
        self._head.setText(f"Erase {preview.ref}")
        self.what.clear()
        self.what.set_tone("danger" if preview.holds else None)
        drafts = f", {preview.drafts} draft{'' if preview.drafts == 1 else 's'}" if preview.drafts else ""
        counted = f"{preview.entries} entries in {preview.records} records{drafts}."
        self.what.add_row(Row().add_words(TextLabel(counted), quiet(_ABOUT)))
        for words in preview.holds:
            self.what.add_row(Row().add_words(TextLabel(f"It cannot be erased: {words}", tone="danger")))
        for words in preview.elsewhere:
            self.what.add_row(Row().add_words(TextLabel(words, tone="caution")))
        self._follow()

    def _begun(self, begun: Beginning) -> None:
        if self.asked.questions is None:
            wanted = [begun.start.form.by_id[field] for field in _ASKED]
            self.asked.begin(begun, wanted, f"erasure {self.destination.case}", saved={})

    def _follow(self) -> None:
        free = self._preview is not None and not self._preview.holds
        self.erase.setEnabled(free and self.sure.isChecked())

    def _erase(self) -> None:
        if self._preview is not None and self.asked.questions is not None:
            self.asked.keeper.end()  # what is kept while the case is erased would outlive it
            self.ask_or(erasing.erase, self._erased, self._refused, self._preview.ref, self.asked.raw())

    def _erased(self, done: Erased) -> None:
        self.show_status(f"Erased: {done.entries} entries")
        self.notify(done.changed)
        self.go_to(UnitDestination("records_kept"), replacing=True)

    def _refused(self, error: BaseException) -> None:
        self.asked.keeper.go_on()
        self.asked.refused(error)
