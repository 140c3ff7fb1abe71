"""The physical key behind a letter: shortcuts and answer keys work on Cyrillic, Greek, Arabic or French layouts too.

Key numbers are those of the kernel's event codes, which are also the first scan code set of Windows; X11 and Wayland
add eight (xkeyboard-config, "evdev" keycodes).
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_ROWS: Final = ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_KEY_AT: Final = {first + place: sign for first, signs in _ROWS for place, sign in enumerate(signs)}
_X11_ADDS: Final = 8
_DOWN: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAKES_AWAY: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_OF_TEXTS: Final = frozenset(Qt.Key(ord(letter)) for letter in "ACVXYZ")
"""Letters that with Ctrl change a text, step by step for as long as they are held."""
_CONTROL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def physical_sign(event: QKeyEvent) -> str:
    """Give the letter or digit that stands on a key of a British keyboard where this one was pressed, or nothing."""
    if not event.nativeScanCode():
        return ""
    windows = QGuiApplication.platformName() == "windows"
    return _KEY_AT.get(event.nativeScanCode() - (0 if windows else _X11_ADDS), "")


def meant_sign(event: QKeyEvent) -> str:
    """Give the letter or digit a foreign key stands for; nothing where the key means what it says.

    A Latin letter is taken as it is written, wherever its key lies. In the row of digits the key counts where no Shift
    is held (French and Czech layouts need Shift for a digit), the digit where it was typed.
    """
    typed = _typed(event)
    if len(typed) == 1 and typed.isdecimal():
        digit = str(int(typed))
        return digit if not typed.isascii() or event.modifiers() & _SHIFT else ""
    if typed.isascii() and typed.isalpha():
        return ""
    sign = physical_sign(event)
    if sign.isdigit():
        return "" if event.modifiers() & _SHIFT else sign
    return sign if len(typed) == 1 and typed.isalpha() else ""


def takes_text(widget: QObject | None) -> bool:
    """Say if what is typed here becomes text."""
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


def _takes_lines(widget: QWidget) -> bool:
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    return isinstance(widget, (QPlainTextEdit, QTextEdit))


def _typed(event: QKeyEvent) -> str:
    """The sign on the key in this layout; with Ctrl held the text is a control character, so Qt's key says it."""
    if event.text() and event.text().isprintable():
        return event.text()
    return chr(event.key()) if 0x20 < event.key() <= sys.maxunicode else ""


def presses(event: QKeyEvent, watched: QWidget) -> bool:
    """Say if a key does a thing, so that held down it would do it again and again, to whatever comes next.

    Keys that move go on for as long as they are held, in a text those that delete or write too. Anywhere else a letter,
    a sign or Del does something: answers yes, takes a measure out, makes a visit longer.
    """
    key = Qt.Key(event.key())
    with_key = event.modifiers() & (_CONTROL | _ALT)
    if key in _ENTER:
        return bool(with_key) or not (_takes_lines(watched) and takes_text(watched))
    if key == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        return True
    sign = 0x20 < key <= sys.maxunicode
    if with_key in (_CONTROL, _ALT):  # both of them are AltGr, which writes
        return sign and not (takes_text(watched) and key in _OF_TEXTS)
    return (sign or key in _TAKES_AWAY) and not takes_text(watched)


class PhysicalKeys(QObject):
    """Hears the keys of whatever has the keyboard, and hands on as a Latin key what a layout has no Latin for.

    It acts only on keys that no shortcut took as they were; a key typed into a text stays what was typed. A key that is
    held down presses once.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DOWN or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.isAutoRepeat() and presses(event, watched):
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        held = event.modifiers() & (_CONTROL | _ALT)
        if held == _CONTROL | _ALT or (not held and takes_text(watched)):
            return False  # AltGr writes; and what is typed into a text is text
        sign = meant_sign(event)
        if not sign:
            return False
        modifiers = event.modifiers()
        if sign.isdigit() and modifiers & _SHIFT:
            modifiers ^= _SHIFT
        text = "" if held else sign.lower()
        # Qt offers a key that is sent to shortcuts first, as it does with one from the keyboard.
        QApplication.sendEvent(
            watched, QKeyEvent(event.type(), ord(sign), modifiers, text, event.isAutoRepeat(), event.count())
        )
        return True

    def _follow(self, left: QWidget | None, held: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if held is not None:
            held.installEventFilter(self)


_HEARING: Final[list[PhysicalKeys]] = []
"""The one there is. To look for it among the parts of Qt's application would first make a Python class of each part,
with the six hundred names of a style, before the first window."""


def hear_physical_keys(*widgets: QWidget) -> None:
    """Begin to hear, once in a run: what has the keyboard, and these widgets, which hand keys on to their parts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if not (_HEARING and isValid(_HEARING[0])):
        _HEARING[:] = [PhysicalKeys(app)]
    for widget in widgets:
        widget.installEventFilter(_HEARING[0])
