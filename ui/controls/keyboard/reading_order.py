"""The order of Tab: as one reads. Qt's own is the order things were made in, and rows made later come last there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QWidget,
)

_WHOLE = (QAbstractScrollArea, QAbstractSpinBox, QComboBox)
"""Controls whose parts are their own business; an area that only scrolls is none of them."""
_REVERSED = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def stops_in(page: QWidget) -> list[QWidget]:
    """Everything in a page that Tab stops at, as one reads: down a column, along a row, column after column."""
    stops = {widget for widget in page.findChildren(QWidget) if _is_stop(widget)}
    wanted: set[QWidget] = set()
    for stop in stops:  # most of a page are words: only what holds a stop is looked through
        around: QWidget | None = stop
        while around is not None and around is not page and around not in wanted:
            wanted.add(around)
            around = around.parentWidget()
    return [widget for widget in _widgets(page, wanted) if widget in stops]


def go_on(page: QWidget, *, forward: bool) -> bool:
    """Take the keyboard to the next stop of a page, or to the one before; ``False`` when there is none."""
    stops, focus = stops_in(page), QApplication.focusWidget()
    if not stops:
        return False
    if focus in stops:
        aim = stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)]
    else:
        aim = _beside(page, focus, stops, forward=forward)
    aim.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _beside(page: QWidget, focus: QWidget | None, stops: list[QWidget], *, forward: bool) -> QWidget:
    """The stop after or before something that Tab does not stop at itself, an answer that was clicked for instance."""
    everything = list(_widgets(page))
    if focus is None or focus not in everything:
        return stops[0 if forward else -1]
    position = everything.index(focus)
    part = everything[position + 1 :] if forward else everything[:position][::-1]
    rest = set(stops)
    return next((widget for widget in part if widget in rest), stops[0 if forward else -1])


def _is_stop(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()


def _widgets(widget: QWidget, wanted: set[QWidget] | None = None) -> Iterator[QWidget]:
    """A widget, then what is in it, in order; what is hidden is left out, and so is what is not ``wanted``."""
    yield widget
    if isinstance(widget, QScrollArea):
        inner = _one(widget.widget())
    elif isinstance(widget, _WHOLE):
        return
    elif isinstance(widget, QMainWindow):
        inner = _one(widget.centralWidget())
    else:
        inner = [child for child in _children(widget) if wanted is None or child in wanted]
        if len(inner) > 1:
            layout = widget.layout()
            laid = list(laid_in(layout, inner)) if layout is not None else []
            known = set(laid)
            others = [child for child in inner if child not in known]
            inner = [*laid, *sorted(others, key=lambda child: (child.y(), child.x()))]
    for child in inner:
        if child.isVisible() and not child.isWindow():
            yield from _widgets(child, wanted)


def _one(widget: QWidget | None) -> list[QWidget]:
    return [widget] if widget is not None else []


def _children(widget: QWidget | None) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget)] if widget is not None else []


def laid_in(layout: QLayout, among: list[QWidget] | None = None) -> Iterator[QWidget]:
    """The widgets of a layout in its own order, or those ``among`` them; those of the layouts in it in their place.

    Each is looked for by ``indexOf``. An item that Qt made must not be asked for: the Python object for it outlives it,
    is then taken for whatever comes to stand at its address, and the program ends when that goes.
    """
    parts: list[tuple[int, QWidget | QLayout]] = []
    held = _children(layout.parentWidget()) if among is None else among
    parts += [(layout.indexOf(child), child) for child in held]
    parts += [(layout.indexOf(inner), inner) for inner in layout.children() if isinstance(inner, QLayout)]
    parts = sorted((one for one in parts if one[0] >= 0), key=lambda one: one[0])
    if isinstance(layout, QGridLayout):
        parts.sort(key=lambda one: layout.getItemPosition(one[0])[:2])  # type: ignore[index]  # a tuple of four
    elif isinstance(layout, QBoxLayout) and layout.direction() in _REVERSED:
        parts.reverse()
    for _place, part in parts:
        if isinstance(part, QWidget):
            yield part
        else:
            yield from laid_in(part, held)
