"""Keeps the keyboard somewhere sensible and in sight: after every step to a page and back, and when its row goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.keyboard.reading_order import each_stop, position_of, stops_in
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.layout.scrolling import follow_keyboard
from ui.controls.lists.search_box import SearchBox
from ui.shell.async_bridge import AsyncBridge
from ui.shell.screen import AnyScreen, ResultsScreen

_LOOK_MS: Final = 15
_MOST_LOOKS: Final = 400
"""About six seconds; what is still being asked after that has a page of its own to say so."""
_Reason = Qt.FocusReason


_PATIENCE: Final = 12
"""Looks after the last answer until the keyboard goes to the next best place."""


class Place(NamedTuple):
    """A place the keyboard stood at on a page: the control, and what to know it by when its row was made anew."""

    control: QWidget
    name: str
    position: int


class FocusKeeper(QObject):
    """Watches the focus of one frame. ``here`` gives the page on show.

    A page one comes to for the first time gets the keyboard where its work begins, one that is come back to where the
    keyboard stood. Rows that are made anew while they hold the keyboard give it to the row of the same name.
    """

    def __init__(self, owner: QWidget, bridge: AsyncBridge, here: Callable[[], AnyScreen | None]) -> None:
        super().__init__(owner)
        self._owner, self._bridge, self._here = owner, bridge, here
        self._places: WeakKeyDictionary[AnyScreen, Place] = WeakKeyDictionary()
        self._aim: Place | None = None
        self._put: QWidget | None = None
        self._on: AnyScreen | None = None
        self._looks = self._idle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def arrive(self, screen: AnyScreen) -> None:
        """A page has come on show: lead the keyboard into it, once now and once when its answers are there."""
        self._on = screen
        self._aim = self._places.get(screen)
        self._put = QApplication.focusWidget()
        self._looks = self._idle = 0
        self._timer.start()
        if self._aim is not None:
            self._lead(screen)

    def _look(self) -> None:
        self._looks += 1
        screen = self._here()
        if screen is None or self._looks > _MOST_LOOKS:
            self._timer.stop()
        elif self._looks == 1:
            if self._aim is not None:
                self._lead(screen)  # after the page's own beginning
            self._put = QApplication.focusWidget()
        elif self._bridge.waiting or (self._aim is not None and still_to_come()):
            self._idle = 0
            if self._works():
                self._looks = 1  # however long it takes: the keyboard is nowhere meanwhile
        else:
            self._idle += 1
            if self._idle > _PATIENCE or self._is_there(screen):
                self._settle(screen)

    def _works(self) -> bool:
        """Say if what had the keyboard is switched off while it works."""
        control = self._aim.control if self._aim is not None else None
        return control is not None and shiboken6.isValid(control) and not control.isEnabled()

    def _is_there(self, screen: AnyScreen) -> bool:
        """Say if what the keyboard is meant for is on show; rows that were just made are not, for a moment."""
        if self._aim is not None and self._aim.name:
            return any(stop.accessibleName() == self._aim.name for stop in each_stop(screen))
        first = screen.first_focus()
        return self._idle > 1 and (first is None or first.isVisible())

    def _settle(self, screen: AnyScreen) -> None:
        """Everything asked for is there: lead the keyboard, unless somebody has moved it since."""
        self._timer.stop()
        focus = QApplication.focusWidget()
        inside = focus is not None and screen.isAncestorOf(focus) and focus.isVisible()
        if not self._owner.isVisible() or QApplication.activePopupWidget() is not None:
            return
        if not inside or focus is None:
            self._lead(screen)
        elif focus is self._put:  # nobody has moved it: what it was meant for may only be there now
            wanted = self._aim.name if self._aim is not None else ""
            if focus.accessibleName() != wanted and (wanted or screen.first_focus() is not None):
                self._lead(screen)
        self._remember(screen, QApplication.focusWidget())

    def _lead(self, screen: AnyScreen) -> None:
        """Put the keyboard on the place it stood at, else where the page begins, else on the first stop of the page."""
        if _typing_elsewhere(screen):
            return
        aim = self._aim
        ways: tuple[Callable[[], QWidget | None], ...] = (  # in turn: looking through all a page holds is dear
            lambda: _again(aim, screen) if aim is not None else None,
            screen.first_focus,
            lambda: next(each_stop(screen), None),
        )
        usable = (way for way in (find() for find in ways) if way is not None and way.isVisible() and way.isEnabled())
        if (found := next(usable, None)) is not None:
            found.setFocus(_Reason.OtherFocusReason)
            self._put = QApplication.focusWidget()

    def _follow(self, left: QWidget | None, held: QWidget | None) -> None:
        screen = self._here()
        if screen is None or screen is not self._on or not shiboken6.isValid(screen):
            return  # on the way from one page to another Qt hands the keyboard to whatever is there
        if held is not None and screen.isAncestorOf(held):
            if not self._timer.isActive():  # on the way in, the page's own beginning moves it too
                self._remember(screen, held)
            else:
                follow_keyboard(held)
        elif held is not None and not _was_handed_on(screen, left):
            self._let_go(left, held)
        elif self._owner.isVisible() and self._owner.window().isActiveWindow():
            # What held the keyboard has gone: its row is being made anew, or a view over the page was put away.
            if not self._timer.isActive():
                self._aim = self._places.get(screen)
                self._looks, self._idle = 1, 0
            self._put = None
            self._timer.start()

    def _let_go(self, left: QWidget | None, held: QWidget) -> None:
        """Lead nobody back who went to the rail, the search or a bar while their page was opening."""
        stood = left is not None and left.isVisibleTo(self._owner) and left.isEnabled()
        if self._looks and self._owner.isAncestorOf(held) and (stood or isinstance(held, SearchBox)):
            self._timer.stop()

    def _remember(self, screen: AnyScreen, held: QWidget | None) -> None:
        """Know where the keyboard stands on a page, and let it be seen."""
        if held is None or not screen.isAncestorOf(held):
            return
        self._places[screen] = Place(held, held.accessibleName(), position_of(held, screen))
        follow_keyboard(held)


def _was_handed_on(screen: AnyScreen, left: QWidget | None) -> bool:
    """Say if Qt handed the keyboard on, often to the rail, because what held it was put away or switched off."""
    if left is None or not shiboken6.isValid(left) or not screen.isAncestorOf(left):
        return False
    return not (left.isVisible() and left.isEnabled())


def _again(place: Place, screen: AnyScreen) -> QWidget | None:
    """Find the control a place meant, or the one that stands for it now."""
    if shiboken6.isValid(place.control) and place.control.isVisible():
        return place.control
    stops = stops_in(screen)
    named = [stop for stop in stops if place.name and stop.accessibleName() == place.name]
    return next(iter(named or stops[min(place.position, len(stops) - 1) :]), None)


def _typing_elsewhere(screen: AnyScreen) -> bool:
    """Say if the person is typing what is looked for, and the page follows it."""
    return isinstance(screen, ResultsScreen) and isinstance(QApplication.focusWidget(), SearchBox)
