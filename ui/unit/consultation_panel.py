"""The right side of the consultations: one in full with what can be done, or all of them counted."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hru_advocate.casework.unit.consultations import ConsultationLine, ConsultationPage, ConsultationStanding
from hru_advocate.domain.consultations import BEHAVIOURS, UNCOUNTED, Figures
from hru_advocate.domain.moments import day_in_words, month_in_words
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, heading, quiet
from ui.controls.layout.cards import Card, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone, theme

LOOKS: Final[dict[ConsultationStanding, tuple[Tone, Shape]]] = {
    "waiting": ("caution", "dot"),
    "reminder": ("caution", "triangle"),
    "advised": ("fine", "tick"),
    "referral": ("accent", "tick"),
}
"""Tone and sign of each way a consultation stands."""

MONTHS: Final = 12
"""The months the figures show one by one; what came earlier is one line."""

_IN_HEAD: Final = frozenset({"asked_on", "who", "behaviour", "other_behaviour"})
"""Answers that the head of a consultation says already."""

_LABEL_WIDTH: Final = 168
_COUNT_WIDTH: Final = 34


class ConsultationPanel(QWidget):
    """``wanted`` emits what is to be done: ``go_on``, ``refer``, ``case`` or ``record``."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)

    def show_consultation(self, page: ConsultationPage) -> None:
        """Show one in full."""
        line = page.line
        empty(self._rows)
        self._rows.addWidget(heading(line.behaviour_words))
        asked = f"Asked {day_in_words(line.asked_on)} by" if line.asked_on else "Asked by"
        self._rows.addWidget(quiet(f"{asked} {line.who}"))
        self._rows.addWidget(flowing(Pill(line.standing_words, *LOOKS[line.standing])))
        self._rows.addWidget(flowing(*self._buttons(page)))
        for section in page.sections:
            said = [answer for answer in section.answers if answer.field not in _IN_HEAD]
            if said:
                card = Card(section.title)
                for answer in said:
                    card.add_row(Row().add_words(quiet(answer.label), TextLabel(answer.words)))
                self._rows.addWidget(card)

    def _buttons(self, page: ConsultationPage) -> list[Button]:
        waiting = page.line.standing == "waiting"
        offered = [("go_on", "Write the advice" if waiting else "Go on with it")]
        if page.case:
            offered.append(("case", "Open the case"))
        elif not page.line.became:
            offered.append(("refer", "Begin a referral"))
        offered.append(("record", "Open the record"))
        return [
            Button(words, "plain" if place else "primary", on_click=partial(self.wanted.emit, name))
            for place, (name, words) in enumerate(offered)
        ]

    def show_figures(self, counted: Figures) -> None:
        """Show all of them counted."""
        empty(self._rows)
        self._rows.addWidget(heading("Consultations counted"))
        self._rows.addWidget(quiet(f"{_summary(counted)}. {UNCOUNTED}"))
        kinds = Card("By behaviour", str(counted.total))
        fill(kinds, [(BEHAVIOURS[behaviour], count, "") for behaviour, count in counted.by_behaviour])
        months = Card("By month", "the last 12" if len(counted.months) > MONTHS else "")
        fill(months, _months(counted), nothing="No consultation was asked for yet.")
        waits = Card("Days until the advice", f"{counted.answered} answered")
        fill(waits, [(words[:1].upper() + words[1:], count, "") for words, count in counted.waits])
        for card in (kinds, months, waits):
            self._rows.addWidget(card)


def _summary(counted: Figures) -> str:
    parts = [f"{counted.total} in all", f"{counted.waiting} to be answered", f"{counted.referrals} became a case"]
    if counted.middle is not None:
        days = f"{counted.middle:g}"
        parts.append(f"half were answered within {days} day{'' if days == '1' else 's'}")
    return " · ".join(parts)


def _months(counted: Figures) -> list[tuple[str, int, str]]:
    """The newest month first; what is older than twelve is counted in one line."""
    rows = [(_month(month), sum(counts), _kinds(counts)) for month, counts in reversed(counted.months[-MONTHS:])]
    earlier = [sum(column) for column in zip(*(counts for _month, counts in counted.months[:-MONTHS]), strict=True)]
    return rows + ([("Before that", sum(earlier), _kinds(tuple(earlier)))] if earlier else [])


def _month(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return f"{month_in_words(first)} {first.year}"


def _kinds(counts: tuple[int, ...]) -> str:
    named = zip(BEHAVIOURS.values(), counts, strict=True)
    return " · ".join(f"{words} {count}" for words, count in named if count)


def fill(card: Card, rows: list[tuple[str, int, str]], *, nothing: str = "") -> None:
    """Fill a card with counts: words, a bar as long as the count is to the greatest, the count, what it is made of."""
    most = max((count for _words, count, _note in rows), default=0)
    for words, count, note in rows:
        card.add_row(_counted(words, count, note, most))
    if not rows:
        card.say_empty(nothing)


def _counted(words: str, count: int, note: str, most: int) -> QWidget:
    name, number = TextLabel(words), TextLabel(str(count), "strong", wrap=False)
    notes = [quiet(note)] if note else []
    if theme().large:  # no room for a bar: the words, and the count behind them
        return Row().add_words(name, *notes).add(number)
    return Row().add_words(name, *notes).add(CountBar(count, most), width=_LABEL_WIDTH).add(number, width=_COUNT_WIDTH)


class CountBar(QWidget):
    """A bar of a count beside the greatest; the number stands beside it as words, so that nothing is lost unseen."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__()
        self._share = count / most if most else 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_LABEL_WIDTH), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = theme().px(10)
        box = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.setBrush(QColor(theme().tokens.accent_soft))
        painter.drawRoundedRect(box, high / 2, high / 2)
        if self._share:
            painter.setBrush(QColor(theme().tokens.accent))
            box.setWidth(max(high, self.width() * self._share))
            painter.drawRoundedRect(box, high / 2, high / 2)


def list_note(line: ConsultationLine) -> str:
    """The quiet line of a consultation in the list: when, by whom, and what was asked."""
    if line.asked_on is None:
        return "Its reference alone is shown"
    return f"{day_in_words(line.asked_on)} · {line.who} · {line.question}"
