"""The help: its pages at the left, one page at the right; F1 opens the one about where one is."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.finding.help_lines import HelpLine, find_help, help_book
from hru_advocate.domain.help_pages import HelpBook
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import quiet, title
from ui.controls.layout.cards import Row
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.help.about import FIRST_PAGE, KEYS_PAGE, page_of
from ui.help.keys import KEYS, keys_beside
from ui.help.page_view import HelpPageView
from ui.shell.destinations import HelpDestination
from ui.shell.screen import Screen, ScreenContext

_KEYS_LINE: Final = HelpLine(KEYS_PAGE, "Every key", "Begin here")
_KEYS_FIRST: Final = "Every key there is, by where it works."


class HelpScreen(Screen[HelpDestination]):
    """A list to walk with the arrow keys; F6 goes to the page, Tab from section to section, Esc back."""

    title: ClassVar[str] = "Help"

    def __init__(self, context: ScreenContext, destination: HelpDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._book: HelpBook | None = None
        self._wanted = page_of(destination)
        self.filters = FilterBar("Words of the help", ())
        self.filters.changed.connect(self._ask_list)
        self.view = HelpPageView()
        self.view.wanted.connect(self.open_page)
        self.both = ListAndPage("Pages of the help", self.view, "Choose a page.", above=(self.filters,))
        self.both.chosen.connect(self._chosen)
        self.filters.search.walked.connect(self.both.take_keyboard)
        self.filters.search.chosen.connect(self.both.take_keyboard)
        back = Button("Back", on_click=self.back_requested.emit)
        self.body.setSpacing(12)
        how = quiet("F1 opens the page about where you are. F6 goes into it, Esc goes back.")
        self.body.addWidget(Row().add(title("Help")).add_words(how).add(back))
        self.body.addWidget(self.filters)
        self.body.addWidget(self.both, 1)

    def refresh(self) -> None:
        if self._book is None:
            self.ask(help_book, self._take_book)
        self._ask_list()

    def first_focus(self) -> QWidget:
        return self.both.list

    def panes(self) -> list[QWidget]:
        return [self.filters, *self.both.panes()]

    def step_back(self) -> bool:
        return self.both.step_back()

    def open_page(self, page: str) -> None:
        """Show a page, whatever the list was narrowed to."""
        if self.filters.text():
            self.filters.search.drop()
        self._wanted = page
        self._ask_list()

    def _ask_list(self) -> None:
        self.ask(find_help, self._show_list, self.filters.text())

    def _take_book(self, book: HelpBook) -> None:
        self._book = book

    def _show_list(self, lines: tuple[HelpLine, ...]) -> None:
        if not self.filters.text():
            lines = (lines[0], _KEYS_LINE, *lines[1:])
        self.both.show_lines([line.id for line in lines], [ListLine(line.title, line.group) for line in lines])
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.both.go_to(wanted)

    def _chosen(self, page: str) -> None:
        """Show a page and say its title aloud: the keyboard stays in the list."""
        if self._book is None:
            return
        if page == KEYS_PAGE:
            self.view.show_keys(_KEYS_LINE.title, _KEYS_FIRST, KEYS.items())
            announce(self, f"{_KEYS_LINE.title}. {_KEYS_FIRST}")
        else:
            found = self._book.pages.get(page, self._book.pages[FIRST_PAGE])
            self.view.show_page(found, keys_beside(found.id))
            announce(self, f"{found.title}. {found.first}")
        self.both.show_page()
        QTimer.singleShot(0, self, self._keep_keyboard)

    def _keep_keyboard(self) -> None:
        """Stay on the page where it took the place of the list, to which the keyboard was about to go."""
        if not self.both.list.isVisible() and not holds_keyboard(self):
            self.both.take_keyboard()
