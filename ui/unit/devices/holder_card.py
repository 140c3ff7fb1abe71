"""The recovery holder: who that is, what it means for what is sealed here, and this computer made the holder's."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.sharing.recovery_holder import begin_holding
from hru_advocate.casework.sharing.roster import DevicesShown
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.form.second_press import EndWords, SecondPress
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "One laptop, for instance the supervisor's or one outside the force, can keep every case that is sealed, so that "
    "it can be brought back when another laptop is lost. No case is shown there without a reason, which is recorded "
    "and goes back with the case; nothing is written into one. A restricted case goes there only where its flag names "
    "the holder."
)
_NOBODY: Final = "No recovery holder is enrolled here: a case goes to whom you choose, and to nobody else."
_THIS: Final = (
    "This computer is the recovery holder's. It keeps what is sealed for it; to bring a case back, open it with the "
    "reason and seal it for the laptop that needs it."
)
_BEGINNING: Final = EndWords(
    press="Make it the recovery holder's",
    done="This computer is the recovery holder's now",
    follows="It stays so. No case can be opened here without a reason, and none can be worked on. The vault has to be "
    "an empty one.",
)


class HolderCard(Card):
    """The holders, in sentences, and one button with its second press; ``after`` gets the keyboard of it done."""

    def __init__(self, screen: AnyScreen, after: Button) -> None:
        super().__init__("The recovery holder")
        listed = QWidget()
        self._listed = bare(listed, gap=6)
        self.begin = Button("Make this computer the recovery holder's", on_click=self._begin)
        self._button = flowing(self.begin)
        self.beginning = SecondPress(screen, _BEGINNING, after)
        for part in (quiet(_ABOUT), listed, self._button, self.beginning):
            self.add_row(part)

    def show_holders(self, found: DevicesShown) -> None:
        """Show whose computer keeps what is sealed here, or that this one keeps it for others."""
        empty(self._listed)
        holders = [one for one in found.members if one.here and one.keeps_copies]
        for one in holders:
            words = f"{one.name}: what you seal goes to her or his laptop too."
            self._listed.addWidget(Row().add_words(TextLabel(words, "strong"), quiet(f"device {one.device}")))
        if found.keeps_copies:
            self._listed.addWidget(TextLabel(_THIS, "strong"))
        elif not holders:
            self._listed.addWidget(TextLabel(_NOBODY))
        self._button.setVisible(not found.keeps_copies)

    def _begin(self) -> None:
        end = partial(self.beginning.ask, begin_holding)
        self.beginning.begin("Make this computer the recovery holder's?", lambda: self.begin, end)
