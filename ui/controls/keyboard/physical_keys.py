"""The physical key behind a letter: shortcuts and answer keys work on Cyrillic, Greek, Arabic or French layouts too.

Key numbers are those of the kernel's event codes, which are also the first scan code set of Windows; X11 and Wayland
add eight (xkeyboard-config, "evdev" keycodes).
"""

from __future__ import annotations

import sys
import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_ROWS: Final = ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_KEY_AT: Final = {first + place: sign for first, signs in _ROWS for place, sign in enumerate(signs)}
_X11_ADDS: Final = 8
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
        digit = str(unicodedata.decimal(typed))
        return digit if not typed.isascii() or event.modifiers() & _SHIFT else ""
    if typed.isascii() and typed.isalpha():
        return ""
    sign = physical_sign(event)
    if sign.isdigit():
        return "" if event.modifiers() & _SHIFT else sign
    return sign if len(typed) == 1 and typed.isalpha() else ""


def takes_text(widget: QObject | None) -> bool:
    """Say if what is typed here becomes text."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


def _typed(event: QKeyEvent) -> str:
    """The sign on the key in this layout; with Ctrl held the text is a control character, so Qt's key says it."""
    if event.text() and event.text().isprintable():
        return event.text()
    return chr(event.key()) if 0x20 < event.key() <= sys.maxunicode else ""


class PhysicalKeys(QObject):
    """Hears the keys of whatever has the keyboard, and hands on as a Latin key what a layout has no Latin for.

    It acts only on keys that no shortcut took as they were; a key typed into a text stays what was typed.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        held = event.modifiers() & (_CONTROL | _ALT)
        if held == _CONTROL | _ALT or (not held and takes_text(watched)):
            return False  # AltGr writes; and what is typed into a text is text
        sign = meant_sign(event)
        if not sign:
            return False
        modifiers = event.modifiers() & ~_SHIFT if sign.isdigit() else event.modifiers()
        text = "" if held else sign.lower()
        # As Qt does it: what has the focus may want the key for itself, then shortcuts, then the key as such.
        wish = QKeyEvent(QEvent.Type.ShortcutOverride, ord(sign), modifiers, text)
        wish.ignore()
        QApplication.sendEvent(watched, wish)
        if wish.isAccepted() or not press_shortcut(watched, QKeySequence(QKeyCombination(modifiers, Qt.Key(ord(sign))))):
            QApplication.sendEvent(
                watched, QKeyEvent(event.type(), ord(sign), modifiers, text, event.isAutoRepeat(), event.count())
            )
        return True

    def _follow(self, left: QWidget | None, held: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if held is not None:
            held.installEventFilter(self)


def press_shortcut(focus: QWidget, keys: QKeySequence) -> bool:
    """Do what the one shortcut with these keys does here; ``False`` when there is none, or more than one."""
    window = focus.window()
    shortcuts = [found for found in window.findChildren(QShortcut) if keys in found.keys() and _listens(found, focus)]
    buttons = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.shortcut() == keys and button.isVisible() and button.isEnabled()
    ]
    if len(shortcuts) + len(buttons) != 1:
        return False
    for shortcut in shortcuts:
        shortcut.activated.emit()
    for button in buttons:
        button.click()
    return True


def _listens(shortcut: QShortcut, focus: QWidget) -> bool:
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not shortcut.isEnabled() or not owner.isVisible() or not owner.isEnabled():
        return False
    match shortcut.context():
        case Qt.ShortcutContext.WidgetShortcut:
            return owner is focus
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return owner is focus or owner.isAncestorOf(focus)
        case _:
            return True


def hear_physical_keys(*widgets: QWidget) -> None:
    """Begin to hear, once in a run: what has the keyboard, and these widgets, which hand keys on to their parts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    found = app.findChild(PhysicalKeys, options=Qt.FindChildOption.FindDirectChildrenOnly)
    found = found or PhysicalKeys(app)
    for widget in widgets:
        widget.installEventFilter(found)
