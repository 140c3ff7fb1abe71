from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.errors import InvalidAnswer, WrongPassphrase
from tests.ui.case_room import press
from tests.ui.conftest import appear
from ui.controls.announcements import OUR_FAULT, sentence_for
from ui.controls.banner import Banner
from ui.controls.buttons import AnswerKey, Button, without_mnemonic
from ui.controls.inputs import ManyLines
from ui.controls.labels import TextLabel, field_label
from ui.controls.layout.cards import Card, Columns, Row
from ui.controls.lists.search_box import SearchBox
from ui.controls.pills import Pill, level_look, pill_size
from ui.controls.theme import apply_theme, theme
from ui.controls.tick_boxes import Dropdown, OneOf, TickBox

HOSTILE = [
    'he said <he will> & "come" back',
    "<img src=x onerror=alert(1)><b>bold</b>",
    "\u202eright to left\u202c and \u2066isolated\u2069",
    "x" * 5000,
    "one\ntwo\n\nthree",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_shown_as_typed_and_whole(qtbot: QtBot, text: str) -> None:
    words = TextLabel(text)
    qtbot.addWidget(words)
    words.resize(300, 10)
    assert words.text() == text
    assert words.textFormat() == Qt.TextFormat.PlainText
    words.resize(300, words.heightForWidth(300))
    _laid, height = words._lay_out(300)
    assert height <= words.height()


def test_a_hundred_thousand_letters_do_not_hold_the_screen_up(qtbot: QtBot) -> None:
    words = TextLabel("letters " * 12_500)
    qtbot.addWidget(words)
    words.resize(600, 100)
    words.show()
    assert words.heightForWidth(600) > 1000


def test_a_long_word_breaks_and_a_short_one_does_not(qtbot: QtBot) -> None:
    words = TextLabel("alpha beta gamma")
    qtbot.addWidget(words)
    width = words.fontMetrics().horizontalAdvance("alpha beta ga")
    laid, _height = words._lay_out(width)
    first = laid.lineAt(0)
    assert words.text()[: first.textLength()].strip() == "alpha beta"


def test_a_label_names_its_field(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field_label("Your name", field)
    assert field.accessibleName() == "Your name"


def test_a_button_says_its_key_and_does_one_thing(qtbot: QtBot) -> None:
    done: list[int] = []
    button = Button("Co&ver", keys="F12", on_click=lambda: done.append(1))
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert done == [1, 1]
    assert button.accessibleName() == "Cover, F12"
    assert button.height() >= 32
    assert not button.grab().isNull()


@pytest.mark.parametrize("done", ["before", "after"])
def test_a_button_that_works_behind_a_dialog_has_the_keyboard_again_and_its_neighbour_never(
    qtbot: QtBot, done: str
) -> None:
    """``done``: whether it is on again before its window is the active one again, or after."""
    page, dialog = QWidget(), QWidget()
    column = QVBoxLayout(page)
    works, neighbour = Button("Choose"), Button("Today")
    for window in (page, dialog):
        qtbot.addWidget(window)
    for button in (works, neighbour):
        column.addWidget(button)
    appear(qtbot, page)
    works.setFocus()
    appear(qtbot, dialog)
    works.setEnabled(False)
    if done == "before":
        works.setEnabled(True)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert not neighbour.hasFocus()
    works.setEnabled(True)
    assert works.hasFocus()
    press(Qt.Key.Key_Tab)
    assert neighbour.hasFocus()


def test_an_ampersand_someone_typed_is_an_ampersand(qtbot: QtBot) -> None:
    button = Button(without_mnemonic("Marks & Co"))
    qtbot.addWidget(button)
    assert button.accessibleName() == "Marks & Co"
    assert button.shortcut().isEmpty()


def test_an_answer_key_shows_its_number(qtbot: QtBot) -> None:
    key = AnswerKey("1", "Yes")
    qtbot.addWidget(key)
    assert key.isCheckable()
    assert key.accessibleName() == "Yes, key 1"
    assert key.sizeHint().width() > Button("Yes", "key").sizeHint().width()
    assert not key.grab().isNull()


@pytest.mark.parametrize("size", [100, 200])
def test_a_pill_has_room_for_its_word(qtbot: QtBot, qapp: QApplication, size: int) -> None:
    apply_theme(qapp, "light", size)
    pill = Pill("not before 16:00", "caution")
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "not before 16:00"
    assert pill.sizeHint() == pill_size("not before 16:00", "caution")
    assert pill.sizeHint().width() > pill.fontMetrics().horizontalAdvance("not before") * size // 100 * 0.7
    pill.set_pill("safe now", "fine")
    assert pill.text() == pill.accessibleName() == "safe now"


def test_each_level_has_a_shape_of_its_own() -> None:
    assert level_look("high") != level_look("medium") != level_look("standard")
    assert level_look("high")[1] != level_look("medium")[1]


def test_a_banner_says_what_an_error_means_and_can_be_acted_on(qtbot: QtBot) -> None:
    banner, done = Banner(), list[int]()
    qtbot.addWidget(banner)
    assert banner.text() == ""
    banner.show_error(WrongPassphrase())
    assert banner.text().startswith("That passphrase does not open")
    banner.show_message("Stay?", "caution", action="Stay", on_action=lambda: done.append(1))
    next(button for button in banner.findChildren(Button) if button.text() == "Stay").click()
    assert done == [1]
    assert banner.isHidden()


def test_an_error_of_ours_never_shows_its_text() -> None:
    assert sentence_for(ValueError("secret words")) == OUR_FAULT
    assert sentence_for(InvalidAnswer("phone", "That is not a number.")) == "That is not a number."


def test_a_tick_wraps_and_ticks_by_mouse_and_key(qtbot: QtBot) -> None:
    tick = TickBox("I understand what this means, and that nobody can open it without the words & the paper")
    qtbot.addWidget(tick)
    tick.resize(220, tick.heightForWidth(220))
    tick.show()
    assert tick.heightForWidth(220) > tick.heightForWidth(800)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    assert tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()
    assert not tick.grab().isNull()


def test_one_of_is_exclusive(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    rows = QVBoxLayout(holder)
    first, second = OneOf("First"), OneOf("Second")
    rows.addWidget(first)
    rows.addWidget(second)
    first.setChecked(True)
    second.setChecked(True)
    assert not first.isChecked()


def test_a_dropdown_keeps_its_choice_and_ignores_the_wheel(qtbot: QtBot) -> None:
    box = Dropdown("Area", (("", "Any area"), ("a", "Halton")))
    qtbot.addWidget(box)
    changes: list[int] = []
    box.currentIndexChanged.connect(changes.append)
    box.choose("a")
    box.set_choices((("", "Any"), ("b", "Warrington"), ("a", "Halton")))
    assert box.chosen() == "a"
    assert len(changes) == 1
    box.choose("nowhere")
    assert box.chosen() == "a"
    assert box.accessibleName() == "Area"


def test_arrows_walk_the_buttons_of_a_card(qtbot: QtBot) -> None:
    card = Card("Due")
    qtbot.addWidget(card)
    buttons = [Button(name, "link") for name in ("One", "Two")]
    for button in buttons:
        card.add_row(Row().add(button))
    card.show()
    card.activateWindow()
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Down)
    assert card.focusWidget() is buttons[1]
    QTest.keyClick(buttons[1], Qt.Key.Key_Up)
    assert card.focusWidget() is buttons[0]
    card.clear()
    card.say_empty("Nobody is due.")
    assert any(words.text() == "Nobody is due." for words in card.findChildren(TextLabel))


def test_columns_stack_when_the_text_is_too_large_for_two(qtbot: QtBot, qapp: QApplication) -> None:
    columns = Columns()
    qtbot.addWidget(columns)
    left, right = TextLabel("left"), TextLabel("right")
    columns.first.addWidget(left)
    columns.second.addWidget(right)
    columns.resize(1100, 300)
    columns.show()
    assert right.mapTo(columns, QPoint()).x() > left.mapTo(columns, QPoint()).x()
    apply_theme(qapp, "light", 200)
    columns.resize(1101, 300)
    assert theme().px(860) > 1101
    qtbot.waitUntil(lambda: right.mapTo(columns, QPoint()).y() > left.mapTo(columns, QPoint()).y())


def test_the_search_box_waits_for_a_pause_and_knows_its_keys(qtbot: QtBot) -> None:
    box = SearchBox("Search", keys="Ctrl K")
    qtbot.addWidget(box)
    box.show()
    heard: list[str] = []
    box.looked.connect(heard.append)
    QTest.keyClicks(box, "park")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["park"])
    with qtbot.waitSignal(box.walked):
        QTest.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen):
        QTest.keyClick(box, Qt.Key.Key_Return)
    with qtbot.waitSignal(box.dropped):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_a_screen_reader_hears_a_pill_and_a_button(qtbot: QtBot) -> None:
    for widget, name in ((Pill("safe now", "fine"), "safe now"), (Button("Lock", keys="Ctrl L"), "Lock, Ctrl L")):
        qtbot.addWidget(widget)
        heard = QAccessible.queryAccessibleInterface(widget)
        assert heard is not None
        assert heard.text(QAccessible.Text.Name) == name


