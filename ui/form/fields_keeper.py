"""Keeps what is typed into fields of a page that belong to no form: each names itself, the page has one keeper."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from hru_advocate.casework.typed_words import fields_typed, keep_fields
from ui.controls.inputs import ManyLines
from ui.form.words_keeper import WordsKeeper
from ui.shell.screen import AnyScreen

Field = QLineEdit | ManyLines

_NAME: Final = "kept_as"
_FOLLOWED: Final = "followed_as"
_BEGAN: Final = "began_with"


class FieldsKeeper(WordsKeeper):
    """Keeps the fields of one screen that ``keep_as`` gave a name; ``place`` is the screen's own.

    What was typed and never saved is in its field again when that is next shown.
    """

    def __init__(self, screen: AnyScreen, place: str) -> None:
        super().__init__(screen)
        self._place = place
        self._texts: dict[str, str] = {}
        self._changes: dict[str, str] = {}
        self._waiting_fields: list[Field] = []
        self._asked = self._known = False

    def follow(self, field: Field) -> None:
        """Keep a field from now on, and show what was typed there before."""
        name = field.property(_NAME)
        if not name or field.property(_FOLLOWED) == name:
            return
        if field.property(_FOLLOWED) is None:
            field.textChanged.connect(self._hear)
        field.setProperty(_FOLLOWED, name)
        field.setProperty(_BEGAN, words_in(field))
        if self._known:
            self._show_again(field)
            return
        self._waiting_fields.append(field)
        if not self._asked:
            self._asked = True
            self.screen.ask(fields_typed, self._know, self._place)

    def saved(self, name: str) -> None:
        """Keep nothing more of the fields whose names begin so: what they hold is saved where it belongs."""
        for held in [one for one in self._texts if one.startswith(name)]:
            self._put(held, "")
        for field in fields_in(self.screen):
            if str(field.property(_FOLLOWED) or "").startswith(name):
                field.setProperty(_BEGAN, words_in(field))
        self.touch()

    def send(self) -> None:
        self._holds = any(self._texts.values())
        self.screen.ask_or(keep_fields, self.kept, self.not_kept, self._place, dict(self._changes))

    def _hear(self) -> None:
        """Something was typed into a field."""
        field = self.sender()
        name = field.property(_NAME)
        if name and isinstance(field, QLineEdit | ManyLines):
            words = words_in(field)
            self._put(name, words if words != field.property(_BEGAN) else "")
            self.touch()

    def _put(self, name: str, words: str) -> None:
        self._texts[name] = self._changes[name] = words

    def _know(self, held: dict[str, str]) -> None:
        self._known = True
        self._texts = held | self._texts
        for field in self._waiting_fields:
            if shiboken6.isValid(field):
                self._show_again(field)
        self._waiting_fields.clear()

    def _show_again(self, field: Field) -> None:
        """Show what was typed and never saved, unless something else is typed there by now."""
        words = self._texts.get(field.property(_NAME), "")
        if not words or words_in(field) != field.property(_BEGAN):
            return
        if isinstance(field, ManyLines):
            field.show_words(words)
        else:
            field.setText(words)
        self.screen.show_status("Typed before and not saved yet")


class _ShowFilter(QObject):
    """Tells the page's keeper of a field as soon as the field is on show there."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QLineEdit | ManyLines):
            _follow_near(watched)
        return False


def keep_as(field: Field, name: str) -> None:
    """Have what is typed into a field kept under a name, which is its own on its page; ``""`` keeps it no more."""
    first = field.property(_NAME) is None
    field.setProperty(_NAME, name)
    if first:
        field.installEventFilter(_ShowFilter(field))
    if field.isVisible():
        _follow_near(field)


def keeper_near(widget: QWidget) -> FieldsKeeper | None:
    """The keeper of the page that a widget stands on."""
    here: QWidget | None = widget
    while here is not None:
        found = here.findChild(FieldsKeeper, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        here = here.parentWidget()
    return None


def fields_in(page: QWidget) -> list[Field]:
    """Every field of a page that words are typed into."""
    return [*page.findChildren(QLineEdit), *page.findChildren(ManyLines)]


def words_in(field: Field) -> str:
    """The words of a field as typed."""
    return field.words() if isinstance(field, ManyLines) else field.text()


def _follow_near(field: Field) -> None:
    keeper = keeper_near(field)
    if keeper is not None:
        keeper.follow(field)
