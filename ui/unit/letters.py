"""The letter templates of the unit: what each says and hangs on; changed, added, retired, each time as an entry."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.letters import templates
from hru_advocate.casework.letters.templates import FORM, LetterTemplateLine, LetterTemplatePage, ParagraphLine
from hru_advocate.casework.records.entries import Saved
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, heading, quiet
from ui.controls.layout.cards import Card, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import FormDestination, FormRequest, RecordDestination, form_page
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_NOTHING: Final = (
    "Choose a template to read it. A letter is begun from one on the page of a case, under Legal & court: what the "
    "case does not know stays a blank that has to be filled in or taken out."
)


class LettersPart(UnitPart):
    """A list of templates at the left, one of them at the right."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._lines: dict[str, LetterTemplateLine] = {}
        self._page: LetterTemplatePage | None = None
        self.filters = FilterBar("Words of a template", ())
        self.filters.changed.connect(self._ask_list)
        self._count = quiet("", wrap=False)
        self.new = Button("New template", "primary", on_click=self._begin)
        self.view = TemplatePanel()
        self.view.wanted.connect(self._do)
        head = flowing(self.new, self._count)
        self.both = ListAndPage("Letter templates", self.view, _NOTHING, above=(self.filters, head))
        self.both.chosen.connect(self._chosen)
        self.filters.search.walked.connect(self.both.take_keyboard)
        self.column.addWidget(self.filters)
        self.column.addWidget(head)
        self.column.addWidget(self.both, 1)

    def refresh(self) -> None:
        self._ask_list()

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, *self.both.panes()]

    def step_back(self) -> bool:
        return self.both.step_back()

    def _ask_list(self) -> None:
        self.owner.ask(templates.template_lines, self._show_list, self.filters.text())

    def _show_list(self, lines: tuple[LetterTemplateLine, ...]) -> None:
        self._lines = {line.id: line for line in lines}
        count = "1 template" if len(lines) == 1 else f"{len(lines)} templates"
        self._count.setText(count if lines else "No template has these words.")
        self.both.show_lines(list(self._lines), [_line(line) for line in lines])
        if self.both.shown in self._lines:
            self._chosen(self.both.shown)

    def _chosen(self, template: str) -> None:
        self.owner.ask(templates.template_page, self._show_page, template)

    def _show_page(self, page: LetterTemplatePage) -> None:
        if page.line.id == self.both.shown:
            self._page = page
            self.view.show_template(page)
            self.both.show_page()

    def _begin(self) -> None:
        self.owner.go_to(form_page(FORM, done="add", kind="letter"))

    def _do(self, what: str) -> None:
        page = self._page
        if page is None:
            return
        if what == "change":
            corrects = (page.line.entry,) if page.line.entry else ()
            self.owner.go_to(FormDestination(FormRequest(FORM, corrects=corrects, answers=page.answers)))
        elif what == "record":
            self.owner.go_to(RecordDestination(page.line.entry))
        else:
            self.owner.ask(templates.set_retired, self._kept, page.line.id, retired=what == "retire")

    def _kept(self, saved: Saved) -> None:
        self.owner.show_status("The template is kept")
        self.owner.notify(saved.changed)


class TemplatePanel(QWidget):
    """One template in full. ``wanted`` emits what is to be done: ``change``, ``retire``, ``bring_back``, ``record``."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)

    def show_template(self, page: LetterTemplatePage) -> None:
        """Show one, its conditions in words above each paragraph."""
        empty(self._rows)
        line = page.line
        self._rows.addWidget(heading(line.title))
        self._rows.addWidget(quiet(f"For: {line.to}"))
        self._rows.addWidget(flowing(*_pills(line)))
        self._rows.addWidget(flowing(*self._buttons(line)))
        if page.note:
            self._rows.addWidget(quiet(page.note))
        card = Card("Its prompts" if line.statement else "Its words")
        card.rows.setSpacing(10)
        if not line.statement:
            card.rows.addWidget(TextLabel(f"{page.greeting},"))
            if page.subject:
                card.rows.addWidget(TextLabel(page.subject, "strong"))
        for one in page.paragraphs:
            card.rows.addLayout(_paragraph(one))
        self._rows.addWidget(card)
        places = "  ".join(place for place, _words in templates.places())
        self._rows.addWidget(quiet(f"Places that are filled from the case: {places}"))

    def _buttons(self, line: LetterTemplateLine) -> list[Button]:
        wanted = [("Change", "change"), ("Bring back", "bring_back") if line.retired else ("Retire", "retire")]
        if line.entry:
            wanted.append(("Earlier versions", "record"))
        found = []
        for words, what in wanted:
            button = Button(words, on_click=partial(self.wanted.emit, what))
            button.setAccessibleName(f"{words}: {line.title}")
            found.append(button)
        return found


def _pills(line: LetterTemplateLine) -> list[QWidget]:
    words = [("ours", line.own), ("changed by us", line.changed), ("retired", line.retired)]
    pills: list[QWidget] = [Pill(said, "accent", "none") for said, so in words if so]
    look: tuple[Tone, Shape] = ("fine", "tick") if line.signed_off else ("caution", "square")
    return [*pills, Pill(line.signed, *look)]


def _paragraph(one: ParagraphLine) -> QVBoxLayout:
    """The words of a paragraph, below what they hang on."""
    column = QVBoxLayout()
    column.setSpacing(2)
    if one.hangs_on:
        column.addWidget(quiet(one.hangs_on))
    column.addWidget(TextLabel(one.text))
    if one.source:
        column.addWidget(quiet(f"Source: {one.source}"))
    return column


def _line(line: LetterTemplateLine) -> ListLine:
    if line.retired:
        return ListLine(line.title, line.to, ("retired", "quiet", "none"))
    return ListLine(line.title, line.to, ("statement", "accent", "none") if line.statement else None)
