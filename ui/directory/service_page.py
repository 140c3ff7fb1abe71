"""One service in full: whom it helps, what to know before sending somebody there, and what was confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.layout.cards import Card, CardColumn, Row, empty
from ui.controls.layout.flow_layout import Flow
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.controls.tick_boxes import Dropdown, TickBox
from ui.form.fields_keeper import keep_as

if TYPE_CHECKING:
    from hru_advocate.casework.services.directory import ServiceLine, ServicePage
    from hru_advocate.domain.services.opening_hours import OpenState

AGAINST: Final = (
    ("rang", "Rang it"),
    ("own_page", "Read it on their own page"),
    ("written", "Their letter or e-mail"),
    ("in_person", "Told in person by them"),
)
STATE_LOOKS: Final[dict[str, tuple[Tone, Shape]]] = {
    "fine": ("fine", "tick"),
    "caution": ("caution", "dash"),
    "danger": ("danger", "cross"),
}
"""Colour and shape of the state of a service's number."""
_NOT_HERE: Final = "Not for a victim: this line is for people who do harm, or the service has closed."


class ServiceView(QWidget):
    """Everything known of one service. ``using`` asks to offer it to somebody, ``recalling`` which copies carry it.

    Lay ``ConfirmCard`` below it.
    """

    using = Signal()
    recalling = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._copies = QVBoxLayout()
        self.use = self._use_button()

    def show_page(self, page: ServicePage) -> None:
        """Show another service."""
        empty(self._rows)
        self.use = self._use_button()
        line = page.line
        self._rows.addWidget(heading(line.name))
        self._rows.addWidget(quiet(" · ".join(part for part in (line.run_by, line.kind_words, line.area) if part)))
        self._rows.addWidget(_pills(page))
        self._rows.addWidget(TextLabel(line.summary))
        if line.state == "danger":
            self._rows.addWidget(TextLabel(_NOT_HERE, tone="danger"))
        else:
            self._rows.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
            self.use.show()
        self._add_numbers(page)
        self._add("Hours", [*page.hours_lines, page.hours_listed])
        self._add("Good to know", [page.who_for, page.access, page.referral_route, page.safety_notes, page.notes])
        self._add("Confirmed by the unit", list(page.confirmations))
        self._copies = QVBoxLayout()
        self._rows.addLayout(self._copies)
        if page.do_not_print:
            self._add("Never print", list(page.do_not_print), tone="danger")
        self._add("To ask when ringing", list(page.questions))
        self._add("Where this comes from", [page.confidence_words, *page.sources])

    def show_copies(self, out: int, old: int) -> None:
        """Say how many copies on paper carry its number, and how many of them one that is no longer right."""
        empty(self._copies)
        card = Card("Copies that carry this number", tone="danger" if old else None)
        words: list[QWidget] = [TextLabel(said_copies(out))]
        if old:
            words.append(TextLabel(said_old(old), tone="danger"))
        row = Row().add_words(*words)
        if out:
            row.add(Button("Show them", "link", on_click=self.recalling.emit))
        card.add_row(row)
        self._copies.addWidget(card)

    def _use_button(self) -> Button:
        button = Button("Use it in a case", "primary", on_click=self.using.emit)
        button.setParent(self)
        button.hide()
        return button

    def _add_numbers(self, page: ServicePage) -> None:
        card = Card("How to reach it", page.line.number_words)
        for number, label in page.phones:
            card.add_row(Row().add(TextLabel(number, "strong", wrap=False)).add_words(quiet(label or "ring")))
        for number, label in page.texts:
            words = quiet(f"text only · {label}" if label else "text only")
            card.add_row(Row().add(TextLabel(number, "strong", wrap=False)).add_words(words))
        for address in (page.website, page.email):
            if address:
                card.add_row(Row().add_words(TextLabel(address)))
        if not (page.phones or page.texts or page.website or page.email):
            card.say_empty("No number is known.")
        self._rows.addWidget(card)

    def _add(self, head: str, lines: list[str], *, tone: Tone | None = None) -> None:
        filled = [line for line in lines if line]
        if not filled:
            return
        card = Card(head, tone=tone)
        for line in filled:
            card.add_row(Row().add_words(TextLabel(line)))
        self._rows.addWidget(card)


class ConfirmCard(Card):
    """A card that asks who checked a number or the hours, against what. ``confirming`` when it is to be kept."""

    confirming = Signal()

    def __init__(self) -> None:
        super().__init__("Confirm")
        self._service = ""
        self.problem = Banner()
        self.what = Dropdown("What was checked", (("number", "The number"), ("hours", "The hours")))
        self.against = Dropdown("Against what", AGAINST)
        self.value = QLineEdit()
        self.value.setMaxLength(400)
        self.by = QLineEdit()
        self.by.setMaxLength(120)
        self.wrong = TickBox("It was found wrong: keep it off every page")
        self.keep = Button("Keep the confirmation", on_click=self.confirming.emit)
        self.value.returnPressed.connect(self.confirming)
        column = CardColumn()
        for label, field in (
            ("What was checked", self.what),
            ("As it is now, for example 01632 960123 or Mon to Fri 9:00 to 17:00", self.value),
            ("Against what", self.against),
            ("Checked by", self.by),
        ):
            column.rows.addWidget(field_label(label, field))
            column.rows.addWidget(field)
        column.rows.addWidget(self.wrong)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.keep)
        column.rows.addLayout(ends)
        self.rows.addWidget(column)
        self.add_row(self.problem)  # last, so that nothing above it moves

    def know_author(self, name: str) -> None:
        """Fill in who checks it, unless somebody stands there."""
        if not self.by.text():
            keep_as(self.by, "")
            self.by.setText(name)
            keep_as(self.by, f"{self._service} by" if self._service else "")

    def done(self) -> None:
        """It is kept: begin anew with what is known now."""
        self._service = ""

    def begin(self, service: str, number: str, author: str) -> None:
        """Fill in what is known, for another service; for the one on show already what is typed stays."""
        if service == self._service:
            return
        self._service = service
        for field in (self.value, self.by):
            keep_as(field, "")
        self.problem.clear()
        self.what.choose("number")
        self.value.setText(number)
        self.by.setText(author)
        self.wrong.setChecked(False)
        keep_as(self.value, f"{service} value")
        keep_as(self.by, f"{service} by")


def said_copies(out: int) -> str:
    """Say how many copies are out."""
    return "No copy is out." if not out else "1 copy is out." if out == 1 else f"{out} copies are out."


def said_old(old: int) -> str:
    """Say how many copies that are out carry a number that is no longer right."""
    if old == 1:
        return "1 copy that is out carries a number that is not right now."
    return f"{old} copies that are out carry a number that is not right now."


def _pills(page: ServicePage) -> QWidget:
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    flow = Flow(holder)
    line = page.line
    short = line.number_words if len(line.number_words) <= 40 else "look before printing"
    flow.addWidget(Pill(short, *STATE_LOOKS[line.state]))
    flow.addWidget(open_pill(line))
    return holder


def open_pill(line: ServiceLine) -> Pill:
    """Say if a service is open at this moment."""
    return Pill(line.open_words, *OPEN_LOOKS[line.open_state])


OPEN_LOOKS: Final[Mapping[OpenState, tuple[Tone, Shape]]] = {
    "open": ("fine", "dot"),
    "closed": ("quiet", "none"),
    "not known": ("quiet", "none"),
}
"""The tone and shape of each state; only one that is open now is green."""
