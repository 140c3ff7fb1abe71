"""Looks at a page as a careful reader would: is everything named, large enough, whole?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QWidget,
)

LEAST_TARGET = 32


def shown(page: QWidget) -> Iterator[QWidget]:
    """Every visible widget of a page, none looked at that lies within a hidden one."""
    for one in page.children():
        if isinstance(one, QWidget) and not one.isHidden():
            if one.width() and one.height():
                yield one
            yield from shown(one)


def nameless(page: QWidget) -> list[str]:
    """What the keyboard can reach and a screen reader has no name for."""
    found = []
    for widget in shown(page):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None or inside(widget):
            continue
        heard = QAccessible.queryAccessibleInterface(widget)
        if not heard.text(QAccessible.Text.Name).strip():
            found.append(told(widget))
    return found


def names_heard(page: QWidget) -> Iterator[str]:
    """The names of a page and of all in it, in the order a screen reader goes through them."""
    return _names_in(QAccessible.queryAccessibleInterface(page))


def _names_in(node: QAccessibleInterface) -> Iterator[str]:
    yield node.text(QAccessible.Text.Name)
    for place in range(node.childCount()):
        yield from _names_in(node.child(place))


def inside(widget: QWidget) -> bool:
    """Parts that Qt itself puts inside a control, such as the line in a spin box."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractSpinBox | QComboBox) or widget.objectName().startswith("qt_")


def small(page: QWidget) -> list[str]:
    """What is pressed and is smaller than a finger or an unsteady mouse needs."""
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)
    return [
        f"{told(one)} {one.width()}×{one.height()}"
        for one in shown(page)
        if isinstance(one, kinds) and not inside(one) and min(one.width(), one.height()) < LEAST_TARGET
    ] + [
        f"a row of {told(one)} {high} high"
        for one in shown(page)
        if isinstance(one, QListView | QTableView) and not inside(one) and one.model().rowCount()
        if (high := one.visualRect(one.model().index(0, 0)).height()) < LEAST_TARGET
    ]


def clipped(page: QWidget) -> list[str]:
    """Words that do not fit where they stand, and widgets that stick out of their place at the side."""
    found = []
    for widget in shown(page):
        if isinstance(widget, QLabel) and widget.text():
            found += _clipped_label(widget)
        elif isinstance(widget, QPushButton) and widget.text():
            words = widget.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), widget.text()).width()
            if words > widget.width():
                found.append(f"{told(widget)} needs {words}, has {widget.width()}")
        parent = widget.parentWidget()
        if parent is not None and not _scrolls(widget, page) and not parent.rect().contains(_sides(widget)):
            found.append(f"{told(widget)} sticks out of {told(parent)}")
    return found


def _clipped_label(label: QLabel) -> list[str]:
    need = label.heightForWidth(label.width()) if label.hasHeightForWidth() else label.sizeHint().height()
    wide = 0 if label.hasHeightForWidth() else label.sizeHint().width()
    if need > label.height() + 1 or wide > label.width() + 1:
        return [f"{told(label)} needs {wide}×{need}, has {label.width()}×{label.height()}"]
    return []


def _sides(widget: QWidget) -> QRect:
    """The widget's own width in its parent, at a height that is surely inside."""
    top = max(widget.geometry().top(), 0)
    return QRect(QPoint(widget.geometry().left(), top), QPoint(widget.geometry().right(), top))


def _scrolls(widget: QWidget, page: QWidget) -> bool:
    """Whether the widget's parent is the moving part of something that scrolls, or Qt's own inside."""
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QAbstractScrollArea | QLineEdit | QComboBox | QAbstractSpinBox):
            return not _is_page_of(parent, widget)
        parent = parent.parentWidget()
    return False


def _is_page_of(area: QAbstractScrollArea | QWidget, widget: QWidget) -> bool:
    """A page that only scrolls up and down must hold everything at the side."""
    return (
        isinstance(area, QAbstractScrollArea)
        and area.property("role") == "page"
        and widget.parentWidget() is not area
        and widget.parentWidget() is not area.viewport()
    )


def told(widget: QWidget) -> str:
    """A widget as a person would point at it."""
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel | QAbstractButton) else "")
    return f"{type(widget).__name__} “{words[:40]}”"


def doubled_access_keys(page: QWidget) -> list[str]:
    """Access keys that two buttons of one page claim."""
    keys = [one.shortcut().toString() for one in shown(page) if isinstance(one, QAbstractButton)]
    return sorted({key for key in keys if key and keys.count(key) > 1})


def in_sight(view: QAbstractItemView) -> bool:
    """Say if the whole row a list or table stands on can be seen."""
    row = view.visualRect(view.currentIndex())
    return not row.isEmpty() and QRegion(row).subtracted(view.viewport().visibleRegion()).isEmpty()


def settle_layout() -> None:
    """Let every pending layout be done."""
    for _turn in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
