"""One language text by text: the words beside their English, marked as checked by a named person, or reworded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.settings import author
from hru_advocate.casework.typed_words import keep_typed, typed
from hru_advocate.casework.unit import languages
from hru_advocate.casework.unit.languages import TranslationLine
from hru_advocate.domain.text_folding import fold, words_of
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, OneLine
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.layout.cards import Card, Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.controls.tick_boxes import Dropdown
from ui.form.words_keeper import FieldKeeper

if TYPE_CHECKING:
    from hru_advocate.casework.unit.languages import LanguageLine
    from ui.shell.screen import AnyScreen

_STATES: Final = (
    ("", "Any state"),
    ("draft", "Drafts"),
    ("outdated", "Out of date"),
    ("missing", "Missing"),
    ("checked", "Checked"),
)
_LOOKS: Final[dict[str, tuple[str, Tone, Shape]]] = {
    "draft": ("draft", "caution", "dash"),
    "checked": ("checked", "fine", "tick"),
    "outdated": ("out of date", "danger", "triangle"),
    "missing": ("missing", "quiet", "cross"),
}


class LanguageTexts(QWidget):
    """The texts of one language. ``leaving`` goes back to all languages, ``saving`` saves a file of this one."""

    leaving = Signal()
    saving = Signal(str)

    def __init__(self, owner: AnyScreen) -> None:
        super().__init__()
        self._owner = owner
        self.language = ""
        self._all: dict[str, TranslationLine] = {}
        self._head = heading()
        self._counts = quiet("")
        self._state = Dropdown("State", _STATES)
        self.filters = FilterBar("Words of a text", (self._state,))
        self.filters.changed.connect(self._sift)
        self.by = OneLine("who reads both languages")
        self.by.setMaxLength(120)
        self.by.setAccessibleName("Checked by")
        self.mark = Button("Mark as checked", "primary", keys="Ctrl ↵", on_click=self._check)
        self.page = TextPage()
        self.page.keep.clicked.connect(self._reword)
        self.keeper = FieldKeeper(owner, self._unsaved)
        self.page.typed.connect(self.keeper.touch)
        self._top = self._top_row()
        nothing = "Choose a text. Several can be chosen with Shift."
        self.both = ListAndPage("Texts", self.page, nothing, above=(self._top, self.filters), several=True)
        self.both.chosen.connect(self._chosen)
        self.both.marked.connect(self._count_marked)
        self.filters.search.walked.connect(self.both.take_keyboard)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._check)
        self._lay_out()

    def open_language(self, language: str, line: LanguageLine | None) -> None:
        """Show another language from its first text."""
        self.language = language
        self.both.shown = ""
        self.page.hide()
        self.say_counts(line)
        self.refresh()

    def say_counts(self, line: LanguageLine | None) -> None:
        """Say how much of it is checked."""
        if line is None:
            return
        self._head.setText(f"{line.name} · {line.own_name}")
        self._counts.setText(f"{line.checked} of {line.of} texts checked")

    def refresh(self) -> None:
        """Ask for its texts again."""
        self._owner.ask(languages.texts, self._take, self.language)
        self._owner.ask(languages.translator, lambda translator: self.page.run(translator.direction), self.language)
        self._owner.ask(author, self._know_author)

    def first_focus(self) -> QWidget:
        """Name the widget where the keyboard starts."""
        return self.filters.search

    def panes(self) -> list[QWidget]:
        """List what F6 walks through."""
        return [self.filters, *self.both.panes()]

    def step_back(self) -> bool:
        """Esc: back to the list where the text has taken its place."""
        return self.both.step_back()

    def _top_row(self) -> Row:
        back = Button("All languages", "link", on_click=self.leaving.emit)
        save = Button("Save as a file", on_click=lambda: self.saving.emit(self.language))
        top = Row().add(back).add_words(self._head, self._counts).add(save)
        top.line.setContentsMargins(0, 0, 0, 0)
        return top

    def _lay_out(self) -> None:
        self._marking = Row().add(quiet("Checked by", wrap=False)).add(self.by, stretch=1).add(self.mark)
        self._marking.line.setContentsMargins(0, 0, 0, 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for widget in (self._top, self.filters):
            rows.addWidget(widget)
        rows.addWidget(self.both, 1)
        rows.addWidget(self._marking)

    def _know_author(self, name: str) -> None:
        if not self.by.text():
            self.by.setText(name)

    def _take(self, lines: tuple[TranslationLine, ...]) -> None:
        self._all = {line.id: line for line in lines}
        self._sift()

    def _sift(self) -> None:
        """Show the texts that fit what is looked for."""
        wanted, state = words_of(self.filters.text()), self._state.chosen()
        found = [line for line in self._all.values() if state in ("", line.state) and _holds(line, wanted)]
        self.both.show_lines([line.id for line in found], [_line(line) for line in found])
        if self.both.shown in self._all:
            self.page.show_text(self._all[self.both.shown])
        self._count_marked()

    def _chosen(self, text_id: str) -> None:
        line = self._all.get(text_id)
        if line is not None:
            self.keeper.flush()  # of the text before this one, while it still stands in the field
            self.page.show_text(line)
            self.both.show_page()
            self._owner.ask(typed, partial(self.page.go_on, text_id), self._place(text_id))

    def _place(self, text_id: str) -> str:
        return f"translation {self.language} {text_id}"

    def _unsaved(self) -> tuple[str, str]:
        return self._place(self.page.text_id), self.page.unsaved()

    def _marked(self) -> list[str]:
        """The selected texts that can be checked: those that say the English of today."""
        return [text_id for text_id in self.both.selected() if self._all[text_id].state in ("draft", "checked")]

    def _count_marked(self) -> None:
        count = len(self._marked())
        words = f"Mark {count} as checked" if count > 1 else "Mark as checked"
        self.mark.setText(words)
        self.mark.setAccessibleName(f"{words}, Ctrl Enter")
        self.mark.setEnabled(count > 0)

    def _check(self) -> None:
        marked = self._marked()
        if not marked or not self.language:
            return
        follows = self.both.after(marked[-1]) if len(marked) == 1 else ""

        def checked(saved: Saved) -> None:
            self._owner.show_status(f"{len(marked)} checked" if len(marked) > 1 else "Checked")
            if follows:
                self.both.go_to(follows)
            self._owner.notify(saved.changed)

        self._owner.ask(languages.check, checked, self.language, frozenset(marked), self.by.text())

    def _reword(self) -> None:
        if self.both.shown:
            reworded = partial(self._reworded, self._place(self.both.shown))
            self._owner.ask(languages.reword, reworded, self.language, self.both.shown, self.page.words.words())

    def _reworded(self, place: str, saved: Saved) -> None:
        self._owner.ask(keep_typed, lambda _at: None, place, "")
        self._owner.show_status("Words kept as a draft")
        self._owner.notify(saved.changed)


class TextPage(QWidget):
    """One text: its English, its words to change, and who checked it. ``typed`` as its words are changed by hand."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text: TranslationLine | None = None
        self._pill = Pill("draft", "caution")
        self._english, self._state = TextLabel("", "heading"), quiet("")
        self.words = ManyLines(3, 10)
        self.keep = Button("Keep these words")
        self._showing = False
        self.words.textChanged.connect(self._change)
        card = Card("In the other language")
        card.rows.setSpacing(6)
        card.rows.addWidget(field_label("Its words", self.words))
        card.rows.addWidget(self.words)
        card.rows.addWidget(quiet("Other words are a draft again until somebody has checked them."))
        card.rows.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(quiet("English"))
        rows.addWidget(self._english)
        rows.addWidget(flowing(self._pill))
        rows.addWidget(self._state)
        rows.addWidget(card)

    @property
    def text_id(self) -> str:
        """The text on show, or ``""``."""
        return self._text.id if self._text is not None else ""

    def unsaved(self) -> str:
        """The words in the field, where they are not the text's own; else ``""``."""
        held = self._text.words if self._text is not None else ""
        return self.words.words() if self.words.words() != held else ""

    def go_on(self, text_id: str, words: str) -> None:
        """Show what was typed for this text before and never saved."""
        if words and text_id == self.text_id and not self.unsaved():
            self.words.show_words(words)

    def run(self, direction: str) -> None:
        """Write from right to left where the language does."""
        way = Qt.LayoutDirection.RightToLeft if direction == "rtl" else Qt.LayoutDirection.LeftToRight
        option = self.words.document().defaultTextOption()
        option.setTextDirection(way)
        self.words.document().setDefaultTextOption(option)

    def show_text(self, line: TranslationLine) -> None:
        """Show another text; one being changed stays as it was typed."""
        same = self._text is not None and self._text.id == line.id
        typed = same and self._text is not None and self.words.words() != self._text.words
        changed = not same or (self._text is not None and self._text.words != line.words)
        self._text = line
        self._english.setText(line.english)
        self._pill.set_pill(*_LOOKS[line.state])
        self._state.setText(_state_words(line))
        if changed or not typed:
            self._showing = True
            self.words.show_words(line.words)
            self._showing = False
        self._compare()

    def _change(self) -> None:
        self._compare()
        if not self._showing:
            self.typed.emit()

    def _compare(self) -> None:
        held = self._text.words if self._text else ""
        self.keep.setEnabled(self.words.words().strip() not in ("", held))


def _state_words(line: TranslationLine) -> str:
    if line.checked_words:
        return f"Checked by {line.checked_words}"
    if line.state == "outdated":
        return "Its English has changed since. It is not printed; give it words for the English above."
    return "English is printed in its place." if line.state == "missing" else "Its English stands beside it on paper."


def _holds(line: TranslationLine, wanted: list[str]) -> bool:
    text = fold(f"{line.english} {line.words} {line.id}")
    return all(word in text for word in wanted)


def _line(line: TranslationLine) -> ListLine:
    return ListLine(line.english, line.words or "no words yet", _LOOKS[line.state], long=True)
