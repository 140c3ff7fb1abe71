"""The builder of a letter: its words, the very page beside them, and what is left to do before it goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, Final, Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.letters import letters
from hru_advocate.casework.letters.letters import FORM, BegunLetter, LetterLook, MadeLetter
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.records.entries import Saved
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import LiveRegion
from ui.controls.buttons import Button
from ui.controls.clipboard import SECONDS, BriefClipboard
from ui.controls.inputs import bare
from ui.controls.labels import quiet
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.panes import Pane, Panes
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import offer_draft
from ui.form.page import FormPage
from ui.paper.letters.before_it_goes import BeforeItGoes
from ui.paper.preview.page_preview import PagePreview
from ui.paper.print_key import print_by_key
from ui.shell.destinations import FormRequest, LetterDestination, PaperDestination
from ui.shell.screen import Screen, ScreenContext

_PAUSE: Final = 350
"""Milliseconds after the last key before the page is drawn again."""
_GONE_ON: Final = "Gone on with the letter"
_READY: Final = "Nothing is left to do before it goes."
_ASKED: Final = (
    "title",
    "to_name",
    "to_lines",
    "shared_why",
    "subject",
    "greeting",
    "text",
    "words",
    "consent",
    "consent_because",
    "state",
    "agreed_on",
    "send_by",
    "goes_by",
    "sent_on",
    "answer_by",
    "answered_on",
    "answer",
    "withdrawn_because",
)
Next = Literal["", "print", "copy"]
"""The step once a letter is saved."""


class LetterScreen(Screen[LetterDestination]):
    """One letter or statement of a case, from its template to the printer."""

    title: ClassVar[str] = "Letter"
    kinds: ClassVar[frozenset[str]] = frozenset({"letter", "letter_template", "order", "hearing", "person"})

    def __init__(self, context: ScreenContext, destination: LetterDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.page: FormPage | None = None
        self.look: LetterLook | None = None
        self.entry = destination.corrects[0] if destination.corrects else ""
        self._next: Next = ""
        self.clipboard = BriefClipboard(self)
        self.head = CaseHead(self, self.case, "legal", compact=True)
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.head.refresh)
        self.names.changed.connect(self._show_look)
        self.preview, self.checks = PagePreview(), BeforeItGoes()
        self.checks.ticked.connect(self._tick)
        self.standing = quiet()
        self._telling = LiveRegion(self.standing)
        self.save_button = Button("Save", "primary", keys="Ctrl S", on_click=self.save)
        self.print_button = Button("Print", on_click=partial(self.save, "print"))
        self.copy_button = Button("Copy as text", on_click=partial(self.save, "copy"))
        for button in (self.print_button, self.copy_button):
            button.setEnabled(False)  # until a look has found that nothing is left to do
        self.later_button = Button("Leave for later", "link", on_click=self.back_requested.emit)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask_look)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_button.click)
        print_by_key(self, self.print_button, self.standing.text)

    def begin(self) -> None:
        """Begin the letter once; what changes elsewhere never overwrites what is being written."""
        self.stale = False
        self.ask(names_of, self.names.learn, self.case)
        if self.page is None:
            self._start(self.destination.draft)
        else:
            self.page.keeper.come_back(self._go_on_with)
        self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        if self.page is not None:
            self._ask_look()

    def panes(self) -> list[QWidget]:
        return [*self._panes, self.head]

    def leave(self) -> None:
        self.head.hide_secrets()
        self.clipboard.clear()
        if self.page is not None:
            self.page.keeper.flush()

    def save(self, then: Next = "") -> None:
        """Save the letter, then print it or copy it as text; one that is saved already is not saved again."""
        if self.page is None:
            return
        self._next = then
        if self.entry and not self.page.keeper.touched:
            self._go_on()
            return
        self.page.save()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        self._holder = bare(left, gap=10)
        column = bare(right)
        column.addWidget(self.preview, 1)
        words, checks = Pane("The letter", left), Pane("Before it goes", self.checks)
        page = Pane("The page", right)
        words.add_foot(_row(self.save_button, self.later_button))
        checks.add_below(self.standing)
        checks.add_foot(_row(self.print_button, self.copy_button))
        self._panes = (words, page, checks)
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(Panes(self._panes, (8, 8, 6)), 1)

    def _start(self, draft: str | None = None) -> None:
        wanted = self.destination
        if wanted.template:
            self.ask(letters.begin_letter, self._filled, self.case, wanted.template)
        else:
            reason = _GONE_ON if wanted.corrects else ""
            request = FormRequest(FORM, self.case, draft, wanted.corrects, reason=reason)
            FormStart(self, request, self._begun).ask()

    def _filled(self, begun: BegunLetter) -> None:
        FormStart(self, FormRequest(FORM, self.case, answers=begun.answers), self._begun).ask()

    def _begun(self, begun: Beginning) -> None:
        if self.page is not None:
            self.page.put_away()
            self._holder.removeWidget(self.page)
            self.page.deleteLater()
        page = FormPage(self, begun, only=_ASKED)
        page.reason_frame.setVisible(bool(begun.start.corrects) and not begun.start.reason)
        page.saved.connect(self._saved)
        page.changed.connect(self._pause.start)
        self.page = page
        self._holder.insertWidget(0, page)
        offer_draft(self, begun.start, begun.drafts, self._go_on_with)
        page.take_focus()
        self._ask_look()

    def _go_on_with(self, draft: str | None) -> None:
        """Go on with a draft; without one, as it was opened: what stood here ended on another page."""
        if self.page is not None:
            wanted = FormRequest(FORM, self.case, draft=draft)
            self.page.keeper.hand_over(FormStart(self, wanted, self._begun).ask if draft else self._start)

    def _ask_look(self) -> None:
        if self.page is not None:
            raw = self.page.raw()
            self.ask_or(letters.look_at, partial(self._looked, raw), self.show_error, self.case, raw)

    def _looked(self, raw: dict[str, object], look: LetterLook) -> None:
        if self.page is not None and raw == self.page.raw():
            self.look = look
            self._show_look()

    def _show_look(self) -> None:
        look = self.look
        if look is None:
            return
        if look.fault_field == "shared_why" and self.page is not None:
            self.page.frame_at("shared_why")  # asked only now that something makes it needed
        self.preview.show_pdf(look.pdf, self.names)
        self.checks.show_look(look, self.names.hide)
        left = len(look.blanks) + len(look.not_so) + bool(look.fault) + sum(not one.ticked for one in look.items)
        self.standing.setText("" if look.ready else f"{left} thing{'' if left == 1 else 's'} left before it can go.")
        self._telling.tell(self.standing.text() or _READY)
        self.print_button.setEnabled(look.ready)
        self.copy_button.setEnabled(look.ready)

    def _tick(self, item: tuple[int, bool]) -> None:
        """Keep which items are left in on purpose, in the letter itself."""
        if self.page is None or self.look is None:
            return
        at, on = item
        found = [one for one in self.look.items if not one.never]
        found[at] = replace(found[at], ticked=on)
        self.page.put({"kept": [{"kind": one.kind, "what": one.words} for one in found if one.ticked] or None})
        self._ask_look()

    def _saved(self, saved: Saved) -> None:
        self.show_status("Letter saved")
        self.entry = saved.entry
        request = FormRequest(FORM, self.case, corrects=(saved.entry,), reason=_GONE_ON)
        FormStart(self, request, self._begun_again).ask()

    def _begun_again(self, begun: Beginning) -> None:
        if self.page is not None:
            self.page.go_on(begun.start)
        self._go_on()

    def _go_on(self) -> None:
        """Do what was wanted once the letter is saved."""
        then, self._next = self._next, ""
        if then == "print":
            self.ask(letters.document_of, self._print, self.case, self.entry)
        elif then == "copy":
            self.ask(letters.copy_as_text, self._copied, self.case, self.entry)

    def _print(self, document: str) -> None:
        self.go_to(PaperDestination(self.case, document, record=self.entry))

    def _copied(self, answer: tuple[MadeLetter, Saved]) -> None:
        made, saved = answer
        self.clipboard.hold(made.text)
        self.notify(saved.changed)
        self.banner.show_message(
            f"Copied as text, and remembered as copy {made.view.copy_number}. It leaves the clipboard in {SECONDS} "
            "seconds.",
            "fine",
        )


def _row(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(flowing(*buttons), 1)
    return row
