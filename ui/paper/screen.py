"""Paper: ask first, see the very bytes, know what is on them, then print; every copy is remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper import safety as paper_safety
from hru_advocate.casework.paper.copies import CopyLine
from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER, PaperView
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.paper.safety import PaperSafety
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.planning import Board
from hru_advocate.casework.plan.sheet import PlanSheet
from hru_advocate.casework.unit import languages
from hru_advocate.domain.plan.paper_safety import DANGERS, OFFICE, QUESTIONS, SPOKEN, contradictions
from hru_advocate.errors import AdvocateError, InvalidAnswer
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import empty
from ui.controls.layout.panes import Pane, Panes
from ui.form.beginning import Beginning, FormStart
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions
from ui.paper.copy_maker import CopyMaker
from ui.paper.document_choice import PaperChoice
from ui.paper.on_this_paper import OnThisPaper
from ui.paper.page_preview import PagePreview
from ui.paper.save_panel import SavePanel
from ui.plan_draft.plan_draft import plain_board
from ui.plan_draft.side_by_side import SideView
from ui.shell.destinations import FormRequest, PaperDestination, RecordDestination
from ui.shell.screen import Screen, ScreenContext

AT_HOME: Final = (*QUESTIONS, "override", "kept_where", "seen_by", "destroy_by")
"""The questions about paper the person has."""
IN_OFFICE: Final = ("goes_to", "kept_where", "destroy_by")
"""The questions about paper that stays with professionals."""


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
        self.choice = PaperChoice(destination.document or "full_plan")
        self.choice.changed.connect(self._choose)
        self.preview, self.on_paper, self.save_panel = PagePreview(), OnThisPaper(), SavePanel()
        self.unsafe = TextLabel("", "body", tone="danger")
        self.from_record, self.proposed = quiet(), quiet()
        self._known: PaperSafety | None = None
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
        self.ask(paper_safety.safety, self._know, self.case)
        self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        self.ask(languages.languages, self.choice.offer)
        self.ask(copies.copies, self._show_copies, self.case)
        self._ask_preview()

    def move_with_time(self, *, other_day: bool) -> None:
        if other_day:
            self.refresh()
        else:
            self.head.refresh()

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
            self._when_allowed(partial(self._maker.print, self.view, self._request(), self._answers()))

    def _when_allowed(self, make: Callable[[], object]) -> None:
        """Ask casework if this copy may be made, then make it; the command line asks the same."""
        if self.view is not None:
            asked = self.view, self._answers(), self._ticks
            self.ask_or(paper_safety.may_be_made, lambda _none: make(), self._not_allowed, *asked)

    def _not_allowed(self, error: BaseException) -> None:
        frame = self.questions.frame_at(error.field) if self.questions and isinstance(error, InvalidAnswer) else None
        if frame is None or not isinstance(error, InvalidAnswer):
            self.show_error(error)
            return
        frame.show()
        frame.complain(error.sentence)
        frame.editor.take_focus()

    def _know(self, known: PaperSafety) -> None:
        """Fill in what the record answers, say which record says so, and choose what it proposes."""
        first = self._known is None
        self._known = known
        said = {one.question: one for one in known.known if one.answer is not None}
        labels = self.questions.frames if self.questions else {}
        lines = [
            f"{labels[key].asked.label} {'Yes' if one.answer else 'No'}: {one.source}."
            for key, one in said.items()
            if key in labels
        ]
        self.from_record.setText("\n".join(("From the record:", *lines)) if lines else "")
        self.from_record.setVisible(bool(lines))
        if self.questions is not None:
            self.questions.fill(self._answers() | {key: one.answer for key, one in said.items()})
        self.proposed.setText(
            f"Proposed here: {self.choice.words_for(known.proposal.document)}. {known.proposal.why}"
            if known.proposal.why
            else ""
        )
        self.proposed.setVisible(bool(known.proposal.why))
        if first and not self.destination.document:
            self.choice.forms.choose(known.proposal.document)
        self._follow()

    def _lay_out(self) -> None:
        bare(self._asked)
        left = QWidget()
        column = bare(left, gap=10)
        column.addWidget(self.from_record)
        column.addWidget(self._asked)
        column.addWidget(TextLabel("Copies", "head"))
        column.addLayout(self._copies)
        column.addStretch(1)
        right = Pane("On this paper", self.on_paper)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        for widget in (self.unsafe, self.save_panel):
            right.add_below(widget)
        right.add_foot(foot)
        for words in (self.unsafe, self.from_record, self.proposed):
            words.hide()
        shown = QWidget()
        column = bare(shown)
        column.addWidget(self.choice)
        column.addWidget(self.proposed)
        column.addWidget(self.preview, 1)
        middle = Pane("", shown)
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(Panes((Pane("Is paper safe?", left), middle, right), (6, 9, 7)), 1)

    def _begun(self, begun: Beginning) -> None:
        fields = [begun.start.form.by_id[question] for question in dict.fromkeys((*AT_HOME, *IN_OFFICE))]
        self.questions = Questions(fields, begun.context, make_editor)
        self.questions.changed.connect(lambda _field: self._follow())
        layout = self._asked.layout()
        if layout is not None:
            layout.addWidget(self.questions)
        if self._known is not None:
            self._know(self._known)
        self._show_fitting()
        first = IN_OFFICE if self.choice.document in OFFICE else AT_HOME
        self.questions.frames[first[0]].editor.take_focus()
        self._follow()

    def _show_fitting(self) -> None:
        """Ask what fits the document: of paper at home if it is safe, of office paper who has it."""
        asked = IN_OFFICE if self.choice.document in OFFICE else AT_HOME
        frames = self.questions.frames if self.questions else {}
        for question, frame in frames.items():
            frame.setVisible(question in asked)

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
        self._show_fitting()
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
        self.on_paper.show_view(view, self._ticks, office=self.choice.document in OFFICE)
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
        """Decide if it may be printed: what the record says first, and a plain word where paper is dangerous."""
        personal = self.choice.document not in OFFICE and self.choice.document != SPOKEN
        words, fine = self._judged() if personal else ("", True)
        if personal and fine and self.view is not None and self.view.without_us and NO_DUTY_NUMBER not in self._ticks:
            words, fine = (
                "▲ How to reach us is not on it. Fill it in on the Unit page, or tick that it goes without.",
                False,
            )
        self.unsafe.setText(words)
        self.unsafe.setVisible(bool(words))
        ready = self.view is not None and fine
        number = self.view.copy_number if self.view else ""
        self.print_button.setText("Read aloud" if self.choice.document == SPOKEN else f"Print copy {number}".strip())
        self.print_button.setAccessibleName(self.print_button.text())
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready and self.choice.document != SPOKEN)

    def _judged(self) -> tuple[str, bool]:
        """Say what stands against paper the person has, and whether it may be made all the same."""
        raw = self._answers()
        given = {key: value if isinstance(value := raw[key], bool) else None for key in QUESTIONS if key in raw}
        against = next(contradictions(self._known.known, given), None) if self._known else None
        if against is not None:
            return f"▲ {against[1]}", False
        if len(given) < len(QUESTIONS):
            return "▲ Ask first whether paper is safe: the questions at the left.", False
        danger = [said for key, said in DANGERS.items() if given[key]]
        if not danger:
            return "", True
        because = bool(str(raw.get("override") or "").strip())
        then = "" if because else " Read it aloud, or write why a copy all the same."
        return f"▲ Paper is not safe here: {', '.join(danger)}.{then}", because

    def _save(self, password: str) -> None:
        if self.view is not None:
            self._when_allowed(partial(self._maker.save, self.view, self._answers(), password))

    def _answers(self) -> dict[str, object]:
        """What was answered of the questions that fit the document."""
        asked = IN_OFFICE if self.choice.document in OFFICE else AT_HOME
        raw = self.questions.raw() if self.questions else {}
        return {question: answer for question, answer in raw.items() if question in asked}

    def _show_large(self, board: Board) -> None:
        """Read aloud: the plan large on the screen, and the memory that it was spoken."""
        self._side = SideView(self, PlanSheet(plain_board(board)), board.sections)
        if self.view is not None:
            self._maker.speak(self.view, self._answers())
