"""Parts of a case page that are lists: contacts with a quick form, services, history."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.records.records import HistoryLine, RecordLine, history, record_lines
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.text_folding import holds, ways_to_find
from ui.case.tab import CaseTab
from ui.case.visits import VisitsPiece
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Columns, Row, add_action, row_button
from ui.controls.layout.more_rows import add_rows
from ui.controls.theme import theme
from ui.controls.tick_boxes import TickBox
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import offer_draft
from ui.form.page import FormPage, bring_into_view
from ui.shell.destinations import FormDestination, FormRequest, ProofDestination
from ui.shell.screen import AnyScreen

QUICK: Final = (
    "happened",
    "method",
    "direction",
    "with_whom",
    "voicemail",
    "withheld",
    "outside_rules",
    "fact",
    "words",
    "next_contact",
    "next_for",
)
"""Questions a contact is noted with in two minutes; *All questions* opens the rest."""


_ONE_SECTION: Final = 900
"""The height of a window in which the head of a case and the first section of its contact form fill the page."""


class ContactsTab(CaseTab):
    """The log of contacts, and beside it the form for the next one."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._lines: tuple[RecordLine, ...] = ()
        self.page: FormPage | None = None
        self._wants_keyboard = False
        self.log = Card("Contacts")
        self.search = OneLine("Filter: words, a month, a way of contact")
        self.search.setAccessibleName("Filter contacts")
        self.search.textChanged.connect(self._sieve)
        self.quick = Card("Log a contact")
        self.save_button = Button("Save entry", "primary", keys="Ctrl S", on_click=self.save)
        self.all_button = Button("All questions", on_click=self._all)
        columns = Columns(wide=1, narrow=1)
        columns.first.addWidget(self.quick)
        columns.second.addWidget(self.search)
        columns.second.addWidget(self.log)
        self.visits = VisitsPiece(screen, case)
        columns.second.addWidget(self.visits)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.column.addWidget(columns)
        self.column.addStretch(1)
        save = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)
        self._begin()

    def refresh(self) -> None:
        self.owner.ask_hiding(record_lines, self._show, self.case, ("contact",))
        self.visits.refresh()
        if self.page is not None:
            self.page.keeper.come_back(self._begin_again)

    def leave(self) -> None:
        if self.page is not None:
            self.page.keeper.flush()

    def save(self) -> None:
        """Save the contact that stands in the quick form."""
        if self.page is not None:
            self.page.save()

    def _begin(self) -> None:
        now = self.owner.context.now()
        answers = {"happened": f"{day_in_words(now.date())}, {now:%H:%M}"}
        FormStart(self.owner, FormRequest("contact", self.case, answers=answers), self._begun).ask()

    def _begin_again(self, draft: str | None) -> None:
        """Begin from the draft as another page left it, or anew where that ended it."""
        if self.page is not None:
            wanted = FormRequest("contact", self.case, draft)
            self.page.keeper.hand_over(FormStart(self.owner, wanted, self._begun).ask if draft else self._begin)

    def _begun(self, begun: Beginning) -> None:
        if self.page is not None:
            self.page.put_away()
        self._put_away()
        self.quick.clear()
        page = FormPage(self.owner, begun, only=QUICK, at_once=1 if self._is_low() else None)
        page.saved.connect(self._saved)
        page.refused.connect(self._refused)
        self.page = page
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 12, 0, 0)
        row.addWidget(self.save_button)
        row.addWidget(self.all_button)
        row.addStretch(1)
        self.save_button.setParent(buttons)
        page.put_buttons(buttons)
        self.quick.rows.addWidget(page)
        self.save_button.show()
        self.all_button.show()
        offer_draft(self.owner, begun.start, begun.drafts, self._go_on)
        if self._wants_keyboard:
            self.take_keyboard()

    def _is_low(self) -> bool:
        """Say if the window is too low for more than the first section of questions; a page to come has no size yet."""
        return self.owner.window().height() <= theme().px(_ONE_SECTION)

    def take_keyboard(self) -> None:
        self._wants_keyboard = self.page is None
        if self.page is not None:
            self.page.take_focus()

    def _go_on(self, draft: str | None) -> None:
        self.owner.go_to(FormDestination(FormRequest("contact", self.case, draft)))

    def _saved(self, _saved: object) -> None:
        self.owner.show_status("Contact saved")
        self._put_away()
        self._begin()

    def _refused(self, widget: QWidget) -> None:
        if self.owner.area is not None:
            bring_into_view(self.owner.area, widget)

    def _put_away(self) -> None:
        """Keep the buttons when the form they stand below goes."""
        self.save_button.setParent(self)
        self.all_button.setParent(self)

    def _all(self) -> None:
        """Go on with every question: what is typed goes along as a draft."""
        if self.page is None:
            return
        draft = self.page.start.draft if self.page.keeper.touched else None
        if draft:
            self.page.keeper.keep()
        self.owner.go_to(FormDestination(FormRequest("contact", self.case, draft)))
        self._put_away()
        self._begin()

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        self._lines = lines
        self._sieve(self.search.text())

    def _sieve(self, text: str) -> None:
        wanted = ways_to_find(text)
        found = tuple(line for line in self._lines if not wanted or holds(f"{line.line} {line.when_words}", wanted))
        self.log.note.setText(f"{len(found)} of {len(self._lines)}" if wanted else str(len(self._lines) or ""))
        nothing = (
            "No contact has these words." if self._lines else "No contact yet. The first one is noted at the left."
        )
        self.fill_records(self.log, found, nothing, narrow=True)


