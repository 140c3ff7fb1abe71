"""Signals whose values have a type, which Qt's ``Signal(object)`` hides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import Qt, Signal

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Emits(Protocol[T_contra]):
    """A signal that a value can be handed on to."""

    def emit(self, value: T_contra, /) -> None:
        """Hand the value to every slot."""
        ...


class SignalOf(Emits[T], Protocol[T]):
    """A signal that emits one Python value."""

    def connect(self, slot: Callable[[T], object] | Emits[T], /, type: Qt.ConnectionType = ...) -> object:  # noqa: A002 - Qt's own name
        """Call the slot with every value."""
        ...


def value_signal() -> SignalOf[Any]:
    """Make a signal, in the body of a class whose annotation says what it carries."""
    return cast("SignalOf[Any]", Signal(object))
