"""Inputs that no window took are let go of with the words in them, once nothing needs them any more."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, OneLine, WordsBox
from ui.controls.labels import TextLabel
from ui.controls.tick_boxes import TickBox
from ui.shell.collecting import collect

MAKERS: dict[str, Callable[[], QWidget]] = {
    "many lines": ManyLines,
    "one line": OneLine,
    "words": WordsBox,
    "label": TextLabel,
    "button": lambda: Button("Open"),
    "tick box": lambda: TickBox("Yes"),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_control_that_no_window_took_is_let_go_of(qapp: QApplication, kind: str) -> None:
    control = MAKERS[kind]()
    control.ensurePolished()
    seen = weakref.ref(control)
    del control
    collect()
    qapp.processEvents()
    assert seen() is None
