"""One record read back: every answer in words, its versions, and where two disagree, both side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage
from hru_advocate.casework.paper.document_kinds import RECORD
from hru_advocate.casework.people import safe_contact
from hru_advocate.casework.records import records
from hru_advocate.casework.records.records import AnswerView, RecordVersion, RecordView
from hru_advocate.domain.forms.definition import ONLY_COUNTED
from ui.case.reveal import Reveal
from ui.case_head.safe_contact_strip import SafeStrip
from ui.controls.buttons import Button
from ui.controls.labels import Divider, TextLabel, quiet, title
from ui.controls.layout.cards import Card, Columns, Row, empty, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.rows_anew import RowsAnew
from ui.controls.pills import Pill
from ui.shell.destinations import (
    FormRequest,
    PaperDestination,
    RecordDestination,
    UnitDestination,
    filling_in,
    form_page,
)
from ui.shell.screen import Screen, ScreenContext

_CAME_FROM: Final = "consultation"
"""The answer of a referral that is a way to another record, and nothing to read."""
_AT_ONCE: Final = 12
"""Answers and headings that fill a window."""
_DISAGREE: Final = "two versions disagree"


class RecordScreen(Screen[RecordDestination]):
    """A record as it was written. *Correct* writes a new version beside it; nothing is ever overwritten."""

    title: ClassVar[str] = "Record"

    def __init__(self, context: ScreenContext, destination: RecordDestination) -> None:
        super().__init__(context, destination)
        self.view: RecordView | None = None
        self._told_names = self._again = False
        self._heads: dict[str, RecordView] = {}
        self.head = title()
        self.whom = TextLabel("", "heading", wrap=False)
        self.about = quiet()
        self.name = Button("Show names", "link", on_click=self._toggle_names)
        self.paper_button = Button("On paper", on_click=self._put_on_paper)
        self.correct_button = Button("Correct", on_click=self._correct)
        self.action_button = Button("Note an action", on_click=self._note_action)
        self.sign_button = Button("Countersign", on_click=partial(_countersign, self))
        self.sign_button.setAccessibleName("Countersign this judgement")
        self.asked_before = Button("The consultation", on_click=partial(_open_consultation, self))
        self.asked_before.setAccessibleName("The consultation this referral came from")
        self.states = QHBoxLayout()
        offered = (self.name, self.asked_before, self.action_button, self.sign_button)
        buttons = (*offered, self.paper_button, self.correct_button)
        top = _top_line((self.head, self.whom), self.states, buttons)
        self.strip = SafeStrip()
        self.reveal = Reveal(self)
        self.reveal.revealed.connect(self._show)
        self.word = Button("Show the code word", on_click=self._ask_word)
        for part in (*offered, self.correct_button, self.strip, self.word):
            part.hide()  # until the record says that there is something to do with it
        self.columns = Columns(wide=3, narrow=2)
        self.pages = QVBoxLayout()
        self.versions = Card("Versions")
        self.columns.first.addLayout(self.pages)
        self.columns.first.addStretch(1)
        self.columns.second.addWidget(self.versions)
        self.columns.second.addStretch(1)
        self.body.setSpacing(8)
        self.body.addWidget(top)
        self.body.addWidget(self.about)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.word, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.reveal)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.reveal.shown = False
        self.ask_hiding(records.open_record, self._show, self.destination.entry)

    def first_focus(self) -> QWidget | None:
        return self.correct_button

    def begin(self) -> None:
        if self._told_names:  # what was read with names must not be seen for the moment until the answer is here
            self._told_names = False
            empty(self.pages)
            self.versions.clear()
        super().begin()

    def leave(self) -> None:
        self.banner.clear()
        self._told_names = self._told_names or self.names.shown or self.reveal.shown
        self.reveal.put_away()
        self.names.show(shown=False)

    def _toggle_names(self) -> None:
        self.names.show(shown=not self.names.shown)
        self.refresh()

    def _show(self, view: RecordView) -> None:
        self._again, self.view = self.view is not None, view
        self.head.setText(view.title)
        self.setAccessibleName(view.title)
        happened = f"happened {view.happened_words} · " if view.happened_words else ""
        signed = "".join(f" · countersigned: {one}" for one in view.countersigned)
        about = f"{happened}recorded {view.recorded_words} by {view.author} · form version {view.version}{signed}"
        self.about.setText(about)
        if view.case:
            self.ask_hiding(cases.case_page, self._show_case, view.case)
        self.reveal.follow(view)
        self.word.setVisible(view.form == "safe_contact" and view.head)
        self.correct_button.setVisible(view.head)
        self.correct_button.setAccessibleName(f"Correct: {view.title}")
        self.correct_button.setAccessibleDescription(f"{_DISAGREE}." if view.disputed else "")
        self.paper_button.setVisible(view.case is not None and view.form not in ONLY_COUNTED)
        self.action_button.setVisible(view.form == "contact" and view.case is not None)
        self.sign_button.setVisible(view.form == "judgement" and view.head)
        self.asked_before.setVisible(bool(_consultation_of(view)))
        self.name.setVisible(view.case is not None)
        self.name.setText("Hide names" if self.names.shown else "Show names")
        self.name.setAccessibleName(self.name.text())
        self.paper_button.setAccessibleName(f"On paper: {view.title}")
        empty(self.states)
        if not view.head:
            self.states.addWidget(Pill("older version", "caution"))
        if view.disputed:
            self.states.addWidget(Pill(_DISAGREE, "danger"))
        self._show_versions(view)
        empty(self.pages)
        if view.disputed and view.head:
            self._show_both(view)
        else:
            self.pages.addWidget(record_card(view, whole=self._again))

    def _put_on_paper(self) -> None:
        if self.view is not None and self.view.case:
            self.go_to(PaperDestination(self.view.case, RECORD.id, record=self.view.entry))

    def _note_action(self) -> None:
        """Begin an action that was promised in this contact."""
        if self.view is not None:
            answers = {"agreed_at": "contact", "from_entry": self.view.entry, "state": "open"}
            self.go_to(form_page("action", self.view.case, **answers))

    def _show_case(self, page: CasePage) -> None:
        """Say whose record it is; it may hold a number, so its rules stand above it."""
        self.expect(page.line.safe.changes_at)
        self.whom.setText(page.line.label.initials)
        self.strip.show_safe(page.line.safe)
        self.strip.show()

    def _ask_word(self) -> None:
        if self.view is not None and self.view.case:
            self.ask(safe_contact.code_word, self._show_word, self.view.case)

    def _show_word(self, word: str) -> None:
        self.banner.show_message(f"Code word: {word}" if word else "No code word is agreed.", "caution")

    def _show_versions(self, view: RecordView) -> None:
        self.versions.clear()
        for line in view.versions:
            self.versions.add_row(self._version_row(line, shown=line.entry == view.entry))

    def _version_row(self, line: RecordVersion, *, shown: bool) -> Row:
        words: list[QWidget] = [TextLabel(line.recorded_words), quiet(line.author)]
        if line.reason:
            words.append(quiet(f"Reason: {line.reason}"))
        row = Row().add_words(*words)
        if line.current:
            row.add(Pill("current", "fine"))
        if shown:
            return row.add(Pill("shown", "quiet"))
        return row.add(row_button("Read", line.recorded_words, partial(self._read, line.entry)))

    def _show_both(self, view: RecordView) -> None:
        """Ask for every other current version and set them beside this one."""
        self.pages.addWidget(quiet("Both stand until a person settles it. Choose the one that holds, and say why."))
        self._both, self._heads, self._differ = Columns(wide=1, narrow=1, turns_at=560), {}, quiet("")
        self.pages.addWidget(self._differ)
        self.pages.addWidget(self._both)
        self._add_head(view)
        for line in view.versions:
            if line.current and line.entry != view.entry:
                self.ask_hiding(records.open_record, self._add_head, line.entry)

    def _add_head(self, view: RecordView) -> None:
        if view.entry in self._heads:
            return
        holder = ByWidth()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        button = Button("This one holds", "primary", on_click=partial(self._correct_from, view.entry))
        button.setAccessibleName(f"This one holds: recorded {view.recorded_words} by {view.author}")
        column.addWidget(quiet(f"recorded {view.recorded_words} by {view.author}"))
        column.addWidget(button)
        column.addWidget(record_card(view, whole=self._again))
        column.addStretch(1)
        side = self._both.second if len(self._heads) % 2 else self._both.first
        side.addWidget(holder)
        self._heads[view.entry] = view
        self._differ.setText(_differences(tuple(self._heads.values())))
        # the keyboard comes to it past the words above
        self.correct_button.setAccessibleDescription(f"{_DISAGREE}. {self._differ.text()}".strip())

    def _read(self, entry: str) -> None:
        self.go_to(RecordDestination(entry, self.destination.case))

    def _correct(self) -> None:
        if self.view is not None:
            self._correct_from(self.view.entry)

    def _correct_from(self, entry: str) -> None:
        """Begin with one version; a correction names every version that stands, so that it settles what they say."""
        if self.view is not None:
            others = [line.entry for line in self.view.versions if line.current and line.entry != entry]
            request = FormRequest(self.view.form, self.view.case, corrects=(entry, *others))
            self.go_to(filling_in(self.view.layout, request))


def _top_line(words: tuple[QWidget, ...], states: QHBoxLayout, buttons: tuple[QWidget, ...]) -> QWidget:
    """The head of a record: what it is and whose, how it stands, what one can do; on several lines in a large type."""
    standing = QWidget()
    standing.setLayout(states)
    states.setContentsMargins(0, 0, 0, 0)
    return flowing(flowing(*words, standing, gap=12), *buttons, gap=12, apart=True)


def _countersign(screen: RecordScreen) -> None:
    """Begin the countersign of the judgement on show; plans and closures have it on their own pages."""
    if screen.view is not None:
        screen.go_to(form_page("countersign", screen.view.case, plan=screen.view.entry))


def _open_consultation(screen: RecordScreen) -> None:
    if screen.view is not None:
        screen.go_to(UnitDestination("consultations", consultation=_consultation_of(screen.view)))


def _consultation_of(view: RecordView) -> str:
    """The record of the consultation that a referral came from, or ""."""
    answers = (answer for section in view.sections for answer in section.answers)
    return next((one.words for one in answers if view.form == "referral" and one.field == _CAME_FROM), "")


def _differences(views: Sequence[RecordView]) -> str:
    """The questions that versions answer differently, in a sentence; what is hidden cannot be held side by side."""
    told = [{one.field: one for part in view.sections for one in part.answers} for view in views]
    fields = dict.fromkeys(field for answers in told for field in answers if field != _CAME_FROM)
    differ = [
        next(answers[field].label for answers in told if field in answers)
        for field in fields
        if len({(one.state, one.words) if (one := answers.get(field)) else None for answers in told}) > 1
    ]
    said = [f"They differ in: {'; '.join(differ)}."] if differ else []
    if any(one.held_back for one in views):
        said.append("Numbers and addresses are hidden: show them to compare them.")
    return " ".join(said)


def record_card(view: RecordView, *, whole: bool) -> Card:
    """The answers of a record under their headings; the person's own words stand apart.

    Shown again it is made ``whole`` at once: whoever has come further down keeps the place.
    """
    card = Card(view.title if not view.reason else "Corrected")
    if view.reason:
        card.add_row(Row().add_words(quiet("Reason for the correction"), TextLabel(view.reason)))
    parts: list[Callable[[QBoxLayout], object]] = []
    for section in view.sections:
        parts.append(partial(_add_heading, section.title))
        answers = (one for one in section.answers if one.field != _CAME_FROM)
        parts += [partial(_add_answer, answer, first=not place) for place, answer in enumerate(answers)]
    at_once = len(parts) if whole else _AT_ONCE
    for add in parts[:at_once]:
        add(card.rows)
    if len(parts) > at_once:
        more = RowsAnew()
        card.rows.addWidget(more)
        InGoodTime(card).fill(partial(_add_more, more, parts[at_once:]))
    if not view.sections:
        card.add_row(quiet("Nothing is held in this version any more."))
    return card


def _add_more(place: RowsAnew, parts: Sequence[Callable[[QBoxLayout], object]]) -> None:
    """Put the other answers below the first, laid out together: one by one each of them would be measured anew."""
    with place.made() as rows:
        rows.setSpacing(1)
        for add in parts:
            add(rows)


def _add_heading(words: str, rows: QBoxLayout) -> None:
    head = TextLabel(words, "group")
    head.setContentsMargins(0, 10, 0, 0)
    rows.addWidget(head)


def _add_answer(answer: AnswerView, rows: QBoxLayout, *, first: bool) -> None:
    if not first:
        rows.addWidget(Divider())
    rows.addWidget(answer_row(answer))


def answer_row(answer: AnswerView) -> Row:
    """One answer: its question, then the words; a reason there is none as a pill."""
    row = Row()
    if answer.state != "answered":
        return row.add_words(TextLabel(answer.label)).add(Pill(answer.words, "caution"))
    words = TextLabel(f"“{answer.words}”" if answer.quote else answer.words, "quote" if answer.quote else "body")
    return row.add_words(quiet(answer.label), words)
