"""Safeguarding referrals on the page of a case: who is under 18, what is owed first, the front door one press away."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.partners.safeguarding import SafeguardingLine, SafeguardingPage, safeguarding_page
from ui.case.tab import CaseTab, stacked_row
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import DirectoryDestination
from ui.shell.screen import AnyScreen

_LOOKS: Final[dict[str, tuple[Tone, Shape]]] = {
    "to_make": ("caution", "square"),
    "made": ("accent", "diamond"),
    "accepted": ("fine", "tick"),
    "no_further": ("caution", "cross"),
    "closed": ("quiet", "none"),
}
"""Colour and shape beside the words of how a referral stands."""


class SafeguardingPiece(CaseTab):
    """Referrals of children and adults of one case to the front doors of the authorities."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Safeguarding")
        self.add_button = Button("Note a safeguarding referral", on_click=partial(self.open_form, "safeguarding"))
        add_action(self.card, self.add_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(safeguarding_page, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.add_button

    def _show(self, page: SafeguardingPage) -> None:
        self.card.clear()
        self.card.set_tone("danger" if any(line.owed and line.over_days for line in page.lines) else None)
        for line in page.lines:
            self.card.add_row(self._referral(line))
        if not page.lines:
            self.card.say_empty("No referral of a child or an adult at risk. Note one before it is made: it is chased.")
        if page.young:
            self.card.add_row(Row().add_words(quiet(f"Under 18 in this case: {'; '.join(page.young)}.")))

    def _referral(self, line: SafeguardingLine) -> QWidget:
        what = "Child" if line.who == "child" else "Adult"
        head = " · ".join(part for part in (f"{what} to {line.authority}", line.about) if part)
        pill = Pill(line.state_words.lower(), *_LOOKS[line.state])
        words: list[QWidget] = [flowing(TextLabel(head, "strong", wrap=False), pill)]
        if line.danger:
            words.append(TextLabel(line.danger, "strong", tone="danger"))
        if line.chase:
            words.append(TextLabel(f"{line.chase[:1].upper()}{line.chase[1:]}", "strong" if line.over_days else "body"))
        words += [TextLabel(text) for text in (line.came_back,) if text]
        facts = " · ".join(part for part in (line.made, line.consent) if part)
        words += [quiet(text) for text in (facts, line.why) if text]
        steps = [row_button("Open", head, partial(self.open_record, line.entry))]
        if line.state != "closed":
            steps.append(row_button("What came back", head, partial(self.go_on_with, "safeguarding", line.entry)))
        if line.door:
            steps.append(row_button("Front door", head, partial(self._door, line.door)))
        return stacked_row(*words, flowing(*steps))

    def _door(self, service: str) -> None:
        self.owner.go_to(DirectoryDestination(service))
