"""The plan builder: what we know, what is suggested for it, and the plan, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.paper.off_paper import why_off_paper
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.finding import found_by
from hru_advocate.casework.plan.marks import MarksToChange
from hru_advocate.casework.plan.planning import Board
from hru_advocate.domain.forms.raw_answers import text_of
from hru_advocate.errors import InvalidAnswer
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.keyboard.single_keys import single_key
from ui.controls.labels import TextLabel
from ui.controls.layout.as_one import as_one
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.panes import Pane, Panes
from ui.form.beginning import Beginning
from ui.form.fields_keeper import FieldsKeeper
from ui.plan.extras import PlanExtras
from ui.plan.known import AROUND, FIRST_TEN, KnownColumn
from ui.plan.middle import PlanMiddle, around
from ui.plan.open_strip import OpenStrip
from ui.plan.overlays import PlanViews
from ui.plan.rows import PlanColumn, flags_of, positions_of
from ui.plan.seen import seen_known
from ui.plan.shortcuts import PlanKeys
from ui.plan.undo_buttons import UndoButtons
from ui.plan_draft.coming_back import ComingBack
from ui.plan_draft.plan_draft import ChosenSuggestion, PlanDraft
from ui.shell.destinations import PaperDestination, PlanDestination, VersionsDestination, form_page
from ui.shell.screen import Screen, ScreenContext


class PlanScreen(Screen[PlanDestination]):
    """Three columns over one plan, begun at the known thing that the destination names."""

    title: ClassVar[str] = "Plan"
    kinds: ClassVar[frozenset[str]] = frozenset({"risk", "needs", "situation", "contact", "referral", "safe_contact"})

    def __init__(self, context: ScreenContext, destination: PlanDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.board: Board | None = None
        self.chosen = destination.known
        self.plan_draft = PlanDraft(self, destination)
        self._coming_back = ComingBack(self, self.plan_draft, destination)
        self.fields = FieldsKeeper(self, f"plan {self.case}")
        self.head = CaseHead(self, self.case, "plan", compact=True)
        self.extras = PlanExtras()
        self.known, self.middle, self.column = (
            KnownColumn(self.names),
            PlanMiddle(self.names),
            PlanColumn(self.extras.switch),
        )
        self.views = PlanViews(self, self.plan_draft)
        self.undo = UndoButtons(self.plan_draft, self.names)
        self.strip = OpenStrip(self.undo)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Ask for the plan once; news from elsewhere only renew what we know and what is suggested."""
        self.stale = False
        if self.plan_draft.beginning is None:
            self.head.refresh()
            self.plan_draft.begin(self.destination.draft)
        else:
            self.refresh()
            self._coming_back.look()

    def refresh(self) -> None:
        self.head.refresh()
        if self.plan_draft.beginning is not None:
            self.ask(names_of, self.names.learn, self.case)  # first: somebody more may be named by now
            self.plan_draft.look()

    def panes(self) -> list[QWidget]:
        return [self.known, self.middle, self.column, self.head]

    def first_focus(self) -> QWidget | None:
        return self.known.first()

    def step_back(self) -> bool:
        return self.views.put_away() or self.extras.put_away() or self.middle.step_back()

    def leave(self) -> None:
        self.head.hide_secrets()
        self.plan_draft.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.views.open or not single_key(self, event) or not self._keys.press(event):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        side = Button("Side by side", "link", on_click=self.views.show_side)
        self.plan_pane = Pane("The plan", self.column, action=flowing(self.views.spoken, self.views.child, side, gap=0))
        known, start, foot = Pane("What we know", self.known), QHBoxLayout(), QHBoxLayout()
        situations = Button("Start from a situation", "link", on_click=self.middle.show_situations)
        versions = Button("Versions", "link", on_click=lambda: self.go_to(VersionsDestination(self.case)))
        start.addWidget(flowing(situations, versions, gap=0))
        known.add_foot(start)
        self.middle_pane = Pane("", self.middle)
        situations.clicked.connect(self.middle_pane.come_into_sight)
        self.middle.situations.began.connect(self.middle_pane.come_into_sight)
        self.columns = Panes((known, self.middle_pane, self.plan_pane), (10, 15, 18))

        def preview() -> None:
            raw = self.plan_draft.sheet.raw() if self.plan_draft.touched else {}
            self.go_to(PaperDestination(self.case, plan=raw))

        own = Button("Own measure", on_click=self._own_measure)
        sign_off = Button("Sign off", on_click=self.extras.open_sign_off)
        self.plan_pane.add_below(self.column.tools, yields=True)
        self.plan_pane.add_below(self.extras)
        foot.addWidget(flowing(own, sign_off, Button("Preview and print", "primary", on_click=preview)))
        self.plan_pane.add_foot(foot, yields=True)
        self.body.setSpacing(12)
        self.body.setContentsMargins(24, 12, 24, 12)
        self.warnings = TextLabel("", "quiet", tone="caution")
        self.warnings.hide()
        self.body.addWidget(self.head)
        self.body.addWidget(self.warnings)
        self.body.addWidget(self.columns, 1)
        whole = self.layout()
        if whole is not None:  # below what scrolls, so that it is always in sight
            whole.addWidget(self.strip)

    def _connect(self) -> None:
        draft, column = self.plan_draft, self.column
        self._keys = PlanKeys(
            {"F": self.middle.take_search, "N": lambda: self.strip.go_on(self.chosen), "H": self.views.toggle_spoken},
            (self.known, self.middle, column),
        )
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.head.refresh)
        self.names.follow(lambda: self._show(self.board) if self.board is not None else None)
        self.known.chosen.connect(self.choose)
        self.known.wished.connect(self._wish)
        self.known.renamed.connect(lambda wish, words: draft.make(changes.renaming(wish, words)))
        self.known.removed.connect(lambda wish, words: draft.make(changes.unwishing(wish, words)))
        self.middle.taken.connect(self._take)
        self.middle.searched.connect(partial(find_measures, self))
        column.wanted.connect(draft.make)
        column.overtaken.wanted.connect(partial(mark_overtaken, self))
        column.settled.connect(draft.pause)
        column.acted.connect(partial(make_action, self))
        self.extras.changed.connect(draft.take_extras)
        self.extras.signed.connect(draft.sign_off)
        self.extras.opened.connect(lambda wanted: self.plan_pane.make_room(wanted=wanted))
        self.extras.left.connect(lambda: column.enter() or self.extras.switch.setFocus())
        self.views.closed.connect(column.enter)
        self.strip.chosen.connect(self._go_to)
        self.strip.looked.connect(self._look_at)
        draft.begun.connect(self._begun)
        draft.edited.connect(self._show_plan)
        draft.written.connect(partial(column.open_at, "words"))
        draft.rewound.connect(lambda: self.extras.fill(draft.sheet.raw()))
        draft.looked.connect(self._show)
        draft.refused.connect(self._refused)
        draft.signed.connect(self.extras.put_away)
        for key, action in (
            ("Ctrl+S", self.extras.open_sign_off),
            ("Ctrl+Z", draft.undo),
            ("Ctrl+Shift+Z", draft.redo),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(lambda action=action: self.views.open or action())

    def _begun(self, beginning: Beginning) -> None:
        self.board = None
        self.extras.begin(beginning, self.plan_draft.sheet.raw())

    def _show(self, board: Board) -> None:
        """Show the three columns for the plan as it stands; a row that is being edited is left alone."""
        first, self.board, self.views.board = self.board is None, board, board
        ids = [row.id for row in (*board.known, *board.turns)]
        more = len([row for row in around(board) if row.suggestion.refused is None and not row.suggestion.in_plan])
        if self.chosen not in (*ids, AROUND, FIRST_TEN):
            self.chosen = FIRST_TEN if board.first_ten else ids[0] if ids else AROUND if more else ""
        hide = self.names.hide_in  # to look at only: what is written keeps its true words
        self.warnings.setText(" ".join(hide(board.warnings)))
        self.warnings.setVisible(bool(board.warnings))
        self.strip.show_open([seen_known(row, self.names) for row in board.known], board.asked, hide(board.looks))
        overtaken = board.overtaken.sentence if board.overtaken is not None else ""
        with as_one(self.columns, anew=first):
            self.known.show_board(board, self.chosen, more)
            self.middle.show_board(board, self.chosen, fresh=False)
            self.extras.show_open(self.strip.sentence(), self.strip.tone, overtaken, first=not board.signed)
            self.column.overtaken.show_marks(board.overtaken)
            if first or not any(row.busy for row in self.column.rows.values()):
                self._show_plan(self.column.focused())
        say_off_paper(self)
        if first:
            self.known.enter()

    def _show_plan(self, focus: int | None) -> None:
        beginning = self.plan_draft.beginning
        if beginning is None or self.board is None:
            return
        asked = beginning.start.form.by_id["items"]
        self.column.show_sheet(
            self.plan_draft.sheet, asked, beginning.context, self.board.sections, flags_of(self.board)
        )
        if focus is not None and not self.views.open:
            self.column.stand_at(focus)

    def choose(self, known: str) -> None:
        """Choose a known thing, and show what fits it."""
        self.chosen, self.column.stood_in = known, ""
        self.known.follow(known)
        if self.board is not None:
            self.middle.show_board(self.board, known, fresh=True)
            self.middle_pane.come_into_sight()

    def _go_to(self, known: str) -> None:
        """Choose a known thing, the keyboard at what can be added for it."""
        self.choose(known)
        if not self.middle.enter():
            self.known.enter()

    def _look_at(self, item: str) -> None:
        position = positions_of(self.plan_draft.sheet, self.board).get(item) if self.board is not None else None
        if position is not None:
            self.column.stand_at(position)

    def _wish(self, words: str) -> None:
        self.plan_draft.make(changes.wishing(words))
        wishes = self.plan_draft.sheet.raw()["wishes"]
        self.chosen = text_of(wishes[-1]["wish"]) if isinstance(wishes, list) else self.chosen

    def _take(self, chosen: Sequence[ChosenSuggestion]) -> None:
        """Add what was chosen; the words written for it are in the plan's own draft from now on."""
        self.plan_draft.take(chosen)
        for one in chosen:
            self.fields.saved(f"{one.offer.suggestion.measure} ")

    def _own_measure(self) -> None:
        if self.board is not None:
            section = part_stood_in(self, self.board)
            answers = (self.chosen,) if self.chosen not in ("", AROUND, FIRST_TEN) else ()
            mark = self.board.own_marks.get(section, "speak")
            position = self.plan_draft.make(changes.own_measure(section, answers, mark))
            if position is not None:
                self.column.open_at("text", position, from_head=True)

    def _refused(self, error: BaseException) -> None:
        """Say at the measure, or at the sign-off, what has to be mended."""
        path = error.field.split(".") if isinstance(error, InvalidAnswer) else []
        if isinstance(error, InvalidAnswer) and len(path) == 3 and path[0] == "items":
            self.extras.put_away()
            row = self.column.row_at(int(path[1]) - 1)
            frame = row.need(path[2]) if row is not None else None
            if frame is not None:
                frame.complain(error.sentence)
                frame.take_focus()
                return
        if not (isinstance(error, InvalidAnswer) and self.extras.complain(error.field, error.sentence)):
            self.show_error(error)


def part_stood_in(screen: PlanScreen, board: Board) -> str:
    """Say in which part of the plan a measure of one's own begins: that of the measure one stood at last in the plan.

    Where another thing was chosen at the left since, it is the part of what is offered first for that.
    """
    offered = [offer.row for offer in screen.middle.offers.offers()]
    rows = (*(row for row in board.suggestions if screen.chosen in row.suggestion.answers), *offered)
    return screen.column.stood_in or next((row.suggestion.section for row in rows), "home")


def say_off_paper(screen: PlanScreen) -> None:
    """Say at each measure of one's own what keeps it off paper, as soon as it is typed."""
    rows = screen.plan_draft.sheet.rows
    if any(text_of(row.get("carry")) == "carry" and not row.get("measure") for row in rows):
        screen.ask(why_off_paper, screen.column.show_off_paper, screen.case, screen.plan_draft.sheet.raw())
    else:
        screen.column.show_off_paper({})


def make_action(screen: PlanScreen, position: int) -> None:
    """Go and note an action that comes from a measure of the plan."""
    row = screen.plan_draft.sheet.rows[position]
    answers = {"what": text_of(row.get("text"))[:300], "targets": row.get("answers") or [], "agreed_at": "plan"}
    screen.go_to(form_page("action", screen.case, state="open", **answers))


def find_measures(screen: PlanScreen, words: str) -> None:
    """Look for measures of all parts by words, for the plan as it stands."""
    screen.ask(found_by, partial(screen.middle.show_found, words), screen.case, screen.plan_draft.sheet.raw(), words)


def mark_overtaken(screen: PlanScreen, found: MarksToChange) -> None:
    """Change overtaken marks where their lines stand now: since the board was asked one may have been taken out."""
    if screen.board is not None:
        places = positions_of(screen.plan_draft.sheet, screen.board)
        marks = {places[item]: mark for item, mark in found.marks.items() if item in places}
        screen.plan_draft.make(changes.marking_all(marks))
        screen.column.enter()  # the button goes with the sentence
        announce(screen.column, marked_words(marks) if marks else "")


def marked_words(marks: Mapping[int, str]) -> str:
    """Say what was done with the marks of so many measures."""
    counted = "1 measure is" if len(marks) == 1 else f"{len(marks)} measures are"
    spoken = set(marks.values()) == {"speak"}
    return f"{counted} only spoken now" if spoken else f"{counted} marked as proposed"
