"""Keeps what was answered and ticked of a disclosure that is not recorded yet, for each recipient by itself."""

from __future__ import annotations

from collections.abc import Callable

from hru_advocate.casework.disclosure.builder import DisclosureListed
from ui.form.answers_keeper import AnswersKeeper, Typed
from ui.paper.disclosure.whom_and_why import WhomAndWhy
from ui.shell.screen import AnyScreen


class DisclosureKeeper(AnswersKeeper):
    """Holds the ``ticks`` beside the answers. ``again`` asks for the paper with what was begun before."""

    def __init__(self, screen: AnyScreen, case: str, asked: WhomAndWhy, again: Callable[[], object]) -> None:
        super().__init__(screen, self.typed, self._go_on)
        self._case, self._asked, self._again = case, asked, again
        self._recipient = ""
        self.ticks: frozenset[str] = frozenset()
        self._ticked_before: frozenset[str] = frozenset()
        asked.begun.connect(self._begin)
        asked.changed.connect(self.touch)

    def choose(self, template: str) -> None:
        """Another recipient begins with nothing ticked: what one may have is not for the next."""
        self.ticks = self._ticked_before = frozenset()
        first, self._recipient = not self._recipient, template
        if first:
            self._begin()
        else:
            self.move(self._where)

    def tick(self, ticks: frozenset[str]) -> None:
        """These items leave."""
        self.ticks = ticks
        self.touch()

    def tick_again(self, listed: DisclosureListed) -> bool:
        """Tick what was ticked before and is still offered; says whether there was any, so that the paper changes."""
        before, self._ticked_before = self._ticked_before, frozenset()
        again = before & {one.id for one in listed.items if one.offered}
        self.ticks |= again
        return bool(again)

    @property
    def _where(self) -> str:
        return f"disclosure {self._case} {self._recipient}"

    def _begin(self) -> None:
        if self._recipient and self._asked.questions is not None:
            self.begin(self._where)

    def typed(self) -> Typed:
        """The answers and ticks given so far; empty while there are none."""
        answers, ticks = self._asked.typed(), sorted(self.ticks | self._ticked_before)
        return {"answers": answers, "ticks": ticks} if answers or ticks else {}

    def _go_on(self, typed: Typed) -> None:
        answers, ticks = typed.get("answers"), typed.get("ticks")
        self._asked.go_on(answers if isinstance(answers, dict) else {})
        self._ticked_before = frozenset(map(str, ticks)) if isinstance(ticks, list) else frozenset()
        self._again()
