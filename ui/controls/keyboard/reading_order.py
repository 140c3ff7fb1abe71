"""The order of Tab: as one reads. Qt's own is the order things were made in, and rows made later come last there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QMainWindow,
    QScrollArea,
    QWidget,
)

_WHOLE = (QLabel, QAbstractScrollArea, QAbstractSpinBox, QComboBox)
"""Controls whose parts are their own business; an area that only scrolls is none of them."""
_NOT_BY_TAB = (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.ClickFocus)
_REVERSED = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def stops_in(page: QWidget) -> list[QWidget]:
    """Everything in a page that Tab stops at, as one reads: down a column, along a row, column after column."""
    return [stop for stop in _stops(page) if stop is not page]


def each_stop(page: QWidget) -> Iterator[QWidget]:
    """The same one after the other: who wants the first, or looks for one near the top, walks no further than that."""
    return (widget for widget in _walk(page) if widget is not page and _is_stop(widget))


def first_stop(pane: QWidget) -> QWidget | None:
    """The first thing in a pane that the keyboard can reach: the pane itself where that is one."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus and pane.isVisible() and pane.isEnabled():
        return pane
    return next(each_stop(pane), None)


def position_of(stop: QWidget, page: QWidget) -> int:
    """The number of stops a page has before this one; 0 for what Tab does not stop at."""
    if not _is_stop(stop):
        return 0
    return next((position for position, one in enumerate(each_stop(page)) if one is stop), 0)


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
    everything = list(_walk(page))
    if focus is None or focus not in everything:
        return stops[0 if forward else -1]
    position = everything.index(focus)
    part = everything[position + 1 :] if forward else everything[:position][::-1]
    rest = set(stops)
    return next((widget for widget in part if widget in rest), stops[0 if forward else -1])


def _is_stop(widget: QWidget) -> bool:
    return widget.isVisible() and _would_stop(widget)


def _would_stop(widget: QWidget) -> bool:
    """Say if Tab stops at a widget in sight. Qt's policy is not asked first: it is dear to bring to Python."""
    return widget.isEnabled() and widget.focusPolicy() not in _NOT_BY_TAB and widget.focusProxy() is None


def _stops(widget: QWidget) -> list[QWidget]:
    """The stops of a widget in sight, itself among them.

    Every Tab asks for a whole page, most of which are words, and pages kept out of sight lie beside it: what is hidden
    is not entered, and only where several parts hold a stop is it asked how they are laid out.
    """
    found = [widget] if _would_stop(widget) else []
    parts = {child: stops for child in _within(widget) if (stops := _stops(child))}
    for child in _in_order(widget, list(parts)):
        found += parts[child]
    return found


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """A widget, then what is in it, in order; what is hidden is left out."""
    yield widget
    for child in _in_order(widget, _within(widget)):
        yield from _walk(child)


def _within(widget: QWidget) -> list[QWidget]:
    """The widgets in sight directly inside another, as they were made."""
    if isinstance(widget, QScrollArea):
        return _seen([widget.widget()])
    if isinstance(widget, _WHOLE):
        return []
    if isinstance(widget, QMainWindow):
        return _seen([widget.centralWidget()])
    return _seen(widget.children())


def _in_order(widget: QWidget, children: list[QWidget]) -> list[QWidget]:
    """Some of the widgets directly inside another, as one reads them."""
    if len(children) < 2:
        return children
    layout = widget.layout()
    laid = list(_laid(layout, children)) if layout is not None else []
    known = set(laid)
    others = [child for child in children if child not in known]
    return [*laid, *sorted(others, key=lambda child: (child.y(), child.x()))]


def _seen(children: Sequence[QObject | None]) -> list[QWidget]:
    return [child for child in children if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()]


def laid_in(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout in its own order, those of the layouts in it in their place.

    Each is looked for by ``indexOf``. An item that Qt made must not be asked for: the Python object for it outlives it,
    is then taken for whatever comes to stand at its address, and the program ends when that goes.
    """
    holder = layout.parentWidget()
    children = [child for child in holder.children() if isinstance(child, QWidget)] if holder is not None else []
    return _laid(layout, children)


def _laid(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the children that are in a layout, in its order."""
    parts: list[tuple[int, QWidget | QLayout]] = []
    parts += [(layout.indexOf(child), child) for child in children]
    parts += [(layout.indexOf(inner), inner) for inner in layout.children() if isinstance(inner, QLayout)]
    elsewhere = [part for place, part in parts if place < 0 and isinstance(part, QWidget)]
    parts = sorted((one for one in parts if one[0] >= 0), key=lambda one: one[0])
    if isinstance(layout, QGridLayout):
        parts.sort(key=lambda one: layout.getItemPosition(one[0])[:2])  # type: ignore[index]  # a tuple of four
    elif isinstance(layout, QBoxLayout) and layout.direction() in _REVERSED:
        parts.reverse()
    for _place, part in parts:
        if isinstance(part, QWidget):
            yield part
        else:
            yield from _laid(part, elsewhere)
