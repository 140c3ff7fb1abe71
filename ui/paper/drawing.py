"""The drawing of a paper behind its page: a long one is drawn once the page has come to rest, not before it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.controls.layout.in_good_time import InGoodTime
from ui.paper.preview.page_preview import PagePreview


class Drawing(InGoodTime):
    """Has a paper drawn: a long one for the first time when its page has rested, any other and every later one at once.

    Whoever comes to the preview meanwhile has it drawn then, and so does whoever wants to print.
    """

    def __init__(self, owner: QWidget, preview: PagePreview) -> None:
        super().__init__(owner)
        preview.reached.connect(self.make_now)

    def ask(self, draw: Callable[[], object], *, long: bool) -> None:
        """Have it drawn; what was asked for before and is not drawn yet is wanted no more."""
        if long:
            self.fill(draw)
        else:
            self.give_up()
            draw()
