"""Settings: lock, look, text size, unit, passphrase, and proving the vault."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final, get_args

import msgspec
from PySide6.QtWidgets import QLineEdit, QWidget

from hru_advocate import __version__
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.settings import Settings, author, keep_author, keep_settings, settings
from ui.controls.labels import field_label, quiet, title
from ui.controls.layout.cards import Card, CardColumn, Columns
from ui.controls.password_field import SecretField
from ui.controls.theme import TEXT_SIZES, LookName
from ui.controls.tick_boxes import Dropdown, TickBox
from ui.form.fields_keeper import FieldsKeeper, keep_as
from ui.shell.capture_guard import can_shield
from ui.shell.destinations import SettingsDestination
from ui.shell.screen import Screen, ScreenContext
from ui.vault.anchor_card import AnchorCard
from ui.vault.backup_card import BackupCard
from ui.vault.code_card import CodeCard
from ui.vault.export import ExportCard
from ui.vault.guides import Guides
from ui.vault.passphrase_card import PassphraseCard
from ui.vault.suspected_card import SuspectedCard
from ui.vault.vault_card import VaultCard

_DAYS: Final = (7, 14, 30, 60, 90, 180, 365)
_LOOKS: Final = (("system", "As the computer"), ("light", "Light"), ("dark", "Dark"))


class SettingsScreen(Screen[SettingsDestination]):
    """Each change is kept at once, inside the vault."""

    title: ClassVar[str] = "Settings"
    kinds: ClassVar[frozenset[str]] = frozenset({"setting"})

    def __init__(self, context: ScreenContext, destination: SettingsDestination) -> None:
        super().__init__(context, destination)
        self._now = Settings()
        self._filling = False
        self._filled: dict[str, str] = {}
        self.fields = FieldsKeeper(self, "settings")
        self._make_fields()
        self._vault, self.backups, self.code = VaultCard(self), BackupCard(self), CodeCard(self)
        self.passphrase, self._anchor = PassphraseCard(self), AnchorCard(self)
        self.suspected = SuspectedCard(self)
        self.body.addWidget(title("Settings"))
        columns = Columns(wide=1, narrow=1)
        work = (self._look_card(), self._unit_card(), self._confirm_card(), self._reach_card())
        for card in (*work, ExportCard(self)):
            columns.first.addWidget(card)
        keys = (self._lock_card(), self.passphrase, self.code, self.suspected)
        for card in (*keys, self.backups, self._vault, self._anchor, _guides_card(), _program_card()):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self._listen()

    def refresh(self) -> None:
        """Ask what is set."""
        self.ask(settings, self._show)
        self.ask(author, self._show_author)
        self._vault.refresh()
        self._anchor.refresh()
        self.backups.refresh()
        self.code.refresh()

    def move_with_time(self, *, other_day: bool) -> None:
        """Leave what is set alone: nothing here depends on the time."""

    def first_focus(self) -> QWidget:
        return self._anchor.first() if self.destination.at_doubts else self._look

    def leave(self) -> None:
        for shown in (self.code.code, self.suspected.code):
            shown.hide_code()
        for secret in self.findChildren(SecretField):
            secret.clear()

    def _make_fields(self) -> None:
        self._look = Dropdown("Colours", _LOOKS)
        self._text = Dropdown("Text size", tuple((str(size), f"{size} %") for size in TEXT_SIZES))
        self._minutes = Dropdown("Minutes until it locks", _counted(range(1, 16), "minute"))
        self._number_days = Dropdown("Days a confirmed number counts as fresh", _counted(_DAYS, "day"))
        self._hours_days = Dropdown("Days confirmed hours count as fresh", _counted(_DAYS, "day"))
        self._quiet_days = Dropdown("Days without reaching the person until it is said", _counted(_DAYS, "day"))
        self._silent_days = Dropdown("Days until it is said loudly", _counted(_DAYS, "day"))
        self._shield = TickBox("Keep windows out of screenshots and screen sharing")
        self._single = TickBox("Single keys on pages, where nothing is typed")
        self._unit, self._name = QLineEdit(), QLineEdit()
        for field in (self._unit, self._name):
            field.setMaxLength(80)
            field.setDragEnabled(False)

    def _look_card(self) -> Card:
        card = Card("Look")
        card.add_row(_fields(("Colours", self._look), ("Text size", self._text)))
        note = "Such as C on a case, R on Today. Switch them off where you dictate, or strike keys unawares."
        card.add_row(CardColumn(self._single, quiet(note)))
        return card

    def _unit_card(self) -> Card:
        card = Card("Names")
        rows = _fields(("Unit, shown in the rail", self._unit), ("Your name, under new entries", self._name))
        card.add_row(rows)
        return card

    def _confirm_card(self) -> Card:
        card = Card("Confirmed services")
        card.add_row(
            _fields(
                ("Days a confirmed number counts as fresh", self._number_days),
                ("Days confirmed hours count as fresh", self._hours_days),
            )
        )
        return card

    def _reach_card(self) -> Card:
        card = Card("Nobody reached")
        card.add_row(
            _fields(
                ("Days without reaching the person until it is said", self._quiet_days),
                ("Days until it is said loudly", self._silent_days),
            )
        )
        return card

    def _lock_card(self) -> Card:
        card = Card("Lock")
        card.add_row(_fields(("Locks after this long without a key or click", self._minutes)))
        note = "Remote help and some magnifiers then see black windows; switch it off for them."
        if not can_shield():
            note = "Only Windows can do this; this computer cannot."
            self._shield.bar(note)
        card.add_row(CardColumn(self._shield, quiet(note)))
        return card

    def _listen(self) -> None:
        self._look.currentIndexChanged.connect(self._keep)
        self._text.currentIndexChanged.connect(self._keep)
        for box in (self._minutes, self._number_days, self._hours_days, self._quiet_days, self._silent_days):
            box.currentIndexChanged.connect(self._keep)
        self._shield.toggled.connect(self._keep)
        self._single.toggled.connect(self._keep)
        self._unit.editingFinished.connect(self._keep)
        self._name.editingFinished.connect(self._keep_name)

    def _show(self, found: Settings) -> None:
        self._filling = True
        self._now = found
        self._look.choose(found.look)
        self._text.choose(str(min(TEXT_SIZES, key=lambda size: abs(size - found.text_size))))
        _choose(self._minutes, found.lock_minutes)
        _choose(self._number_days, found.number_days)
        _choose(self._hours_days, found.hours_days)
        _choose(self._quiet_days, found.quiet_days)
        _choose(self._silent_days, found.silent_days)
        self._shield.setChecked(found.capture_shield)
        self._single.setChecked(found.single_keys)
        if not self._unit.hasFocus():
            self._fill(self._unit, "unit", found.unit_name)
        self._filling = False

    def _show_author(self, name: str) -> None:
        if not self._name.hasFocus():
            self._fill(self._name, "name", name)

    def _fill(self, field: QLineEdit, kept_as: str, words: str) -> None:
        """Show what is set, and keep what is typed over it until it is set as well; until then it stays."""
        if field.text() not in (words, self._filled.get(kept_as, "")):
            return
        if field.text() != words:
            keep_as(field, "")
            field.setText(words)
        keep_as(field, kept_as)
        self._filled[kept_as] = words

    def _keep(self) -> None:
        if self._filling:
            return
        look, size = self._look.chosen(), int(self._text.chosen())
        wanted = msgspec.structs.replace(
            self._now,
            look=next(name for name in get_args(LookName) if name == look),
            text_size=size,
            lock_minutes=int(self._minutes.chosen()),
            number_days=int(self._number_days.chosen()),
            hours_days=int(self._hours_days.chosen()),
            quiet_days=int(self._quiet_days.chosen()),
            silent_days=int(self._silent_days.chosen()),
            capture_shield=self._shield.isChecked(),
            single_keys=self._single.isChecked(),
            unit_name=self._unit.text().strip(),
        )
        if wanted != self._now:
            self._now = wanted
            self.ask(keep_settings, partial(self._kept, "unit"), wanted)

    def _keep_name(self) -> None:
        if self._name.text().strip():
            self.ask(keep_author, partial(self._kept, "name"), self._name.text())

    def _kept(self, name: str, changed: Changed) -> None:
        self.fields.saved(name)
        self.show_status("Setting kept")
        self.notify(changed)


def _guides_card() -> Card:
    card = Card("When it happens")
    card.add_row(Guides())
    return card


def _program_card() -> Card:
    card = Card("This program")
    card.add_row(quiet(f"HRU Advocate {__version__}. Say this number to whoever looks after it."))
    return card


def _fields(*fields: tuple[str, QWidget]) -> QWidget:
    return CardColumn(*(part for label, field in fields for part in (field_label(label, field), field)))


def _counted(counts: Iterable[int], unit: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(count), f"{count} {unit}" if count == 1 else f"{count} {unit}s") for count in counts)


def _choose(box: Dropdown, count: int) -> None:
    """Choose a number, also one that was set elsewhere and is not on offer here."""
    if box.findData(str(count)) < 0:
        box.addItem(f"{count} days", str(count))
    box.choose(str(count))
