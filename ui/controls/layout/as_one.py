"""A part of a page that is changed as a whole: it is laid out once all of it stands, not anew with each widget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from ui.controls.keyboard.held import holds_keyboard


@contextmanager
def as_one(part: QWidget, *, anew: bool = True) -> Iterator[None]:
    """Change what stands in a part; Qt lays out everything around whatever is shown on a page that is on show.

    Nothing is painted meanwhile. A part that the keyboard is in is changed where it stands, so that it stays there,
    and so is one of which not much is made ``anew``.
    """
    aside = anew and part.isVisible() and not holds_keyboard(part)
    if aside:
        part.hide()
    try:
        yield
    finally:
        if aside:
            part.show()
