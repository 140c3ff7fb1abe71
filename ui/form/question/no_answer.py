"""The way to say why a question has no answer, at the end of its head while one is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QSpacerItem, QWidget

from hru_advocate.domain.forms.answers import AnswerState
from ui.controls.buttons import Button, small_button
from ui.controls.theme import theme
from ui.form.editor import REASONS

_LETTERS: Final[Mapping[AnswerState, str]] = {"not_known": "N", "declined": "D", "unsafe_to_ask": "u"}
"""The letter of each reason in the menu of *No answer*."""
_WORDS: Final = "No answer  Alt+N"
_AROUND_WORDS: Final = QSize(18, 6)
_LEAST_WORDS: Final = QSize(0, 26)
"""Pixels around the words of a small button, and the least they take, as the style sheet has them."""


@runtime_checkable
class Question(Protocol):
    """A question that is told when the keyboard has come to it, or left it."""

    def follow_keyboard(self) -> None:
        """Look where the keyboard is."""


class NoAnswer:
    """A button that opens the reasons, and Alt+N, which does so too; its room is kept, so that nothing moves.

    Both are made when somebody first comes to the question: of most questions of a page nobody asks for them.
    """

    def __init__(self, question: QWidget, head: QHBoxLayout, label: str, state: Callable[[str], object]) -> None:
        self._question, self._head, self._label, self._state = question, head, label, state
        self._button: Button | None = None
        self._menu: QMenu | None = None
        words = theme().metrics(13).size(Qt.TextFlag.TextSingleLine, _WORDS)
        size = (words.expandedTo(_LEAST_WORDS) + _AROUND_WORDS).expandedTo(theme().least)
        fixed = QSizePolicy.Policy.Fixed
        self._room = QSpacerItem(size.width() + head.spacing(), size.height(), fixed, fixed)
        head.addSpacerItem(self._room)
        _Follower.begin()

    def offer(self, *, wanted: bool) -> None:
        """Show the button, or hide it; while its menu is open it stays."""
        if self._button is None and wanted:
            self._button = self._made()
        if self._button is not None and not (self._menu is not None and self._menu.isVisible()):
            self._button.setVisible(wanted)

    def _made(self) -> Button:
        button = small_button(_WORDS, self._open)
        button.setAccessibleName(f"No answer, Alt+N: {self._label}")
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.hide()
        self._head.removeItem(self._room)
        self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Alt+N"), self._question, context=context).activated.connect(self._open)
        return button

    def _open(self) -> None:
        """Open the menu of reasons, which is made the first time."""
        if self._button is None:
            return
        self._button.show()
        if self._menu is None:
            self._menu = menu = QMenu(self._button)
            for state, words in REASONS:
                action = QAction(words.replace(_LETTERS[state], f"&{_LETTERS[state]}", 1), menu)
                action.setData(state)
                menu.addAction(action)
            menu.triggered.connect(lambda action: self._state(str(action.data())))
            self._button.setMenu(menu)
        self._button.showMenu()


class _Follower(QObject):
    """Tells questions that the keyboard has come to them or left them: one for all, whatever stands on a page."""

    @classmethod
    def begin(cls) -> None:
        """Begin to follow, once for the program."""
        app = QApplication.instance()
        if (
            isinstance(app, QApplication)
            and app.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly) is None
        ):
            cls(app)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)
        self._here: list[QWidget] = []

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        left, self._here = self._here, []
        around = now
        while around is not None:
            if isinstance(around, Question):
                self._here.append(around)
            around = around.parentWidget()
        for one in [*(one for one in left if one not in self._here), *self._here]:
            if shiboken6.isValid(one) and isinstance(one, Question):
                one.follow_keyboard()
