"""What tests of the unit's page share: asking the vault, and looking at what a screen says and offers."""

from __future__ import annotations

from collections.abc import Callable

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.destinations import Destination
from ui.shell.screen import AnyScreen, ScreenContext


def ask(context: ScreenContext, function: Callable[..., object], *arguments: object, **more: object) -> object:
    return context.worker.ask(function, *arguments, **more).result(timeout=20)


def visits_of(screen: AnyScreen) -> list[Destination]:
    visits: list[Destination] = []
    screen.visit_requested.connect(lambda visit: visits.append(visit.destination))
    return visits


def said(screen: AnyScreen) -> str:
    return "\n".join(words.text() for words in screen.findChildren(TextLabel) if words.isVisibleTo(screen))


def button(screen: AnyScreen, words: str) -> Button:
    return next(one for one in screen.findChildren(Button) if one.text() == words and one.isVisibleTo(screen))
