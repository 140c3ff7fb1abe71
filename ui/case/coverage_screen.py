"""Tells what covers what in a case, on one page: gaps first, then what has something live, then what names nothing."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.outcomes.cover import Answering, CoverLine, CoverPage, cover_page
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill
from ui.shell.destinations import CoverageDestination, PlanDestination, RecordDestination
from ui.shell.screen import Screen, ScreenContext

_HOW: Final = (
    "Measures of the plan and open actions count as cover. An order or a service is said beside it: that it is there "
    "does not mean that it is kept, or taken up."
)


class CoverageScreen(Screen[CoverageDestination]):
    """Three lists, the longest made as they are come to."""

    title: ClassVar[str] = "What covers what"

    def __init__(self, context: ScreenContext, destination: CoverageDestination) -> None:
        super().__init__(context, destination)
        self.open = Card("Nothing live of its own")
        self.live = Card("Has something live")
        self.aimless = Card("Names nothing it is for", tone="caution")
        self.unasked = quiet("")
        self.agreed = TextLabel("", "strong", tone="danger")
        self.body.addWidget(title("What covers what"))
        self.body.addWidget(self.agreed)
        self.body.addWidget(quiet(_HOW))
        self.body.addWidget(self.unasked)
        for card in (self.open, self.live, self.aimless):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.ask_hiding(cover_page, self._show, self.destination.case)

    def panes(self) -> list[QWidget]:
        return [self.open, self.live, self.aimless]

    def _show(self, page: CoverPage) -> None:
        self.agreed.setText(f"{page.agreed}." if page.agreed else "")
        self.agreed.setVisible(bool(page.agreed))
        self.unasked.setText(f"{page.unasked}." if page.unasked else "")
        self.unasked.setVisible(bool(page.unasked))
        self.open.set_tone("danger" if page.open else None)
        self._fill(self.open, page.open, "Everything known has something live of its own.")
        self._fill(self.live, page.live, "Nothing known has something live yet.")
        self.aimless.clear()
        self.aimless.setVisible(bool(page.aimless))
        self.aimless.note.setText(str(len(page.aimless)))
        add_rows(self.aimless, [partial(self._aimless, one) for one in page.aimless])

    def _fill(self, card: Card, lines: tuple[CoverLine, ...], nothing: str) -> None:
        card.clear()
        card.note.setText(str(len(lines)) if lines else "")
        add_rows(card, [partial(self._row, line) for line in lines])
        if not lines:
            card.say_empty(nothing)

    def _row(self, line: CoverLine) -> Row:
        words: list[QWidget] = [TextLabel(line.label, "strong" if line.high_harm else "body")]
        words.append(quiet(f"{line.kind} · {line.sentence}"))
        if line.by:
            words.append(TextLabel("\n".join(f"{one.kind}: {one.words}" for one in line.by)))
        row = Row().add_words(*words)
        if line.high_harm:
            row.add(Pill("high harm", "danger"))
        return row.add(row_button("Find measures", line.label, partial(self._find, line.id)))

    def _aimless(self, one: Answering) -> Row:
        row = Row().add_words(TextLabel(one.words), quiet(one.kind.lower()))
        return row.add(row_button("Open", one.words, partial(self._open, one)))

    def _find(self, known: str) -> None:
        self.go_to(PlanDestination(self.destination.case, known))

    def _open(self, one: Answering) -> None:
        """A measure is changed where the plan is, anything else where it is read."""
        case = self.destination.case
        self.go_to(RecordDestination(one.entry, case) if one.entry else PlanDestination(case))
