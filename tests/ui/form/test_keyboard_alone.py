"""A keyboard alone can give every answer of every form: real keys, from the first question to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import pytest
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import check_answer
from hru_advocate.domain.forms.rich_kinds import HOW_WE_KNOW
from tests.effort import every_third
from tests.ui.case_room import press, type_words
from tests.ui.conftest import appear
from tests.ui.form.test_editors import AROUND, NOW
from ui.controls.keyboard.reading_order import go_on
from ui.form.editor import REASONS, Editor
from ui.form.editors.every_kind import make_editor
from ui.form.editors.group import GroupEditor, GroupRow
from ui.form.editors.links import LinksEditor
from ui.form.editors.plain import FEW
from ui.form.question.field_frame import FieldFrame
from ui.form.questions import Questions

Key = Qt.Key
FORMS: Final = {f"{form.id}.v{form.version}": form for form in shipped_forms().all()}
ASKING: Final = Asking(NOW, AROUND.known)
TYPED: Final[Mapping[str, str]] = {
    "text": "Words & more", "long_text": "Words, 2 of them", "words": "I look behind me, 3 times a day.",
    "address": "1 Test Street", "email": "anna@example.org", "phone": "07700 900417", "time": "16:30",
    "number": "3", "when": "yesterday", "born": "41", "fingerprint": "ab" * 32,
}  # fmt: skip
MOST_TABS: Final = 12


class Form(QWidget):
    """Every question of a form, one below the other, whatever its conditions."""

    def __init__(self, form: FormDefinition) -> None:
        super().__init__()
        self.questions = Questions(form.fields, AROUND, make_editor)
        QVBoxLayout(self).addWidget(self.questions)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        return go_on(self, forward=next_one)


def holds(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def tab_to(widget: QWidget) -> None:
    for _ in range(MOST_TABS):
        if holds(widget):
            return
        press(Key.Key_Tab)
    focus = QApplication.focusWidget()
    held = focus.accessibleName() if focus is not None else "nothing"
    raise AssertionError(f"Tab does not lead to {type(widget).__name__} {widget.accessibleName()}, it is on {held}")


def digit(number: int) -> Qt.Key:
    return Qt.Key(Key.Key_0 + number)


def is_given(editor: Editor, wanted: object) -> None:
    assert editor.raw() == wanted, editor.asked.id
    assert check_answer(editor.asked, editor.raw(), ASKING).stated, editor.asked.id


def one_of(editor: Editor, answers: Sequence[object], *, first_digit: int = 1) -> None:
    """Each answer of a row by its digit, and by the arrows."""
    for position, answer in enumerate(answers):
        press(digit(position + first_digit))
        is_given(editor, answer)
    for position, answer in enumerate(answers):
        press(Key.Key_Home)
        for _ in range(position):
            press(Key.Key_Right)
        is_given(editor, answer)
    press(Key.Key_Delete)
    assert editor.raw() is None


def give_yes_no(editor: Editor) -> None:
    answers: list[object] = [True, False, *({"state": state} for state, _words in REASONS)]
    one_of(editor, answers[:2] if editor.asked.value_only else answers)


def give_finding(editor: Editor) -> None:
    reasons: list[object] = [{"state": state} for state, _words in REASONS]
    one_of(editor, [{"present": True}, {"present": False}, *reasons])
    press(Key.Key_1)
    press(Key.Key_Tab)
    type_words("yesterday")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    for number in range(len(HOW_WE_KNOW)):
        press(digit(number + 1))
    press(Key.Key_Tab)
    type_words("2 men")
    press(Key.Key_Tab)
    type_words("I saw 1")
    raw = editor.raw()
    assert isinstance(raw, dict)
    assert (raw.get("words"), raw.get("fact"), raw.get("how")) == ("2 men", "I saw 1", list(HOW_WE_KNOW)), raw
    assert raw["last"]["start"] == "2026-11-22"


def give_choice(editor: Editor) -> None:
    ids = [choice.id for choice in editor.asked.choices]
    if len(ids) <= FEW:
        one_of(editor, ids)
        return
    for position, choice in enumerate(ids):
        press(Key.Key_Home)
        for _ in range(position + 1):
            press(Key.Key_Down)
        is_given(editor, choice)


def give_choices(editor: Editor) -> None:
    ids = [choice.id for choice in editor.asked.choices]
    for position, choice in enumerate(ids):
        press(Key.Key_Home)
        for _ in range(position):
            press(Key.Key_Down)
        press(Key.Key_Space)
        is_given(editor, [choice])
        press(Key.Key_Space)
    for position in range(min(len(ids), FEW)):
        press(digit(position + 1))
    is_given(editor, ids[:FEW])


def give_scale(editor: Editor) -> None:
    least = editor.asked.least or 0
    most = editor.asked.most if editor.asked.most is not None else 4
    one_of(editor, list(range(least, most + 1)), first_digit=least)


def give_rating(editor: Editor) -> None:
    one_of(editor, [{"value": value} for value in range(5)], first_digit=0)
    press(Key.Key_2)
    press(Key.Key_Tab)
    press(Key.Key_4)
    press(Key.Key_Tab)
    type_words("soon, 1 day")
    is_given(editor, {"value": 2, "advocate": 4, "words": "soon, 1 day"})


def give_typed(editor: Editor) -> None:
    text = TYPED[editor.asked.kind]
    type_words(text)
    raw = editor.raw()
    told = raw.get("told") if isinstance(raw, dict) else raw
    assert str(told) == text, editor.asked.id


def give_date(editor: Editor) -> None:
    """A day to come where one is asked for: a day gone by is none there."""
    typed, day = ("3 Dec 2026", "2026-12-03") if editor.asked.direction == "future" else ("3 Nov 2026", "2026-11-03")
    type_words(typed)
    is_given(editor, day)


def give_person(editor: Editor) -> None:
    type_words("Anna")
    press(Key.Key_Tab)
    type_words("sister")
    is_given(editor, {"name": "Anna", "relation": "sister"})


def give_links(editor: Editor) -> None:
    assert isinstance(editor, LinksEditor)
    choices = editor._choices
    for link_id, label in (choices[0], choices[len(choices) // 2], choices[-1]) if choices else ():
        press(Key.Key_Space if editor._chooser is None or editor._chooser.isHidden() else Key.Key_Up)
        type_words(label)
        walk_to(editor, link_id)
        press(Key.Key_Return)
        assert link_id in editor._ids, editor.asked.id
        if editor._chooser is not None and editor._chooser.isVisible():
            press(Key.Key_Escape)


def walk_to(editor: LinksEditor, link_id: str) -> None:
    """Go down to the line meant; several may have the same words in them."""
    assert editor._chooser is not None
    for _ in range(editor._chooser.list.count()):
        item = editor._chooser.list.currentItem()
        if item.data(Qt.ItemDataRole.UserRole) == link_id:
            return
        press(Key.Key_Down)


def give_group(editor: Editor) -> None:
    assert isinstance(editor, GroupEditor)
    press(Key.Key_Return)
    row = editor.rows[-1]
    assert row.questions is not None
    give_all(row.questions)


GIVE: Final[Mapping[str, Callable[[Editor], None]]] = {
    "yes_no": give_yes_no, "finding": give_finding, "choice": give_choice, "choices": give_choices,
    "scale": give_scale, "rating": give_rating, "date": give_date, "person": give_person, "links": give_links,
    "group": give_group, **dict.fromkeys(TYPED, give_typed),
}  # fmt: skip


AGAIN: Final[Mapping[str, tuple[Qt.Key, object]]] = {
    "finding": (Key.Key_2, {"present": False}), "yes_no": (Key.Key_1, True), "rating": (Key.Key_2, {"value": 2}),
}  # fmt: skip


WORDS: Final = frozenset("id label why help follow example note ask_if".split())
"""Words only a reader of a question tells from another's: a conversation asks seventy of one make."""


