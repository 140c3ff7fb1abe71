"""Caps Lock, as far as Qt lets it be known: Qt has no word for it, but every key tells by its letter or its state."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_X11_LOCK: Final = 0x2
"""The bit of Caps Lock in the state X11 and Wayland send with a key (LockMask of the X protocol)."""
_CAPITAL: Final = 0x14
"""Windows' number of the Caps Lock key (VK_CAPITAL)."""


def caps_lock_now() -> bool | None:
    """Ask the system, where it can be asked without a key: Windows only. ``None`` is not known."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(_CAPITAL) & 1)
    else:  # noqa: RET505 - mypy reads a branch of another platform as it should only with its else
        return None


def caps_lock_after(event: QKeyEvent, before: bool | None) -> bool | None:
    """Say if Caps Lock is on once a key was pressed; ``None`` is not known.

    A letter tells by itself: a capital without Shift, or a small letter with it. The Caps Lock key turns what stood.
    """
    text = event.text()
    if len(text) == 1 and text.isalpha() and text.upper() != text.lower():
        return text.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    sent = bool(event.nativeModifiers() & _X11_LOCK) if event.nativeScanCode() and _tells_state() else None
    known = before if sent is None else sent
    if event.key() != Qt.Key.Key_CapsLock:
        return known
    now = caps_lock_now()
    if now is not None:
        return now
    return None if known is None else not known


def _tells_state() -> bool:
    return QGuiApplication.platformName() in {"xcb", "wayland", "offscreen"}
