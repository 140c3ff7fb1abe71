"""Paper: ask first, see the very bytes, know what is on them, then print; every copy is remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper import safety as paper_safety
from hru_advocate.casework.paper.chronologies import hearings_to_choose
from hru_advocate.casework.paper.document_kinds import (
    LETTER_IDS,
    PAGES_ALONE,
    PaperView,
    holds_plan,
)
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.paper.safety import PaperSafety
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.planning import Board
from hru_advocate.casework.plan.sheet import PlanSheet
from hru_advocate.casework.unit import languages
from hru_advocate.domain.plan.paper_safety import OFFICE, SPOKEN
from hru_advocate.errors import AdvocateError
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.panes import Pane, Panes
from ui.form.beginning import FormStart
from ui.paper.answers_come_back import AnswersComeBack
from ui.paper.before_print import BeforePrint
from ui.paper.copy_maker import CopyMaker
from ui.paper.document_choice import PaperChoice
from ui.paper.drawing import Drawing
from ui.paper.made_copies import MadeCopies
from ui.paper.on_this_paper import OnThisPaper
from ui.paper.plan_beside import PlanBeside
from ui.paper.preview.page_preview import PagePreview
from ui.paper.preview.save_panel import SavePanel
from ui.paper.print_key import print_by_key
from ui.paper.reach_here import ReachHere
from ui.paper.safety_questions import SafetyQuestions
from ui.plan_draft.plan_draft import plain_board
from ui.plan_draft.side_by_side import SideView
from ui.shell.destinations import FormRequest, PaperDestination
from ui.shell.screen import Screen, ScreenContext

_UNSIGNED: Final = "Not signed off: this is the plan as it is being worked on."


class PaperScreen(Screen[PaperDestination]):
    """One document of a case at a time. Printing or saving records the copy."""

    title: ClassVar[str] = "Paper"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"plan", "safe_contact", "person", "confirmation", "paper", "incident", "contact", "order", "hearing"}
        | {"criminal_case", "unit"}
    )

    def __init__(self, context: ScreenContext, destination: PaperDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.view: PaperView | None = None
        self._at_table = context.visiting
        self.asked = SafetyQuestions(at_table=self._at_table)
        self._copies = MadeCopies(self, self.case)
        self.asked.changed.connect(self._follow)
        self._ticks: frozenset[str] = frozenset()
        self._side: SideView | None = None
        self.head = CaseHead(self, self.case, "plan", compact=True)
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.head.refresh)
        self.head.name_toggled.connect(self._refresh_copies)
        self.names.changed.connect(self._show_view)
        self.choice = PaperChoice(destination.document or "full_plan", at_table=self._at_table)
        self.choice.changed.connect(self._choose)
        self.asked.fit(self.choice.document)
        self.preview, self.on_paper, self.save_panel = PagePreview(), OnThisPaper(), SavePanel()
        self._drawing = Drawing(self, self.preview)
        self.before = BeforePrint()
        self.unsafe = self.before.unsafe
        self.comes_back = AnswersComeBack(self, self.case, self.asked, lambda: self.choice.document)
        self.proposed = quiet()
        self.unsigned = TextLabel(_UNSIGNED, "quiet", tone="caution")
        self.beside = PlanBeside(self, self.case, of_draft=bool(destination.plan))
        self.print_button = Button("Print", "primary", on_click=self.print_copy)
        self.save_button = Button("Save as a file", on_click=self.save_panel.open)
        self._maker = CopyMaker(self)
        self.reach_here = ReachHere(self, self.choice, self.preview)
        self._lay_out()
        self.before.reach_wanted.connect(self.reach_here.open)
        self.before.left_wanted.connect(self.on_paper.stand_at)
        for ticked in (self.on_paper.ticked, self.comes_back.ticked):
            ticked.connect(self._choose)
        self.save_panel.chosen.connect(self._save)
        self.save_panel.closed.connect(self.save_button.setFocus)
        print_by_key(
            self,
            self.print_button,
            lambda: self.unsafe.text() or ("" if self.view else self.preview.message),
            self._drawing.make_now,
        )

    def begin(self) -> None:
        """Ask the questions once; the preview follows what is chosen."""
        self.stale = False
        self.ask(names_of, self.names.learn, self.case)
        self.ask_hiding(paper_safety.safety, self._know, self.case)  # first: what the record answers is not asked
        if self.asked.questions is None:
            FormStart(self, FormRequest("paper", self.case), self.asked.begin).ask()
        self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        self.ask(languages.languages, self.choice.offer)
        self.ask(hearings_to_choose, self.choice.offer_hearings, self.case)
        self._refresh_copies()
        self.beside.refresh()
        self._ask_preview()

    def _refresh_copies(self) -> None:
        if not self._at_table:  # they tell who else has one, and lead to records
            self._copies.refresh()

    def panes(self) -> list[QWidget]:
        return [self.asked, self.choice, self.on_paper, self.head]

    def step_back(self) -> bool:
        if self._side is not None and self._side.isVisible():
            self._side.put_away()
            return True
        if self.save_panel.isVisible():
            self.save_panel.hide()
            return True
        return self.reach_here.put_away()

    def leave(self) -> None:
        self.head.hide_secrets()

    def print_copy(self) -> None:
        """Print what is previewed, and record the copy; or record that it was read aloud."""
        if self.choice.document == SPOKEN:
            self.ask(planning.board, self._show_large, self.case, self.destination.plan or None)
        elif self.view is not None:
            self._when_allowed(partial(self._maker.print, self.view, self._request(), self.asked.answers()))

    def _when_allowed(self, make: Callable[[], object]) -> None:
        """Ask casework if this copy may be made, then make it; the command line asks the same."""

        def refuse(error: BaseException) -> None:
            if not self.asked.complain(error):
                self.show_error(error)

        if self.view is not None:
            asked = self.view, self.asked.answers(), self._ticks
            self.ask_or(paper_safety.may_be_made, lambda _none: make(), refuse, *asked)

    def _know(self, known: PaperSafety) -> None:
        """Take what the record answers, and begin with the document it proposes."""
        first = self.asked.known is None
        self.asked.know(known)
        why, document = known.proposal.why, known.proposal.document
        said = bool(why) and not self._at_table
        self.proposed.setText(f"Proposed here: {self.choice.words_for(document)}. {why}" if said else "")
        self.proposed.setVisible(said and not self.destination.record)
        if first and not self.destination.document:
            self.choice.forms.choose(document)
        self._follow()

    def _lay_out(self) -> None:
        left = QWidget()
        column = bare(left, gap=10)
        column.addWidget(self.asked)
        if not self._at_table:
            column.addWidget(TextLabel("Copies", "head"))
        column.addWidget(self._copies)
        column.addStretch(1)
        right = Pane("On this paper", self.on_paper)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        for widget in (self.before, self.save_panel):
            right.add_below(widget)
        right.add_foot(foot)
        for words in (self.proposed, self.unsigned):
            words.hide()
        for part in (self._copies, self.save_button):
            part.setVisible(not self._at_table)
        shown = QWidget()
        column = bare(shown)
        column.addWidget(self.choice)
        column.addWidget(self.proposed)
        column.addWidget(self.unsigned)
        column.addWidget(self.beside)
        column.addWidget(self.preview, 1)
        column.addWidget(self.reach_here, 1)
        middle = Pane("", shown)
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(Panes((Pane("Is paper safe?", left), middle, right), (6, 10, 6)), 1)

    def _choose(self, ticks: frozenset[str] = frozenset()) -> None:
        self._ticks = ticks
        self.asked.fit(self.choice.document)
        self._ask_preview()

    def _request(self) -> PaperRequest:
        document = "full_plan" if self.choice.document == SPOKEN else self.choice.document
        choice = self.choice
        return PaperRequest(
            self.case,
            document,
            self._ticks,
            self.destination.plan or None,
            language=choice.language,
            for_whom=choice.for_whom,
            agreed=choice.agreed,
            record=self.destination.record,
            hearing=self.choice.hearing,
        )

    def _ask_preview(self) -> None:
        self.print_button.setEnabled(False)
        self.preview.message = ""  # what stood in its way is asked about anew
        wanted = self._request()
        draw = partial(self.ask_or, papers.preview, partial(self._show, wanted), self._cannot, wanted)
        self._drawing.ask(draw, long=wanted.document in PAGES_ALONE)

    def _show(self, wanted: PaperRequest, view: PaperView) -> None:
        if wanted != self._request():
            return
        self.view = view
        self._show_view()
        self._follow()

    def _show_view(self) -> None:
        """Show the pages and what is on them. Paper may carry a name; on the screen it waits until it is asked for."""
        view = self.view
        if view is None:
            return
        if self.choice.document == SPOKEN:
            self.preview.show_message(
                "Nothing is printed. Read the plan aloud, side by side; that it was spoken is recorded."
            )
            self.on_paper.show_nothing()
            self.before.show_view(None)
            return
        self.preview.show_pdf(view.pdf, self.names)
        shown = self.names.hide_in(view)
        self.before.show_view(shown)
        self.on_paper.show_view(shown, self._ticks, office=self.choice.document in OFFICE | LETTER_IDS)

    def _cannot(self, error: BaseException) -> None:
        """A document that cannot be made says why where it would have been."""
        self.view = None
        self.before.show_view(None)
        if isinstance(error, AdvocateError):
            self.preview.show_message(sentence_for(error))
            self._follow()
        else:
            self.show_error(error)

    def _follow(self) -> None:
        """Decide if it may be printed: what the record says first, and a plain word where paper is dangerous."""
        self.beside.fit(self.choice.document)
        self.unsigned.setVisible(bool(self.destination.plan) and holds_plan(self.choice.document))
        personal = self.choice.document not in OFFICE and self.choice.document != SPOKEN
        words, fine = self.asked.judged() if personal else ("", True)
        ready = self.before.judge(words, self.view, self._ticks, fine=fine, personal=personal)
        self.comes_back.follow(self._ticks)
        number = self.view.copy_number if self.view else ""
        self.print_button.setText("Read aloud" if self.choice.document == SPOKEN else f"Print copy {number}".strip())
        self.print_button.setAccessibleName(self.print_button.text())
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready and self.choice.document != SPOKEN)

    def _save(self, password: str) -> None:
        if self.view is not None:
            self._when_allowed(partial(self._maker.save, self.view, self.asked.answers(), password))

    def _show_large(self, board: Board) -> None:
        """Read aloud: the plan large on the screen, and the memory that it was spoken."""
        self._side = SideView(self, PlanSheet(plain_board(board)), board.sections, self.names)
        if self.view is not None:
            self._maker.speak(self.view, self.asked.answers())
