"""Paper: ask first, see the very bytes, know what is on them, then print; every copy is remembered."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper.copies import CopyLine
from hru_advocate.casework.paper.document_kinds import PaperView
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.planning import Board
from hru_advocate.casework.plan.sheet import PlanSheet
from hru_advocate.casework.unit import languages
from hru_advocate.errors import AdvocateError
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import empty
from ui.controls.layout.panes import Pane, Panes
from ui.controls.tick_boxes import TickBox
from ui.form.beginning import Beginning, FormStart
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions
from ui.paper.copy_maker import CopyMaker
from ui.paper.document_choice import OFFICE, SPOKEN, PaperChoice
from ui.paper.on_this_paper import OnThisPaper
from ui.paper.page_preview import PagePreview
from ui.paper.save_panel import SavePanel
from ui.plan_draft.plan_draft import plain_board
from ui.plan_draft.side_by_side import SideView
from ui.shell.destinations import FormRequest, PaperDestination, RecordDestination
from ui.shell.screen import Screen, ScreenContext

QUESTIONS: Final = ("lives_with", "searched", "kept_where", "seen_by", "destroy_by")
ASKED_FIRST: Final = ("lives_with", "searched")


class PaperScreen(Screen[PaperDestination]):
    """One document of a case at a time. Printing or saving records the copy."""

    title: ClassVar[str] = "Paper"
    kinds: ClassVar[frozenset[str]] = frozenset({"plan", "safe_contact", "person", "confirmation", "paper"})

    def __init__(self, context: ScreenContext, destination: PaperDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.view: PaperView | None = None
        self.questions: Questions | None = None
        self._ticks: frozenset[str] = frozenset()
        self._side: SideView | None = None
        self.head = CaseHead(self, self.case, "plan", compact=True)
        self.head.leave_for_case_page()
        self.choice = PaperChoice(destination.document)
        self.choice.changed.connect(self._choose)
        self.preview, self.on_paper, self.save_panel = PagePreview(), OnThisPaper(), SavePanel()
        self.unsafe = TextLabel("", "body", tone="danger")
        self.talked = TickBox("We have talked about the danger; print all the same")
        self.talked.toggled.connect(lambda _on: self._follow())
        self.print_button = Button("Print", "primary", on_click=self.print_copy)
        self.save_button = Button("Save as a file", on_click=self.save_panel.open)
        self._maker = CopyMaker(self)
        self._asked = QWidget()
        self._copies = QVBoxLayout()
        self._lay_out()
        self.on_paper.ticked.connect(self._tick)
        self.save_panel.chosen.connect(self._save)
        self.save_panel.closed.connect(self.save_button.setFocus)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)

    def begin(self) -> None:
        """Ask the questions once; the preview follows what is chosen."""
        self.stale = False
        if self.questions is None:
            FormStart(self, FormRequest("paper", self.case), self._begun).ask()
        self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        self.ask(languages.languages, self.choice.offer)
        self.ask(copies.copies, self._show_copies, self.case)
        self._ask_preview()

    def panes(self) -> list[QWidget]:
        return [self._asked, self.choice, self.on_paper, self.head]

    def step_back(self) -> bool:
        if self._side is not None and self._side.isVisible():
            self._side.put_away()
            return True
        if self.save_panel.isVisible():
            self.save_panel.hide()
            return True
        return False

    def leave(self) -> None:
        self.head.hide_secrets()

    def print_copy(self) -> None:
        """Print what is previewed, and record the copy; or record that it was read aloud."""
        if self.choice.document == SPOKEN:
            self.ask(planning.board, self._show_large, self.case, self.destination.plan or None)
        elif self.view is not None:
            self._maker.print(self.view, self._request(), self._answers())

    def _lay_out(self) -> None:
        bare(self._asked)
        left = QWidget()
        column = bare(left, gap=10)
        column.addWidget(self._asked)
        column.addWidget(TextLabel("Copies", "head"))
        column.addLayout(self._copies)
        column.addStretch(1)
        right = Pane("On this paper", self.on_paper)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        for widget in (self.unsafe, self.talked, self.save_panel):
            right.add_below(widget)
        right.add_foot(foot)
        self.talked.hide()
        self.unsafe.hide()
        shown = QWidget()
        column = bare(shown)
        column.addWidget(self.choice)
        column.addWidget(self.preview, 1)
        middle = Pane("", shown)
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(Panes((Pane("Is paper safe?", left), middle, right), (6, 9, 7)), 1)

    def _begun(self, begun: Beginning) -> None:
        fields = [begun.start.form.by_id[question] for question in QUESTIONS]
        self.questions = Questions(fields, begun.context, make_editor)
        self.questions.changed.connect(lambda _field: self._follow())
        layout = self._asked.layout()
        if layout is not None:
            layout.addWidget(self.questions)
        self.questions.frames[QUESTIONS[0]].editor.take_focus()
        self._follow()

    def _show_copies(self, lines: tuple[CopyLine, ...]) -> None:
        empty(self._copies)
        for line in lines[:6]:
            row = QHBoxLayout()
            row.addWidget(quiet(f"{line.words} · {line.state}"), 1)
            button = Button("Open", "link", on_click=partial(self.go_to, RecordDestination(line.entry, self.case)))
            button.setAccessibleName(f"Open: {line.words}")
            row.addWidget(button)
            self._copies.addLayout(row)
        if not lines:
            self._copies.addWidget(quiet("No copy was made yet."))

    def _choose(self) -> None:
        self._ticks = frozenset()
        self._ask_preview()

    def _tick(self, ids: frozenset[str]) -> None:
        self._ticks = ids
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
            for_whom=choice.whose.text().strip(),
            agreed=choice.agreed.isChecked(),
            record=self.destination.record,
        )

    def _ask_preview(self) -> None:
        self.print_button.setEnabled(False)
        wanted = self._request()
        self.ask_or(papers.preview, partial(self._show, wanted), self._cannot, wanted)

    def _show(self, wanted: PaperRequest, view: PaperView) -> None:
        if wanted != self._request():
            return
        self.view = view
        if self.choice.document == SPOKEN:
            self.preview.show_message(
                "Nothing is printed. Read the plan aloud, side by side; that it was spoken is recorded."
            )
        else:
            self.preview.show_pdf(view.pdf)
        self.on_paper.show_view(view, office=self.choice.document in OFFICE)
        self._follow()

    def _cannot(self, error: BaseException) -> None:
        """A document that cannot be made says why where it would have been."""
        self.view = None
        if isinstance(error, AdvocateError):
            self.preview.show_message(sentence_for(error))
            self._follow()
        else:
            self.show_error(error)

    def _follow(self) -> None:
        """Decide if it may be printed: the two questions first, and a plain word where paper is dangerous."""
        raw = self._answers()
        personal = self.choice.document not in OFFICE and self.choice.document != SPOKEN
        asked = all(question in raw for question in ASKED_FIRST)
        danger = [words for question, words in _DANGERS.items() if raw.get(question) is True]
        words = ""
        if personal and danger:
            words = "▲ Paper is not safe here: " + " ".join(danger) + " Think of the pocket card, or read it aloud."
        elif personal and not asked:
            words = "▲ Ask first whether paper is safe: the two questions at the left."
        self.unsafe.setText(words)
        self.unsafe.setVisible(bool(words))
        self.talked.setVisible(bool(personal and danger))
        fine = not personal or (asked and (not danger or self.talked.isChecked()))
        ready = self.view is not None and fine
        number = self.view.copy_number if self.view else ""
        self.print_button.setText("Read aloud" if self.choice.document == SPOKEN else f"Print copy {number}".strip())
        self.print_button.setAccessibleName(self.print_button.text())
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready and self.choice.document != SPOKEN)

    def _save(self, password: str) -> None:
        if self.view is not None:
            self._maker.save(self.view, self._answers(), password)

    def _answers(self) -> dict[str, object]:
        return self.questions.raw() if self.questions else {}

    def _show_large(self, board: Board) -> None:
        """Read aloud: the plan large on the screen, and the memory that it was spoken."""
        self._side = SideView(self, PlanSheet(plain_board(board)), board.sections)
        if self.view is not None:
            self._maker.speak(self.view, self._answers())


_DANGERS: Final = {
    "lives_with": "they live with the person causing harm.",
    "searched": "things or post are looked through.",
}
