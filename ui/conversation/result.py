"""The result of a conversation: what is present, what was not asked, the level, and the measures still to find."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.conversation_result import ConversationResult, PresentLine, conversation_result
from hru_advocate.casework.plan.planning import KnownRow
from ui.case_head.case_head import CaseHead
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Columns, Row, row_button
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill
from ui.shell.destinations import (
    CaseDestination,
    FormRequest,
    PlanDestination,
    ResultDestination,
    filling_in,
    form_page,
)
from ui.shell.screen import Screen, ScreenContext


class ResultScreen(Screen[ResultDestination]):
    """The outcome of one conversation, and the way on from it."""

    title: ClassVar[str] = "Result"

    def __init__(self, context: ScreenContext, destination: ResultDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.head = CaseHead(self, self.case, destination.part)
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.refresh)
        self.name = title()
        self.done = Button("To the case", "primary", on_click=self._to_case)
        self.present, self.open = Card("Present"), Card("Measures to find")
        self.level, self.left = Card("Level"), Card("Not asked")
        note = quiet("Saved. What is present and what was not asked; never a score.")
        top = Row().add(self.name).add_words(note).add(self.done)
        columns = Columns()
        for card in (self.present, self.open):
            columns.first.addWidget(card)
        for card in (self.level, self.left):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        for widget in (self.head, top, columns):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.head.refresh()
        self.ask_hiding(conversation_result, self._show, self.destination.entry)

    def first_focus(self) -> QWidget:
        return self.done

    def panes(self) -> list[QWidget]:
        return [self.done, self.present, self.level, self.head]

    def leave(self) -> None:
        self.head.hide_secrets()

    def _show(self, result: ConversationResult) -> None:
        self.name.setText(f"{result.title}: what came of it")
        self._show_present(result)
        self._show_open(result)
        self._show_level(result)
        self._show_left(result)

    def _show_present(self, result: ConversationResult) -> None:
        self.present.clear()
        high = sum(line.high_harm for line in result.present)
        self.present.note.setText(f"{len(result.present)}, {high} of high harm" if high else str(len(result.present)))
        add_rows(self.present, [partial(_present, line) for line in result.present])
        if not result.present:
            self.present.say_empty("Nothing was said to be so in this conversation.")

    def _show_open(self, result: ConversationResult) -> None:
        self.open.clear()
        self.open.note.setText(str(len(result.to_find)) if result.to_find else "")
        add_rows(self.open, [partial(self._to_find, known) for known in result.to_find])
        if not result.to_find:
            self.open.say_empty("Of what has been asked, nothing stands without a live measure.")

    def _to_find(self, known: KnownRow) -> Row:
        row = Row().add_words(TextLabel(known.label))
        if known.high_harm:
            row.add(Pill("high harm", "danger"))
        find = partial(self.go_to, PlanDestination(self.case, known.id))
        return row.add(row_button("Find measures", known.label, find))

    def _show_level(self, result: ConversationResult) -> None:
        self.level.clear()
        words = [TextLabel(result.level_words)]
        if result.judge_again:
            words.append(quiet("Judge it again in the light of this conversation: it may go up on one event."))
        row = Row().add_words(*words)
        judge = partial(self.go_to, form_page("judgement", self.case))
        self.level.add_row(row.add(row_button("Judge the level", "risk", judge)))

    def _show_left(self, result: ConversationResult) -> None:
        self.left.clear()
        self.left.setVisible(bool(result.not_asked))
        count = result.not_asked
        said = f"{count} question{'' if count == 1 else 's'} that may matter here. What is not asked is never a no."
        go_on = FormRequest(result.form, self.case)
        row = Row().add_words(TextLabel(said))
        self.left.add_row(row.add(row_button("Go on", result.title, partial(self._go_on, result, go_on))))
        for label in result.high_harm_not_asked:
            self.left.add_row(Row().add_words(TextLabel(label)).add(Pill("high harm", "danger")))

    def _go_on(self, result: ConversationResult, request: FormRequest) -> None:
        self.go_to(filling_in(result.layout, request), replacing=True)

    def _to_case(self) -> None:
        self.go_to(CaseDestination(self.case, self.destination.part), replacing=True)


def _present(line: PresentLine) -> Row:
    row = Row().add_words(TextLabel(line.label), *([quiet(line.said)] if line.said else []))
    return row.add(Pill("high harm", "danger")) if line.high_harm else row
