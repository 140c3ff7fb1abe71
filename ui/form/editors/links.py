"""Editor for links: what an answer points to, chosen by the product's own words from a list that searches."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.raw_answers import words_in
from hru_advocate.domain.text_folding import fold, words_of
from ui.controls.buttons import Button, without_mnemonic
from ui.controls.inputs import OneLine, bare
from ui.controls.keyboard.escape import EscapeLeaves
from ui.controls.labels import quiet
from ui.controls.layout.flow_layout import Flow
from ui.controls.layout.scrolling import keep_row_in_sight
from ui.controls.theme import theme
from ui.form.editor import Editor, EditorContext, LinkChoices


class Chooser(QFrame):
    """A line to search in and the list below it. Enter takes the one marked, Esc closes."""

    taken = Signal(str)
    closed = Signal()

    def __init__(self, choices: LinkChoices, words: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._choices = [(link_id, label, fold(label)) for link_id, label in choices]
        self._left_out: frozenset[str] = frozenset()
        self.line = OneLine("Type to search")
        self.line.setAccessibleName(f"Search: {words}")
        self.list = QListWidget()
        self.list.setAccessibleName(f"Choices: {words}")
        self.list.setWordWrap(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(theme().px(200))
        self.none = quiet("Nothing here has these words.")
        column = bare(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (self.line, self.list, self.none):
            column.addWidget(widget)
        policy = self.none.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.none.setSizePolicy(policy)
        keep_row_in_sight(self.list, self.line)
        self.line.textChanged.connect(self._sieve)
        self.line.installEventFilter(self)
        EscapeLeaves(self, (self, self.line, self.list), self.closed.emit)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)

    def leave_out(self, ids: Sequence[str]) -> None:
        """Offer everything but these."""
        self._left_out = frozenset(ids)
        self._sieve(self.line.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _sieve(self, text: str) -> None:
        wanted = words_of(text)
        self.list.clear()
        for link_id, label, folded in self._choices:
            if link_id not in self._left_out and all(word in folded for word in wanted):
                item = QListWidgetItem(label)
                item.setData(Qt.ItemDataRole.UserRole, link_id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.none.setVisible(not self.list.count())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.taken.emit(str(item.data(Qt.ItemDataRole.UserRole)))


class LinksEditor(Editor):
    """An editor of links that were chosen, each with a way to take it off; *Add* opens the list."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self._ids: list[str] = []
        self._choices: LinkChoices = context.links.get(asked.link or "reason", ())
        self._labels = dict(self._choices)
        self._words = asked.label
        self._chooser: Chooser | None = None
        self.add = Button("Choose" if asked.most == 1 else "Add", on_click=self.open)
        self._chips = QWidget()
        self._row = Flow(self._chips, gap=6)
        column = bare(self.body)
        column.addWidget(self._chips)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        column.addLayout(line)
        self.setFocusProxy(self.add)
        self._show()

    def read(self) -> object:
        return list(self._ids) or None

    def put(self, value: object) -> None:
        self._ids = list(dict.fromkeys(words_in(value)))
        self._show()

    def name_inputs(self, words: str) -> None:
        self._words = words
        self.add.setAccessibleName(f"{self.add.text()}: {words}")

    def open(self) -> None:
        """Show the list and search in it; a second press closes it."""
        if self._chooser is None:
            self._chooser = Chooser(self._choices, self._words)
            self._chooser.taken.connect(self.take)
            self._chooser.closed.connect(self.close_list)
            layout = self.body.layout()
            if layout is not None:
                layout.addWidget(self._chooser)
        elif self._chooser.isVisible():
            self.close_list()
            return
        self._chooser.leave_out(self._ids)
        self._chooser.show()
        self._chooser.line.setFocus()

    def close_list(self) -> None:
        """Put the list away."""
        if self._chooser is not None:
            self._chooser.hide()
            self._chooser.line.clear()
        self.add.setFocus()

    def take(self, link_id: str) -> None:
        """Add one; where only one may stand it takes the place of the other."""
        single = self.asked.most == 1
        self._ids = [link_id] if single else [*self._ids, link_id]
        self._show()
        if self._chooser is not None:
            self._chooser.line.clear()
            self._chooser.leave_out(self._ids)
        if single:
            self.close_list()
        self.changed.emit()

    def _drop(self) -> None:
        self._ids.remove(str(self.sender().property("link")))
        self._show()
        self.add.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for link_id in self._ids:
            label = self._labels.get(link_id, link_id)
            chip = Button(f"{without_mnemonic(label)}  ✕", "key")
            chip.setProperty("link", link_id)
            chip.setAccessibleName(f"Take off: {label}")
            chip.clicked.connect(self._drop)
            self._row.addWidget(chip)
        self._chips.setVisible(bool(self._ids))
        self.add.setVisible(not (self.asked.most and self.asked.most > 1 and len(self._ids) >= self.asked.most))
