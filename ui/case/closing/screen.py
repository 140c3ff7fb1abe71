"""The closing page of a case: what is open now and where it is dealt with, the closure and its countersign."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.closing.closing_page import ClosingPage, closing_page
from hru_advocate.domain.closing.closures import MatterKind, OpenMatter
from ui.case_head.case_head import CaseHead
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Columns, Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import make_in_turn
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    ClosingDestination,
    FormDestination,
    FormRequest,
    PaperDestination,
    PlanDestination,
    ProofDestination,
    RecordDestination,
    form_page,
)
from ui.shell.screen import Screen, ScreenContext

_PARTS: Final[dict[MatterKind, CasePart]] = {"contact": "contacts", "draft": "overview", "repeat": "partners"}
"""The part of a case where an open thing is dealt with that stands in no record."""
_HOW: Final[dict[str, tuple[str, Tone, Shape]]] = {
    "dealt": ("dealt with", "quiet", "tick"),
    "handed_on": ("handed on", "accent", "dot"),
    "left": ("left", "caution", "dash"),
}
_NOTHING: Final = (
    "The program knows of nothing open. It knows only what was written: ask yourself what was promised and never noted."
)
_ABOUT: Final = (
    "Each of these is dealt with, handed on, or left with a reason, in the closure. "
    "Closing ends our reminders; it does not end a risk."
)

_AT_ONCE: Final = 10
"""Open things, and the names of their kinds, that fill a window."""


class ClosingScreen(Screen[ClosingDestination]):
    """The open things at the left, worked out now; the closure and what it says at the right."""

    title: ClassVar[str] = "Close case"

    def __init__(self, context: ScreenContext, destination: ClosingDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self._page: ClosingPage | None = None
        self.head = CaseHead(self, self.case, "overview", compact=True)
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.refresh)
        self.open = Card("Open now")
        self.closure = Card("Closure")
        self.write = Button("Write the closure", "primary", keys="Ctrl N", on_click=self._write)
        self.write.setShortcut("Ctrl+N")
        self.hand_over = Button("Hand-over summary", on_click=self._hand_over)
        self.proof = Button("Leaving as proof", on_click=self._leave_as_proof)
        self.columns = Columns()
        self.columns.first.addWidget(self.open)
        self.columns.first.addStretch(1)
        self.columns.second.addWidget(self.closure)
        self.columns.second.addWidget(flowing(self.write, self.hand_over, self.proof))
        self.columns.second.addStretch(1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.head.refresh()
        self.ask_hiding(closing_page, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        """The first open thing: in large type the closure is written far below them, and Ctrl+N is there all along."""
        return next(iter(self.open.findChildren(Button)), self.write)

    def panes(self) -> list[QWidget]:
        return [self.head, self.open, self.closure]

    def leave(self) -> None:
        self.head.hide_secrets()

    def _show(self, page: ClosingPage) -> None:
        self._page = page
        self._show_open(page)
        self._show_closure(page)
        words = "Take it up again" if page.closed else "Go on with the closure" if page.draft else "Write the closure"
        self.write.setText(words)
        self.write.setShortcut("Ctrl+N")  # other words take it away

    def _show_open(self, page: ClosingPage) -> None:
        self.open.clear()
        self.open.set_tone("caution" if page.open else None)
        total = sum(len(kind.matters) for kind in page.open)
        self.open.note.setText(f"{total} in all" if total else "")
        self.open.add_row(Row().add_words(quiet(_ABOUT if page.open else _NOTHING)))
        parts: list[Callable[[], object]] = []
        for kind in page.open:
            parts.append(partial(self._add_kind, f"{kind.title} ({len(kind.matters)})"))
            parts += [partial(self._add_matter, matter) for matter in kind.matters]
        make_in_turn(self.open, parts, _AT_ONCE, step=_AT_ONCE)

    def _add_kind(self, words: str) -> None:
        self.open.add_row(Row().add_words(TextLabel(words, "strong")))

    def _add_matter(self, matter: OpenMatter) -> None:
        row = Row().add_words(TextLabel(matter.words))
        self.open.add_row(row.add(row_button("Open", matter.words, partial(self._open, matter))))

    def _show_closure(self, page: ClosingPage) -> None:
        card = self.closure
        card.clear()
        if not page.closed:
            begun = "A closure was begun and waits." if page.draft else "Nothing was written yet."
            card.add_row(Row().add_words(TextLabel(begun)))
            return
        card.add_row(
            Row()
            .add_words(TextLabel(page.closed_line))
            .add(row_button("Open", "the closure", partial(self._read, page.entry)))
        )
        for one in page.became:
            look = _HOW.get(one.how)
            row = Row().add_words(*([flowing(Pill(*look))] if look else []), TextLabel(one.what), quiet(one.said))
            card.add_row(row)
        card.add_row(Row().add_words(quiet(page.kept_words)))
        for signed in page.countersigned:
            row = Row().add_words(quiet("Countersigned"), TextLabel(signed.sentence))
            card.add_row(row.add(row_button("Open", "the countersign", partial(self._read, signed.entry))))
        if not page.countersigned:
            card.add_row(Row().add_words(TextLabel("Nobody has countersigned this closure.", tone="caution")))
        button = Button("Countersign", on_click=self._countersign)
        button.setAccessibleName("Countersign the closure")
        card.rows.addWidget(flowing(button))

    def _open(self, matter: OpenMatter) -> None:
        """Go where it is dealt with: its record, the plan for a risk, or the part of the case."""
        if matter.entry:
            self._read(matter.entry)
        elif matter.known:
            self.go_to(PlanDestination(self.case, matter.known))
        else:
            self.go_to(CaseDestination(self.case, _PARTS.get(matter.kind, "overview")))

    def _read(self, entry: str) -> None:
        self.go_to(RecordDestination(entry, self.case))

    def _write(self) -> None:
        if self._page is not None:
            self.go_to(FormDestination(FormRequest("closure", self.case, draft=self._page.draft or None)))

    def _hand_over(self) -> None:
        self.go_to(PaperDestination(self.case, "hand_over"))

    def _leave_as_proof(self) -> None:
        self.go_to(ProofDestination(self.case))

    def _countersign(self) -> None:
        if self._page is not None:
            self.go_to(form_page("countersign", self.case, plan=self._page.entry))
