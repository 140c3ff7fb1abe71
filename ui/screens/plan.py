"""The plan builder: what we know, what is suggested for it, and the plan, side by side."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.planning import Board
from hru_advocate.errors import InvalidAnswer
from ui.widgets.buttons import Button
from ui.widgets.case_head import CaseHead
from ui.widgets.form_start import Beginning
from ui.widgets.labels import Words
from ui.widgets.plan_extras import PlanExtras
from ui.widgets.plan_known import KnownColumn
from ui.widgets.plan_offers import OffersColumn
from ui.widgets.plan_pane import Pane, Panes
from ui.widgets.plan_rows import PlanColumn
from ui.widgets.plan_work import PlanWork
from ui.widgets.screen import Place, Screen, Session
from ui.widgets.side_view import SideView


class PlanScreen(Screen):
    """Three columns over one plan. ``place.tab`` may name the known thing to begin with."""

    title: ClassVar[str] = "Plan"
    kinds: ClassVar[frozenset[str]] = frozenset({"risk", "needs", "situation", "contact", "referral", "safe_contact"})

    def __init__(self, session: Session, place: Place) -> None:
        super().__init__(session, place)
        self.case = place.case or ""
        self.board: Board | None = None
        self.chosen = place.tab
        self.work = PlanWork(self, place)
        self.head = CaseHead(self, self.case, "plan", compact=True)
        self.known, self.offers, self.column = KnownColumn(), OffersColumn(), PlanColumn()
        self.extras = PlanExtras()
        self._side: SideView | None = None
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Ask for the plan once; news from elsewhere only renew what we know and what is suggested."""
        self.stale = False
        if self.work.beginning is None:
            self.head.refresh()
            self.work.begin(self.place.draft)
        else:
            self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        if self.work.beginning is not None:
            self.work.look()

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
        self.work.flush()

    def _lay_out(self) -> None:
        side = Button("Side by side", "link", does=self._show_side)
        self.plan_pane = Pane("The plan", self.column, action=side)
        columns = Panes((Pane("What we know", self.known), Pane("", self.offers), self.plan_pane), (5, 8, 8))
        foot = QHBoxLayout()
        foot.addWidget(Button("Own measure", does=self._own_measure))
        foot.addWidget(Button("Versions", does=lambda: self.going.emit(Place("versions", case=self.case))))
        foot.addStretch(1)
        foot.addWidget(Button("Sign off", does=self.extras.open_sign_off))
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
        work = self.work
        self.head.tab_wanted.connect(self.head.travel)
        self.known.chosen.connect(self._choose)
        self.known.wished.connect(self._wish)
        self.offers.taken.connect(work.take)
        self.column.marked.connect(work.mark)
        self.column.moved.connect(work.move)
        self.column.changed.connect(work.change)
        self.column.dropped.connect(work.drop)
        self.extras.changed.connect(work.take_extras)
        self.extras.signed.connect(work.sign_off)
        self.extras.opened.connect(lambda wanted: self.plan_pane.make_room(wanted=wanted))
        work.begun.connect(self._begun)
        work.edited.connect(self._show_plan)
        work.looked.connect(self._show)
        work.refused.connect(self._refused)
        work.signed.connect(self.extras.put_away)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.extras.open_sign_off)

    def _begun(self, beginning: Beginning) -> None:
        self.board = None
        self.extras.begin(beginning, self.work.sheet.raw())

    def _show(self, board: Board) -> None:
        """Show the three columns for the plan as it stands; a row that is being edited is left alone."""
        first, self.board = self.board is None, board
        ids = [row.id for row in board.known]
        if self.chosen not in ids:
            self.chosen = ids[0] if ids else ""
        self.known.show_board(board, self.chosen)
        self.warnings.setText("\n".join(dict.fromkeys(board.warnings)))
        self.warnings.setVisible(bool(board.warnings))
        self._show_offers(fresh=False)
        if first or not any(row.questions for row in self.column.rows.values()):
            self._show_plan(self.column.focused())
        if first and (start := self.known.first()) is not None:
            start.setFocus()

    def _show_offers(self, *, fresh: bool) -> None:
        if self.board is not None:
            row = next((one for one in self.board.known if one.id == self.chosen), None)
            suited = tuple(one for one in self.board.suggestions if self.chosen in one.answers)
            self.offers.show_offers(row.label if row else "", row.said if row else "", suited, fresh=fresh)

    def _show_plan(self, focus: int | None) -> None:
        beginning = self.work.beginning
        if beginning is None or self.board is None:
            return
        asked = beginning.start.form.by_id["items"]
        gone = {int(one) - 1: "Its reason has gone; look whether it is still right." for one in self.board.gone}
        self.column.show_sheet(self.work.sheet, asked, beginning.around, self.board.sections, gone)
        if focus is not None and focus in self.column.rows:
            self.column.rows[focus].show()  # a widget on its way to being shown does not take the keyboard
            self.column.rows[focus].setFocus()

    def _choose(self, known: str) -> None:
        self.chosen = known
        self._show_offers(fresh=True)

    def _wish(self, words: str) -> None:
        self.chosen = self.work.wish(words)

    def _own_measure(self) -> None:
        if self.board is not None:
            row = next((one for one in self.board.suggestions if self.chosen in one.answers), None)
            place = self.work.sheet.own_measure(row.section if row else "home", [self.chosen] if self.chosen else [])
            self._show_plan(None)
            self.column.rows[place].open().frames["text"].editor.take_focus()

    def _show_side(self) -> None:
        if self.board is not None:
            self._side = SideView(self, self.work.sheet, self.board.sections)

    def _preview(self) -> None:
        raw = self.work.sheet.raw() if self.work.touched else {}
        self.going.emit(Place("paper", case=self.case, raw=raw))

    def _refused(self, error: BaseException) -> None:
        """Say at the measure, or at the sign-off, what has to be mended."""
        path = error.field.split(".") if isinstance(error, InvalidAnswer) else []
        if isinstance(error, InvalidAnswer) and len(path) == 3 and path[0] == "items":
            self.extras.put_away()
            row = self.column.rows.get(int(path[1]) - 1)
            frame = row.need(path[2]).frames.get(path[2]) if row is not None else None
            if frame is not None:
                frame.complain(error.sentence)
                frame.editor.take_focus()
                return
        if not (isinstance(error, InvalidAnswer) and self.extras.complain(error.field, error.sentence)):
            self.show_error(error)
