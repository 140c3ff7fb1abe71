"""Views over the plan builder: the plan side by side with the person's answers, and words for a child."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.planning import Board
from ui.controls.buttons import small_button
from ui.controls.layout.large_view import LargeView
from ui.plan.talking_points import TalkingPoints, talking_points
from ui.plan_draft.plan_draft import PlanDraft
from ui.plan_draft.side_by_side import SideView
from ui.shell.screen import AnyScreen

NO_POINTS = "No measure of the plan is in words for a child. Add one under a need or a child in the situation first."


class PlanViews(QObject):
    """Opens one large view at a time over a screen. ``closed`` is emitted when it goes."""

    closed = Signal()

    def __init__(self, screen: AnyScreen, plan_draft: PlanDraft) -> None:
        super().__init__(screen)
        self._screen, self._plan_draft = screen, plan_draft
        self.shown: LargeView | None = None
        self.board: Board | None = None
        self.without_spoken = True
        self.spoken = small_button("", self.toggle_spoken)
        self.child = small_button("For a child", self.show_child)
        self.child.setAccessibleName("Talking points for a child")
        self.toggle_spoken()

    @property
    def open(self) -> bool:
        """True while something lies over the screen."""
        return self.shown is not None

    def show_side(self) -> None:
        """The plan, large, with an answer to each measure."""
        board = self.board
        if board is None:
            return
        side = SideView(
            self._screen,
            self._plan_draft.sheet,
            board.sections,
            self._screen.names,
            answering=True,
            without_spoken=self.without_spoken,
        )
        side.decided.connect(self._decide)
        side.worded.connect(self._word)
        self._hold(side)

    def show_child(self) -> None:
        """Words for a child, large; or why not."""
        child = self.board.child if self.board is not None else None
        if child is None:
            return
        if child.closed:
            self._screen.banner.show_message(child.closed, "caution")
        elif not list(talking_points(self._plan_draft.sheet, child)):
            self._screen.banner.show_message(NO_POINTS, "caution")
        else:
            self._hold(TalkingPoints(self._screen, self._plan_draft.sheet, child, self._screen.names))

    def toggle_spoken(self) -> None:
        """Show or hide, side by side, what is only spoken; settled before the person looks."""
        self.without_spoken = not self.without_spoken
        words = "hidden" if self.without_spoken else "shown"
        self.spoken.setText(f"Speak: {words}")
        self.spoken.setAccessibleName(f"Speak: {words}, side by side; H changes it")

    def put_away(self) -> bool:
        """Take away what lies over the screen; ``False`` where nothing does."""
        if self.shown is None:
            return False
        self.shown.put_away()
        return True

    def _hold(self, view: LargeView) -> None:
        self.shown = view
        view.closed.connect(self._let_go)

    def _let_go(self) -> None:
        self.shown = None
        self._plan_draft.pause()
        self.closed.emit()

    def _decide(self, position: int, decision: str) -> None:
        self._plan_draft.make(
            changes.deciding(position, self._plan_draft.sheet.rows[position], decision, self._plan_draft.said_on())
        )

    def _word(self, position: int, words: str) -> None:
        self._plan_draft.make(changes.saying(position, self._plan_draft.sheet.rows[position], "words", words))
