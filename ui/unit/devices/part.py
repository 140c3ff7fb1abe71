"""The devices of the unit: this computer, those it has met, how it meets another, and what is opened from them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.sharing.roster import DevicesShown, Member, devices_shown, enrol, enrol_holder, remove
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, empty, row_button
from ui.controls.pills import Pill
from ui.form.fields_keeper import keep_as
from ui.form.meeting_card import MeetingCard, MeetingWords
from ui.form.second_press import EndWords, SecondPress
from ui.shell.screen import AnyScreen
from ui.unit.devices.holder_card import HolderCard
from ui.unit.devices.opening_card import OpeningCard
from ui.unit.devices.sharing_card import SharingCard
from ui.unit.part import UnitPart

_NOBODY: Final = (
    "No other laptop yet. A case can be sealed for one once the two have met: both people together, or on the "
    "telephone to a voice they know."
)
_REMOVAL: Final = EndWords(
    press="Remove it for good",
    done="Removed, and recorded why",
    follows="It stays removed. Nothing is sealed for it any more, and nothing it writes from now on is taken in. What "
    "it holds already it keeps. Remove it on every laptop of the unit.",
)
_MEETING: Final = MeetingWords(
    head="Meet another laptop",
    about="Save this computer's card on a stick, hand it over, and choose the card you were given. A card holds public "
    "keys, your name and your role; no secret, and nothing of a case.",
    press="Enrol this laptop",
    done="Enrolled. The other laptop enrols this one in the same way",
    kept_as="eight_words",
    keep=enrol,
    holder="This is the recovery holder's laptop: every case I seal goes there too, unless it is restricted",
    keep_holder=enrol_holder,
)


class DevicesPart(UnitPart):
    """Five cards: the packages that came, the place they go through, the roster, the meeting, the recovery holder."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.meeting = MeetingCard(screen, _MEETING)
        self.card = DevicesCard(screen, self.meeting.save)
        self.opening = OpeningCard(screen)
        self.sharing = SharingCard(screen)
        self.holder = HolderCard(screen, self.meeting.save)
        self.lay_out(self.opening, self.sharing, self.card, self.meeting, self.holder)

    def refresh(self) -> None:
        self.owner.ask(devices_shown, self._show)
        self.sharing.refresh()

    def first_focus(self) -> QWidget:
        return self.opening.choose

    def panes(self) -> list[QWidget]:
        return [self.opening, self.sharing, self.card, self.meeting, self.holder]

    def step_back(self) -> bool:
        ends = (self.card.removal, self.sharing.forgetting, self.holder.beginning)
        return any(one.step_back() for one in ends)

    def _show(self, found: DevicesShown) -> None:
        self.card.show_devices(found)
        self.holder.show_holders(found)


class DevicesCard(Card):
    """The roster: a row a device, and the reason one is removed with; ``after`` gets the keyboard of a removal done."""

    def __init__(self, screen: AnyScreen, after: Button) -> None:
        super().__init__("Laptops of the unit")
        self._removers: dict[str, Button] = {}
        """The button that removes each device."""
        self.reason = OneLine()
        keep_as(self.reason, "device_removed")
        self.removal = SecondPress(screen, _REMOVAL, after, ("Why it is removed", self.reason))
        self.confirm = self.removal.confirm
        listed = QWidget()
        self._listed = bare(listed, gap=6)
        self.add_row(listed)
        self.add_row(self.removal)

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

    def _row(self, member: Member) -> Row:
        about = f"{member.role_words} · enrolled {member.enrolled} · device {member.device}"
        row = Row().add_words(TextLabel(member.name, "strong"), quiet(about))
        if member.here:
            self._removers[member.device] = row_button("Remove", member.name, partial(self._begin, member))
            return row.add(self._removers[member.device])
        row.add_words(quiet(f"Removed {member.removed}; counts up to number {member.last}. {member.because}"))
        return row.add(Pill("removed", "caution", "dash"))

    def _begin(self, member: Member) -> None:
        question = f"Remove the laptop of {member.name}?"
        self.removal.begin(question, partial(self._removers.get, member.device), partial(self._remove, member))

    def _remove(self, member: Member) -> None:
        self.removal.ask(remove, member.device, self.reason.text())
