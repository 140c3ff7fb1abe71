"""Loads Qt, or says in a sentence why no window can open here: Qt itself would end the process without one."""

from __future__ import annotations

import gc
import os
import re
import sys
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError
from ui import read_no_sources

_LIBRARY: Final = r"(lib[\w.+-]+\.so[\w.]*):"
"""The system loader's first word when it tells of a library that is not there."""


_CHECKED_OUT: Final = "Where this is Debian, `make run` installs it or prints the line an administrator types."
_INSTALLED: Final = "Whoever looks after this computer can install it; the Debian package asks for it by name."


class QtMissing(DeviceError):
    """PySide6, which draws the windows, is not installed here. Your vault is as it was; `make run` installs it."""


class LibraryMissing(DeviceError):
    """This computer lacks a library that windows need. Your vault is as it was; `make run` says what to install."""

    def __init__(self, told: ImportError | OSError) -> None:
        found = re.match(_LIBRARY, str(told))
        named = f" ({found[1]})" if found else ""
        remedy = _INSTALLED if getattr(sys, "frozen", False) else _CHECKED_OUT
        super().__init__(f"This computer lacks a library that windows need{named}. Your vault is as it was. {remedy}")


class NoScreen(DeviceError):
    """There is no screen here, so no window can open. Your vault is as it was; hru-vault needs none."""


class ScreenUnreachable(DeviceError):
    """The screen that DISPLAY or WAYLAND_DISPLAY names is not there. Your vault is as it was; hru-vault needs none."""


def load(*, in_memory: bool = False) -> None:
    """Load Qt and see that a window could open; ``in_memory`` lets one be drawn where there is no screen at all.

    Raises:
        QtMissing, LibraryMissing: what is installed here is not enough.
        NoScreen, ScreenUnreachable: there is nowhere to open a window.
    """
    if not in_memory:
        gc.disable()  # what is loaded for the first window holds nothing to collect; ui/shell/collecting.py takes over
    try:
        import PySide6.QtCore

        read_no_sources()  # before the next import, which would begin to keep them
        import PySide6.QtGui
        import PySide6.QtWidgets  # noqa: F401 - loaded here, where its absence can be told
    except ModuleNotFoundError as error:
        raise QtMissing from error
    except ImportError as error:
        raise LibraryMissing(error) from error
    if sys.platform == "linux":
        if in_memory and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _find_screen()


def _find_screen() -> None:
    """Knock at the screens Qt would try, in its order; the first that answers will do."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    names = [name.partition(":")[0] for name in chosen.split(";")] if chosen else _usual_screens()
    if not names:
        raise NoScreen
    lacking: LibraryMissing | None = None
    for name in names:
        try:
            if _answers(name):
                return
        except LibraryMissing as error:
            lacking = error
    raise lacking or ScreenUnreachable


def _usual_screens() -> list[str]:
    wayland = ["wayland"] if os.environ.get("WAYLAND_DISPLAY") else []
    return [*wayland, "xcb"] if os.environ.get("DISPLAY") else wayland


def _answers(name: str) -> bool:
    if name == "xcb":
        return _x_answers()
    if name.startswith("wayland"):
        return _wayland_answers()
    return _plugin(name).exists()  # drawn into memory, say, as tests do


def _x_answers() -> bool:
    """Asks if the X server takes us in; about a millisecond, for Qt needs all that is loaded here."""
    import ctypes

    _load_plugin("xcb")
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers() -> bool:
    import socket

    _load_plugin("wayland")
    place = Path(os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("WAYLAND_DISPLAY") or "wayland-0")
    try:
        if sys.platform != "win32":
            with socket.socket(socket.AF_UNIX) as knocking:
                knocking.settimeout(2)
                knocking.connect(str(place))
    except OSError:
        return False
    return True


def _load_plugin(name: str) -> None:
    """Load Qt's way to a screen, which brings the system's libraries for it."""
    import ctypes

    try:
        ctypes.CDLL(str(_plugin(name)))
    except OSError as error:
        raise LibraryMissing(error) from error


def _plugin(name: str) -> Path:
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", f"libq{name}.so")
