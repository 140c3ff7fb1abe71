"""The devices of the unit: this computer, those it has met, how it meets another, and what is opened from them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.sharing.roster import DevicesShown, Member, devices_shown, enrol, remove
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, CardColumn, Row, empty, row_button
from ui.controls.layout.scrolling import bring_soon
from ui.controls.pills import Pill
from ui.form.fields_keeper import keep_as
from ui.form.meeting_card import MeetingCard, MeetingWords
from ui.shell.screen import AnyScreen
from ui.unit.devices.opening_card import OpeningCard
from ui.unit.devices.sharing_card import SharingCard
from ui.unit.part import UnitPart

_NOBODY: Final = (
    "No other laptop yet. A case can be sealed for one once the two have met: both people together, or on the "
    "telephone to a voice they know."
)
_STAYS: Final = (
    "It stays removed. Nothing is sealed for it any more, and nothing it writes from now on is taken in. What it holds "
    "already it keeps. Remove it on every laptop of the unit."
)


_MEETING: Final = MeetingWords(
    head="Meet another laptop",
    about="Save this computer's card on a stick, hand it over, and choose the card you were given. A card holds public "
    "keys, your name and your role; no secret, and nothing of a case.",
    press="Enrol this laptop",
    done="Enrolled. The other laptop enrols this one in the same way",
    kept_as="eight_words",
    keep=enrol,
)


class DevicesPart(UnitPart):
    """Four cards: the packages that came, the place they go through, the roster, and the meeting."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.meeting = MeetingCard(screen, _MEETING)
        self.card = DevicesCard(screen, self.meeting.save)
        self.opening = OpeningCard(screen)
        self.sharing = SharingCard(screen)
        self.lay_out(self.opening, self.sharing, self.card, self.meeting)

    def refresh(self) -> None:
        self.owner.ask(devices_shown, self.card.show_devices)
        self.sharing.refresh()

    def first_focus(self) -> QWidget:
        return self.opening.choose

    def panes(self) -> list[QWidget]:
        return [self.opening, self.sharing, self.card, self.meeting]

    def step_back(self) -> bool:
        return self.card.step_back()


class DevicesCard(Card):
    """The roster: a row a device, and the reason one is removed with; ``after`` gets the keyboard of a removal done."""

    def __init__(self, screen: AnyScreen, after: Button) -> None:
        super().__init__("Laptops of the unit")
        self._screen, self._after = screen, after
        self._leaving: Member | None = None
        self._removers: dict[str, Button] = {}
        """The button that removes each device."""
        self._asks = TextLabel("", "strong")
        self.reason = OneLine()
        keep_as(self.reason, "device_removed")
        self.confirm = Button("Remove it for good", "danger", on_click=self._remove)
        listed = QWidget()
        self._listed = bare(listed, gap=6)
        label = field_label("Why it is removed", self.reason)
        self._removal = CardColumn(self._asks, quiet(_STAYS), label, self.reason, end=self.confirm)
        self.add_row(listed)
        self.add_row(self._removal)
        self._removal.hide()

    def show_devices(self, found: DevicesShown) -> None:
        """Show this computer first, then those it has met."""
        empty(self._listed)
        self._removers.clear()
        about = quiet(f"device {found.device}")
        self._listed.addWidget(Row().add_words(TextLabel(f"This computer: {found.name}", "strong"), about))
        for member in found.members:
            self._listed.addWidget(self._row(member))
        if not found.members:
            self._listed.addWidget(quiet(_NOBODY))

    def step_back(self) -> bool:
        """Let a removal be that was begun; say False where none was."""
        begun = self._leaving
        if begun is None:
            return False
        self._leaving = None
        if (button := self._removers.get(begun.device)) is not None:
            button.setFocus()
        self._removal.hide()
        return True

    def _row(self, member: Member) -> Row:
        about = f"{member.role_words} · enrolled {member.enrolled} · device {member.device}"
        row = Row().add_words(TextLabel(member.name, "strong"), quiet(about))
        if member.here:
            self._removers[member.device] = row_button("Remove", member.name, partial(self._begin, member))
            return row.add(self._removers[member.device])
        row.add_words(quiet(f"Removed {member.removed}; counts up to number {member.last}. {member.because}"))
        return row.add(Pill("removed", "caution", "dash"))

    def _begin(self, member: Member) -> None:
        self._leaving = member
        self._asks.setText(f"Remove the laptop of {member.name}?")
        self._removal.show()
        self.reason.setFocus()
        bring_soon(self.confirm)
        announce(self, f"{self._asks.text()} {_STAYS}")

    def _remove(self) -> None:
        if self._leaving is not None:
            self._screen.banner.clear()
            self.confirm.setEnabled(False)  # pressed twice it would be refused, though it was removed
            self._screen.ask_or(remove, self._removed, self._refused, self._leaving.device, self.reason.text())

    def _refused(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        self._screen.show_error(error)

    def _removed(self, changed: Changed) -> None:
        self.confirm.setEnabled(True)
        self._leaving = None
        self.reason.clear()
        self._after.setFocus()  # first: Qt hands the keyboard of what is hidden to whatever comes next, often the rail
        self._removal.hide()
        self._screen.show_status("Removed, and recorded why")
        self._screen.notify(changed)
