"""Level, next contact and flags changed where they stand, below the head: a few questions of the form each belongs to.

Each is a record like any: checked by its form, drafted while it is typed, saved as an entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final, Literal, NamedTuple

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.cases.cases import CasePage
from hru_advocate.domain.moments import day_in_words
from ui.controls.announcements import announce
from ui.controls.buttons import Button, without_mnemonic
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.layout.cards import Card, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import KeptColumn
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import offer_draft
from ui.form.page import FormPage, bring_into_view
from ui.shell.destinations import FormDestination, FormRequest
from ui.shell.screen import AnyScreen

HeadPart = Literal["level", "next", "flag"]
"""A part of the head that is changed in its place."""


class _Asked(NamedTuple):
    """The form of a change, the questions of it that are asked, and the words for it."""

    form: str
    only: tuple[str, ...]
    words: str


_PARTS: Final[Mapping[HeadPart, _Asked]] = {
    "level": _Asked("judgement", ("level", "reason", "review"), "Judge the level"),
    "next": _Asked("contact", ("next_contact", "next_for", "outside_rules"), "Next contact"),
    "flag": _Asked(
        "flag",
        (
            *("kind", "what", "reference", "may_open", "agreed_by", "agreed_on", "review"),
            *("told", "told_on", "not_told_because"),
        ),
        "Set a flag",
    ),
}
_ENDING: Final = _Asked("flag", ("ended_on", "ended_because"), "End a flag")
_NO_PROMISE: Final = "No contact names a next one yet. It is said with the next contact that is logged."


class HeadEdit(Card):
    """Folded until ``open``. ``log_wanted`` is emitted where a next contact can only be said with a contact."""

    log_wanted = Signal()

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("Change at the head")
        self._screen, self._case = screen, case
        self._page: CasePage | None = None
        self._wanted: tuple[_Asked, FormRequest] | None = None
        self.page: FormPage | None = None
        self._begun_at: QWidget | None = None
        self._offers = KeptColumn()
        self._holder = KeptColumn()
        self.save_button = Button("Save entry", "primary", keys="Ctrl S", on_click=self.save)
        self.all_button = Button("All questions", on_click=self._all)
        self.leave_button = Button("Leave it", "link", keys="Esc", on_click=self.fold)
        self._buttons = flowing(self.save_button, self.all_button, self.leave_button)
        self.rows.addLayout(self._offers)
        self.rows.addLayout(self._holder)
        self.rows.addWidget(self._buttons)
        save = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)
        self.hide()

    def show_page(self, page: CasePage) -> None:
        """Know what stands in the head: the promise of a contact, the flags that hold."""
        self._page = page
        if not self.isHidden():
            self._offer()
            if self.page is not None:
                self.page.keeper.come_back(self._begin_again)

    def open(self, part: HeadPart) -> None:
        """Ask for a part of the head."""
        page = self._page
        if page is None:
            return
        asked = _PARTS[part]
        if part == "next" and not page.promised_in:
            self._screen.show_status(_NO_PROMISE)
            self.log_wanted.emit()
            return
        today = day_in_words(self._screen.context.now().date())
        first = {"level": {"made_on": today}, "flag": {"agreed_on": today}}.get(part, {})
        corrects = (page.promised_in,) if part == "next" else ()
        self._ask(asked, FormRequest(asked.form, self._case, corrects=corrects, answers=first))

    def save(self) -> None:
        """Save what stands here as an entry."""
        if self.page is not None and not self.isHidden():
            self.page.save()

    def fold(self) -> None:
        """Put it away, the keyboard back where it was; what was typed is kept as a draft."""
        self.let_go()
        begun = self._begun_at
        there = begun is not None and shiboken6.isValid(begun) and begun.isVisible() and begun.isEnabled()
        back = begun if there else self._screen.first_focus()
        if back is not None:  # before it hides: Qt hands the keyboard of what is hidden to whatever comes next
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def let_go(self) -> None:
        """Keep what is typed, as the page is left or hidden."""
        if self.page is not None:
            self.page.keeper.flush()

    def _ask(self, asked: _Asked, request: FormRequest) -> None:
        self.let_go()
        if not holds_keyboard(self):
            self._begun_at = QApplication.focusWidget()
        self._wanted = asked, request
        FormStart(self._screen, request, partial(self._begun, asked)).ask()

    def _begin_again(self, draft: str | None) -> None:
        """Begin from the draft as another page left it, or anew where that ended it."""
        if self._wanted is not None:
            asked, request = self._wanted
            self._ask(asked, replace(request, draft=draft))

    def _begun(self, asked: _Asked, begun: Beginning) -> None:
        if self._wanted is None or self._wanted[0] is not asked:
            return  # something else was asked for meanwhile
        if self.page is not None:
            self.page.put_away()
        empty(self._holder)
        self.head.setText(asked.words)
        self.setAccessibleName(asked.words)
        self._offer()
        page = FormPage(self._screen, begun, only=asked.only)
        page.saved.connect(self._saved)
        page.refused.connect(self._refused)
        self.page = page
        self._holder.addWidget(page)
        self.show()
        offer_draft(self._screen, begun.start, begun.drafts, self._go_on)
        page.take_focus()
        announce(self, asked.words)
        self._refused(self.head)  # the first question stands right below it

    def _offer(self) -> None:
        """Offer the parts that are not asked just now, and the end of each flag that holds."""
        empty(self._offers)
        page, asked_now = self._page, self._wanted[0] if self._wanted is not None else None
        if page is None:
            return
        names = {"next": f"Next contact: {page.line.next_words or 'none owed'}"}
        parts: list[QWidget] = [
            Button(names.get(part, asked.words), "link", on_click=partial(self.open, part))
            for part, asked in _PARTS.items()
            if asked is not asked_now
        ]
        parts += [
            Button(f"End: {without_mnemonic(flag.words)}", "link", on_click=partial(self._end, flag.entry))
            for flag in page.flags
        ]
        self._offers.addWidget(flowing(*parts, gap=0))

    def _end(self, entry: str) -> None:
        today = day_in_words(self._screen.context.now().date())
        request = FormRequest("flag", self._case, corrects=(entry,), answers={"ended_on": today})
        self._ask(_ENDING, request)

    def _all(self) -> None:
        """Go on with every question of the form; what is typed goes along as a draft."""
        if self.page is None or self._wanted is None:
            return
        request = self._wanted[1]
        if self.page.keeper.touched:
            self.page.keeper.keep()
            request = FormRequest(request.form, self._case, self.page.start.draft)
        self.hide()
        self._screen.go_to(FormDestination(request))

    def _go_on(self, draft: str | None) -> None:
        if self._wanted is not None:
            self._screen.go_to(FormDestination(FormRequest(self._wanted[1].form, self._case, draft)))

    def _saved(self, _saved: object) -> None:
        self._screen.show_status(f"{self.head.text()}: saved")
        self._wanted = None
        self.fold()

    def _refused(self, widget: QWidget) -> None:
        if self._screen.area is not None:
            bring_into_view(self._screen.area, widget)
