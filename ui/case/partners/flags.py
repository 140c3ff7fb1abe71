"""The flags on the page of a case: what everybody must see, who agreed it, and how each is looked at again or ended."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.partners.flags import FlagLine, flags_of_case
from ui.case.tab import CaseTab, stepped_row
from ui.case_head.said_pills import FLAG_LOOKS
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.pills import Pill
from ui.shell.screen import AnyScreen

_PILL_WIDTH: Final = 158


class FlagsPiece(CaseTab):
    """Every flag of one case: those that hold in sight, those that have ended one press away."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._lines: tuple[FlagLine, ...] = ()
        self._ended_shown = False
        self.card = Card("Flags")
        self.add_button = Button("Set a flag", on_click=partial(self.open_form, "flag"))
        add_action(self.card, self.add_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(flags_of_case, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.add_button

    def _show(self, lines: tuple[FlagLine, ...]) -> None:
        self._lines = lines
        late = any(line.over_days for line in lines)
        self.card.set_tone("caution" if late else None)
        self._fill()

    def _fill(self) -> None:
        self.card.clear()
        ended = [line for line in self._lines if not line.live]
        for line in self._lines:
            if line.live or self._ended_shown:
                self.card.add_row(self._row(line))
        if len(ended) == len(self._lines):
            self.card.say_empty("No flag. Set one for what everybody who opens this case must see at once.")
        if ended:
            shown = "Show the one that has ended" if len(ended) == 1 else f"Show the {len(ended)} that have ended"
            words = "Hide what has ended" if self._ended_shown else shown
            self.card.add_row(Row().add(Button(words, "link", on_click=self._toggle)))

    def _row(self, line: FlagLine) -> Row:
        pill = Pill(line.words, *(FLAG_LOOKS[line.kind] if line.live else ("quiet", "none")))
        words: list[QWidget] = [TextLabel(line.what)] if line.what else []
        if line.over_days:
            words.append(TextLabel(f"{line.review[:1].upper()}{line.review[1:]}", "strong"))
        facts = (line.agreed, "" if line.over_days else line.review, line.told, line.ended)
        words.append(quiet(" · ".join(part for part in facts if part)))
        steps = [row_button("Open", line.words, partial(self.open_record, line.entry))]
        if line.live:
            steps.append(row_button("Look again or end", line.words, partial(self.go_on_with, "flag", line.entry)))
        return stepped_row(words, pill, steps, _PILL_WIDTH)

    def _toggle(self) -> None:
        self._ended_shown = not self._ended_shown
        self._fill()
