"""The head of everything that belongs to a case: who, how safe, what one can do, and the tabs."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage
from hru_advocate.casework.people import safe_contact
from hru_advocate.casework.people.safe_contact import OutsideRules, Revealed
from ui.case_head.reason_line import OUTSIDE, SHOWN, ReasonLine
from ui.case_head.safe_contact_strip import SafeStrip
from ui.case_head.said_pills import SaidPills
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import title
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth, KeptColumn, KeptRow
from ui.controls.layout.tab_row import TabRow
from ui.controls.pills import Pill, Shape
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import Tone, theme
from ui.shell.destinations import CaseDestination, CasePart, PlanDestination, conversation, form_page
from ui.shell.screen import AnyScreen

TABS: Final[tuple[tuple[CasePart, str], ...]] = (
    ("overview", "Overview"),
    ("contacts", "Contacts"),
    ("incidents", "Incidents"),
    ("risk", "Risk"),
    ("needs", "Needs"),
    ("plan", "Plan"),
    ("legal", "Legal && court"),
    ("partners", "Partners"),
    ("services", "Services"),
    ("history", "History"),
)
LEVEL_LOOK: Final[dict[str, tuple[Tone, Shape]]] = {
    "high": ("danger", "triangle"),
    "medium": ("caution", "diamond"),
    "standard": ("accent", "bar"),
    "not_graded_yet": ("quiet", "none"),
}
"""Word, shape and colour of a level. Standard is not green: no level says that somebody is safe."""


class CaseHead(ByWidth):
    """Initials, level, how they live, the safe contact strip, three actions and the tabs of one case.

    A pill says when the plan is to be looked at again. ``part_wanted`` emits the tab that was chosen, ``log_wanted``
    asks for where a contact is noted; a screen that is not the case page itself lets both leave for it.
    """

    part_wanted: SignalOf[CasePart] = value_signal()
    log_wanted = Signal()
    change_wanted = Signal()
    """Emitted when level, next contact or a flag is to be changed in its place."""
    name_toggled = Signal()
    """Emitted when the names of this case are to be shown, or hidden: the screen asks again, for this head as well."""

    def __init__(self, screen: AnyScreen, case: str, part: CasePart, *, compact: bool = False) -> None:
        super().__init__()
        self._screen, self._case = screen, case
        self._page: CasePage | None = None
        self._without_names: CasePage | None = None
        self._name_shown = False
        screen.names.changed.connect(self._follow_names)
        self.initials = title()
        self.name = Button("Show name", "link", on_click=self._toggle_name)
        self.level, self.living = Pill("", yields=True), Pill("")
        self.change = Button("Edit", "link", on_click=self.change_wanted.emit)
        self.change.setAccessibleName("Edit level, next contact or flags")
        self.change.hide()
        self.doing: tuple[Button, ...] = ()
        self.said = SaidPills(self, brief=compact)
        self.orders, self.reach, self.plan, self.pause = (
            self.said.orders,
            self.said.reach,
            self.said.plan,
            self.said.pause,
        )
        self.strip = SafeStrip(folded=compact)
        self.reveal = Button("Show number", "link", on_click=self._reveal)
        self.because = ReasonLine(OUTSIDE, "Show all the same")
        self.because.given.connect(self._reveal_because)
        self._held_back = False
        self.rules = Button("Change", "link", on_click=self._change_rules)
        self.rules.setAccessibleName("Change the safe contact rules")
        self.tabs = TabRow(TABS, part)
        self.tabs.chosen.connect(self.part_wanted)
        self._lay_out(compact=compact)
        self._apart = screen.context.visiting
        if self._apart:
            self.hide()  # level, flags and tabs are not for who sits beside the advocate
            return
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), screen)
            shortcut.activated.connect(partial(self.tabs.step, step))
        QShortcut(QKeySequence("Ctrl+T"), screen).activated.connect(self._note_action)

    def refresh(self) -> None:
        """Ask for the head again."""
        if self._apart:
            return
        self._screen.ask_hiding(cases.case_page, self.show_page, self._case)

    def show_page(self, page: CasePage) -> None:
        """Show who it is and what is safe now."""
        if self._apart:
            return
        self._page = page
        if not self._screen.names.shown:
            self._without_names = page
        line = page.line
        self._show_name(shown=self._name_shown)
        tone, shape = LEVEL_LOOK.get(line.level, ("quiet", "none"))
        level = " · ".join(filter(None, (line.level_words, page.judged_words))) or "No level yet"
        self.level.set_pill(level, tone, shape)
        self.level.setAccessibleName(f"Level: {level}")
        self.living.set_pill(line.living_words or "living situation not known", "quiet")
        self.said.show_page(page)
        self._screen.expect(line.safe.changes_at)
        self._screen.expect(page.orders.changes_at)
        self._show_safe(page)

    def leave_for_case_page(self) -> None:
        """Let the tabs and *Log contact* lead to the page of the case, away from the screen this head stands on."""
        self.tabs.leads_away = True
        self.part_wanted.connect(self._go_to_part)
        self.log_wanted.connect(self._go_to_log)

    def _go_to_part(self, part: CasePart) -> None:
        self._screen.go_to(CaseDestination(self._case, part))

    def _go_to_log(self) -> None:
        self._screen.go_to(CaseDestination(self._case, log_contact=True))

    def hide_secrets(self) -> None:
        """Show initials and the rules without the number again."""
        self._name_shown = False
        self._screen.names.show(shown=False)
        if self._without_names is not None:
            self.show_page(self._without_names)

    def _lay_out(self, *, compact: bool) -> None:
        contact = Button("Log contact", on_click=self.log_wanted.emit)
        risk = Button("Risk conversation", on_click=self._talk)
        plan = Button("Plan", "primary", on_click=self._work_on_plan)
        plan.setAccessibleDescription("Make the plan, or work on it")  # a tab has the same name
        actions = (contact, risk) if compact else (contact, risk, plan)
        said = self.said.widgets()
        self.doing = (contact, risk, plan)
        who = (self.initials, self.name, self.level, self.living, *said, *([] if compact else [self.change]))
        top = KeptRow()
        top.setSpacing(16)
        if theme().large:  # work on a page has the room: the tabs lead to both actions, and to how they live
            top.addWidget(flowing(*who[:3], *said) if compact else flowing(*who, *actions), 1)
        else:
            top.addWidget(flowing(*who), 1)
            top.addWidget(flowing(*actions), 0, Qt.AlignmentFlag.AlignRight)
        self.strip.add_action(self.reveal)
        self.strip.add_action(self.rules)
        column = KeptColumn(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.strip)
        column.addWidget(self.because)
        column.addWidget(self.tabs)

    def _talk(self) -> None:
        self._screen.go_to(conversation("risk_conversation", self._case))

    def _note_action(self) -> None:
        self._screen.go_to(form_page("action", self._case, state="open"))

    def _work_on_plan(self) -> None:
        self._screen.go_to(PlanDestination(self._case))

    def _change_rules(self) -> None:
        self._screen.go_to(form_page("safe_contact", self._case))

    def _toggle_name(self) -> None:
        self._screen.names.show(shown=not self._name_shown)

    def _follow_names(self) -> None:
        """Names came into sight here or at a field, or went: the whole screen follows, but not as it is left."""
        if self._name_shown != self._screen.names.shown:
            self._show_name(shown=self._screen.names.shown)
            self.name_toggled.emit()

    def _show_name(self, *, shown: bool) -> None:
        self._name_shown = shown
        line = self._page.line if self._page else None
        self.initials.setText((line.name if shown else line.label.initials) if line else "")
        self.name.setText("Hide name" if shown else "Show name")
        self.name.setAccessibleName(self.name.text())

    def _reveal(self) -> None:
        """The number never comes without its rules: the whole line takes the place of the short one.

        Where the rules do not allow it now, one line of reason is asked first.
        """
        if self._held_back:
            self.because.open()
            return
        named = self._screen.names.shown
        self._screen.ask_or(
            safe_contact.reveal_safe_contact, self._show_revealed, self._refuse, self._case, named=named
        )

    def _reveal_because(self, reason: str) -> None:
        named = self._screen.names.shown
        self._screen.ask(safe_contact.reveal_safe_contact, self._show_revealed, self._case, reason, named=named)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, OutsideRules):
            self.because.open()
        else:
            self._screen.show_error(error)

    def _show_revealed(self, revealed: Revealed) -> None:
        self.strip.reveal(revealed.words)
        announce(self, SHOWN)
        self.because.put_away()
        self._held_back = revealed.held_back
        self.reveal.setText("Show the others")
        self.reveal.setAccessibleName(self.reveal.text())
        self.reveal.setVisible(revealed.held_back)

    def _show_safe(self, page: CasePage) -> None:
        """Show the rules for now, without a number."""
        self._held_back = False
        self.strip.show_safe(page.line.safe)
        self.reveal.setText("Show number")
        self.reveal.setAccessibleName(self.reveal.text())
        self.reveal.setVisible(page.line.safe.safety != "unknown")
        self.because.put_away()