def make_of(asked: Field) -> tuple[object, ...]:
    """Whatever else there is about a question."""
    held = asdict(asked) | {"fact": bool(asked.fact), "anchors": len(asked.anchors)}
    return tuple(value for name, value in held.items() if name not in WORDS)


def give_all(questions: Questions) -> None:
    """Every answer of the first question of each make; one answer of every other, whose turn it is after Tab."""
    for frame in questions.frames.values():
        frame.show()
    given: set[tuple[object, ...]] = set()
    for frame in questions.frames.values():
        tab_to(frame.editor)
        asked, make = frame.asked, make_of(frame.asked)
        if make in given and asked.kind in AGAIN:
            key, answer = AGAIN[asked.kind]
            press(key)
            is_given(frame.editor, answer)
        else:
            GIVE[asked.kind](frame.editor)
        given.add(make)


@pytest.mark.parametrize("name", every_third(FORMS))
def test_every_answer_of_every_form_is_given_by_keys(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(GroupRow, "_follow_conditions", lambda _row: None)  # every question, whatever its conditions
    form = Form(FORMS[name])
    qtbot.addWidget(form)
    form.resize(900, 4000)
    appear(qtbot, form)
    next(iter(form.questions.frames.values())).editor.take_focus()
    give_all(form.questions)


def every_kind() -> Iterator[Field]:
    """A question of each kind that offers a reason for no answer."""
    seen = set()
    for form in FORMS.values():
        for field in form.fields:
            offers = field.kind not in {"yes_no", "finding", "group"} and not field.value_only
            if offers and field.kind not in seen:
                seen.add(field.kind)
                yield field


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu asks more of a platform than offscreen has
@pytest.mark.parametrize("asked", list(every_kind()), ids=lambda field: field.kind)
@pytest.mark.parametrize(
    ("letter", "reason"),
    [(Key.Key_N, "not_known"), (Key.Key_D, "declined"), (Key.Key_U, "unsafe_to_ask")],
)
def test_a_reason_for_no_answer_is_two_keys_away(qtbot: QtBot, asked: Field, letter: Qt.Key, reason: str) -> None:
    frame = FieldFrame(make_editor(asked, AROUND))
    qtbot.addWidget(frame)
    appear(qtbot, frame)
    frame.editor.take_focus()

    press(Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, letter)
    qtbot.waitUntil(lambda: frame.editor.raw() == {"state": reason})
