"""Disclosing: the recipient's paper, every identifying item unticked, the very bytes, then to whom and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.disclosure import builder, receipts
from hru_advocate.casework.disclosure.builder import (
    DisclosureListed,
    DisclosureRequest,
    DisclosureView,
    RecipientTemplate,
)
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.records.entries import Saved
from hru_advocate.errors import AdvocateError
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_write
from ui.controls.layout.panes import Pane, Panes
from ui.controls.tick_boxes import Dropdown
from ui.form.answers_keeper import Typed
from ui.form.beginning import FormStart
from ui.paper.disclosure.disclosure_keeper import DisclosureKeeper
from ui.paper.disclosure.whom_and_why import WhomAndWhy
from ui.paper.disclosure.would_leave import WouldLeave
from ui.paper.drawing import Drawing
from ui.paper.preview.page_preview import PagePreview
from ui.paper.preview.save_panel import SavePanel
from ui.paper.print_key import print_by_key
from ui.shell.destinations import DisclosureDestination, FormRequest
from ui.shell.printing import PrinterRefused, choose_printer, send_to
from ui.shell.screen import Screen, ScreenContext

_SETTLED: Final = 500
"""Milliseconds after the last letter of the recipient's name before the paper is drawn with it."""


class DisclosureScreen(Screen[DisclosureDestination]):
    """One recipient's paper at a time. Printing or saving it writes its receipt."""

    title: ClassVar[str] = "Disclose"

    def __init__(self, context: ScreenContext, destination: DisclosureDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.view: DisclosureView | None = None
        self._templates: tuple[RecipientTemplate, ...] = ()
        self.head = CaseHead(self, self.case, "partners", compact=True)
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.head.refresh)
        self.names.changed.connect(self._show_view)
        self.template = Dropdown("Recipient")
        self.template.currentIndexChanged.connect(lambda _row: self._other_template())
        self.leaving, self.preview, self.save_panel = WouldLeave(self.template), PagePreview(), SavePanel()
        self.items = self.leaving.items
        self._drawing = Drawing(self, self.preview)
        self.asked = WhomAndWhy()
        self.keeper = DisclosureKeeper(self, self.case, self.asked, self._ask_view)
        self.items.ticked.connect(lambda: self.keeper.tick(self.items.ticks()))
        self.items.ticked.connect(self._ask_view)
        self.print_button = Button("Print and record", "primary", on_click=self._print)
        self.save_button = Button("Save as a file and record", on_click=self.save_panel.open)
        self.save_panel.chosen.connect(self._save)
        self.save_panel.closed.connect(self.save_button.setFocus)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED)
        self._later.timeout.connect(self._ask_view)
        self.asked.named.connect(self._later.start)
        self._lay_out()
        print_by_key(self, self.print_button, lambda: "" if self.view else self.preview.message, self._drawing.make_now)

    def begin(self) -> None:
        """Ask for the templates and the questions once; the preview follows what is chosen."""
        self.stale = False
        self.ask(names_of, self.names.learn, self.case)
        if self.asked.questions is None:
            FormStart(self, FormRequest("disclosure", self.case), self.asked.begin).ask()
        self.ask(builder.templates, self._know)
        self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        if self._templates:
            self._ask_view()

    def first_focus(self) -> QWidget:
        return self.template

    def panes(self) -> list[QWidget]:
        return [self.template, self.items, self.preview, self.asked, self.head]

    def step_back(self) -> bool:
        if self.save_panel.isVisible():
            self.save_panel.hide()
            return True
        return False

    def leave(self) -> None:
        self.head.hide_secrets()

    def _lay_out(self) -> None:
        right = Pane("To whom, and why", self.asked)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        right.add_below(self.save_panel)
        right.add_foot(foot)
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(
            Panes((Pane("What would leave", self.leaving), Pane("", self.preview), right), (8, 8, 7)), 1
        )

    def _know(self, templates: tuple[RecipientTemplate, ...]) -> None:
        if self._templates:
            return
        self._templates = templates
        self.template.set_choices([(one.id, one.label) for one in templates])
        self.template.blockSignals(True)
        self.template.choose(self.destination.template or templates[0].id)
        self.template.blockSignals(False)
        self._other_template()

    def _other_template(self) -> None:
        self.keeper.choose(self.template.chosen())
        chosen = next((one for one in self._templates if one.id == self.template.chosen()), None)
        if chosen is not None:
            self.leaving.for_words.setText(f"{chosen.for_words[:1].upper()}{chosen.for_words[1:]}.")
            self.asked.propose(chosen, f"{self.context.now():%Y-%m-%d}")
        self._ask_view()

    def _request(self) -> DisclosureRequest:
        return DisclosureRequest(self.case, self.template.chosen(), self.keeper.ticks, self.asked.agency)

    def _ask_view(self) -> None:
        if not self.template.chosen():
            return
        self.print_button.setEnabled(False)
        self.save_button.setEnabled(False)
        self.preview.message = ""  # what stood in its way is asked about anew
        self._drawing.give_up()
        wanted = self._request()
        self.ask_or(builder.list_items, partial(self._list, wanted), self._cannot, wanted)

    def _list(self, wanted: DisclosureRequest, listed: DisclosureListed) -> None:
        """Say what would leave before the paper is drawn: the page comes on show with it."""
        if wanted != self._request():
            return
        if self.keeper.tick_again(listed):
            self._ask_view()
            return
        self.leaving.show_listed(listed, self.names)
        draw = partial(self.ask_or, builder.build, partial(self._show, wanted), self._cannot, wanted)
        self._drawing.ask(draw, long=True)

    def _show(self, wanted: DisclosureRequest, view: DisclosureView) -> None:
        if wanted == self._request():
            self.view = view
            self._show_view()
            self.print_button.setEnabled(True)
            self.save_button.setEnabled(True)

    def _show_view(self) -> None:
        """Show the pages and the items. On the screen a name waits until it is asked for."""
        self.leaving.follow(self.names)
        if self.view is not None:
            self.preview.show_pdf(self.view.pdf, self.names)

    def _cannot(self, error: BaseException) -> None:
        self.view = None
        sentence = sentence_for(error) if isinstance(error, AdvocateError) else ""
        self.leaving.show_nothing(sentence)
        if sentence:
            self.preview.show_message(sentence)
        else:
            self.show_error(error)

    def _print(self) -> None:
        """Write the receipt, then print; a printer that does not take it takes the receipt back."""
        if self.view is None:
            return
        printer = choose_printer(self)
        if printer is None:
            return
        printer.setCopyCount(1)  # each copy is a disclosure of its own
        view, typed = self.view, self.keeper.typed()

        def recorded(saved: Saved) -> None:
            try:
                send_to(printer, view.pdf)
            except PrinterRefused as error:
                self.show_error(error)
                self.ask(receipts.take_back, lambda taken: self.notify(taken.changed), saved.entry)
                return
            self._done(typed, f"Copy {view.copy_number} printed, and the disclosure recorded.", saved)

        self.ask_or(receipts.disclose, recorded, self._refused, view, self.asked.answers(), "printed")

    def _save(self, password: str) -> None:
        path = choose_to_write(self, "document.pdf", "PDF (*.pdf)")
        if path and self.view is not None:
            done = partial(self._done, self.keeper.typed(), "Saved as a file, and the disclosure recorded.")
            asked = self.view, self.asked.answers(), Path(path), password
            self.ask_or(receipts.disclose_to_file, done, self._refused, *asked)

    def _done(self, typed: Typed, words: str, saved: Saved) -> None:
        self.keeper.saved(typed)
        self.notify(saved.changed)
        self.banner.show_message(words, "fine")

    def _refused(self, error: BaseException) -> None:
        """Say at its question what is missing."""
        if not self.asked.complain(error):
            self.show_error(error)