class ServicesTab(CaseTab):
    """The services offered, how the person agreed, how it went on."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Services offered")
        add_action(self.card, Button("Offer a service", on_click=partial(self.open_form, "signposting")))
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask_hiding(record_lines, self._show, self.case, ("signposting",))

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        nothing = "No service was offered yet. Choose one from the directory, or offer one here."
        self.fill_records(self.card, lines, nothing)


class HistoryTab(CaseTab):
    """Everything that was written about the case, corrections and looks at it included."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._older: str | None = None
        self._lines: list[HistoryLine] = []
        self.card = Card("Everything that was written")
        self.events = TickBox("Also show views, prints and unlocks")
        self.events.toggled.connect(lambda _on: self._fill())
        add_action(self.card, self.events)
        self.more = Button("Show older entries", on_click=self._ask_more)
        self.column.addWidget(self.card)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.proof = Button("Leaving as proof", on_click=self._leave_as_proof)
        self.column.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.more.hide()

    def refresh(self) -> None:
        self.owner.ask_hiding(history, self._show, self.case)

    def _leave_as_proof(self) -> None:
        self.owner.go_to(ProofDestination(self.case))

    def _ask_more(self) -> None:
        self.owner.ask_hiding(history, self._show_more, self.case, older=self._older)

    def _show(self, page: tuple[tuple[HistoryLine, ...], str | None]) -> None:
        self._lines = []
        self._show_more(page)

    def _show_more(self, page: tuple[tuple[HistoryLine, ...], str | None]) -> None:
        lines, self._older = page
        self._lines.extend(lines)
        self._fill()
        self.more.setVisible(self._older is not None)

    def _fill(self) -> None:
        self.card.clear()
        shown = [line for line in self._lines if line.kind == "record" or self.events.isChecked()]
        add_rows(self.card, [partial(self._row, line) for line in shown])

    def _row(self, line: HistoryLine) -> Row:
        row = Row().add(quiet(line.recorded_words), width=150)
        row.add_words(TextLabel(line.title), quiet(" · ".join(part for part in (line.line, line.author) if part)))
        if line.kind == "record":
            about = ", ".join(part for part in (line.title, line.recorded_words, line.line) if part)
            row.add(row_button("Open", about, partial(self.open_record, line.entry)))
        return row
