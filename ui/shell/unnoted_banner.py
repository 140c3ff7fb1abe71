"""The message that looks and prints could not be noted in the record: nothing can be saved at the moment."""

from __future__ import annotations

from hru_advocate.casework.session import waiting_to_be_noted
from ui.controls.banner import Banner
from ui.shell.screen import ScreenContext


class UnnotedBanner(Banner):
    """Asks after each page whether events wait to be written, and says so once each time it begins."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._waiting = 0

    def look(self) -> None:
        """Ask; what the page itself asked for has been noted, or not, by then."""
        asked = self._context.worker.ask(waiting_to_be_noted)
        self._context.bridge.when_done(asked, self, self._take, lambda _error: None)

    def _take(self, waiting: int) -> None:
        before, self._waiting = self._waiting, waiting
        if waiting and not before:
            self.show_message(
                "Nothing can be saved at the moment, so that you looked at this cannot be noted in the record. It is "
                "noted once something can be saved; if the program ends before, write down yourself what you opened.",
                "caution",
            )
        elif before and not waiting:
            self.clear()
