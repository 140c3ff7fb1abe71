"""A screen: a page that asks the worker, asks again when something changed, and says where the person wants to go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Final, Generic, Literal, ParamSpec, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.errors import AdvocateError, RestrictedCase
from ui.controls.banner import Banner
from ui.controls.keyboard.physical_keys import hear_physical_keys
from ui.controls.keyboard.reading_order import go_on
from ui.controls.layout.kept_heights import ByWidth, KeptColumn
from ui.controls.layout.scrolling import scrolling
from ui.controls.names import Names
from ui.controls.signals import SignalOf, value_signal
from ui.shell.async_bridge import AsyncBridge, is_there
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.destinations import Destination, RestrictedDestination, SearchDestination, Visit, case_of
from ui.shell.leaving import Keeper, Keepers

if TYPE_CHECKING:  # the session brings the whole core with it, and the first window must be quick
    from hru_advocate.casework.session import Session
    from hru_advocate.casework.vault.backups import BackupLine, BackupMade

P = ParamSpec("P")
T = TypeVar("T")
D_co = TypeVar("D_co", bound=Destination, covariant=True)
WindowCommand = Literal["lock", "cover"]
"""Something the window itself does."""


class Worker(Protocol):
    """The one thread that holds the open vault."""

    def change_passphrase(self, old: str, new: str) -> Future[tuple[str, ...]]:
        """Set a new passphrase after the old one; the notices to show come back."""
        ...

    def accept(self, reason: str, typed: str) -> Future[int]:
        """Accept that the vault is not as it was left, after the passphrase or the recovery code."""
        ...

    def prove(self, passphrase: str) -> Future[None]:
        """Check the passphrase of the open vault again."""
        ...

    def back_up(self) -> Future[BackupMade]:
        """Make a backup in the chosen folder."""
        ...

    def backups(self) -> Future[tuple[BackupLine, ...]]:
        """Open, check and count every backup in the chosen folder."""
        ...

    def alone(self) -> Future[bool]:
        """Say whether the passphrase guards the vault alone, without a keychain."""
        ...

    def suggest(self, count: int, author: str = "") -> Future[str]:
        """Words for a passphrase."""
        ...

    def judge(self, text: str, author: str, *, alone: bool) -> Future[str | None]:
        """Ask what is wrong with a passphrase; ``None`` is nothing."""
        ...

    def new_code(self, passphrase: str, *, halves: bool) -> Future[str]:
        """A new recovery code to be written down and typed back, after the passphrase."""
        ...

    def suspect(self, old: str, new: str, *, halves: bool) -> Future[str]:
        """A new recovery code to be typed back; then every key is new, because somebody may know one."""
        ...

    def confirm_code(self, typed: str) -> Future[tuple[str, ...] | None]:
        """Have the new code typed back: from then on it counts; ``None`` when it is another."""
        ...

    def written_anew(self) -> tuple[int, int]:
        """Say how much of the vault is left to be written anew, and of how much."""
        ...

    def ask(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function of casework on the session."""
        ...

    def ask_in_turns(self, function: Callable[..., Any], *args: object) -> Future[Any]:
        """Run one that gives way to others, turn by turn, until there is no more to do."""
        ...


_AT_ONCE: Final = 80
"""Milliseconds a page is waited for before it comes on show; the answers of an ordinary one are there in thirty."""


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """The worker, the bridge back, the change notifier and the clock: all that a screen is handed.

    ``visiting`` while somebody of the case looks on, in visit mode: a page leaves off what is not for them.
    """

    worker: Worker
    bridge: AsyncBridge
    notifier: ChangeNotifier
    now: Callable[[], datetime]
    made_up: bool = False
    visiting: bool = False


