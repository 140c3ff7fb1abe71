"""Keeps what is answered on a page whose questions become no draft: it is there again when one comes back."""

from __future__ import annotations

from collections.abc import Callable

from hru_advocate.casework.typed_words import answers_typed, keep_answers
from ui.form.words_keeper import WordsKeeper
from ui.shell.screen import AnyScreen

Typed = dict[str, object]


class AnswersKeeper(WordsKeeper):
    """Keeps the answers of one place. ``collect`` gives them, ``show`` puts those in that were never saved."""

    def __init__(self, screen: AnyScreen, collect: Callable[[], Typed], show: Callable[[Typed], object]) -> None:
        super().__init__(screen)
        self._collect, self._show = collect, show
        self._place = ""
        self._saved: Typed = {}

    def begin(self, place: str) -> None:
        """Begin with what is saved: what was answered here before and never saved comes over it."""
        self._place = place
        self._saved = self._collect()
        self.screen.ask(answers_typed, self._know, place)

    def go_on(self) -> None:
        """Keep the answers after all: what ended it did not come about."""
        self._ended = False
        self.touch()

    def move(self, place: str) -> None:
        """Keep the answers as those of another place from now on, and no more as those of this one."""
        if self._place and place != self._place:
            self.screen.ask(keep_answers, lambda _at: None, self._place, {})
            self._place = place
            self.touch()

    def touch(self) -> None:
        if self._place:
            super().touch()

    def saved(self, answers: Typed) -> None:
        """Keep these no more: they were saved where they belong. What was answered meanwhile is kept."""
        self._saved = answers
        self.touch()

    def send(self) -> None:
        answers = self._collect()
        unsaved = answers if answers != self._saved else {}
        self._holds = bool(unsaved)
        self.screen.ask_or(keep_answers, self.kept, self.not_kept, self._place, unsaved)

    def _know(self, held: Typed) -> None:
        if held and self._collect() == self._saved:  # nothing else was answered since
            self._show(held)
            self.screen.show_status("Typed before and not saved yet")
