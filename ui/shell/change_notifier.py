"""Tells the screens that something changed, so that those concerned ask again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeNotifier(QObject):
    """One notice board for the whole program.

    ``changed`` carries the ``Changed`` of a command: which kinds of record, of which cases.
    ``noticed`` carries a short line for the status bar, such as "Draft saved 14:02".
    """

    changed = Signal(object)
    noticed = Signal(str)
