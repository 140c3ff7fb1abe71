"""Choices of reading a diary and of its columns: what was proposed, and what somebody changed by keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hru_advocate.domain.incidents.diary.columns import ROLES, Role
from hru_advocate.domain.incidents.diary.days import DayOrder
from hru_advocate.domain.incidents.diary.letters import ENCODINGS
from hru_advocate.domain.incidents.diary.preview import DiaryPreview, HowToTake
from hru_advocate.domain.incidents.diary.reading import HowToRead
from hru_advocate.domain.incidents.diary.refusals import OTHERWISE_PERHAPS, DiaryRefused
from hru_advocate.domain.incidents.diary.rows import KIND_WORDS, DiaryKind
from ui.controls.inputs import OneLine
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel, field_label, quiet, restyle
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown

_FIND: Final = "Find it out"
_HEADS: Final = (("", _FIND), ("yes", "names the columns"), ("no", "is a row"))
_ORDERS: Final = (("", "Day first unless asked"), ("day_first", "Day first (UK)"), ("month_first", "Month first (US)"))
_HEADED: Final = {"yes": True, "no": False}
_NOT_READ: Final = (
    "Nothing of it is read yet. It can be said here how its letters are written, and what kind of file it is."
)


class DiaryChoices(QWidget):
    """Lists to choose from, and how the file is read. ``changed`` emits True where it is read anew."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._columns: dict[Role, int] | None = None
        self.refused = False
        self._shown: Mapping[Role, int] = {}
        self.said = TextLabel()
        self.mapping = quiet()
        self.kind = Dropdown("What kind of file", (("", _FIND), *KIND_WORDS.items()))
        self.letters = Dropdown("How its letters are written", (("", _FIND), *ENCODINGS.items()))
        self.head = Dropdown("Its first row", _HEADS)
        self.order = Dropdown("Dates such as 03/11", _ORDERS)
        self.year = OneLine("2026")
        self.year.setMaximumWidth(theme().px(80))
        self.who = Dropdown("Written by", (("", "Everybody"),))
        self.column = Dropdown("Column")
        self.role = Dropdown("Answers")
        for box in (self.kind, self.letters, self.head):
            box.activated.connect(lambda _index: self._read_anew())
        for box in (self.order, self.who):
            box.activated.connect(lambda _index: self.changed.emit(False))
        self.year.editingFinished.connect(self._year_typed)
        self.column.activated.connect(lambda _index: self._show_role())
        self.role.activated.connect(lambda _index: self._map())
        self._year = ""
        self._who_asked = _asked("Written by", self.who)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.said)
        self._of_rows = (
            _asked("Column", self.column),
            _asked("Answers", self.role),
            _asked("Dates such as 03/11", self.order),
            _asked("Year, where none is said", self.year),
        )
        self._head_asked = _asked("First row", self.head)
        layout.addWidget(
            flowing(
                *self._of_rows,
                self._who_asked,
                self._head_asked,
                _asked("Letters", self.letters),
                _asked("Kind", self.kind),
                gap=12,
            )
        )
        layout.addWidget(self.mapping)

    def begin(self) -> None:
        """Begin with another file: everything is found out."""
        self._columns, self._year, self.refused = None, "", False
        self.year.clear()
        for box in (self.kind, self.letters, self.head, self.order, self.who):
            box.choose("")

    def held(self) -> QWidget | None:
        """The choice that has the keyboard; none where that is elsewhere."""
        return QApplication.focusWidget() if holds_keyboard(self) else None

    def stand_at(self, held: QWidget | None) -> None:
        """Give the keyboard back to a choice; to how the letters are written where that one is no longer asked."""
        (held if held is not None and held.isVisible() else self.letters).setFocus()

    def how_to_read(self) -> HowToRead:
        """Say what was chosen of the file itself."""
        kind = cast("DiaryKind | None", self.kind.chosen() or None)
        return HowToRead(kind, self.letters.chosen(), _HEADED.get(self.head.chosen()))

    def how_to_take(self) -> HowToTake:
        """Say what was chosen of its rows."""
        year = int(self._year) if self._year else None
        return HowToTake(self._columns, cast("DayOrder", self.order.chosen()), year, self.who.chosen())

    def show_refused(self, why: DiaryRefused) -> None:
        """Offer what may be said of a file that was not read, where that may help."""
        self.refused = isinstance(why, OTHERWISE_PERHAPS)
        self.said.setText(_NOT_READ)
        self.said.setProperty("tone", "caution")
        restyle(self.said)
        self.mapping.setText("")
        for part in (*self._of_rows, self._who_asked, self._head_asked):
            part.setVisible(False)

    def show_preview(self, preview: DiaryPreview) -> None:
        """Say how the file was read, and offer what can be changed."""
        file, self._shown, self.refused = preview.file, preview.columns, False
        for part in self._of_rows:
            part.setVisible(True)
        self.said.setText(_how_read(preview))
        self.said.setProperty("tone", "caution" if preview.order_asked or not file.letters.sure else "")
        restyle(self.said)
        self.column.set_choices([(str(place), name) for place, name in enumerate(file.columns)])
        self._show_role()
        self.who.set_choices([("", "Everybody"), *((name, f"{name} ({count:,})") for name, count in preview.names)])
        self._who_asked.setVisible(bool(preview.names))
        self._head_asked.setVisible(file.kind == "csv")  # nothing else has columns that a row could name
        told = [f"{ROLES[role].split(',')[0]} = {file.columns[place]}" for role, place in preview.columns.items()]
        left = f"Left out: {', '.join(preview.left_out)}" if preview.left_out else ""
        self.mapping.setText(" · ".join((*told, left) if left else told))

    def _read_anew(self) -> None:
        self._columns = None  # another way of reading may have other columns
        self.changed.emit(True)

    def _year_typed(self) -> None:
        words = self.year.text().strip()
        year = words if len(words) == 4 and words.isascii() and words.isdigit() and words > "1949" else ""
        if not year:
            self.year.clear()
        if year != self._year:
            self._year = year
            self.changed.emit(False)

    def _show_role(self) -> None:
        place = int(self.column.chosen() or 0)
        role = next((one for one, at in self._shown.items() if at == place), "")
        self.role.set_choices((("", "Left out"), *ROLES.items()))
        self.role.choose(role)
        if not role:
            self.role.setCurrentIndex(0)

    def _map(self) -> None:
        """One column answers one question, and the other way round: what stood in either place gives way."""
        place, role = int(self.column.chosen() or 0), self.role.chosen()
        held: dict[Role, int] = {one: at for one, at in self._shown.items() if at != place and one != role}
        if role:
            held[cast("Role", role)] = place
        self._columns = held
        self.changed.emit(False)