def test_a_button_with_other_words_has_another_name_unless_it_was_given_one(qtbot: QtBot) -> None:
    plain, keyed, named = Button("Show"), Button("Unlock", keys="Enter"), Button("Show")
    named.setAccessibleName("Show the passphrase")
    for button in (plain, keyed, named):
        qtbot.addWidget(button)
        button.setText("Hide && go")
    assert plain.accessibleName() == "Hide & go"
    assert keyed.accessibleName() == "Hide & go, Enter"
    assert named.accessibleName() == "Show the passphrase"


@pytest.mark.parametrize(
    ("words", "bound", "then", "stays"),
    [
        ("Write it", "Ctrl+N", "Go on with it", "Ctrl+N"),
        ("&Write it", "", "Go on with it", ""),
        ("&Write it", "", "&Go on with it", "Alt+G"),
        ("&Write it", "Ctrl+N", "&Go on with it", "Ctrl+N"),
    ],
)
def test_a_key_that_was_bound_to_a_button_stays_with_it_when_its_words_change(
    qtbot: QtBot, words: str, bound: str, then: str, stays: str
) -> None:
    button = Button(words)
    qtbot.addWidget(button)
    if bound:
        button.setShortcut(bound)
    button.setText(then)
    assert button.shortcut().toString() == stays


