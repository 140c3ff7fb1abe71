"""Supervision: who is not back, what is overdue, which cases have no level or a bare risk, whom nobody reached."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.actions.reaching import NotReached
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.supervision import SupervisedCase, Supervision, plans_without_cover, supervision
from ui.controls.buttons import Button, without_mnemonic
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import Card, Columns, Row
from ui.controls.layout.more_rows import add_rows
from ui.controls.theme import Tone
from ui.shell.destinations import CaseDestination
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_NAME_WIDTH = 64


class SupervisionPart(UnitPart):
    """Lists over all open cases; each line leads to its case. That of visits is there while somebody is not back."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.not_back = Card("Not back from a visit")
        self.not_back.hide()
        self.overdue = Card("Overdue")
        self.unreached = Card("Nobody reached")
        self.without_level = Card("Without a level")
        self.bare = Card("Plan without cover")
        columns = Columns(wide=1, narrow=1)
        for card in (self.not_back, self.overdue, self.unreached):
            columns.first.addWidget(card)
        for card in (self.without_level, self.bare):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.lay_out(columns)

    def refresh(self) -> None:
        self.owner.ask(supervision, self._show)
        self.owner.ask(plans_without_cover, self._show_bare)

    def first_focus(self) -> QWidget | None:
        return next(iter(self.findChildren(Button)), None)

    def panes(self) -> list[QWidget]:
        return [self.not_back, self.overdue, self.unreached, self.without_level, self.bare]

    def _show(self, seen: Supervision) -> None:
        self._fill(self.not_back, seen.not_back, "", tone="danger")
        self.not_back.setVisible(bool(seen.not_back))
        self._fill(self.overdue, seen.overdue, "Nothing is overdue.", tone="danger")
        paused = f" · {seen.paused} paused" if seen.paused else ""
        self.overdue.note.setText(f"{seen.late} late in {len(seen.overdue)} cases{paused}" if seen.late else paused[3:])
        self._fill(self.without_level, seen.without_level, "Every open case has a level.")
        self.unreached.clear()
        self.unreached.note.setText(str(len(seen.not_reached) or ""))
        add_rows(self.unreached, [partial(self._unreached, one) for one in seen.not_reached])
        if not seen.not_reached:
            self.unreached.say_empty("Everybody was reached within the unit's days.")

    def _show_bare(self, lines: tuple[SupervisedCase, ...]) -> None:
        self._fill(self.bare, lines, "No known risk or need stands without a live measure or an open action.")

    def _fill(self, card: Card, lines: Iterable[SupervisedCase], nothing: str, *, tone: Tone | None = None) -> None:
        card.clear()
        held = list(lines)
        card.set_tone(tone if held else None)
        card.note.setText(str(len(held) or ""))
        add_rows(card, [partial(self._row, line.label, line.words, None) for line in held])
        if not held:
            card.say_empty(nothing)

    def _unreached(self, one: NotReached) -> Row:
        return self._row(one.label, f"{one.words[:1].upper()}{one.words[1:]}", "danger" if one.loud else None)

    def _row(self, label: CaseLabel, words: str, tone: Tone | None) -> Row:
        name = Button(
            without_mnemonic(label.initials), "name", on_click=lambda: self.owner.go_to(CaseDestination(label.case))
        )
        name.setAccessibleName(f"Open the case of {label.initials}: {words}")
        return Row().add(name, width=_NAME_WIDTH).add_words(TextLabel(words, tone=tone))
