"""The changes made on a page of questions since it was opened: Ctrl Z takes the last back, Ctrl Shift Z makes it again.

In a line or a text Ctrl Z undoes what was typed there, as everywhere; from any other place it takes back an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hru_advocate.domain.forms.definition import FormDefinition
from ui.controls.announcements import announce
from ui.form.question.field_frame import FieldFrame

_MOST: Final = 100
"""Changes that are remembered."""


class _Change(NamedTuple):
    """One answer before and after; typing in one question without a change elsewhere is one change."""

    field: str
    before: object
    after: object


class AnsweredPage(Protocol):
    """A page of questions that holds answers and takes them back."""

    @property
    def form(self) -> FormDefinition:
        """The definition its questions come from."""
        ...

    def raw(self) -> dict[str, object]:
        """Every raw answer."""
        ...

    def put(self, raw: Mapping[str, object]) -> None:
        """Put answers in as if they were typed."""
        ...

    def frame_of(self, field_id: str) -> FieldFrame | None:
        """The frame of a question as it stands."""
        ...


class AnswerHistory(QObject):
    """Follows a page by its ``note`` and ``look_again``; nothing of it outlives the page, and nothing of it is kept.

    The keys work wherever the keyboard is within ``area``.
    """

    def __init__(self, area: QWidget, page: AnsweredPage) -> None:
        super().__init__(area)
        self._area, self._page = area, page
        self._done: list[_Change] = []
        self._undone: list[_Change] = []
        self._held = page.raw()
        self._putting = False
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, back in (("Ctrl+Z", True), ("Ctrl+Shift+Z", False)):
            QShortcut(QKeySequence(keys), area, context=within).activated.connect(partial(self._step, back=back))

    def look_again(self) -> None:
        """Take what questions made later hold for no change."""
        self._held = self._page.raw()

    def note(self) -> None:
        """Remember what has changed since the last look."""
        held, now = self._held, self._page.raw()
        self._held = now
        changed = [one for one in {**held, **now} if held.get(one) != now.get(one)]
        if self._putting or not changed:
            return
        for field in changed:
            before = self._done.pop().before if self._goes_on(field, now.get(field)) else held.get(field)
            self._done.append(_Change(field, before, now.get(field)))
        self._done = self._done[-_MOST:]
        self._undone.clear()

    def _goes_on(self, field: str, now: object) -> bool:
        """Say whether a change is more typing in the question that was changed last."""
        last = self._done[-1] if self._done else None
        typed = isinstance(now, str) and not self._page.form.by_id[field].choices
        return typed and last is not None and last.field == field and isinstance(last.after, str)

    def _step(self, *, back: bool) -> None:
        source, other = (self._done, self._undone) if back else (self._undone, self._done)
        if not source:
            announce(self._area, "Nothing to undo." if back else "Nothing to do again.")
            return
        change = source.pop()
        other.append(change)
        self._putting = True
        try:
            self._page.put({change.field: change.before if back else change.after})
        finally:
            self._putting = False
        self._held = self._page.raw()
        frame = self._page.frame_of(change.field)
        label = self._page.form.by_id[change.field].label
        announce(self._area, f"{'Undone' if back else 'Done again'}: {label}")
        if frame is not None and frame.isVisible():
            frame.take_focus()
