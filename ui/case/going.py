"""Tells how it is going: the answers at each stage side by side, what helped, and the way to ask again."""

from __future__ import annotations

from functools import partial
from typing import Final

from hru_advocate.casework.outcomes.lines import EQUALITY, FORM, AnswerLine, OutcomeLine, OutcomePage
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.shell.destinations import FormDestination, FormRequest, RecordDestination, form_page
from ui.shell.screen import AnyScreen

_NOTHING: Final = (
    "Not asked yet. Safer, in control, kept informed: the person answers, also with no, with not now, or not at all."
)
_NOT_ASKED: Final = "not asked"


class GoingCard(Card):
    """Tells what the person says of how it is going; nothing is added up."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("How it is going", "in her or his answers")
        self._screen, self._case = screen, case
        self._equality = ""
        self.ask = Button("Ask how it is going", on_click=self._ask)
        self.equality = Button("Equality monitoring", "link", on_click=self._monitor)
        add_action(self, self.ask)

    def show_page(self, page: OutcomePage) -> None:
        """Show what was answered, the first time first."""
        self.clear()
        self._equality = page.equality
        self.set_tone("caution" if page.to_ask and not page.lines else None)
        if page.to_ask:
            self.add_row(Row().add_words(TextLabel(page.to_ask)))
        if not page.lines:
            self.add_row(Row().add_words(quiet(_NOTHING)))
        for line in page.lines:
            self.add_row(self._line(line))
        if page.lines:
            stages = " · ".join(line.stage.lower() for line in page.lines)
            self.add_row(Row().add_words(quiet(f"In this order: {stages}")))
        for answer in page.answers:
            self.add_row(_answer(answer))
        said = "asked; only counted, never printed" if page.equality else "not asked yet; only counted, never printed"
        self.equality = Button("Equality monitoring", "link", on_click=self._monitor)
        self.add_row(flowing(self.equality, quiet(said)))

    def _line(self, line: OutcomeLine) -> Row:
        words = [TextLabel(line.stage), quiet(line.when)]
        words += [quiet(f"{line.again[:1].upper()}{line.again[1:]}")] if line.again else []
        words += [TextLabel(f"“{quote}”", "quote") for quote in line.quotes]
        return Row().add_words(*words).add(row_button("Open", f"{line.stage}, {line.when}", partial(self._open, line)))

    def _open(self, line: OutcomeLine) -> None:
        self._screen.go_to(RecordDestination(line.entry, self._case))

    def _ask(self) -> None:
        self._screen.go_to(form_page(FORM, self._case, on=f"{self._screen.context.now():%Y-%m-%d}"))

    def _monitor(self) -> None:
        """A first time on an empty form; later the answers as they stand, to be corrected."""
        if self._equality:
            self._screen.go_to(FormDestination(FormRequest(EQUALITY, self._case, corrects=(self._equality,))))
        else:
            self._screen.go_to(form_page(EQUALITY, self._case))


def _answer(line: AnswerLine) -> Row:
    said = [one.lower() or _NOT_ASKED for one in line.answers]
    return Row().add_words(TextLabel(line.question), quiet(" → ".join(said)))
