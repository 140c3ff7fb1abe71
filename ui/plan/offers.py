"""Second column of the plan builder: the measures suggested for what is chosen, and those a rule refuses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.plan.planning import SuggestedMeasure
from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.keyboard.reading_order import laid_in
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.signals import SignalOf, value_signal
from ui.plan.offer import STOP, Offer, Refused
from ui.plan_draft.plan_draft import ChosenSuggestion

FIRST: Final = 6
"""Offers shown at once; the rest is one press away."""
WHOLE: Final = 10
"""A list of no more than this, in one group without a head, is shown whole once the page has come to rest."""
Group = tuple[str, tuple[SuggestedMeasure, ...]]
"""A head, and the offers below it."""


_NOTHING: Final = "Nothing in the library can be offered for this. Write a measure in her or his own words."
_ALL_IN: Final = "All of these are in the plan. Choose something else at the left for more."


class PressColumn(ByWidth):
    """A column of things to press: Up and Down walk through them, Left and Right leave it.

    ``beyond`` emits -1 or 1 for the column before or after this one.
    """

    beyond = Signal(int)

    def keyboard_stops(self) -> list[QWidget]:
        """Everything the arrow keys stop at, in order."""
        found = [widget for widget in self.findChildren(QWidget) if widget.property(STOP) and widget.isVisibleTo(self)]
        return sorted(
            (widget for widget in found if widget.isEnabled()), key=lambda widget: widget.mapTo(self, QPoint()).y()
        )

    def enter(self) -> bool:
        """Take the keyboard to the first thing to press; ``False`` where there is none."""
        first = next(iter(self.keyboard_stops()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def step(self, by: int) -> None:
        """Take the keyboard up or down."""
        stops, focus = self.keyboard_stops(), QApplication.focusWidget()
        if focus in stops:
            position = stops.index(focus) + by
            if 0 <= position < len(stops):
                stops[position].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step, side = steps.get(Qt.Key(event.key())), sides.get(Qt.Key(event.key()))
        focus = QApplication.focusWidget()
        if event.modifiers() or focus is None or not focus.property(STOP):
            super().keyPressEvent(event)
        elif step is not None:
            self.step(step)
        elif side is not None:
            self.beyond.emit(side)
        else:
            super().keyPressEvent(event)


class OffersColumn(PressColumn):
    """The suggestions for one known thing. ``taken`` emits the one that was chosen.

    An offer that is still the same keeps its widget, so that what is typed in it and the keyboard stay.
    """

    taken: SignalOf[ChosenSuggestion] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Suggested")
        self.head = TextLabel("", "head")
        self.spoken = TextLabel("", "quote")
        self._list = QWidget()
        self._rows = bare(self._list, gap=0)
        self._all = False
        self._refused = False
        self._whole = False
        """True once a list that is shown whole is: the first one of a page comes with what fills the window."""
        self._later = InGoodTime(self)
        self._made: dict[str, Offer | Refused] = {}
        self._shown: tuple[str, str, tuple[Group, ...]] = ("", "", ())
        self.pronoun: Pronoun = ""
        column = bare(self)
        column.addWidget(self.head)
        column.addWidget(self.spoken)
        column.addWidget(self._list)
        column.addStretch(1)

    def show_offers(self, label: str, spoken: str, groups: Sequence[Group], *, fresh: bool) -> None:
        """Show the suggestions for one known thing; ``fresh`` folds long lists again."""
        if fresh:
            self._all = self._refused = False
        self._shown = (label, spoken, tuple(groups))
        self.head.setText(f"Suggested for “{label}”" if label else "Suggested")
        self.spoken.setText(spoken)
        self.spoken.setVisible(bool(spoken))
        held, before = self._held_measure(), list(self._made.values())
        if not before:
            self._list.hide()  # else Qt lays the page out anew with every offer that it shows
        self._take_down(before)
        offered, refused = _parted(groups)
        at_once = self._at_once(offered)
        self._add_offers(offered, at_once)
        taken = [row.suggestion.in_plan for _head, rows in offered for row in rows]
        if not taken:
            words = "Choose something at the left." if not label else spoken_of(_NOTHING, self.pronoun)
            self._rows.addWidget(quiet(words))
        elif all(taken):
            self._rows.addWidget(quiet(_ALL_IN))
        self._add_folds(len(taken), at_once, refused)
        placed = list(laid_in(self._rows))
        for widget in (*before, *self._made.values()):
            widget.setVisible(widget in placed)
            if widget not in self._made.values():
                widget.deleteLater()
        self._list.show()
        self._hold(held)
        if at_once < min(len(taken), WHOLE) and _is_whole(offered):
            self._later.fill(self._make_whole)

    def enter(self) -> bool:
        self._make_whole()
        return super().enter()

    def step(self, by: int) -> None:
        self._make_whole()
        super().step(by)

    def _at_once(self, groups: Sequence[Group]) -> int:
        """Offers shown before the rest is asked for."""
        return WHOLE if self._whole and _is_whole(groups) else FIRST

    def _make_whole(self) -> None:
        """Show a list that is shown whole to its end: the page has come to rest, or the keyboard comes to the list."""
        if self._whole:
            return
        self._whole = True
        self._later.give_up()
        if not self._all and _is_whole(_parted(self._shown[2])[0]):
            on_fold = holds_keyboard(self) and not self._held_measure()
            before = self.keyboard_stops() if on_fold else []
            self.show_offers(*self._shown, fresh=False)
            self._rows.activate()  # what has no place yet would be the first stop
            new = next((widget for widget in self.keyboard_stops() if widget not in before), None) if on_fold else None
            if new is not None:
                new.setFocus(Qt.FocusReason.TabFocusReason)

    def show_taken(self, row: SuggestedMeasure) -> None:
        """After an offer was added: go on to the next that can be, or to what we know where none is left."""
        offers = [widget for widget in self.offers() if widget.stop is not None and widget.stop.isEnabled()]
        position = next(
            (number for number, widget in enumerate(offers) if widget.row.suggestion.measure == row.suggestion.measure),
            None,
        )
        following = offers[position + 1 :] if position is not None else offers
        further = next((widget.stop for widget in following), None) or self._more_button()
        stop = further or next((widget.stop for widget in offers[:position]), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.beyond.emit(-1)

    def offers(self) -> list[Offer]:
        """The offers on show, in order."""
        return [widget for widget in laid_in(self._rows) if isinstance(widget, Offer)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offer = next((widget for widget in self.offers() if widget.add.hasFocus()), None)
        if offer is not None and event.key() == Qt.Key.Key_W and not event.modifiers():
            offer.take_in_own_words()
        else:
            super().keyPressEvent(event)

    def _add_offers(self, groups: Sequence[Group], at_once: int) -> None:
        left = sum(len(rows) for _head, rows in groups) if self._all else at_once
        for head, rows in groups:
            shown = rows[:left]
            left -= len(shown)
            if head and shown:
                words = TextLabel(head, "group")
                words.setContentsMargins(0, 8, 0, 2)
                self._rows.addWidget(words)
                self._rows.addWidget(Divider())
            for row in shown:
                self._rows.addWidget(self._offer(row))
                self._rows.addWidget(Divider())

    def _offer(self, row: SuggestedMeasure) -> QWidget:
        """The widget of an offer: the one there was, where nothing about it has changed."""
        held = self._made.get(row.suggestion.measure)
        if held is None or held.row != row:
            held = Refused(row) if row.suggestion.refused is not None else Offer(row)
            held.taken.connect(self.taken)
        self._made[row.suggestion.measure] = held
        return held

    def _add_folds(self, offered: int, at_once: int, refused: Sequence[SuggestedMeasure]) -> None:
        if offered > at_once and not self._all:
            self._rows.addWidget(self._fold(f"Show {offered - at_once} more", refused=False))
        for row in refused if self._refused else refused[:1]:
            self._rows.addWidget(self._offer(row))
        if len(refused) > 1 and not self._refused:
            self._rows.addWidget(self._fold(f"Show {len(refused) - 1} more not offered", refused=True))

    def _fold(self, words: str, *, refused: bool) -> QWidget:
        more = _More(words, partial(self.unfold, refused=refused))
        return flowing(more)

    def unfold(self, *, refused: bool) -> None:
        """Show every offer, or every measure that a rule refuses."""
        before = self.keyboard_stops()
        if refused:
            self._refused = True
        else:
            self._all = True
        self.show_offers(*self._shown, fresh=False)
        new = next((widget for widget in self.keyboard_stops() if widget not in before), None)
        if new is not None:
            new.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, "More measures are shown")

    def _more_button(self) -> QWidget | None:
        return next((widget for widget in self.findChildren(_More) if widget.isVisibleTo(self)), None)

    def _take_down(self, kept: Sequence[QWidget]) -> None:
        """Empty the column; offers stay whole for as long as they may be wanted again, and keep the keyboard.

        Qt lets go of each place itself: one that Python took lives on, and what grows in the widget's next place then
        tells the old one, so that it never gets its room.
        """
        for widget in list(laid_in(self._rows)):
            self._rows.removeWidget(widget)
            if widget not in kept:
                widget.hide()
                widget.deleteLater()
        wanted = {row.suggestion.measure for _head, rows in self._shown[2] for row in rows}
        self._made = {measure: widget for measure, widget in self._made.items() if measure in wanted}

    def _held_measure(self) -> str:
        """The measure of the offer that has the keyboard."""
        return next((measure for measure, widget in self._made.items() if holds_keyboard(widget)), "")

    def _hold(self, measure: str) -> None:
        """Give the keyboard back to an offer that was made anew."""
        held = self._made.get(measure)
        if held is not None and not holds_keyboard(held):
            stop = held.stop
            if stop is not None and stop.isVisibleTo(self):
                stop.setFocus(Qt.FocusReason.TabFocusReason)


class _More(Button):
    """Shows more of a list."""

    def __init__(self, words: str, on_click: partial[None]) -> None:
        super().__init__(words, "link", on_click=on_click)
        self.setProperty(STOP, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_whole(groups: Sequence[Group]) -> bool:
    """Say if it is one list without a head, such as that of the measures to begin with."""
    return [head for head, _rows in groups] == [""]


def _parted(groups: Sequence[Group]) -> tuple[list[Group], list[SuggestedMeasure]]:
    """Part the suggestions into those offered, by group, and those a rule refuses, all together."""
    offered = [(head, tuple(row for row in rows if row.suggestion.refused is None)) for head, rows in groups]
    refused = {
        row.suggestion.measure: row for _head, rows in groups for row in rows if row.suggestion.refused is not None
    }
    return offered, list(refused.values())
