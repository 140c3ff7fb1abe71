"""The words a screen reader says after the name of an input: what is wrong with it, what was read in it, its help.

Words that stand beside an input on the screen are nothing to somebody who hears the page, unless the input says them.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.controls.answer_keys import KeyBar
from ui.controls.tick_boxes import Dropdown

_READ: Final = "described_as_read"
_BESIDE: Final = "described_beside"


def describe_as_read(widget: QWidget, words: str) -> None:
    """Say what the program makes of the words in an input."""
    widget.setProperty(_READ, words)
    _describe(widget)


def describe_beside(widget: QWidget, wrong: str, help_: str) -> None:
    """Say of the input in which a question is answered what stands beside it: what is wrong with it first, then help.

    A list to choose from says no help: its description may have to be its question.
    """
    target = widget
    while (further := target.focusProxy()) is not None:
        target = further
    bar = widget.findChild(KeyBar)
    if isinstance(target, Dropdown):
        target.say_beside(wrong)
    elif isinstance(bar, KeyBar) and (target is widget or target is bar or target.isAncestorOf(bar)):
        bar.say_beside(wrong, help_)
    else:
        target.setProperty(_BESIDE, " ".join(part for part in (wrong, help_) if part))
        _describe(target)


def _describe(widget: QWidget) -> None:
    read, beside = (str(widget.property(name) or "") for name in (_READ, _BESIDE))
    hint = widget.placeholderText() if isinstance(widget, QLineEdit) and not read else ""
    said = " ".join(part for part in (read, beside, hint) if part) if beside else read
    if said != widget.accessibleDescription():
        widget.setAccessibleDescription(said)
