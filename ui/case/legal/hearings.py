"""The hearings of a case: the next one first with what is still to be asked, then how the last ones went."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.law.hearings import HearingLine, hearing_lines
from ui.case.legal.clock_list import ClockTab
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Row, add_action, row_button
from ui.controls.pills import Pill
from ui.shell.screen import AnyScreen


class HearingsCard(ClockTab[HearingLine]):
    """Every hearing; once its day has gone by, it is asked how it went."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case, "Hearings")
        self.add_button = Button("Add a hearing", on_click=partial(self.open_form, "hearing"))
        add_action(self.card, self.add_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(hearing_lines, self.show_lines, self.case)

    def first_focus(self) -> QWidget | None:
        return self.add_button

    def draw(self, lines: tuple[HearingLine, ...]) -> None:
        for line in lines:
            self.card.add_row(self._row(line))
            self.show_clocks(line.entry, line.clocks)
        if not lines:
            self.card.say_empty("No hearing yet. Add one as soon as its day is known: then it is asked who goes along.")

    def _row(self, line: HearingLine) -> Row:
        words: list[QWidget] = [TextLabel(f"{line.what} · {line.when_words}", "strong")]
        words += [quiet(text) for text in (line.where, line.support) if text]
        words += [TextLabel(question) for question in line.questions]
        if line.outcome:
            words.append(TextLabel(line.outcome))
        row = Row().add_words(*words)
        about = f"{line.what}, {line.when_words}"
        if line.kind == "ahead":
            row.add(Pill(line.near, "accent", "diamond"))
            row.add(row_button("Go on", about, partial(self.go_on_with, "hearing", line.entry)))
        elif line.kind == "unanswered":
            row.add(Pill("no outcome yet", "caution", "square"))
            row.add(row_button("How did it go?", about, partial(self.go_on_with, "hearing", line.entry)))
        else:
            row.add(Pill(line.state_words.lower(), "quiet", "none"))
            row.add(row_button("Open", about, partial(self.open_record, line.entry)))
        return row
