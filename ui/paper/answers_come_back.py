"""Answers on a page of paper that was left without a copy: they are there again when one comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from hru_advocate.casework.paper.answers_kept import AnswersAboutPaper, keep_answers, kept_answers
from ui.controls.signals import SignalOf, value_signal
from ui.paper.safety_questions import SafetyQuestions
from ui.shell.screen import AnyScreen


class AnswersComeBack(QObject):
    """Looks up what was answered about a form of paper the first time it is on show, and keeps it from then on.

    ``ticked`` emits the ids that were ticked. Nothing is put over what somebody answers on this very page.
    """

    ticked: SignalOf[frozenset[str]] = value_signal()

    def __init__(self, screen: AnyScreen, case: str, asked: SafetyQuestions, document: Callable[[], str]) -> None:
        super().__init__(screen)
        self._screen, self._case, self._asked, self._document = screen, case, asked, document
        self._at_table = screen.context.visiting
        self._looked: set[str] = set()
        self._begun: set[str] = set()
        self._given: dict[str, AnswersAboutPaper] = {}

    def follow(self, ticks: frozenset[str]) -> None:
        """Look the form of paper up that is on show now, or keep what is answered about it."""
        document = self._document()
        if self._asked.questions is None or self._asked.known is None:
            return
        if document not in self._looked:
            self._looked.add(document)
            found = partial(self._found, document)
            self._screen.ask(kept_answers, found, self._case, document, at_table=self._at_table)
        elif document in self._begun:
            self._keep(document, AnswersAboutPaper(self._asked.given(), ticks))

    def _found(self, document: str, kept: AnswersAboutPaper | None) -> None:
        self._begun.add(document)
        if document != self._document():
            self._looked.discard(document)  # another is on show by now: it is looked up when one comes back to it
            return
        here = self._asked.given()
        self._given[document] = AnswersAboutPaper(here)
        if kept is None:
            return
        if not here:
            self._given[document] = kept
            self._asked.take(kept.answers)
        if kept.ticks:
            self.ticked.emit(kept.ticks)

    def _keep(self, document: str, given: AnswersAboutPaper) -> None:
        if self._given.get(document) != given:
            self._given[document] = given
            self._screen.ask(keep_answers, _kept, self._case, document, given, at_table=self._at_table)


def _kept(_nothing: None) -> None:
    """Say nothing: it is no more than a memory of this session."""
