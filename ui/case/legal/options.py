"""Legal options in a case: what was talked about, and which options the record speaks for; never advice."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.law.legal_talks import FitLine, LegalCard, TalkLine, legal_card, order_begun
from hru_advocate.domain.law.option_fit import Fit, PromptState
from ui.case.tab import CaseTab, stepped_row
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import LegalDestination, form_page
from ui.shell.screen import AnyScreen

_PILL: Final = 150
_FITS: Final[dict[Fit, tuple[Tone, Shape]]] = {
    "may_fit": ("accent", "dot"),
    "ask": ("quiet", "none"),
    "does_not_fit": ("caution", "dash"),
    "not_offered": ("caution", "cross"),
}
_PROMPTS: Final[dict[PromptState, tuple[str, Tone, Shape]]] = {
    "for": ("speaks for it", "accent", "tick"),
    "against": ("speaks against", "caution", "dash"),
    "said": ("answered", "quiet", "dot"),
    "ask": ("ask", "quiet", "none"),
}
"""A word and a shape beside each prompt; nothing hangs on the colour."""


class LegalOptionsPiece(CaseTab):
    """The options talked about, then what may fit as recorded, and all others one press away."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._card: LegalCard | None = None
        self._open: set[str] = set()
        self._unfolded = self._others = False
        self.others_step = Button("", "link")
        self.others_step.setParent(self)
        self.others_step.hide()
        self.talks = Card("Legal options talked about")
        self.note_button = Button("Note an option talked about", on_click=self._note_any)
        add_action(self.talks, self.note_button)
        self.fits = Card("Options the record speaks for")
        self.column.addWidget(self.talks)
        self.column.addWidget(self.fits)

    def refresh(self) -> None:
        self.owner.ask_hiding(legal_card, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.note_button

    def _show(self, card: LegalCard) -> None:
        if card == self._card:
            return
        self._card = card
        self.talks.clear()
        add_rows(self.talks, [partial(self._talk, line) for line in card.talks])
        if not card.talks:
            self.talks.say_empty("No option was noted yet. Note what was said, what is wanted, and the next step.")
        self._fill()

    def _fill(self) -> None:
        card = self._card
        if card is None:
            return
        self.fits.clear()
        words = f"{card.not_advice} From what is recorded: what nobody noted is not known, and asked."
        self.fits.add_row(quiet(words))
        if not card.may_fit:
            self.fits.add_row(TextLabel("Nothing recorded yet speaks for an option."))
        if self._unfolded:
            add_rows(self.fits, [partial(self._fit, line) for line in card.may_fit])
        elif card.may_fit:
            many = len(card.may_fit)
            shown = "Show the option that may fit" if many == 1 else f"Show the {many} options that may fit"
            self.fits.add_row(flowing(Button(shown, "link", on_click=self._unfold)))
        others = f"Show the {len(card.others)} others"
        self.others_step = Button("Hide the others" if self._others else others, "link", on_click=self._toggle_others)
        self.fits.add_row(flowing(self.others_step))
        if self._others:
            add_rows(self.fits, [partial(self._fit, line) for line in card.others])

    def _talk(self, line: TalkLine) -> Row:
        words = [TextLabel(line.name, "strong")]
        said = " · ".join(part for part in (line.wants_words, line.who_words, f"talked {line.talked_words}") if part)
        words.append(quiet(said))
        if line.next_words:
            words.append(TextLabel(line.next_words, tone="danger" if line.late else None))
        if line.because:
            words.append(quiet(f"Because: {line.because}"))
        pill = Pill(line.stands_words.lower(), "danger" if line.late else "accent", "triangle" if line.late else "dot")
        steps = [row_button("Open", line.name, partial(self.open_record, line.entry))]
        steps.append(row_button("Go on", line.name, partial(self.go_on_with, "legal_talk", line.entry)))
        steps.append(row_button("Read", line.name, partial(self._read, line.option)))
        if line.order:
            steps.append(row_button("Note the order", line.name, partial(self._note_order, line)))
        return stepped_row(words, pill, steps, _PILL)

    def _fit(self, line: FitLine) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = line.line.name
        because = f"because: {line.because}" if line.because else ""
        talked = f"noted: {line.talked.lower()}" if line.talked else ""
        words = [TextLabel(name, "strong")]
        said = ((because, line.answered_words, talked), (line.line.note, line.line.confirmed_words))
        words += [quiet(" · ".join(part for part in parts if part)) for parts in said]
        shown = name in self._open
        steps = [row_button("Hide" if shown else "Prompts", name, partial(self._toggle, name))]
        steps.append(row_button("Read", name, partial(self._read, line.line.id)))
        steps.append(row_button("Note", name, partial(self._note, line.line.id)))
        column.addWidget(stepped_row(words, Pill(line.fit_words, *_FITS[line.fit]), steps, _PILL))
        if shown:
            for prompt in line.prompts:
                mark, tone, shape = _PROMPTS[prompt.state]
                row = Row().add(Pill(mark, tone, shape), width=_PILL)
                row.add_words(TextLabel(prompt.prompt), quiet(prompt.words))
                for entry in prompt.entries[:1]:
                    row.add(row_button("Open", prompt.prompt, partial(self.open_record, entry)))
                column.addWidget(row)
        return holder

    def _toggle(self, name: str) -> None:
        self._open ^= {name}
        self._fill()
        self._keep_keyboard(name)

    def _keep_keyboard(self, name: str) -> None:
        """The keyboard stands where it was once the rows are new."""
        words = ("Hide" if name in self._open else "Prompts") + f": {name}"
        found = [one for one in self.fits.findChildren(Button) if one.accessibleName() == words]
        if found:
            found[-1].setFocus()

    def _unfold(self) -> None:
        self._unfolded = True
        self._fill()
        first = next(iter(self.fits.findChildren(Button)), None)
        if first is not None:
            first.setFocus()

    def _toggle_others(self) -> None:
        self._others = not self._others
        self._fill()
        self.others_step.setFocus()

    def _read(self, option: str) -> None:
        self.owner.go_to(LegalDestination(option))

    def _note_any(self) -> None:
        self.owner.go_to(form_page("legal_talk", self.case, stands="talked_about"))

    def _note(self, option: str) -> None:
        self.owner.go_to(form_page("legal_talk", self.case, option=option, stands="talked_about"))

    def _note_order(self, line: TalkLine) -> None:
        self.owner.go_to(form_page("order", self.case, **order_begun(line)))
