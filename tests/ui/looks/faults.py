"""All looks at a page together: what is in the way of somebody who sees little, listens, speaks or has keys alone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.looking import clipped, doubled_access_keys, nameless, settle_layout, small
from tests.ui.looks.drawn_words import badly_read
from tests.ui.looks.focus_marks import Kind, unmarked
from tests.ui.looks.operable import hard_to_tell, out_of_order, out_of_reach


def faults(page: QWidget, known: set[Kind] | None = None) -> list[str]:
    """Every fault of a page on show, each a sentence that names the control.

    ``known`` holds the kinds of controls whose mark of the keyboard was looked at on a page before.
    """
    settle_layout()
    return [
        *(f"{one} has no name" for one in nameless(page)),
        *(f"{one} is too small" for one in small(page)),
        *clipped(page),
        *(f"{key} is claimed by two buttons" for key in doubled_access_keys(page)),
        *hard_to_tell(page),
        *out_of_reach(page),
        *out_of_order(page),
        *badly_read(page),
        *unmarked(page, set() if known is None else known),
    ]
