"""What tests of the unit's page share: asking the vault, and looking at what a screen says and offers."""

from __future__ import annotations

from collections.abc import Callable

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.screen import Place, Screen, ScreenContext


def ask(context: ScreenContext, function: Callable[..., object], *arguments: object, **more: object) -> object:
    return context.worker.ask(function, *arguments, **more).result(timeout=20)


def places_of(screen: Screen) -> list[Place]:
    gone: list[Place] = []
    screen.going.connect(gone.append)
    return gone


def said(screen: Screen) -> str:
    return "\n".join(words.text() for words in screen.findChildren(TextLabel) if words.isVisibleTo(screen))


def button(screen: Screen, words: str) -> Button:
    return next(one for one in screen.findChildren(Button) if one.text() == words and one.isVisibleTo(screen))
