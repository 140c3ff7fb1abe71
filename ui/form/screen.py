"""Any form with the layout of a page: filled in, drafted by itself, saved as an entry, corrected with a reason."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import Saved
from hru_advocate.domain.forms.definition import FormDefinition
from ui.case_head.safe_contact_strip import SafeStrip
from ui.controls.buttons import Button
from ui.controls.labels import Divider, TextLabel, quiet, title
from ui.controls.layout.cards import empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.scrolling import scrolling
from ui.controls.theme import theme
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import offer_draft
from ui.form.fields_keeper import FieldsKeeper
from ui.form.number_gate import NumberGate
from ui.form.page import FormPage, bring_into_view
from ui.shell.destinations import CaseDestination, FormDestination, RecordDestination
from ui.shell.screen import Screen, ScreenContext

_AT_ONCE: Final = 5
"""Questions that fill a laptop's window below the head of a form, at the least."""
WIDEST: Final = 900
"""Pixels a page of questions takes at most, at a text size of 100 per cent: longer lines are hard to read."""


class FormScreen(Screen[FormDestination]):
    """One form. Leaving keeps the draft; *Save entry* (Ctrl+S) makes the entry and goes back."""

    title: ClassVar[str] = "Form"
    kinds: ClassVar[frozenset[str]] = frozenset({"safe_contact", "person"})

    def __init__(self, context: ScreenContext, destination: FormDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self.page: FormPage | None = None
        self.head = title()
        self.whom = TextLabel("", "heading", wrap=False)
        self.name = Button("Show name", "link", on_click=self._toggle_name)
        self.name.hide()
        self.names.changed.connect(self._follow_names)
        self.help = quiet()
        self.strip = SafeStrip()
        self.strip.setMaximumWidth(theme().px(WIDEST))  # as wide as the questions below it
        self.strip.hide()
        self.fields = FieldsKeeper(self, f"form {destination.case or ''}")
        self.gate = NumberGate(self)
        self.gate.opened.connect(self._begun)
        self.gate.left.connect(self.back_requested)
        self._holder = QVBoxLayout()
        self.save_button = Button("Save entry", "primary", keys="Ctrl S", on_click=self.save)
        self.later_button = Button("Leave for later", on_click=self.back_requested.emit)
        self.throw_button = Button("Throw draft away", "link", on_click=self._ask_to_throw)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)

    def begin(self) -> None:
        """Ask for the form once; a change elsewhere never overwrites what is being typed."""
        self.stale = False
        if self.page is None:
            FormStart(self, self.destination.request, self.gate.let_begin).ask()
        else:
            self.page.keeper.come_back(self._go_on)
        self.refresh()

    def refresh(self) -> None:
        if self.destination.case:
            self.ask(names_of, self.names.learn, self.destination.case)
            self.ask_hiding(cases.case_page, self._show_case, self.destination.case)

    def leave(self) -> None:
        self.names.show(shown=False)
        if self.page is not None:
            self.page.keeper.flush()

    def _toggle_name(self) -> None:
        self.names.show(shown=not self.names.shown)

    def _follow_names(self) -> None:
        self.whom.clear()
        self.strip.hide()
        self.refresh()

    def save(self) -> None:
        """Save the entry."""
        if self.page is not None:
            self.save_button.setEnabled(False)
            self.page.save()

    def panes(self) -> list[QWidget]:
        return [self._inner, self._bar]

    def _lay_out(self) -> None:
        self._inner = QWidget()
        self._inner.setProperty("role", "page")
        row = QHBoxLayout(self._inner)
        row.setContentsMargins(0, 0, 12, 12)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.help)
        column.addLayout(self._holder, 1)
        holder.setMaximumWidth(theme().px(WIDEST))
        row.addWidget(holder, 1)
        row.addStretch(0)
        self._area = scrolling(self._inner)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.save_button)
        bar.addWidget(self.later_button)
        bar.addStretch(1)
        bar.addWidget(self.throw_button)
        self.body.setSpacing(8)
        self.body.setContentsMargins(24, 12, 12, 12)
        self.body.addWidget(flowing(self.head, self.whom, self.name))  # a long name of a form goes over two lines
        if theme().large:
            column.insertWidget(0, self.strip)  # it scrolls with the page: large rules would leave no room for it
        else:
            self.body.addWidget(self.strip)
        self.body.addWidget(self.gate)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.banner)  # above the buttons, which stay where they are
        self.body.addWidget(Divider())
        self.body.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignBottom)

    def _show_case(self, page: CasePage) -> None:
        self.whom.setText(page.line.name if self.names.shown else page.line.label.initials)
        self.name.setText("Hide name" if self.names.shown else "Show name")
        self.name.setAccessibleName(self.name.text())
        self.name.show()
        self.expect(page.line.safe.changes_at)
        self.strip.show_safe(page.line.safe)
        self.strip.show()

    def _begun(self, begun: Beginning) -> None:
        form = begun.start.form
        self.head.setText(form.title)
        self.setAccessibleName(form.title)
        self.help.setText(form.help)
        self.help.setVisible(bool(form.help))
        empty(self._holder)
        page = FormPage(self, begun, at_once=_first_screenful(form))
        page.saved.connect(self._saved)
        page.refused.connect(self._refused)
        page.changed.connect(partial(self.throw_button.setEnabled, True))
        self.page = page
        self._holder.addWidget(page)
        self._holder.addStretch(1)
        self.throw_button.setEnabled(begun.start.from_draft)
        self._stand_at_first(page)
        offer_draft(self, begun.start, begun.drafts, self._go_on)

    def _stand_at_first(self, page: FormPage) -> None:
        """Put the keyboard at the question one came for, or where typing begins."""
        asked = self.destination.request.asks
        if asked:
            page.make_whole()
        frame = page.frame_at(asked) if asked else None
        if frame is None:
            page.take_focus()
        else:
            frame.take_focus()
            bring_into_view(self._area, frame)

    def _go_on(self, draft: str | None) -> None:
        """Go on with a draft in place of what stands here; without one, begin again as it was opened."""
        if self.page is not None:
            wanted = replace(self.destination.request, draft=draft)
            self.page.keeper.hand_over(FormStart(self, wanted, self.gate.let_begin).ask)

    def _refused(self, widget: QWidget) -> None:
        self.save_button.setEnabled(True)
        bring_into_view(self._area, widget)

    def _saved(self, saved: Saved) -> None:
        self.show_status(f"{self.head.text()} saved")
        if saved.case and self.destination.case is None:
            self.go_to(CaseDestination(saved.case), replacing=True)
        elif self.destination.request.corrects:
            self.go_to(RecordDestination(saved.entry, saved.case), replacing=True)  # the new version, not the old
        else:
            self.back_requested.emit()

    def show_error(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        super().show_error(error)

    def _ask_to_throw(self) -> None:
        self.banner.show_message(
            "Throw this draft away? What you typed here is gone then; entries saved before stay.",
            "caution",
            action="Throw it away",
            on_action=self._throw,
        )

    def _throw(self) -> None:
        if self.page is not None:
            self.page.keeper.end()
            self.ask(entries.discard_draft, self._thrown, self.page.start.draft)

    def _thrown(self, changed: Changed) -> None:
        self.notify(changed)
        self.back_requested.emit()


def _first_screenful(form: FormDefinition) -> int:
    """The number of sections that fill the window: the others are made once the page has come to rest."""
    asked = 0
    for number, section in enumerate(form.sections, 1):
        asked += sum(not field.by_program for field in section.fields)
        if asked >= _AT_ONCE:
            return number
    return len(form.sections)
