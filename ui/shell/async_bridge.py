"""Brings finished work back to the screens: one object, made once, alive as long as the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QObject, Qt, Signal

from hru_advocate.errors import AdvocateError, RestrictedCase, VaultLocked
from ui.controls.signals import SignalOf, value_signal

if TYPE_CHECKING:  # it brings logging with it, and the first window must be quick
    from concurrent.futures import Future

T = TypeVar("T")
_Waiting = tuple[QObject, Callable[[Any], object], Callable[[BaseException], object], "Future[Any]"]


class AsyncBridge(QObject):
    """Hands each answer to who asked for it, on the screens' thread.

    Closures stay here; the worker carries a number only, so that no widget can die on the worker's thread.
    An answer for a screen that is gone is dropped; why something could not be done is ``unheard`` then.
    """

    unheard: SignalOf[AdvocateError] = value_signal()
    """Emits what a page that has been left can no longer say where it stands."""

    _finished = Signal(int, object)
    _came_at_once = Signal(int, object)
    """As ``_finished``, but heard here and now; a fault of who asked ends in the last resort, as from any slot."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[int, _Waiting] = {}
        self._last = 0
        self._quiet_up_to = 0
        self._kept_back: list[AdvocateError] = []
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._came_at_once.connect(self._deliver, Qt.ConnectionType.DirectConnection)

    def when_done(
        self,
        future: Future[T],
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Call ``done`` with the result, or ``failed`` with the error, unless ``owner`` is gone by then."""
        self._last += 1
        self._waiting[self._last] = (owner, done, failed, future)
        future.add_done_callback(partial(self._post, self._last))

    @property
    def waiting(self) -> int:
        """The number of answers still on their way."""
        return len(self._waiting)

    def keep_quiet(self) -> None:
        """Keep back what goes wrong with anything asked so far: somebody looks on who may not know of it."""
        self._quiet_up_to = self._last

    def speak_again(self) -> None:
        """Say what was kept back meanwhile, and keep nothing back any more: nobody looks on now."""
        self._quiet_up_to, kept, self._kept_back = 0, self._kept_back, []
        for error in kept:
            self.unheard.emit(error)

    def hand_over(self, owner: QObject, within: int) -> None:
        """Hand over to an owner, here and now, what is answered within so many milliseconds; the rest comes as always.

        A page that is filled before it comes on show is laid out and painted once, not again with each answer. Nothing
        else happens meanwhile: a key that is pressed waits, and goes to the page. An error comes as always too.
        """
        from concurrent.futures import CancelledError

        until = QDeadlineTimer(within)
        while (first := self._first_of(owner)) is not None:
            number, future = first
            try:
                error = future.exception(max(until.remainingTime(), 0) / 1000)
            except (TimeoutError, CancelledError):
                return
            if error is not None:
                return
            self._came_at_once.emit(number, future)

    def _first_of(self, owner: QObject) -> tuple[int, Future[Any]] | None:
        mine = ((number, waits[-1]) for number, waits in self._waiting.items() if waits[0] is owner)
        return next(mine, None)

    def _post(self, number: int, future: Future[Any]) -> None:
        """Runs on the worker's thread: values only."""
        if shiboken6.isValid(self):
            self._finished.emit(number, future)

    def _deliver(self, number: int, future: Future[Any]) -> None:
        if number not in self._waiting:
            return  # it was handed over already
        owner, done, failed, _ = self._waiting.pop(number)
        quiet = number <= self._quiet_up_to
        from concurrent.futures import CancelledError

        error = CancelledError() if future.cancelled() else future.exception()
        if not shiboken6.isValid(owner) or not is_there(done):
            self.pass_on(error, at_once=not quiet)
        elif error is None:
            done(future.result())
        elif is_there(failed):
            failed(error)

    def pass_on(self, error: BaseException | None, *, at_once: bool = True) -> None:
        """Let somebody else say an error that nobody sees; what is not meant for people is none, nor a locked vault."""
        if not isinstance(error, AdvocateError) or isinstance(error, RestrictedCase | VaultLocked):
            return
        if at_once:
            self.unheard.emit(error)
        else:
            self._kept_back.append(error)


def is_there(slot: Callable[..., object]) -> bool:
    """Say if the widget that a call belongs to still lives; what belongs to none can always be called."""
    holder = getattr(slot, "__self__", None)
    return not isinstance(holder, QObject) or shiboken6.isValid(holder)
