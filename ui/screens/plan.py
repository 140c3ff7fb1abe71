"""The plan builder: what we know, what is suggested for it, and the plan, side by side."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework import entries, planning
from hru_advocate.casework.entries import Saved
from hru_advocate.casework.planning import Board, SuggestionRow
from hru_advocate.domain.moments import say_day
from hru_advocate.errors import InvalidAnswer
from ui.say import announce
from ui.widgets.buttons import Button
from ui.widgets.case_head import CaseHead
from ui.widgets.draft import DraftKeeper, offer_draft
from ui.widgets.form_start import Beginning, FormStart
from ui.widgets.labels import Words
from ui.widgets.plan_extras import PlanExtras
from ui.widgets.plan_known import KnownColumn
from ui.widgets.plan_offers import OffersColumn
from ui.widgets.plan_pane import Pane, Panes
from ui.widgets.plan_rows import PlanColumn
from ui.widgets.plan_sheet import PlanSheet
from ui.widgets.screen import Place, Screen, Session
from ui.widgets.side_view import SideView

FORM: Final = "safety_plan"
_SETTLE: Final = 120
"""Milliseconds before the board is asked again, so that typing is not in the way of itself."""


class PlanScreen(Screen):
    """One plan being written: a draft that keeps itself until it is signed off as a new version."""

    title: ClassVar[str] = "Plan"
    kinds: ClassVar[frozenset[str]] = frozenset({"risk", "needs", "situation", "contact", "referral", "safe_contact"})

    def __init__(self, session: Session, place: Place) -> None:
        super().__init__(session, place)
        self.case = place.case or ""
        self.sheet = PlanSheet({})
        self.board: Board | None = None
        self.chosen = place.tab
        self.keeper: DraftKeeper | None = None
        self.begun: Beginning | None = None
        self.head = CaseHead(self, self.case, "plan", compact=True)
        self.head.tab_wanted.connect(self.head.travel)
        self.known, self.offers, self.column = KnownColumn(), OffersColumn(), PlanColumn()
        self.extras = PlanExtras()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._ask_board)
        self._side: SideView | None = None
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Ask for the plan once; news from elsewhere only renew what we know and what is suggested."""
        self.stale = False
        if self.begun is None:
            place = self.place
            FormStart(self, Place("plan", case=self.case, form=FORM, draft=place.draft), self._start).ask()
        else:
            self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        if self.begun is not None:
            self._ask_board()

    def panes(self) -> list[QWidget]:
        return [self.known, self.offers, self.column, self.head]

    def first_focus(self) -> QWidget | None:
        return self.known.first()

    def step_back(self) -> bool:
        if self._side is not None and self._side.isVisible():
            self._side.put_away()
            return True
        return self.extras.put_away()

    def leave(self) -> None:
        self.head.hide_secrets()
        if self.keeper is not None:
            self.keeper.flush()

    def _lay_out(self) -> None:
        side = Button("Side by side", "link", does=self._show_side)
        self.plan_pane = Pane("The plan", self.column, action=side)
        columns = Panes((Pane("What we know", self.known), Pane("", self.offers), self.plan_pane), (5, 8, 8))
        foot = QHBoxLayout()
        foot.addWidget(Button("Own measure", does=self._own_measure))
        foot.addStretch(1)
        foot.addWidget(Button("Sign off", does=self._open_sign_off))
        foot.addWidget(Button("Preview and print", "primary", does=self._preview))
        self.plan_pane.add_below(self.extras)
        self.plan_pane.add_foot(foot)
        self.warnings = Words("", "quiet", tone="caution")
        self.warnings.hide()
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(self.warnings)
        self.body.addWidget(columns, 1)

    def _connect(self) -> None:
        self.known.chosen.connect(self._choose)
        self.known.wished.connect(self._wish)
        self.offers.taken.connect(self._take)
        self.column.marked.connect(self._mark)
        self.column.moved.connect(self._move)
        self.column.changed.connect(self._change)
        self.column.dropped.connect(self._drop)
        self.extras.changed.connect(self._take_extras)
        self.extras.signed.connect(self._sign_off)
        self.extras.opened.connect(lambda wanted: self.plan_pane.make_room(wanted=wanted))
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._open_sign_off)

    def _start(self, begun: Beginning) -> None:
        raw = dict(begun.raw)
        if not begun.start.from_draft:
            now = self.session.now()
            raw["made_on"] = f"{say_day(now.date())}, {now:%H:%M}"
            for asked_again in ("what_changed", "review"):
                raw.pop(asked_again, None)
        self.begun = begun
        self.sheet = PlanSheet(raw)
        self.keeper = DraftKeeper(self, begun.start, lambda: (self.sheet.raw(), ""))
        self.extras.begin(begun, self.sheet.raw())
        offer_draft(self, begun.start, begun.drafts, self._go_on)
        self.refresh()

    def _go_on(self, draft: str) -> None:
        if self.keeper is not None:
            self.keeper.end()
        FormStart(self, Place("plan", case=self.case, form=FORM, draft=draft), self._start).ask()

    def _ask_board(self) -> None:
        self.ask(planning.board, self._show, self.case, self.sheet.raw())

    def _show(self, board: Board) -> None:
        """Show the three columns for the plan as it stands."""
        first = self.board is None
        self.board = board
        ids = [row.id for row in board.known]
        if self.chosen not in ids:
            self.chosen = ids[0] if ids else ""
        self.known.show_board(board, self.chosen)
        self.warnings.setText("\n".join(dict.fromkeys(board.warnings)))
        self.warnings.setVisible(bool(board.warnings))
        self._show_offers(fresh=False)
        if not any(row.questions for row in self.column.rows.values()):
            self._show_plan()
        if first and (start := self.known.first()) is not None:
            start.setFocus()

    def _show_offers(self, *, fresh: bool) -> None:
        if self.board is None:
            return
        row = next((one for one in self.board.known if one.id == self.chosen), None)
        suited = tuple(one for one in self.board.suggestions if self.chosen in one.answers)
        self.offers.show_offers(row.label if row else "", row.said if row else "", suited, fresh=fresh)

    def _show_plan(self, focus: int | None = None) -> None:
        if self.begun is None or self.board is None:
            return
        asked = self.begun.start.form.by_id["items"]
        gone = {int(one) - 1: "Its reason has gone; look whether it is still right." for one in self.board.gone}
        self.column.show_sheet(self.sheet, asked, self.begun.around, self.board.sections, gone)
        if focus is not None and focus in self.column.rows:
            self.column.rows[focus].setFocus()

    def _choose(self, known: str) -> None:
        self.chosen = known
        self._show_offers(fresh=True)

    def _wish(self, words: str) -> None:
        self.chosen = self.sheet.wish(words)
        self._changed()

    def _take(self, offer: SuggestionRow, advice: str) -> None:
        """Add a suggested measure; the row comes from casework, ready to edit."""
        self.ask(planning.item_from, partial(self._add, advice, offer.text), offer.measure, offer.answers)

    def _add(self, advice: str, words: str, row: dict[str, object]) -> None:
        place = self.sheet.add({**row, "advice": advice} if advice else row)
        self._changed(place)
        self.notice("Added to the plan")
        announce(self, f"Added: {words}")

    def _own_measure(self) -> None:
        if self.board is None:
            return
        row = next((one for one in self.board.suggestions if self.chosen in one.answers), None)
        section = row.section if row else "home"
        place = self.sheet.own_measure(section, [self.chosen] if self.chosen else [])
        self._show_plan()
        self.column.rows[place].open().frames["text"].editor.take_focus()

    def _mark(self, place: int, carry: str) -> None:
        self.sheet.mark(place, carry)
        self._changed(place)

    def _move(self, place: int, by: int) -> None:
        self._changed(self.sheet.move(place, by))

    def _change(self, place: int, row: object) -> None:
        """What was said of a measure; ``None`` when its editor was closed."""
        if isinstance(row, dict):
            self.sheet.change(place, row)
            self._touch()
        else:
            self._changed(place)

    def _drop(self, place: int) -> None:
        self.sheet.drop(place)
        self._changed()

    def _take_extras(self, answers: dict[str, object], fields: tuple[str, ...]) -> None:
        self.sheet.take(answers, fields)
        self._touch()

    def _changed(self, focus: int | None = None) -> None:
        self._show_plan(focus)
        self._touch()

    def _touch(self) -> None:
        if self.keeper is not None:
            self.keeper.touch()
        self._settle.start()

    def _show_side(self) -> None:
        if self.board is not None:
            self._side = SideView(self, self.sheet, self.board.sections)

    def _preview(self) -> None:
        touched = self.keeper is not None and self.keeper.touched
        self.going.emit(Place("paper", case=self.case, raw=self.sheet.raw() if touched else {}))

    def _open_sign_off(self) -> None:
        self.extras.open_sign_off()

    def _sign_off(self) -> None:
        if self.begun is None:
            return
        start = self.begun.start
        raw = self.sheet.raw()
        self.ask_or(entries.save, self._saved, self._refused, FORM, raw, case=self.case, draft=start.draft)

    def _refused(self, error: BaseException) -> None:
        path = error.field.split(".") if isinstance(error, InvalidAnswer) else []
        if isinstance(error, InvalidAnswer) and len(path) == 3 and path[0] == "items":
            row = self.column.rows.get(int(path[1]) - 1)
            frame = row.need(path[2]).frames.get(path[2]) if row is not None else None
            if frame is not None:
                frame.complain(error.sentence)
                frame.editor.take_focus()
                return
        if not (isinstance(error, InvalidAnswer) and self.extras.complain(error.field, error.sentence)):
            self.show_error(error)

    def _saved(self, saved: Saved) -> None:
        if self.keeper is not None:
            self.keeper.end()
        self.begun, self.board = None, None
        self.extras.put_away()
        self.tell(saved.changed)
        self.notice("Plan signed off")
        announce(self, "Plan signed off")
        self.begin()
