"""Pages in one place, of which one is on show."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """A stack that shows no page but the one it was told to: an empty one stands where none is.

    Qt's own puts the first page it is given on show at once, and another one where the page on show is taken out. A
    page was filled in sight then: laid out and painted without its answers, and once more with them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._nothing = QWidget()
        self._nothing.setProperty("role", "page")
        self.addWidget(self._nothing)

    def take_out(self, page: QWidget) -> None:
        """Take a page out; where it is on show nothing is, until another one is shown."""
        if page is self.currentWidget():
            self.let_go_of_keyboard()
            self.setCurrentWidget(self._nothing)
        self.removeWidget(page)
        page.hide()

    def let_go_of_keyboard(self) -> None:
        """Take the keyboard from whatever holds it here, or Qt looks through the whole page for the next best."""
        held = QApplication.focusWidget()
        if held is not None and self.isAncestorOf(held):
            held.clearFocus()
