"""Cases shared through a folder or the mailbox: said before, done when told to, and said after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, Literal

from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.people.restricted import guarded
from hru_advocate.casework.sharing.mailbox import MailboxShown, choose_mailbox, forget_mailbox, mailbox_shown
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from hru_advocate.casework.sharing.shared import GoingCase, SharedNow, ShareOffer
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_folder, choose_to_read
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.scrolling import bring_soon
from ui.controls.tick_boxes import TickBox
from ui.form.second_press import EndWords, SecondPress
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "A share or a stick that both of you use, or the unit's mailbox. A case goes, sealed, to whom it was sealed for "
    "before; what they put there comes in. Nothing is shared by itself: choose where, look at what would leave, then "
    "say so."
)
_LOOKING: Final = "Looking into the folder\u2026"
_ASKING: Final = "Asking the mailbox\u2026"
_NO_MAILBOX: Final = "No mailbox chosen. Whoever keeps the unit's mailbox gives you a card for it."
_SHARING: Final = "Sharing\u2026"
_STOPPING: Final = "Stopping after the package in hand."
_FORGETTING: Final = EndWords(
    press="Forget it",
    done="Forgotten, with its password",
    follows="What lies there stays until its days are over. To use it again this computer needs a new card from "
    "whoever keeps it.",
)
_NOTHING: Final = "Nothing would leave: nobody is known to lack anything."


class SharingCard(Card):
    """Buttons that say through where, ticks for what would leave, the button that does it, and what came of it."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Share through a folder or a mailbox")
        self._screen = screen
        self._place: Path | Literal["mailbox"] = Path()
        self._host = ""
        self._going: tuple[GoingCase, ...] = ()
        self.boxes: dict[str, TickBox] = {}
        self.choose = Button("Choose a folder", on_click=self._choose)
        self.ask_mailbox = Button("Look into the mailbox", on_click=self._look_into_mailbox)
        self.choose_mailbox = Button("Choose a mailbox", on_click=self._choose_mailbox)
        self.forget = Button("Forget the mailbox", on_click=self._forget)
        self.forgetting = SecondPress(screen, _FORGETTING, self.choose_mailbox)
        self.forgetting.over.connect(self._forgotten)
        self._mailbox = quiet(_NO_MAILBOX)
        self.share = Button("Share now", "primary", on_click=self._share)
        self.stop = Button("Stop sharing", on_click=self._stop)
        self._told_to_stop = Event()
        self._where, self._before, self._after = quiet(""), CardColumn(), CardColumn()
        self._offer = CardColumn(self._where, self._before, flowing(self.share))
        where = flowing(self.choose, self.ask_mailbox, self.stop)
        which = flowing(self.choose_mailbox, self.forget)
        for part in (CardColumn(quiet(_ABOUT), where, self._mailbox, which, self.forgetting), self._offer, self._after):
            self.add_row(part)
        hidden: tuple[QWidget, ...] = (self.ask_mailbox, self.forget, self.stop, self._offer, self._after)
        for one in hidden:
            one.hide()

    def refresh(self) -> None:
        """Ask which mailbox was chosen."""
        self._screen.ask(mailbox_shown, self._show_mailbox)

    def look_into(self, place: Path | Literal["mailbox"]) -> None:
        """Say what sharing through this folder, or the mailbox, would do."""
        self._place = place
        self._offer.hide()  # what was said of another place is not to be done in this one
        self._begin(_ASKING if place == "mailbox" else _LOOKING)
        self._screen.ask_or(share_offer, self._offered, self._refused, place)

    def _choose(self) -> None:
        chosen = choose_folder(self)
        if chosen:
            self.look_into(Path(chosen))

    def _look_into_mailbox(self) -> None:
        self.look_into("mailbox")

    def _choose_mailbox(self) -> None:
        chosen = choose_to_read(self)
        if chosen:
            self._screen.banner.clear()
            self._screen.ask(choose_mailbox, self._chosen, Path(chosen))

    def _chosen(self, changed: Changed) -> None:
        self._screen.show_status("Kept in the vault. Destroy the card: it holds a password")
        self.forgetting.fold()
        self._offer.hide()
        self._screen.notify(changed)
        self.refresh()

    def _forget(self) -> None:
        question = f"Forget the mailbox {self._host}, with its password?"
        self.forgetting.begin(question, lambda: self.forget, partial(self.forgetting.ask, forget_mailbox))

    def _forgotten(self) -> None:
        self._offer.hide()
        self.refresh()

    def _show_mailbox(self, shown: MailboxShown | None) -> None:
        self._host = shown.host if shown is not None else ""
        self._mailbox.setText(_NO_MAILBOX if shown is None else f"Mailbox: {shown.host}, as {shown.user}.")
        for button in (self.ask_mailbox, self.forget):
            button.setVisible(shown is not None)

    def _offered(self, offer: ShareOffer) -> None:
        self._end()
        empty(self._before.rows)
        self._after.hide()
        self._where.setText("Through the mailbox" if self._place == "mailbox" else str(self._place))
        self._going, self.boxes = offer.going, {}
        for going in offer.going:
            box = self.boxes[going.ref] = TickBox(going.words)
            box.setChecked(True)
            self._before.rows.addWidget(box)
        said = _said_before(offer)
        for words in said:
            self._before.rows.addWidget(TextLabel(words))
        self._offer.show()
        if self._has_keyboard():
            self.share.setFocus()
            bring_soon(self.share)
        leaving = [f"Would leave: {going.words}." for going in offer.going]
        announce(self, " ".join((*leaving, *said)))

    def _share(self) -> None:
        said = tuple(one for one in self._going if self.boxes[one.ref].isChecked())
        self._begin(_SHARING)
        self._told_to_stop = Event()
        self.stop.show()
        self.stop.setEnabled(True)
        worker, bridge, told = self._screen.context.worker, self._screen.context.bridge, self._told_to_stop
        future = worker.ask_in_turns(guarded, None, share_now, self._place, said, told.is_set)
        bridge.when_done(future, self._screen, self._shared, self._refused)

    def _stop(self) -> None:
        """Have it end after the package in hand."""
        self._told_to_stop.set()
        self.stop.setEnabled(False)
        announce(self, _STOPPING)

    def _shared(self, done: SharedNow) -> None:
        self._end()
        self._offer.hide()
        empty(self._after.rows)
        for words in done.lines:
            self._after.rows.addWidget(
                Row().add_words(TextLabel(words, "strong", tone=None if done.warnings else "fine"))
            )
        for words in done.warnings:
            self._after.rows.addWidget(Row().add_words(TextLabel(words, tone="caution")))
        self._after.show()
        announce(self, " ".join((*done.lines, *done.warnings)), urgent=bool(done.warnings))
        self._screen.notify(done.changed)

    def _refused(self, error: BaseException) -> None:
        self._end()
        self._screen.show_error(error)

    def _begin(self, words: str) -> None:
        """Say what is being done; until that has ended nothing else is begun here."""
        self._screen.banner.clear()
        for button in self._beginning():
            button.setEnabled(False)
        self.note.setText(words)
        announce(self, words)

    def _end(self) -> None:
        had_keyboard = self._has_keyboard()
        for button in self._beginning():
            button.setEnabled(True)
        if had_keyboard:  # first: Qt hands the keyboard of what is hidden to whatever comes next
            asked = self.ask_mailbox if self._place == "mailbox" else self.choose
            asked.setFocus()
        self.stop.hide()
        self.note.setText("")

    def _beginning(self) -> tuple[Button, ...]:
        return self.choose, self.ask_mailbox, self.choose_mailbox, self.forget, self.forgetting.confirm, self.share

    def _has_keyboard(self) -> bool:
        """Say if nobody went to work elsewhere meanwhile: what was pressed let go of the keyboard."""
        return QApplication.focusWidget() is None or holds_keyboard(self)


def _said_before(offer: ShareOffer) -> tuple[str, ...]:
    said = [] if offer.going or offer.telling else [_NOTHING]
    said += [f"Would leave as a notice: {one.words}." for one in offer.telling]
    if offer.waiting:
        many = "1 file there is" if offer.waiting == 1 else f"{offer.waiting} files there are"
        said.append(f"{many} to be looked at.")
    else:
        said.append("Nothing there is new.")
    if offer.over:
        said.append(f"Packages of this computer that are no longer needed there: {offer.over}. They are taken away.")
    if offer.barred:
        said.append(f"Restricted and not opened by you: {offer.barred}. They stay.")
    if offer.asked:
        said.append(f"Asked to be erased and not answered yet: {offer.asked}. Nobody gets them until you answer.")
    return tuple(said)
