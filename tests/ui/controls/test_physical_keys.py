"""Keys of other layouts: what a foreign letter or a French digit row does is what the key at that place does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import appear
from ui.controls.answer_keys import KeyBar
from ui.controls.buttons import Button
from ui.controls.keyboard.physical_keys import hear_physical_keys, meant_sign

NONE, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Modifiers = Qt.KeyboardModifier


def key(text: str, code: int, held: Modifiers = NONE, *, qt_key: int | None = None) -> QKeyEvent:
    """A key as X11 sends it: ``code`` is its number there, ``qt_key`` Qt's where it is not the sign's own."""
    qt = ord(text.upper()[0]) if qt_key is None else qt_key
    return QKeyEvent(QEvent.Type.KeyPress, qt, held, code, 0, 0, text)


@pytest.mark.parametrize(
    ("event", "sign"),
    [
        (key("л", 45, CTRL), "K"),
        (key("\x0b", 45, CTRL, qt_key=0x041B), "K"),
        (key("κ", 45, CTRL), "K"),
        (key("ن", 45, CTRL), "K"),
        (key("ל", 45, CTRL), "K"),
        (key("ы", 39, CTRL), "S"),
        (key("т", 57), "N"),
        (key("&", 10), "1"),
        (key("é", 11), "2"),
        (key("ç", 18), "9"),
        (key("à", 19), "0"),
        (key("ě", 11), "2"),
        (key("&", 10, CTRL), "1"),
        (key("1", 10, SHIFT), "1"),
        (key("٣", 12), "3"),
        (key("٣", 0), "3"),
        (key("k", 45), ""),
        (key("K", 45, CTRL), ""),
        (key("\x0b", 45, CTRL, qt_key=ord("K")), ""),
        (key("a", 24), ""),
        (key("q", 38), ""),
        (key("m", 47), ""),
        (key("1", 10), ""),
        (key("!", 10, SHIFT), ""),
        (key("&", 16, SHIFT), ""),
        (key("ö", 47), ""),
        (key("л", 0), ""),
        (key("\r", 36, qt_key=Qt.Key.Key_Return), ""),
        (key("", 67, qt_key=Qt.Key.Key_F1), ""),
        (key(" ", 65), ""),
    ],
)
def test_a_key_means_what_stands_at_its_place_only_where_it_has_no_latin_sign(
    qapp: QApplication, event: QKeyEvent, sign: str
) -> None:
    assert meant_sign(event) == sign


class Desk(QWidget):
    """A line, answers, and a shortcut of each kind."""

    def __init__(self) -> None:
        super().__init__()
        hear_physical_keys(self)
        self.done: list[str] = []
        self.line = QLineEdit()
        self.bar = KeyBar((("yes", "Yes", "1"), ("no", "No", "2"), ("other", "Other", "a")))
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.bar)
        for keys in ("Ctrl+K", "Ctrl+1", "Alt+N", "Ctrl+S", "Ctrl+Z"):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda keys=keys: self.done.append(keys))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.done.append(f"{event.key():c}" if 32 < event.key() < 0x1000 else "other")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    appear(qtbot, desk)
    yield desk
    desk.close()


def send(event: QKeyEvent) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


@pytest.mark.parametrize(
    ("event", "done"),
    [
        (key("л", 45, CTRL), ["Ctrl+K"]),
        (key("κ", 45, CTRL), ["Ctrl+K"]),
        (key("&", 10, CTRL), ["Ctrl+1"]),
        (key("ن", 57, ALT), ["Alt+N"]),
        (key("т", 57, ALT), ["Alt+N"]),
        (key("т", 57), ["N"]),
        (key("т", 57, CTRL | ALT), ["т".upper()]),
    ],
)
@pytest.mark.parametrize("where", ["answers", "window"])
def test_a_shortcut_falls_back_to_the_physical_key(desk: Desk, event: QKeyEvent, done: list[str], where: str) -> None:
    if where == "answers":
        desk.bar.take_focus()
        send(event)
    else:
        QApplication.sendEvent(desk, event)
    assert desk.done == done


@pytest.mark.parametrize(
    ("event", "pressed"),
    [
        (key("&", 10), ("yes",)),
        (key("é", 11), ("no",)),
        (key("2", 11, SHIFT), ("no",)),
        (key("٢", 11), ("no",)),
        (key("ф", 38), ("other",)),
        (key("!", 10, SHIFT), ()),
    ],
)
def test_an_answer_key_falls_back_to_the_physical_key(desk: Desk, event: QKeyEvent, pressed: tuple[str, ...]) -> None:
    desk.bar.take_focus()
    send(event)
    assert desk.bar.pressed == pressed


@pytest.mark.parametrize(("text", "code"), [("л", 45), ("&", 10), ("é", 11), ("٢", 11), ("т", 57)])
def test_what_is_typed_into_a_text_is_text(desk: Desk, text: str, code: int) -> None:
    desk.line.setFocus()
    send(key(text, code))
    assert (desk.line.text(), desk.done) == (text, [])


def test_a_text_undoes_its_own_typing_on_every_layout(desk: Desk) -> None:
    desk.line.setFocus()
    send(key("л", 45))
    send(key("я", 52, CTRL))
    assert (desk.line.text(), desk.done) == ("", [])
    send(key("л", 45, CTRL))
    assert desk.done == ["Ctrl+K"]


def test_there_is_one_listener_however_many_screens_ask(qapp: QApplication, desk: Desk) -> None:
    ask: Callable[[], None] = hear_physical_keys
    for _ in range(3):
        ask()
    desk.bar.take_focus()
    send(key("л", 45, CTRL))
    assert desk.done == ["Ctrl+K"]


ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def hold(widget: QWidget, qt_key: int, held: Modifiers = NONE, text: str = "") -> None:
    """Press a key and hold it down until it has come five times."""
    for again in (False, True, True, True, True):
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, qt_key, held, text, again))
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyRelease, qt_key, held, text))


class KeyedRow(QWidget):
    """A row that hears keys by themselves while it has the keyboard, and takes no text."""

    def __init__(self, done: list[str]) -> None:
        super().__init__()
        self._done = done
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._done.append(QKeySequence(event.key()).toString())


@pytest.fixture
def held_page(qtbot: QtBot) -> tuple[QWidget, list[str]]:
    """A page that hears keys, with a button, a line and a text, and what they did."""
    page, done = QWidget(), list[str]()
    qtbot.addWidget(page)
    rows = QVBoxLayout(page)
    button, line, text = Button("Save", on_click=lambda: done.append("button")), QLineEdit(), QPlainTextEdit()
    for widget in (button, line, text, KeyedRow(done)):
        rows.addWidget(widget)
    line.returnPressed.connect(lambda: done.append("line"))
    QShortcut(QKeySequence("Ctrl+S"), page).activated.connect(lambda: done.append("save"))
    QShortcut(QKeySequence("Esc"), page).activated.connect(lambda: done.append("back"))
    QShortcut(QKeySequence("F12"), page).activated.connect(lambda: done.append("cover"))
    hear_physical_keys(page)
    appear(qtbot, page)
    return page, done


@pytest.mark.parametrize(
    ("place", "qt_key", "held", "done"),
    [
        (Button, ENTER, NONE, ["button"]),
        (Button, ord("S"), CTRL, ["save"]),
        (Button, ESCAPE, NONE, ["back"]),
        (Button, Qt.Key.Key_F12, NONE, ["cover"]),
        (QLineEdit, ENTER, NONE, ["line"]),
        (QLineEdit, ord("S"), CTRL, ["save"]),
        (QPlainTextEdit, ord("S"), CTRL, ["save"]),
        (KeyedRow, ord("Y"), NONE, ["Y"]),
        (KeyedRow, ord("1"), NONE, ["1"]),
        (KeyedRow, ord("+"), NONE, ["+"]),
        (KeyedRow, Qt.Key.Key_Delete, NONE, ["Del"]),
        (KeyedRow, Qt.Key.Key_Backspace, NONE, ["Backspace"]),
    ],
)
def test_a_key_that_is_held_down_presses_once(
    held_page: tuple[QWidget, list[str]], place: type[QWidget], qt_key: int, held: Modifiers, done: list[str]
) -> None:
    page, seen = held_page
    widget = page.findChild(place)
    assert widget is not None
    widget.setFocus()
    hold(widget, qt_key, held)
    assert seen == done
    hold(widget, qt_key, held)
    assert seen == done * 2


def test_a_held_key_goes_on_pressing_nothing_where_the_keyboard_went(held_page: tuple[QWidget, list[str]]) -> None:
    page, seen = held_page
    line, button = page.findChild(QLineEdit), page.findChild(Button)
    assert line is not None
    assert button is not None
    line.returnPressed.connect(button.setFocus)
    line.setFocus()
    for again in (False, True, True):
        held = page.focusWidget()
        assert held is not None
        QApplication.sendEvent(held, QKeyEvent(QEvent.Type.KeyPress, ENTER, NONE, "", again))
    assert seen == ["line"]


@pytest.mark.parametrize(
    ("qt_key", "held", "typed", "left"),
    [
        (ENTER, NONE, "\r", "abc" + "\n" * 5),
        (ord("X"), NONE, "x", "abcxxxxx"),
        (ord("E"), CTRL | ALT, "é", "abcééééé"),  # AltGr
        (Qt.Key.Key_Backspace, NONE, "", ""),
    ],
)
def test_what_writes_or_deletes_goes_on_while_it_is_held(
    held_page: tuple[QWidget, list[str]], qt_key: int, held: Modifiers, typed: str, left: str
) -> None:
    text = held_page[0].findChild(QPlainTextEdit)
    assert text is not None
    text.setPlainText("abc")
    text.moveCursor(text.textCursor().MoveOperation.End)
    text.setFocus()
    hold(text, qt_key, held, typed)
    assert text.toPlainText() == left


def test_an_arrow_goes_on_in_a_row_while_it_is_held(held_page: tuple[QWidget, list[str]]) -> None:
    row = held_page[0].findChild(KeyedRow)
    assert row is not None
    row.setFocus()
    hold(row, Qt.Key.Key_Down)
    assert held_page[1] == ["Down"] * 5
