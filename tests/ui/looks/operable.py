"""Whatever of a page can be operated, as a screen reader, a keyboard and a voice find it: each fault is a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.ui.looking import inside, shown, told
from ui.controls.keyboard.reading_order import stops_in
from ui.shell.screen import Screen

CONTROLS = (
    QAbstractButton,
    QComboBox,
    QAbstractSpinBox,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QAbstractItemView,
)
_ROLES_OF_NOTHING = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Window}
_WORD = re.compile(r"[^\W_]+")


def operable(page: QWidget) -> Iterator[QWidget]:
    """Every control in sight; the head of a table is a part of it, and a control that hands on the keyboard none."""
    for widget in shown(page):
        parts = isinstance(widget, QHeaderView) or inside(widget) or widget.focusProxy() is not None
        if isinstance(widget, CONTROLS) and not parts:
            yield widget


def hard_to_tell(page: QWidget) -> list[str]:
    """Controls without a role, fields whose label is not their name, words that are no part of a name, and doubles.

    Whoever speaks to a computer says the words in sight; whoever listens to it hears name and description alone.
    """
    found, heard = [], defaultdict(list)
    for widget in operable(page):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = widget.accessibleName() or interface.text(QAccessible.Text.Name)
        if interface.role() in _ROLES_OF_NOTHING:
            found.append(f"{told(widget)} has no role")
        if isinstance(widget, QAbstractButton) and not _says(name, widget.text().replace("&", "")):
            found.append(f"{told(widget)} shows “{widget.text()}”, which is no part of its name")
        heard[interface.role(), name, widget.accessibleDescription()].append(widget)
    for label in (one for one in page.findChildren(QLabel) if one.isVisible()):
        words = label.text().replace("&", "").removesuffix(" · needed")
        if words != label.text().replace("&", "") and not _is_called(label.buddy(), "Needed to save."):
            found.append(f"{told(label)} does not say to who listens that it is needed")
        found += [
            f"{told(field)} is not called what stands above it, “{words}”"
            for field in [cast("QWidget | None", label.buddy())]
            if field is not None and field.isVisible() and not _is_called(field, words)
        ]
    found += [f"{told(same[0])} is there {len(same)} times, all heard alike" for same in heard.values() if same[1:]]
    return found


def _is_called(field: QWidget, words: str) -> bool:
    """Whether a field, or one of those it is made of, is called so; an answer among several has its question too."""
    parts = (field, *operable(field))
    return any(_says(part.accessibleName(), words) or _says(part.accessibleDescription(), words) for part in parts)


def _says(name: str, words: str) -> bool:
    """Whether words stand in a name in their order; the keys and signs between them are not spoken."""
    spoken, wanted = ([word.casefold() for word in _WORD.findall(text)] for text in (name, words))
    return any(spoken[at : at + len(wanted)] == wanted for at in range(len(spoken) - len(wanted) + 1))


def out_of_reach(page: QWidget) -> list[str]:
    """Controls that neither Tab, nor the arrows from one beside them, nor a key in their name leads to."""
    stops = set(stops_in(page))
    rows = {stop.parentWidget() for stop in stops}
    return [
        f"{told(widget)} cannot be reached by the keyboard"
        for widget in operable(page)
        if widget.isEnabled() and widget not in stops
        if not (widget.focusPolicy() & Qt.FocusPolicy.ClickFocus and widget.parentWidget() in rows)
        if ", Alt+" not in widget.accessibleName()
    ]


def out_of_order(page: QWidget) -> list[str]:
    """Stops of Tab that go back up in a column, or back along a line; what stands around a screen is read apart."""
    return [
        f"Tab goes from {told(before)} back to {told(after)}"
        for before, after in pairwise(stops_in(page))
        if _screen_of(before) is _screen_of(after)
        if all(not one.visibleRegion().isEmpty() for one in (before, after))  # where what is scrolled away would stand
        if goes_back(place_of(before), place_of(after))
    ]


def _screen_of(widget: QWidget) -> QWidget | None:
    """The screen a widget stands on, or none for what frames it."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Screen):
        above = above.parentWidget()
    return above


def place_of(widget: QWidget) -> QRect:
    """Where a widget stands on the screen."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def goes_back(before: QRect, after: QRect) -> bool:
    """True where the next stop stands above in the same column, or to the left on the same line."""
    same_column = before.left() < after.right() and after.left() < before.right()
    same_line = before.top() < after.bottom() and after.top() < before.bottom()
    return (same_column and after.bottom() <= before.top()) or (same_line and after.right() <= before.left())
