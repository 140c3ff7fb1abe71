"""Every kind of question has an editor that shows what it was given and hands back what the domain takes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.answers import Answer, Asking
from hru_advocate.domain.forms.fields import Choice, Field, FieldKind, Linked
from hru_advocate.domain.forms.kinds import KIND_OF, answer_in_words, check_answer
from hru_advocate.domain.forms.raw_answers import plain_answer
from tests.ui.case_room import press
from tests.ui.conftest import appear
from tests.ui.looking import clipped, settle_layout
from ui.controls.answer_keys import ChoiceKey
from ui.controls.buttons import Button
from ui.controls.keyboard.reading_order import stops_in
from ui.controls.theme import apply_theme
from ui.form.editor import Editor, EditorContext
from ui.form.editors.every_kind import EDITORS, make_editor
from ui.form.editors.group import GroupEditor
from ui.form.editors.links import LinksEditor
from ui.form.editors.moments import DateEditor, WhenEditor
from ui.form.editors.plain import BoxEditor, FiveKeys, LineEditor
from ui.form.editors.rich import FindingEditor, RatingEditor
from ui.form.question.field_frame import FieldFrame
from ui.form.questions import Questions

NOW = datetime(2026, 11, 23, 10, 4, tzinfo=UTC)
LINKS: dict[Linked, tuple[tuple[str, str], ...]] = {link: shipped().choices(link) for link in get_args(Linked)}
AROUND = EditorContext(lambda: NOW, LINKS)
ASKING = Asking(NOW, AROUND.known)
HOSTILE = 'he said <he will> & "come" back <img src=x>\u202e \u00a0zażółć'


def field_of(kind: FieldKind) -> Field:
    """A small question of a kind."""
    inner = (Field(id="a", kind="text", label="A"), Field(id="b", kind="when", label="B"))
    return Field(
        id="asked",
        kind=kind,
        label="A question",
        choices=(Choice("one", "One"), Choice("two", "Two & more")) if kind in ("choice", "choices") else (),
        link="reason" if kind == "links" else None,
        fact="rf_very_frightened" if kind == "finding" else "",
        anchors=("none", "a little", "some", "much", "most") if kind in ("rating", "scale") else (),
        fields=inner if kind == "group" else (),
    )


def every_field() -> list[Field]:
    """Each question of every shipped form, and one of every kind."""
    shipped = [field for form in shipped_forms().all() for field in form.fields]
    return [field_of(kind) for kind in get_args(FieldKind)] + shipped


def test_there_is_an_editor_for_each_kind() -> None:
    assert set(EDITORS) == set(get_args(FieldKind))


@pytest.mark.parametrize("size", [100, 150, 200])
@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", "07700 900123"),
        ("phone", "+44 20 7946 0000 ext 12345678"),
        ("number", "four hundred and eleven"),
        ("date", "one of these days perhaps"),
        ("date", "20 Nov 2026 at 4pm"),
        ("time", "when the school is out, or a little later"),
        (
            "when",
            "one evening after the clocks went back, I think it was a Tuesday, about three or four in the morning",
        ),
    ],
)
def test_what_is_said_below_a_line_is_whole(
    qtbot: QtBot, qapp: QApplication, kind: FieldKind, typed: str, size: int
) -> None:
    apply_theme(qapp, "light", size)
    frame = FieldFrame(make_editor(field_of(kind), AROUND))
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(frame)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(900, 400)
    page.show()
    line = frame.findChildren(QLineEdit)[0]
    QTest.keyClicks(line, typed)
    settle_layout()
    assert clipped(page) == []
    assert line.mapTo(page, line.rect().bottomLeft()).x() < 40


def test_every_editor_shows_and_gives_back_every_answer(qtbot: QtBot) -> None:
    for field in every_field():
        editor = make_editor(field, AROUND)
        qtbot.addWidget(editor)
        assert editor.raw() is None or field.kind == "group"
        answer = check_answer(field, KIND_OF[field.kind].example(field), ASKING)
        editor.fill(answer)
        assert check_answer(field, editor.raw(), ASKING) == answer, field.id
        editor.fill(plain_answer(field, answer))
        assert check_answer(field, editor.raw(), ASKING) == answer, field.id
        editor.fill(None)
        assert editor.raw() is None, field.id


@pytest.mark.parametrize("state", ["not_known", "declined", "unsafe_to_ask"])
def test_every_editor_keeps_the_reason_there_is_no_answer(qtbot: QtBot, state: str) -> None:
    for kind in get_args(FieldKind):
        editor = make_editor(field_of(kind), AROUND)
        qtbot.addWidget(editor)
        editor.fill({"state": state})
        assert editor.raw() == {"state": state}
        editor.fill(Answer("not_asked"))
        assert editor.raw() is None


def test_filling_announces_nothing(qtbot: QtBot) -> None:
    for kind in get_args(FieldKind):
        editor = make_editor(field_of(kind), AROUND)
        qtbot.addWidget(editor)
        heard: list[bool] = []
        editor.changed.connect(lambda heard=heard: heard.append(True))
        editor.fill(check_answer(editor.asked, KIND_OF[kind].example(editor.asked), ASKING))
        assert heard == [], kind


def test_no_input_can_be_edited_that_only_offers_choices(qtbot: QtBot) -> None:
    for field in every_field():
        editor = make_editor(field, AROUND)
        qtbot.addWidget(editor)
        assert not any(box.isEditable() for box in editor.findChildren(QComboBox))


@pytest.mark.parametrize("kind", ["text", "long_text", "words", "address", "person", "finding", "rating"])
def test_typed_words_are_never_changed(qtbot: QtBot, kind: FieldKind) -> None:
    field = field_of(kind)
    raw: dict[str, object] = {
        "person": {"name": HOSTILE},
        "finding": {"present": True, "words": HOSTILE, "fact": HOSTILE},
        "rating": {"value": 2, "words": HOSTILE},
    }
    editor = make_editor(field, AROUND)
    qtbot.addWidget(editor)
    given = raw.get(kind, HOSTILE)
    editor.fill(given)
    assert editor.raw() == given


def test_a_long_text_is_not_cut(qtbot: QtBot) -> None:
    long = "x" * 100_000
    for kind in ("text", "words"):
        editor = make_editor(field_of(kind), AROUND)
        qtbot.addWidget(editor)
        editor.fill(long)
        assert editor.raw() == long


def target_of(editor: Editor) -> QWidget:
    """The input that takes the keys."""
    target = editor.focusProxy()
    assert target is not None
    return target


def five(qtbot: QtBot, kind: FieldKind) -> FiveKeys:
    """An editor with the five keys, shown and in focus."""
    editor = make_editor(field_of(kind), AROUND)
    assert isinstance(editor, FiveKeys)
    qtbot.addWidget(editor)
    editor.show()
    editor.take_focus()
    return editor


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        (Qt.Key.Key_1, True),
        (Qt.Key.Key_2, False),
        (Qt.Key.Key_3, {"state": "not_known"}),
        (Qt.Key.Key_4, {"state": "declined"}),
        (Qt.Key.Key_5, {"state": "unsafe_to_ask"}),
    ],
)
def test_five_keys_answer_yes_or_no(qtbot: QtBot, key: Qt.Key, raw: object) -> None:
    editor = five(qtbot, "yes_no")
    QTest.keyClick(editor.bar, key)
    assert editor.raw() == raw
    QTest.keyClick(editor.bar, Qt.Key.Key_Delete)
    assert editor.raw() is None


def test_a_yes_opens_the_details_of_a_finding(qtbot: QtBot) -> None:
    editor = five(qtbot, "finding")
    assert isinstance(editor, FindingEditor)
    QTest.keyClick(editor.bar, Qt.Key.Key_1)
    editor.details.words.insertPlainText("He waved.")
    QTest.keyClicks(editor.details.last.line.line, "about 3 am Tuesday")
    raw = editor.raw()
    assert isinstance(raw, dict)
    assert raw["words"] == "He waved."
    assert raw["last"]["start"] == "2026-11-17T03:00"
    QTest.keyClick(editor.bar, Qt.Key.Key_2)
    assert editor.raw() == {"present": False}
    assert editor.details.isHidden()
    QTest.keyClick(editor.bar, Qt.Key.Key_1)
    assert editor.raw() == raw


def test_a_rating_asks_the_person_first(qtbot: QtBot) -> None:
    editor = make_editor(field_of("rating"), AROUND)
    assert isinstance(editor, RatingEditor)
    qtbot.addWidget(editor)
    editor.show()
    assert editor.beside.isHidden()
    QTest.keyClick(editor.bar, Qt.Key.Key_3)
    assert not editor.beside.isHidden()
    QTest.mouseClick(editor.advocate.findChildren(ChoiceKey)[4], Qt.MouseButton.LeftButton)
    assert editor.raw() == {"value": 3, "advocate": 4}


def test_when_is_read_while_typed_and_keeps_its_day(qtbot: QtBot) -> None:
    editor = make_editor(field_of("when"), AROUND)
    assert isinstance(editor, WhenEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.moment.line.line, "about 3 am Tuesday")
    assert editor.moment.line.normal.text() == "Tue 17 Nov 2026, about 03:00"
    editor.fill({"told": "yesterday", "start": "2026-11-10", "end": "2026-11-10"})
    assert editor.moment.line.normal.text() == "Tue 10 Nov 2026"
    assert editor.raw() == {"told": "yesterday", "start": "2026-11-10", "end": "2026-11-10"}
    editor.fill("when it was dark")
    assert "no day" in editor.moment.line.normal.text()
    assert editor.raw() == "when it was dark"


def test_a_date_that_is_not_certain_stays_as_typed_for_the_check_to_refuse(qtbot: QtBot) -> None:
    editor = make_editor(field_of("date"), AROUND)
    assert isinstance(editor, DateEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line.line, "last month")
    assert editor.raw() == "last month"
    editor.line.show_text("20 Nov 2026 at 4pm")
    assert editor.raw() == "20 Nov 2026 at 4pm"
    assert editor.line.normal.text() == "A day without an hour."
    editor.fill("2026-11-03")
    assert editor.line.text() == "3 Nov 2026"
    assert editor.raw() == "2026-11-03"


def test_links_are_found_by_words_and_taken_by_keys(qtbot: QtBot) -> None:
    editor = make_editor(field_of("links"), AROUND)
    assert isinstance(editor, LinksEditor)
    qtbot.addWidget(editor)
    editor.show()
    editor.open()
    chooser = editor._chooser
    assert chooser is not None
    label = dict(LINKS["reason"])["rf_very_frightened"]
    QTest.keyClicks(chooser.line, label[:14].upper())
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)
    assert editor.raw() == ["rf_very_frightened"]
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    assert chooser.isHidden()


def test_rows_are_added_moved_and_taken_away_by_keys(qtbot: QtBot) -> None:
    editor = make_editor(field_of("group"), AROUND)
    assert isinstance(editor, GroupEditor)
    qtbot.addWidget(editor)
    editor.show()
    for words in ("first", "second"):
        editor.add.click()
        questions = editor.rows[-1].questions
        assert questions is not None
        QTest.keyClicks(target_of(questions.frames["a"].editor), words)
    assert editor.raw() == [{"a": "first"}, {"a": "second"}]
    QTest.keyClick(editor.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.raw() == [{"a": "second"}, {"a": "first"}]
    editor.rows[0].buttons["away"].click()
    assert editor.raw() == [{"a": "first"}]
    assert "first" in editor.rows[0].words.text()


def test_a_row_is_named_by_what_it_says_and_tab_stops_at_it_once(qtbot: QtBot) -> None:
    editor = make_editor(field_of("group"), AROUND)
    assert isinstance(editor, GroupEditor)
    window = QWidget()
    QVBoxLayout(window).addWidget(editor)
    qtbot.addWidget(window)
    editor.put([{"a": words} for words in ("first", "second", "third")])
    appear(qtbot, window)
    stops = stops_in(editor)
    assert [type(stop) for stop in stops] == [Button] * 4
    assert stops[:3] == [row.buttons["open"] for row in editor.rows]
    assert stops[1].accessibleName().startswith("Change: ")
    assert stops[1].accessibleName().endswith(", row 2: second")
    stops[1].setFocus()
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(key)
        walked.append(QApplication.focusWidget())
    buttons = editor.rows[1].buttons
    assert walked == [buttons["up"], buttons["down"], buttons["away"], buttons["open"], buttons["away"]]
    assert stops_in(editor)[1] is buttons["away"]
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert [row.raw()["a"] for row in editor.rows] == ["first", "third", "second"]
    assert QApplication.focusWidget() is editor.rows[2].buttons["up"]  # it is the last one now


def test_a_complaint_stands_at_the_field_and_goes_when_it_is_mended(qtbot: QtBot) -> None:
    form = shipped_forms().newest("safe_contact")
    questions = Questions(form.sections[0].fields, AROUND, make_editor)
    qtbot.addWidget(questions)
    questions.fill({"ways": [{"method": "mobile", "number": "07700 900417"}, {"method": "text", "number": "12"}]})
    frame = questions.frame_at("ways.2.number")
    assert isinstance(frame, FieldFrame)
    assert frame.asked.id == "number"
    frame.complain("Count the digits again.")
    line = frame.findChildren(QLineEdit)[0]
    assert line.property("wrong") == "true"
    QTest.keyClicks(line, "3")
    assert frame.complaint() == ""
    assert line.property("wrong") is None


def test_questions_follow_conditions_while_answering(qtbot: QtBot) -> None:
    form = shipped_forms().newest("contact")
    questions = Questions(form.sections[0].fields, AROUND, make_editor)
    qtbot.addWidget(questions)
    questions.fill({"with_whom": "victim"})
    questions.follow(questions.answers())
    assert questions.frames["person"].isHidden()
    questions.fill({"with_whom": "officer"})
    questions.follow(questions.answers())
    assert not questions.frames["person"].isHidden()


def test_what_we_know_folds_a_question_and_one_press_opens_it(qtbot: QtBot) -> None:
    form = shipped_forms().newest("situation")
    section = next(one for one in form.sections if one.id == "family")
    questions = Questions(section.fields, AROUND, make_editor)
    qtbot.addWidget(questions)
    questions.follow({}, absent=frozenset({"ci_shared_children", "ci_children_in_home"}))
    frame, line = questions.frames["ci_child_under_7"], questions._folded["ci_child_under_7"]
    assert frame.isHidden()
    assert not line.isHidden()
    line.button.click()
    assert not frame.isHidden()
    assert line.isHidden()


def test_every_input_has_a_name(qtbot: QtBot) -> None:
    for field in every_field():
        frame = FieldFrame(make_editor(field, AROUND))
        qtbot.addWidget(frame)
        frame.fill(check_answer(field, KIND_OF[field.kind].example(field), ASKING))
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            unnamed = [one for one in frame.findChildren(kind) if not one.accessibleName()]
            assert unnamed == [], field.id


def test_a_closed_row_says_what_it_holds(qtbot: QtBot) -> None:
    field = field_of("group")
    answer = check_answer(field, [{"a": HOSTILE, "b": "yesterday"}], ASKING)
    editor = make_editor(field, AROUND)
    qtbot.addWidget(editor)
    editor.fill(answer)
    assert isinstance(editor, GroupEditor)
    assert "<he will>" in editor.rows[0].words.text()
    assert answer_in_words(field, answer)
    order = make_editor(shipped_forms().newest("order").by_id["conditions"], AROUND)
    row = {"words": "x " * 70, "until": "2026-12-14", "lifted_on": "2026-11-20"}
    order.put([row | {"kind": "area", "where": "Map A"}])
    assert isinstance(order, GroupEditor)
    assert " x…" in order.rows[0].words.text()
    assert order.rows[0].words.text().endswith("14 Dec 2026 · This one was lifted on: 20 Nov 2026")


def test_undo_works_while_typing(qtbot: QtBot) -> None:
    for kind, maker in (("text", LineEditor), ("words", BoxEditor)):
        editor: Editor = maker(field_of(kind), AROUND)  # type: ignore[arg-type]  # a kind out of two
        qtbot.addWidget(editor)
        editor.show()
        target = target_of(editor)
        QTest.keyClicks(target, "abc")
        assert editor.raw() == "abc"
        QTest.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert editor.raw() != "abc"