def test_a_barred_box_is_reached_by_tab_ticks_nothing_and_says_why(qtbot: QtBot, announced: list[str]) -> None:
    window, before, box = QWidget(), Button("Before"), TickBox("Kim Example, advocate", ticked=True)
    layout = QVBoxLayout(window)
    for widget in (before, box):
        layout.addWidget(widget)
    qtbot.addWidget(window)
    box.bar("The flag does not name them.")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert box.hasFocus()
    assert box.accessibleDescription() == "The flag does not name them."
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert not box.isChecked()
    assert announced == ["The flag does not name them."] * 2


class _Calls(QObject):
    """Counts what Qt puts off for an input: it lays itself out anew by such a call."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.MetaCall
        return False


def test_an_input_of_lines_comes_to_rest_at_every_width_with_no_bar_below_what_wraps(qtbot: QtBot) -> None:
    """A space at the end of a line brought a bar, the bar another width: for ever, and nothing else had its turn."""
    lines, calls = ManyLines(), _Calls()
    qtbot.addWidget(lines)
    lines.show_words(
        "Do not answer posts about you, and ask friends not to either. Ask them to save what they see and tell."
    )
    lines.installEventFilter(calls)
    lines.show()
    for width in range(200, 600):
        lines.resize(width, lines.height())
        for _ in range(10):
            QApplication.processEvents()
        calls.seen = 0
        QApplication.processEvents()
        assert (width, calls.seen, lines.horizontalScrollBar().isVisible()) == (width, 0, False)
