"""Signals whose values have a type, which Qt's ``Signal(object)`` hides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import Qt, Signal

T = TypeVar("T")


class SignalOf(Protocol[T]):
    """A signal that emits one Python value."""

    def emit(self, value: T, /) -> None:
        """Hand the value to every slot."""
        ...

    def connect(self, slot: Callable[[T], object] | SignalOf[T], /, type: Qt.ConnectionType = ...) -> object:  # noqa: A002 - Qt's own name
        """Call the slot with every value."""
        ...


def value_signal() -> SignalOf[Any]:
    """Make a signal, in the body of a class whose annotation says what it carries."""
    return cast("SignalOf[Any]", Signal(object))
