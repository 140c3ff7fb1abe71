"""Leaving as proof: one case as a bundle that a stranger can check, recorded as the disclosure it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.proof import bundle
from hru_advocate.casework.proof.bundle import BundleMade, BundlePreview
from ui.case.closing.sealing_card import SealingCard
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_folder, choose_to_write
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Columns, Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.tick_boxes import TickBox
from ui.form.answers_keeper import Typed
from ui.form.beginning import Beginning, FormStart
from ui.form.kept_questions import KeptQuestions
from ui.shell.destinations import FormRequest, ProofDestination
from ui.shell.screen import Screen, ScreenContext

_NOT_ASKED: Final = frozenset({"what", "state", "ended"})
"""Questions of the form that a bundle answers by itself."""
_OF_ERASED: Final = frozenset({"agency", "purpose"})
_HOLDS: Final = (
    "Every entry as it was written and signed, what was corrected since, the forms, the public keys, and the whole "
    "record as a PDF. Whoever gets it can prove that nothing was changed, with no program of ours."
)
_PLAIN: Final = (
    "The bundle is not encrypted. It holds every name, number and address, and the code words. The program cannot "
    "encrypt it: put it on an encrypted disk or stick, and nowhere else."
)
_GONE: Final = "This case was erased by authority. The bundle proves that, and says nothing of what was there."
_COMPARE: Final = "Tell these codes to whoever gets it, by another way than the bundle itself:"


class ProofScreen(Screen[ProofDestination]):
    """The page of what leaves at the left; at the right to whom and why, one tick, and two ways to write it."""

    title: ClassVar[str] = "Leaving as proof"

    def __init__(self, context: ScreenContext, destination: ProofDestination) -> None:
        super().__init__(context, destination)
        self._preview: BundlePreview | None = None
        self.what = Card("What leaves")
        self.made = Card("What left")
        self.made.hide()
        self.sealing = SealingCard(self, destination.case)
        self.whom = Card("To whom, and why")
        self.asked = KeptQuestions(self)
        self.whom.rows.addWidget(self.asked)
        self.sure = TickBox("I know that it is not encrypted, and where it will be kept")
        self.sure.toggled.connect(self._follow)
        self.folder = Button("Write as a folder", "primary", on_click=self._write_folder)
        self.zip = Button("Write as a zip file", on_click=self._write_zip)
        self._head = title("Leaving as proof")
        columns = Columns(wide=1, narrow=1)
        columns.first.addWidget(self.what)
        columns.first.addWidget(self.made)
        columns.first.addWidget(self.sealing)
        columns.first.addStretch(1)
        columns.second.addWidget(self.whom)
        columns.second.addWidget(self.sure)
        columns.second.addWidget(flowing(self.folder, self.zip))
        columns.second.addStretch(1)
        self.body.addWidget(self._head)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self._follow()

    def refresh(self) -> None:
        self.ask(bundle.preview_of, self._show, self.destination.case)

    def panes(self) -> list[QWidget]:
        return [self.what, self.made, self.whom, self.sure, self.sealing]

    def _show(self, preview: BundlePreview) -> None:
        self._preview = preview
        self._head.setText(f"Leaving as proof: {preview.ref}")
        self.sealing.setVisible(not preview.gone)
        if not preview.gone:
            self.sealing.refresh()
        self.what.clear()
        devices = "1 device" if preview.devices == 1 else f"{preview.devices} devices"
        counted = f"{preview.entries} entries of {devices}"
        counted += f", {preview.erased} of them empty by an erasure." if preview.erased else "."
        self.what.add_row(Row().add_words(TextLabel(counted, "strong"), quiet(_GONE if preview.gone else _HOLDS)))
        if not preview.gone:
            self.what.add_row(Row().add_words(TextLabel(_PLAIN, tone="danger")))
        if preview.drafts:
            drafts = "1 draft stays" if preview.drafts == 1 else f"{preview.drafts} drafts stay"
            self.what.add_row(Row().add_words(TextLabel(f"{drafts} here: a draft is no entry.", tone="caution")))
        if self.asked.questions is None:
            case = None if preview.gone else self.destination.case
            FormStart(self, FormRequest("disclosure", case), self._begun).ask()
        self._follow()

    def _begun(self, begun: Beginning) -> None:
        if self.asked.questions is not None or self._preview is None:
            return
        asked = [one for one in begun.start.form.fields if not one.by_program and one.id not in _NOT_ASKED]
        if self._preview.gone:
            asked = [one for one in asked if one.id in _OF_ERASED]
        saved = {} if self._preview.gone else {"on": f"{self.context.now():%Y-%m-%d}"}
        self.asked.begin(begun, asked, f"bundle {self.destination.case}", saved=saved)

    def _follow(self) -> None:
        for button in (self.folder, self.zip):
            button.setEnabled(self._preview is not None and self.sure.isChecked())

    def _write_folder(self) -> None:
        chosen = choose_folder(self)
        if chosen:
            self._make(Path(chosen) / "bundle")

    def _write_zip(self) -> None:
        chosen = choose_to_write(self, "bundle.zip", "ZIP (*.zip)")
        if chosen:
            path = Path(chosen)
            self._make(path if path.suffix.lower() == bundle.ZIP else path.with_name(f"{path.name}{bundle.ZIP}"))

    def _make(self, place: Path) -> None:
        if self.asked.questions is not None:
            answers = self.asked.raw()
            left = partial(self._left, answers)
            self.ask_or(bundle.make, left, self.asked.refused, self.destination.case, answers, place)

    def _left(self, answers: Typed, made: BundleMade) -> None:
        self.asked.keeper.saved(answers)
        if self.focusWidget() in (self.folder, self.zip):
            self.sure.setFocus()  # both ways are switched off, and the keyboard stays beside them
        self.sure.setChecked(False)
        self.made.clear()
        self.made.show()
        words = f"Written: {made.files} files, {made.entries} entries. The record says that it left."
        self.made.add_row(Row().add_words(TextLabel(words, tone="fine"), quiet(made.place)))
        self.made.add_row(Row().add_words(quiet(_COMPARE)))
        for lane in made.lanes:
            about = f"Device {lane.device}: {lane.entries} entries, head code {lane.code}"
            self.made.add_row(Row().add_words(TextLabel(about), quiet(f"Key {lane.fingerprint}")))
        announce(self, words)
        self.notify(made.changed)