class Screen(QWidget, Generic[D_co]):
    """A page. Lay out in ``body``; ask with ``ask``; fill in ``refresh``; leave with ``go_to``.

    ``kinds`` are the kinds of change that make it ask again; empty means any. A change in ``case`` alone
    concerns a screen of that case only.
    """

    visit_requested: SignalOf[Visit] = value_signal()
    """Emits where to go next; this screen stays one step back unless the visit replaces it."""
    back_requested = Signal()
    """Emitted when the person is done here and wants to go one step back."""

    title: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()
    before_its_case: ClassVar[bool] = False
    """True for the page that stands before a restricted case: what it asks for, and keeps, needs no reason yet."""

    def __init__(self, context: ScreenContext, destination: D_co, *, scrolls: bool = True) -> None:
        super().__init__()
        self.context, self.destination = context, destination
        self.on_show: Destination = destination
        """The destination of the part on show, which may be another than the one that was gone to."""
        self.setProperty("role", "page")
        self.setAccessibleName(self.title)
        self.stale = self._barred = False
        hear_physical_keys(self)
        self.names = Names(self)
        outer = KeptColumn(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.banner = Banner()
        page = ByWidth()
        page.setProperty("role", "page")
        self.body = KeptColumn(page)
        self.body.setContentsMargins(24, 12, 24, 24)
        self.body.setSpacing(16)
        if scrolls:
            self.area: QScrollArea | None = scrolling(page)
            outer.addWidget(self.area, 1)
        else:
            self.area = None
            outer.addWidget(page, 1)
        below = KeptColumn()  # the page gives way from its end, so that nothing on it moves
        below.setContentsMargins(24, 0, 24, 0)
        below.addWidget(self.banner)
        outer.addLayout(below)
        context.notifier.listen(self._on_changed)

    def ask(
        self,
        function: Callable[Concatenate[Session, P], T],
        done: Callable[[T], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Ask casework; ``done`` gets the answer, unless this screen is gone by then. An error goes into the banner."""
        self.ask_or(function, done, self.show_error, *args, **kwargs)

    def ask_hiding(
        self,
        function: Callable[Concatenate[Session, P], T],
        done: Callable[[T], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """As ``ask`` about the case of this screen: names come as initials until they are asked for."""
        from hru_advocate.casework.people.names import without_names  # brings the core, which the first window has not

        if self.names.shown:
            self.ask(function, done, *args, **kwargs)
        else:
            self.ask(without_names, done, case_of(self.destination), function, *args, **kwargs)

    def ask_or(
        self,
        function: Callable[Concatenate[Session, P], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """As ``ask``, with a place of its own for the error. Hand on to ``show_error`` what is not yours.

        What is restricted is not shown before its reason was given; of many cases only its reference is.
        """
        from hru_advocate.casework.people.restricted import guarded  # as above

        case = None if self.before_its_case else case_of(self.destination)
        future = self.context.worker.ask(guarded, case, function, *args, **kwargs)
        self.context.bridge.when_done(future, self, partial(_show_answer, self, done), partial(_say, self, failed))

    def show_error(self, error: BaseException) -> None:
        """Say an error in the banner; a fault of our own also goes to the log by way of the last resort."""
        if isinstance(error, RestrictedCase) and (case := case_of(self.destination)):
            if not self._barred:  # asked once, however many questions were refused
                self._barred = True
                self.go_to(RestrictedDestination(case, self.destination), replacing=True)
            return
        self.banner.show_error(error)
        if not isinstance(error, AdvocateError):
            raise error

    def go_to(self, destination: Destination, *, replacing: bool = False) -> None:
        """Go there; one step back returns here, unless it is ``replacing`` this screen."""
        self.visit_requested.emit(Visit(destination, replacing))

    def notify(self, changed: Changed) -> None:
        """Let every screen know what a command changed, this one too."""
        self.context.notifier.notify(changed)

    def show_status(self, words: str) -> None:
        """Put a short line into the status bar."""
        self.context.notifier.status.emit(words)

    def refresh(self) -> None:
        """Ask for everything shown here again."""

    def expect(self, moment: datetime | None) -> None:
        """Be asked to move with time at that moment: what is shown may be different from then on."""
        if moment is not None:
            self.context.notifier.expected.emit(moment)

    def move_with_time(self, *, other_day: bool) -> None:
        """Ask again for what depends on the time of day; ``other_day`` when the date is another as well."""
        del other_day
        self.refresh()

    def begin(self) -> None:
        """Ask, and put the focus where work begins: called as the screen comes on show."""
        self.stale = self._barred = False
        self.refresh()
        first = self.first_focus()
        if first is not None:
            QTimer.singleShot(0, first, partial(first.setFocus))

    def first_focus(self) -> QWidget | None:
        """Name the widget where the keyboard starts."""
        return None

    def panes(self) -> list[QWidget]:
        """List what F6 walks through, in order; one pane unless a screen has more."""
        return [self]

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab goes as one reads; within a window it is the window that knows what comes next.

        Qt asks too where what holds the keyboard was put out of sight, and would hand it on, often to the rail. It is
        let go of instead: whoever keeps the keyboard of the page leads it to what stands in that place now.
        """
        if self.isWindow():
            return go_on(self, forward=next_one)
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible() and self.isAncestorOf(focus):
            focus.clearFocus()
            return True
        return super().focusNextPrevChild(next_one)

    def step_back(self) -> bool:
        """Esc: close what is open inside this screen and say True, or say False to leave it."""
        return False

    def leave(self) -> None:
        """Hide what must not stay in sight, hand on what is typed: called as the screen goes or the vault locks."""

    def keepers(self) -> list[Keeper]:
        """List what holds typed words; the screen is not left before they are kept."""
        return self.findChildren(Keeper)

    def concerns(self, changed: Changed) -> bool:
        """Say whether a change touches what is shown here."""
        case = case_of(self.destination)
        if case and changed.cases and case not in changed.cases:
            return False
        return not self.kinds or not self.kinds.isdisjoint(changed.kinds)

    def _on_changed(self, changed: Changed) -> None:
        if not self.concerns(changed):
            return
        if self.isVisible():
            self.refresh()
        else:
            self.stale = True


AnyScreen = Screen[Destination]
"""A screen, wherever it was gone to: what the frame and the parts of screens know."""


def keepers_of(screens: Iterable[AnyScreen]) -> Keepers:
    """All that holds words on some pages, asked anew each time: a page may begin to hold some while it waits."""
    held = tuple(screens)
    return lambda: [keeper for screen in held for keeper in screen.keepers()]


def take_answers(screen: AnyScreen) -> None:
    """Wait for what a screen has just asked, as long as nobody feels it, so that what comes on show is whole."""
    screen.context.bridge.hand_over(screen, _AT_ONCE)


def _say(screen: AnyScreen, failed: Callable[[BaseException], object], error: BaseException) -> None:
    """Say an error where it belongs; of a page that has been left somebody says it who is there.

    A page is hidden itself when another came on show; one that went out of sight with the whole frame was not left.
    """
    if is_there(failed):
        failed(error)
    if screen.isHidden():
        screen.context.bridge.pass_on(error)


def _show_answer(screen: AnyScreen, done: Callable[[T], object], answer: T) -> None:
    """Show an answer; where that builds the control anew that has the keyboard, it keeps the keyboard."""
    if not is_there(done):
        return
    focus = QApplication.focusWidget()
    name = focus.accessibleName() if focus is not None and screen.isAncestorOf(focus) else ""
    kind = type(focus) if focus is not None else QWidget
    done(answer)
    if name and (not shiboken6.isValid(focus) or focus is None or not focus.isVisible()):
        found = (one for one in screen.findChildren(kind) if one.accessibleName() == name and one.isVisible())
        if (again := next(found, None)) is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)


class ResultsScreen(Screen[SearchDestination]):
    """A page of search results, which follows what is typed into the search box.

    ``commanded`` emits what the window is to do, where that was chosen among the results.
    """

    commanded: SignalOf[WindowCommand] = value_signal()

    def look_for(self, words: str) -> None:
        """Show what holds these words; called with each pause in typing."""

    def walk(self) -> None:
        """Take the keyboard into the list."""

    def open_first(self) -> None:
        """Open the best result, as soon as it is known."""
