"""Sentences for errors, and announcements for screen readers."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.errors import AdvocateError, InvalidAnswer

OUR_FAULT: Final = "Something went wrong here. What you saved is safe."
"""Said for a fault of the program's own; the details go to the log without anything that was typed."""


def sentence_for(error: BaseException) -> str:
    """The sentence a person reads for an error; never the text of an error that is not ours."""
    if isinstance(error, InvalidAnswer):
        return error.sentence
    if isinstance(error, AdvocateError):
        return error.message
    return OUR_FAULT


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader speak: at once when ``urgent``, otherwise when it has finished its sentence.

    Words that are only taken away are no news: nothing is said.
    """
    if not words:
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # large; not before something is to be said

    event = QAccessibleAnnouncementEvent(widget, words)
    polite, assertive = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
    event.setPoliteness(assertive if urgent else polite)
    QAccessible.updateAccessibility(event)


class LiveRegion:
    """The words a page says of how it stands, said aloud whenever they have become others.

    The first are not: they are read with the page; but where the keyboard stays ``apart`` from it nothing reads them.
    """

    def __init__(self, widget: QWidget, *, apart: bool = False) -> None:
        self._widget, self._apart, self._words = widget, apart, ""

    def tell(self, words: str) -> None:
        """Say how the page stands now."""
        before, self._words = self._words, words
        if words != before and (before or self._apart):
            announce(self._widget, words)
