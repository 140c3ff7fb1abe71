"""The agencies on the page of a case: who works with it there, what part each has, who may not know of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.partners.agencies import REFUSED_WORDS, agencies_of_case
from hru_advocate.domain.partners.agencies import Agency, AgencyPart
from ui.case.tab import CaseTab, stacked_row
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill
from ui.shell.destinations import form_page
from ui.shell.screen import AnyScreen


class AgenciesPiece(CaseTab):
    """Every agency of one case with its people and its parts: what goes on in sight, the rest one press away."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._agencies: tuple[Agency, ...] = ()
        self._ended_shown = False
        self.card = Card("Agencies and professionals")
        self.add_button = Button("Add somebody", on_click=partial(self._add, ""))
        self.add_button.setAccessibleName("Add somebody who works with this case")
        add_action(self.card, self.add_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(agencies_of_case, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.add_button

    def _show(self, agencies: tuple[Agency, ...]) -> None:
        self._agencies = agencies
        self._fill()

    def _fill(self) -> None:
        self.card.clear()
        live = [one for one in self._agencies if one.live]
        ended = [one for one in self._agencies if not one.live]
        shown = live + ended if self._ended_shown else live
        add_rows(self.card, [partial(self._row, one) for one in shown])
        if not live:
            self.card.say_empty("Nobody else works with this case yet, as far as it says. Add who does, and for whom.")
        if ended:
            words = (
                "Hide those with nothing going on" if self._ended_shown else f"Show {len(ended)} with nothing going on"
            )
            self.card.add_row(Row().add(Button(words, "link", on_click=self._toggle)))

    def _row(self, agency: Agency) -> QWidget:
        head = Row().add_words(TextLabel(agency.name, "strong"))
        lines: list[QWidget] = [head]
        if agency.refused:
            head.add(Pill("not to know", "danger", "cross"))
            lines.append(TextLabel(REFUSED_WORDS))
        lines += [self._part(part, agency) for part in agency.parts]
        if not agency.known:
            add = Button("Note who works there", "link", on_click=partial(self._add, agency.true_name))
            add.setAccessibleName(f"Note who works there: {agency.name}")
            lines.append(flowing(add))
        return stacked_row(*lines)

    def _part(self, part: AgencyPart, agency: Agency) -> Row:
        words = " · ".join(filter(None, (part.who, part.words)))
        line = TextLabel(words) if part.live else quiet(words)
        return (
            Row()
            .add_words(line)
            .add(row_button("Open", f"{agency.name}: {words}", partial(self.open_record, part.entry)))
        )

    def _add(self, agency: str) -> None:
        named = {"agency": agency} if agency else {}
        self.owner.go_to(form_page("person", self.case, role="professional", **named))

    def _toggle(self) -> None:
        self._ended_shown = not self._ended_shown
        self._fill()
