"""The languages of paper: how much of each is checked, and one of them text by text beside its English."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.unit import languages, translators
from hru_advocate.casework.unit.languages import LanguageLine
from hru_advocate.casework.unit.translators import PoTaken
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read, choose_to_write
from ui.controls.inputs import OneLine
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.scrolling import scrolling
from ui.controls.pills import Pill
from ui.shell.screen import AnyScreen
from ui.unit.files import read_file, write_file
from ui.unit.language_texts import LanguageTexts
from ui.unit.part import UnitPart
from ui.unit.script_fonts import know_scripts

_KINDS: Final = "Translations (*.toml *.po)"
_PO: Final = ".po"
"""The ending of a file that translators' own programs open."""
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class LanguagesPart(UnitPart):
    """First every language; then one of them, text by text."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        know_scripts()
        self.shelf = LanguageShelf()
        self.texts = LanguageTexts(screen)
        self.shelf.chosen.connect(self.open_language)
        self.shelf.bring_in.clicked.connect(self._bring_in)
        self.shelf.saving.connect(self._save)
        self.texts.leaving.connect(self.close_language)
        self.texts.saving.connect(self._save)
        self._shelves = scrolling(self.shelf)
        self.column.addWidget(self._shelves, 1)
        self.column.addWidget(self.texts, 1)
        self.texts.hide()

    def refresh(self) -> None:
        self.owner.ask(languages.languages, self._show)
        if self.texts.language:
            self.texts.refresh()

    def first_focus(self) -> QWidget | None:
        return self.texts.first_focus() if self.texts.language else self.shelf.bring_in

    def panes(self) -> list[QWidget]:
        return self.texts.panes() if self.texts.language else [self.shelf]

    def step_back(self) -> bool:
        if not self.texts.language:
            return False
        if not self.texts.step_back():
            self.close_language()
        return True

    def open_language(self, language: str) -> None:
        """Show one language text by text."""
        self._shelves.hide()
        self.texts.show()  # before it is filled: words of a widget that was never shown ask for no room
        self.texts.open_language(language, self.shelf.line_of(language))
        focus = self.texts.first_focus()
        if focus is not None:
            focus.setFocus()

    def close_language(self) -> None:
        """Back to all of them."""
        self.texts.language = ""
        self.texts.hide()
        self._shelves.show()
        self.shelf.bring_in.setFocus()

    def _show(self, lines: tuple[LanguageLine, ...]) -> None:
        self.shelf.show_languages(lines)
        if self.texts.language:
            self.texts.say_counts(self.shelf.line_of(self.texts.language))

    def _bring_in(self) -> None:
        name = choose_to_read(self, "Bring in a translation", _KINDS)
        if not name:
            return
        try:
            data = read_file(name, languages.MOST)
        except Exception as error:  # noqa: BLE001 - every error is said in the banner
            self.owner.show_error(error)
            return
        if name.lower().endswith(_PO):
            self.owner.ask(translators.bring_in_po, self._brought_in_po, data)
        else:
            self.owner.ask(languages.bring_in, self._brought_in, "The translation", data)

    def _brought_in_po(self, taken: PoTaken) -> None:
        self.owner.banner.show_message(taken.words, "caution" if taken.refused else "fine")
        if taken.saved is not None:
            self.owner.notify(taken.saved.changed)

    def _brought_in(self, saved: Saved) -> None:
        self.owner.banner.show_message(
            "The translation is here. Its texts are drafts until a named person has checked them."
        )
        self.owner.notify(saved.changed)

    def _save(self, language: str) -> None:
        if not _TAG.fullmatch(language):
            self.owner.banner.show_message(
                "This needs the tag of a language, such as fr. Nothing was saved.", "caution"
            )
            return
        name = choose_to_write(self, f"{language}.toml", _KINDS, title="Save a translation")
        if name:
            export = translators.export_po if name.lower().endswith(_PO) else languages.export
            self.owner.ask(export, partial(self._write, name), language)

    def _write(self, name: str, text: str) -> None:
        try:
            write_file(name, text)
        except Exception as error:  # noqa: BLE001 - every error is said in the banner
            self.owner.show_error(error)
            return
        self.owner.banner.show_message(
            f"Saved as {Path(name).name}. It holds our own words and nothing of any case.", "fine"
        )


class LanguageShelf(QWidget):
    """Every language with its counts. ``chosen`` emits its tag; ``saving`` the tag to save a file of."""

    chosen = Signal(str)
    saving = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._lines: dict[str, LanguageLine] = {}
        self.card = Card("Languages of paper")
        self.bring_in = Button("Bring in a file")
        add_action(self.card, self.bring_in)
        self.tag = OneLine("such as fr")
        self.tag.setMaxLength(35)
        self.save = Button("Save a file to fill in", on_click=lambda: self.saving.emit(self.tag.text().strip()))
        self.tag.returnPressed.connect(self.save.click)
        other = Card("A new language")
        other.rows.setSpacing(6)
        other.rows.addWidget(
            quiet("The file holds every text of our papers in English. Filled in, it is brought in here.")
        )
        other.rows.addWidget(field_label("Its tag", self.tag))
        line = Row().add(self.tag, stretch=1).add(self.save)
        other.rows.addWidget(line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(16)
        rows.addWidget(self.card)
        rows.addWidget(other)
        rows.addStretch(1)

    def line_of(self, language: str) -> LanguageLine | None:
        """A line about one language."""
        return self._lines.get(language)

    def show_languages(self, lines: tuple[LanguageLine, ...]) -> None:
        """Show them, each with what is checked."""
        self._lines = {line.language: line for line in lines}
        self.card.clear()
        for line in lines:
            own = TextLabel(f"{line.name} · {line.own_name}", "strong")
            whose = "came with the program" if line.ours else "with texts of the unit"
            row = Row().add_words(own, quiet(whose), flowing(*counts_of(line)))
            self.card.add_row(row.add(row_button("Open", line.name, partial(self.chosen.emit, line.language))))
        if not lines:
            self.card.say_empty("No language is here yet. Bring in a file, or save one to fill in.")


def counts_of(line: LanguageLine) -> list[Pill]:
    """Say how much of a language is checked, draft, out of date and missing."""
    missing = line.of - line.texts - line.outdated
    found = [Pill(f"{line.checked} checked", "fine" if line.checked else "quiet")]
    if drafts := line.texts - line.checked:
        found.append(Pill(f"{drafts} drafts" if drafts > 1 else "1 draft", "caution"))
    if line.outdated:
        found.append(Pill(f"{line.outdated} out of date", "danger"))
    if missing > 0:
        found.append(Pill(f"{missing} missing", "quiet", "cross"))
    return found
