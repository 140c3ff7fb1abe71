"""Packs of directory and law: one to look at and take, those taken, whose signatures count, one to make."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.packs.shown import PackLine, PacksShown, packs_shown
from hru_advocate.casework.packs.signers import Signer, end_trust, trust, trust_own
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, CardColumn, Row, empty, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill
from ui.directory.making_card import MakingCard
from ui.directory.pack_card import PackCard
from ui.form.fields_keeper import FieldsKeeper, keep_as
from ui.form.meeting_card import MeetingCard, MeetingWords
from ui.form.second_press import EndWords, SecondPress
from ui.shell.destinations import PacksDestination
from ui.shell.screen import AnyScreen, Screen, ScreenContext

_NOBODY: Final = (
    "Nobody yet. Meet two or three people below, each in person or on the telephone to a voice you know: two of them "
    "have to have signed a pack before it can be taken."
)
_MEETING: Final = MeetingWords(
    head="Trust somebody to sign packs",
    about="Save this computer's card, hand it over, and choose the card of whoever is to sign. That person may be of "
    "another unit: no case is ever sealed for that laptop by this.",
    press="Trust this signature",
    done="Trusted to sign packs",
    kept_as="signer_words",
    keep=trust,
)
_ENDING: Final = EndWords(press="Count it no longer", done="It counts no longer, and why is recorded")


class PacksScreen(Screen[PacksDestination]):
    """Five cards: a pack, the packs that were taken, the signers, the meeting with another, and a pack made."""

    title: ClassVar[str] = "Packs"
    kinds: ClassVar[frozenset[str]] = frozenset({"pack"})

    def __init__(self, context: ScreenContext, destination: PacksDestination) -> None:
        super().__init__(context, destination)
        self.fields = FieldsKeeper(self, "packs")
        self.pack = PackCard(self)
        self.taken = TakenCard(self.pack)
        self.meeting = MeetingCard(self, _MEETING)
        self.signers = SignersCard(self, self.meeting.save)
        self.making = MakingCard(self)
        self.body.addWidget(title("Packs"))
        for part in self.panes():
            self.body.addWidget(part)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.ask(packs_shown, self._show)

    def first_focus(self) -> QWidget:
        return self.pack.choose

    def panes(self) -> list[QWidget]:
        return [self.pack, self.taken, self.signers, self.meeting, self.making]

    def step_back(self) -> bool:
        return self.signers.end.step_back()

    def _show(self, found: PacksShown) -> None:
        self.taken.show_packs(found)
        self.signers.show_signers(found)


class TakenCard(Card):
    """The last pack of each list, with the changes that stay open."""

    def __init__(self, pack: PackCard) -> None:
        super().__init__("Packs that were taken")
        self._pack = pack

    def show_packs(self, found: PacksShown) -> None:
        """Show them; a pack whose days are over says so."""
        self.clear()
        for line in found.packs:
            self.add_row(self._row(line))
        if not found.packs:
            self.say_empty("None yet. Everything is as it came with the program.")

    def _row(self, line: PackLine) -> Row:
        words: list[QWidget] = [TextLabel(line.words, "strong"), quiet(line.days)]
        words += [TextLabel(f"Open: {one}", tone="caution") for one in line.waiting]
        row = Row().add_words(*words)
        if line.over:
            return row.add(Pill("ask for a newer one", "caution", "dash"))
        if line.waiting:
            row.add(row_button("Look at it again", line.name, partial(self._pack.look_again, line.name)))
        return row


class SignersCard(Card):
    """A row for each whose signature counts, and the reason one ends with; ``after`` gets the keyboard then."""

    def __init__(self, screen: AnyScreen, after: Button) -> None:
        super().__init__("Whose signatures count")
        self._screen, self._after = screen, after
        self._enders: dict[str, Button] = {}
        self.own = Button("Count this computer's own signature", on_click=self._trust_own)
        self.reason = OneLine()
        keep_as(self.reason, "signer_ended")
        self.end = SecondPress(screen, _ENDING, after, ("Why it counts no longer", self.reason))
        self.confirm = self.end.confirm
        listed = QWidget()
        self._listed = bare(listed, gap=6)
        for part in (CardColumn(listed, flowing(self.own)), self.end):
            self.add_row(part)

    def show_signers(self, found: PacksShown) -> None:
        """Show those whose signatures count now."""
        empty(self._listed)
        self._enders.clear()
        for signer in found.signers:
            about = quiet(f"{signer.role_words} · since {signer.since} · device {signer.device}")
            button = self._enders[signer.device] = row_button("End", signer.name, partial(self._begin, signer))
            self._listed.addWidget(Row().add_words(TextLabel(signer.name, "strong"), about).add(button))
        if not found.signers:
            self._listed.addWidget(quiet(_NOBODY))
        self.own.setVisible(found.device not in self._enders)

    def _begin(self, signer: Signer) -> None:
        question = f"Count the signature of {signer.name} no longer? What was taken by it stays."
        self.end.begin(question, partial(self._enders.get, signer.device), partial(self._end, signer))

    def _end(self, signer: Signer) -> None:
        self.end.ask(end_trust, signer.device, self.reason.text())

    def _trust_own(self) -> None:
        self._screen.banner.clear()
        self._after.setFocus()  # the button goes once it is done
        self._screen.ask(trust_own, self._screen.notify)
