"""Every shortcut has one owner wherever one is, and the page of keys names every key there is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.every_page import every_page
from ui.app import Program
from ui.help.keys import KEYS
from ui.shell.vault_access import VaultAccess
from ui.workspace import Workspace

_NAMES: Final = {
    "←": "Left", "→": "Right", "↑": "Up", "↓": "Down", "Del": "Delete", "Esc": "Escape", "PgUp": "PageUp",
    "PgDn": "PageDown", "Enter": "Return", "+": "Plus",
}  # fmt: skip
_SAME: Final = {
    "Enter": "Return",
    "Backtab": "Tab",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Esc": "Escape",
    "Del": "Delete",
}
_HELD: Final = ("Ctrl", "Alt", "Shift")
_OWN_WORK_OF_A_TEXT: Final = {"CapsLock", "Select"}


def spelled(words: str) -> Iterator[str]:
    """Spell each key of an entry of the page of keys: ``Ctrl 1 … 3`` is Ctrl+1, Ctrl+2 and Ctrl+3."""
    for part in words.split(", "):
        signs = part.split()
        held = [sign for sign in signs if sign in _HELD]
        keys = [sign for sign in signs if sign not in _HELD]
        if "…" in keys:
            keys = [str(number) for number in range(int(keys[0]), int(keys[-1]) + 1)]
        for key in keys:
            yield "+".join([*held, _NAMES.get(key, key)])


def named() -> set[str]:
    return {key for entries in KEYS.values() for words, _does in entries for key in spelled(words)}


def as_written(keys: QKeySequence) -> str:
    parts = keys.toString(QKeySequence.SequenceFormat.PortableText).split("+")
    return "+".join([*parts[:-1], _SAME.get(parts[-1], parts[-1])])


def live(window: QWidget) -> dict[str, list[tuple[QWidget, bool]]]:
    """What listens now: the keys, with each owner and whether it listens only within it."""
    found = defaultdict(list)
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        assert isinstance(owner, QWidget)
        within = shortcut.context() != Qt.ShortcutContext.WindowShortcut
        if shortcut.isEnabled() and owner.isVisible():
            found[as_written(shortcut.key())].append((owner, within))
    for button in window.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty() and button.isVisible():
            found[as_written(button.shortcut())].append((button, False))
    return dict(found)


def clashes(found: dict[str, list[tuple[QWidget, bool]]]) -> list[str]:
    """Keys of which two owners would both have to act in one place."""
    wrong = []
    for keys, owners in found.items():
        for position, (one, within) in enumerate(owners):
            for other, other_within in owners[position + 1 :]:
                apart = within and other_within and not one.isAncestorOf(other) and not other.isAncestorOf(one)
                if not apart:
                    wrong.append(f"{keys}: {type(one).__name__} and {type(other).__name__}")
    return wrong


def test_every_shortcut_has_one_owner_and_is_on_the_page_of_keys(qtbot: QtBot, inside: Workspace) -> None:
    window, seen = inside.frame.window(), set()
    for name, there in every_page(inside).items():
        inside.frame.go_to(there)
        settle(qtbot, inside.context.bridge)
        found = live(window)
        assert clashes(found) == [], name
        seen |= set(found)
        assert {f"Ctrl+{number}" for number in range(1, 6)} | {"Ctrl+K", "F6"} <= set(found), name
    assert {"Alt+1", "Ctrl+Z", "Alt+N", "Ctrl+P", "Ctrl+PageUp", "Ctrl+Shift+Z"} <= seen
    assert sorted(seen - named()) == []


def test_two_owners_of_one_key_are_found(qtbot: QtBot) -> None:
    window, left, right = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(window)
    left.setParent(window)
    right.setParent(window)
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for owner in (left, right):
        QShortcut(QKeySequence("Ctrl+S"), owner, context=within)
    window.show()
    assert clashes(live(window)) == []
    QShortcut(QKeySequence("Ctrl+S"), right)
    assert len(clashes(live(window))) == 2


def test_the_cover_has_its_key_from_everywhere(qtbot: QtBot, qapp: object, access: VaultAccess) -> None:
    program = Program(qapp, access, restart=lambda: None, end=lambda: None)  # type: ignore[arg-type]  # pytest-qt's
    qtbot.addWidget(program.window)
    program.window.show()
    assert set(live(program.window)) == {"F12"} <= named()


def keys_in_the_source(root: Path) -> set[str]:
    """The keys that pages and controls hear themselves."""
    found = set()
    for file in sorted((root / "ui").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found |= {_SAME.get(key, key) for key in re.findall(r"Qt\.Key\.Key_(\w+)", text)}
        found |= set(re.findall(r'"([A-Z])": (?:self|partial|lambda)', text))
    return found - _OWN_WORK_OF_A_TEXT


def test_every_key_a_page_hears_is_on_the_page_of_keys(root: Path) -> None:
    heard = keys_in_the_source(root)
    assert {"Y", "H", "W", "Plus", "Home", "M"} <= heard
    alone = {key.rpartition("+")[2] for key in named()}
    assert sorted(heard - alone) == []


def test_the_page_of_keys_names_none_that_nobody_hears(root: Path, inside: Workspace) -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted((root / "ui").rglob("*.py")))
    spelt = {key for key in named() if "+" in key and not key.startswith(("Shift+Tab", "Alt+Up", "Alt+Down"))}
    sources = {re.sub(r"[PD]g(?=Up|Down)", "Page", keys) for keys in re.findall(r'"((?:Ctrl|Alt)\+[\w+{}]+)"', text)}
    patterns = [re.compile(re.escape(keys).replace(r"\{number\}", r"\d") + "$") for keys in sources]
    assert sorted(key for key in spelt if not any(pattern.match(key) for pattern in patterns)) == []
