"""The makers of screens, by the destination each shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

from ui.shell.destinations import Destination
from ui.shell.screen import AnyScreen, ScreenContext

D = TypeVar("D", bound=Destination)


class ScreenMakers:
    """One maker for each kind of destination, each pair typed where it is added."""

    def __init__(self) -> None:
        self._makers: dict[type, Callable[[ScreenContext, Any], AnyScreen]] = {}

    @property
    def kinds(self) -> frozenset[type]:
        """The kinds of destination that have a screen."""
        return frozenset(self._makers)

    def add(self, kind: type[D], maker: Callable[[ScreenContext, D], AnyScreen]) -> Self:
        """Let a maker make the screen of one kind of destination."""
        self._makers[kind] = maker
        return self

    def make(self, context: ScreenContext, destination: Destination) -> AnyScreen:
        """Make the screen that shows a destination."""
        return self._makers[type(destination)](context, destination)
