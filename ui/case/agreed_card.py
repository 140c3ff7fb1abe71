"""The person's answer to the whole plan and who countersigned it, beside the version each is of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from hru_advocate.casework.plan.agreements import AnswerToPlan
from hru_advocate.casework.plan.current import PlanNow
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone

if TYPE_CHECKING:
    from hru_advocate.casework.plan.versions import PlanVersionLine

LOOKS: Final[dict[str, tuple[str, Tone, Shape]]] = {
    "yes": ("agrees", "fine", "tick"),
    "no": ("does not agree", "caution", "cross"),
    "could_not": ("could not answer", "caution", "dot"),
}
"""Word, colour and sign of each answer to the whole plan."""


class AgreedCard(Card):
    """``opening`` emits an entry to read, ``beginning`` the form to fill in: of an answer, or of a countersign."""

    opening = Signal(str)
    beginning = Signal(str)

    def __init__(self) -> None:
        super().__init__("The plan as a whole")

    def show_plan(self, now: PlanNow) -> None:
        """Say how the version that holds was answered, and who countersigned it."""
        self.clear()
        self.setVisible(bool(now.current))
        if now.disagrees:
            self.say_empty("Two versions disagree. Settle them under Versions; then it is answered as a whole.")
        elif now.current:
            self._show_answer(now.current[0], now.answered_before)
            self._show_countersign(now.current[0], now.countersigned_before)

    def _show_answer(self, line: PlanVersionLine, before: tuple[int, AnswerToPlan] | None) -> None:
        if line.agreed is not None:
            self.add_row(self._said(line.agreed, f"Answer to version {line.number}"))
        else:
            words = [TextLabel(f"Version {line.number} was not answered as a whole yet.")]
            words += [quiet(f"Version {before[0]} was answered: {before[1].sentence}")] if before else []
            self.add_row(Row().add_words(*words))
        again = line.agreed is not None and line.agreed.answer == "could_not"
        words_of_button = "Ask again" if again else "Answer anew" if line.agreed else "Note the answer"
        self._add_below(Button(words_of_button, on_click=partial(self.beginning.emit, "agreement")))

    def _show_countersign(self, line: PlanVersionLine, before: tuple[int, AnswerToPlan] | None) -> None:
        for signed in line.countersigned:
            self.add_row(self._said(signed, f"Version {line.number} countersigned"))
        if not line.countersigned:
            words = [TextLabel(f"Nobody has countersigned version {line.number}.")]
            if before:
                older = f"The countersign was of version {before[0]}: {before[1].sentence}"
                words.append(TextLabel(older, tone="caution"))
            self.add_row(Row().add_words(*words))
        button = Button("Countersign", on_click=partial(self.beginning.emit, "countersign"))
        button.setAccessibleName(f"Countersign version {line.number}")
        self._add_below(button)

    def _add_below(self, button: Button) -> None:
        """Put a button below its words, clear of the line that follows."""
        holder = flowing(button)
        holder.setContentsMargins(0, 0, 0, 8)
        self.rows.addWidget(holder)

    def _said(self, said: AnswerToPlan, what: str) -> Row:
        look = [flowing(Pill(*LOOKS[said.answer]))] if said.answer in LOOKS else []
        words = [TextLabel(f"“{said.words}”", "quote")] if said.words else []
        row = Row().add_words(quiet(what), *look, TextLabel(said.sentence), *words)
        return row.add(row_button("Open", what, partial(self.opening.emit, said.entry)))
