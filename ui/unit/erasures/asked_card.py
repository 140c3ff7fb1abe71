"""Cases a colleague erased by authority and asks to be erased here too: carried out, or kept on with the reason."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.sharing.erased.answering import ErasureAsked, carried_out, erasures_asked, keep_on
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, empty, row_button
from ui.form.fields_keeper import keep_as
from ui.form.second_press import EndWords, SecondPress
from ui.shell.destinations import SearchDestination
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "A colleague erased these, by authority. Until you answer they go to nobody; one that is closed here is not shown "
    "without a reason."
)
_ERASING: Final = EndWords(
    press="Erase it for good",
    done="Erased here too",
    follows="Every text, draft and find of this case goes, and does not come back. Who asked, by whose authority and "
    "when stays.",
)
_KEEPING: Final = EndWords(
    press="Keep it on",
    done="Kept on, with the reason",
    follows="It is shown and shared again, and whoever asked is told that it is kept. The reason stands in the case.",
)


class AskedCard(Card):
    """A row a case, hidden while there is none; each answer asks for a second press."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Asked to be erased")
        self._screen = screen
        self._erasers: dict[str, Button] = {}
        self._keepers: dict[str, Button] = {}
        self.reason = OneLine()
        keep_as(self.reason, "kept_from_erasure")
        self.look = Button("Look again", on_click=self.refresh)
        self.erasing = SecondPress(screen, _ERASING, self.look)
        self.keeping = SecondPress(screen, _KEEPING, self.look, ("Why it is kept", self.reason))
        listed = QWidget()
        self._listed = bare(listed, gap=6)
        add_action(self, self.look)
        for part in (quiet(_ABOUT), listed, self.erasing, self.keeping):
            self.add_row(part)
        self.hide()

    def refresh(self) -> None:
        """Ask what waits."""
        self._screen.ask(erasures_asked, self._show)

    def step_back(self) -> bool:
        """Let an answer be that was begun; say False where none was."""
        return self.erasing.step_back() or self.keeping.step_back()

    def _show(self, found: tuple[ErasureAsked, ...]) -> None:
        empty(self._listed)
        self._erasers.clear()
        self._keepers.clear()
        self.note.setText(str(len(found) or ""))
        self.set_tone("caution" if found else None)
        for one in found:
            self._listed.addWidget(self._row(one))
        self.setVisible(bool(found))

    def _row(self, one: ErasureAsked) -> Row:
        holds = [TextLabel(f"Open here: {words}", tone="danger") for words in one.holds]
        about = TextLabel(one.about, tone="caution") if one.open_here else quiet(one.about)
        row = Row().add(TextLabel(one.ref, "strong", wrap=False), width=150)
        row.add_words(TextLabel(one.words), about, *holds)
        self._keepers[one.ref] = row_button("Keep it on", one.ref, partial(self._begin_keeping, one))
        if one.here:
            self._erasers[one.ref] = row_button("Erase here too", one.ref, partial(self._begin_erasing, one))
            go = partial(self._screen.go_to, SearchDestination(one.ref))
            row.add(row_button("Look first", one.ref, go)).add(self._erasers[one.ref])
        return row.add(self._keepers[one.ref])

    def _begin_erasing(self, one: ErasureAsked) -> None:
        self.keeping.fold()
        begun_at = partial(self._erasers.get, one.ref)
        self.erasing.begin(f"Erase {one.ref} here too?", begun_at, partial(self.erasing.ask, carried_out, one.ref))

    def _begin_keeping(self, one: ErasureAsked) -> None:
        self.erasing.fold()
        begun_at = partial(self._keepers.get, one.ref)
        self.keeping.begin(f"Keep {one.ref} on?", begun_at, partial(self._keep, one.ref))

    def _keep(self, ref: str) -> None:
        self.keeping.ask(keep_on, ref, self.reason.text())