def rows_in_words(count: int) -> str:
    """So many rows."""
    return "1 row" if count == 1 else f"{count:,} rows"


def _asked(words: str, box: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(field_label(words, box))
    column.addWidget(box)
    return holder


def _how_read(preview: DiaryPreview) -> str:
    file, found = preview.file, preview.order_found
    parts = [f"{KIND_WORDS[file.kind]}, {rows_in_words(len(file.rows))}"]
    parts += [f"cells parted by {file.parted_by}"] if file.parted_by else []
    sure = "" if file.letters.sure else " (it may be another way: look at the words)"
    parts.append(f"letters {file.letters.words}{sure}")
    parts += [f"such as {' '.join(file.letters.samples)}"] if file.letters.samples else []
    text = " · ".join(parts) + "."
    if file.letters.damaged:
        text += " Some letters were damaged before the file came here."
    if preview.order_asked:
        why = "some dates can only be day first and others only month first" if found.mixed else "it cannot be told"
        text += f" Is day or month first in dates such as 03/11? See row {found.row:,}: {why}. Say it once below."
    elif found.any:
        order = "month first" if preview.order == "month_first" else "day first, as in the UK"
        text += f" Dates are read {order}: compare row {found.row:,}."
    if preview.others:
        left_out = "is left out" if preview.others == 1 else "are left out"
        text += f" {rows_in_words(preview.others)} that others wrote {left_out}."
    return text
