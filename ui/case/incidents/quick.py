"""The quick line of an incident: one sentence, taken apart below while it is typed, saved with Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.incidents.noting import FORM, WhenMissing, raw_of
from hru_advocate.domain.incidents.quick_line import QuickIncident, read_line
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import HintLine, OneLine
from ui.controls.labels import field_label
from ui.controls.layout.cards import Card, empty
from ui.controls.layout.flow_layout import flowing
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import offer_draft
from ui.form.page import FormPage, bring_into_view
from ui.shell.destinations import DiaryDestination, FormDestination, FormRequest, IncidentTableDestination
from ui.shell.screen import AnyScreen

READ: Final = ("happened", "what", "times", "times_told", "words")
"""The questions a line answers, as far as it says so."""

QUICK: Final = ("happened", "behaviours", "what", "times", "times_told", "words")
"""The questions shown below the line; *All questions* opens the rest."""

_HINT: Final = "yesterday 3 pm, followed me from the bus stop"
_ABOUT: Final = "When, a comma, what was done; her or his words in quotes. Enter saves what is shown below."


class QuickNote(Card):
    """The line, what was read of it, and the ways to all questions and to the table; ``noted`` once one is saved."""

    noted = Signal()

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("Note an incident")
        self._screen, self._case = screen, case
        self.page: FormPage | None = None
        self._wants_keyboard = False
        self._sure_of = ""
        self.line = OneLine(_HINT)
        self.line.textEdited.connect(self._read)
        self.line.returnPressed.connect(self.note_down)
        self.hint = HintLine()
        self._holder = QHBoxLayout()
        self.save_button = Button("Save", "primary", keys="Ctrl S", on_click=self.save)
        self.all_button = Button("All questions", on_click=self._all)
        self.many_button = Button("Many at once", on_click=self._many)
        self.diary_button = Button("A diary", on_click=self._diary)
        label = field_label("In one line", self.line)
        for widget in (label, self.line, self.hint):
            self.rows.addWidget(widget)
        self.rows.addLayout(self._holder)
        self.rows.addSpacing(12)
        self._below = flowing(self.save_button, self.all_button, self.many_button, self.diary_button)
        self.rows.addWidget(self._below)
        self._say(_ABOUT)
        key = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.save)
        self._begin()

    def take_keyboard(self) -> None:
        """Put the keyboard into the line, now or as soon as it can be used."""
        self._wants_keyboard = self.page is None
        if self.page is not None:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hand the draft on."""
        if self.page is not None:
            self.page.keeper.flush()

    def come_back(self) -> None:
        """Take up what another page did with the draft since this one was left."""
        if self.page is not None:
            self.page.keeper.come_back(self._begin_again)

    def note_down(self) -> None:
        """Enter in the line: save, where a day was read; else say how it is understood, and save when asked again."""
        if self.page is None or not self.line.text().strip():
            return
        read = self._taken(self.line.text())
        if read.when is None:
            self._say(WhenMissing().message, danger=True)
        elif not read.placed and self._sure_of != read.when.told and self._unplaced():
            self._sure_of = read.when.told
            self._say(
                "No day can be made out of the when. It is kept as told; press Enter again to save it so.", danger=True
            )
        else:
            self.save()

    def save(self) -> None:
        """Save what stands in the questions."""
        if self.page is not None:
            self.page.save()

    def _unplaced(self) -> bool:
        """Say whether the question itself still holds the words that could not be placed: one may have mended it."""
        return self.page is not None and isinstance(self.page.raw().get("happened"), str)

    def _taken(self, text: str) -> QuickIncident:
        return read_line(text, self._screen.context.now())

    def _read(self, text: str) -> None:
        """Show in the questions what the line says, as it is typed."""
        if self.page is None:
            return
        raw = raw_of(self._taken(text))
        for field in ("times", "times_told"):
            if field in raw:
                self.page.frame_at(field)
        self.page.put({field: raw.get(field) for field in READ})
        self._sure_of = ""
        self._say(_ABOUT)

    def _begin(self) -> None:
        FormStart(self._screen, FormRequest(FORM, self._case), self._begun).ask()

    def _begin_again(self, draft: str | None) -> None:
        """Begin from the draft as another page left it, or anew; what the line says is in neither."""
        if self.page is not None:
            self.line.clear()
            self._say(_ABOUT)
            self.page.keeper.hand_over(FormStart(self._screen, FormRequest(FORM, self._case, draft), self._begun).ask)

    def _begun(self, begun: Beginning) -> None:
        if self.page is not None:
            self.page.put_away()
        empty(self._holder)
        page = FormPage(self._screen, begun, only=QUICK)
        for field in ("times", "times_told"):
            page.hold_back(field)
        page.saved.connect(self._saved)
        page.refused.connect(self._refused)
        self.page = page
        self._holder.addWidget(page)
        page.stackUnder(self._below)  # a screen reader goes through a page in this order
        offer_draft(self._screen, begun.start, begun.drafts, self._go_on)
        if self.line.text():  # typed before the questions could be shown
            self._read(self.line.text())
        if self._wants_keyboard:
            self.take_keyboard()

    def _go_on(self, draft: str | None) -> None:
        self._screen.go_to(FormDestination(FormRequest(FORM, self._case, draft)))

    def _saved(self, _saved: object) -> None:
        self._screen.show_status("Incident noted")
        self.noted.emit()
        self.line.clear()
        self._sure_of = ""
        self._say(_ABOUT)
        self.page = None
        self._wants_keyboard = True
        self._begin()

    def _refused(self, widget: QWidget) -> None:
        if self._screen.area is not None:
            bring_into_view(self._screen.area, widget)

    def _all(self) -> None:
        """Go on with every question: what is typed goes along as a draft."""
        page, self.page = self.page, None
        if page is None:
            return
        draft = page.start.draft if page.keeper.touched else None
        page.put_away()
        self._screen.go_to(FormDestination(FormRequest(FORM, self._case, draft)))
        self.line.clear()
        self._begin()

    def _many(self) -> None:
        self._screen.go_to(IncidentTableDestination(self._case))

    def _diary(self) -> None:
        self._screen.go_to(DiaryDestination(self._case))

    def _say(self, words: str, *, danger: bool = False) -> None:
        self.hint.set_tone("danger" if danger else None)
        self.hint.setText(words)
        self.line.setAccessibleDescription(words)
        if danger:
            announce(self.line, words, urgent=True)
