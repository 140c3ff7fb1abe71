"""An XLSForm as a form of ours: what can be said, and what is refused with its line. All wording is made up."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import Workbook

from hru_advocate.domain.catalogue import read_form
from hru_advocate.domain.forms.definition import FormDefinition

ROOT = Path(__file__).resolve().parents[2]
SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "appearance", "calculation")
CHOICES = ("list_name", "name", "label")
YES_NO = (("yn", "yes", "Yes"), ("yn", "no", "No"), ("far", "near", "Near by"), ("far", "away", "Far away"))
Line = Sequence[str]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, as a module: ``packaging`` is a library's name."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    spec = importlib.util.spec_from_file_location("xlsform_script", ROOT / "packaging" / "xlsform.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "xlsform_script", made)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def laid(tmp_path: Path) -> Callable[..., Path]:
    """Writes the sheets of a form, as a spreadsheet program saves them."""

    def lay(*lines: Line, choices: Sequence[Line] = YES_NO, **settings: str) -> Path:
        for name, head, rows in (("survey", SURVEY, lines), ("choices", CHOICES, choices)):
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([head, *(list(row) + [""] * (len(head) - len(row)) for row in rows)])
        if settings:
            (tmp_path / "settings.csv").write_text(",".join(settings) + "\n" + ",".join(settings.values()) + "\n")
        return tmp_path

    return lay


def _form(tool: ModuleType, folder: Path) -> FormDefinition:
    text, _left_out = tool.converted(folder, "quay_check", 1)
    return read_form("quay_check.v1.toml", text.encode())


def _told(form: FormDefinition) -> list[tuple[str, str]]:
    return [(one.id, one.kind) for one in form.fields]


def test_a_whole_form_becomes_one_of_ours(tool: ModuleType, laid: Callable[..., Path]) -> None:
    folder = laid(
        ("start", "start"),
        ("select_one yn", "Safe-Now", "Safe now?", "Ask it plainly.", "yes"),
        ("begin group", "Home", "At home", "", "", "${Safe-Now} = 'no'"),
        ("note", "n1", "Take your time."),
        ("note", "n2", "Stop whenever she wants."),
        ("text", "why", "What makes it so?", "", "", "", "", "multiline"),
        ("begin_group", "door", "The door"),
        ("integer", "locks", "How many locks?", "", "", "", ". >= 0 and . <= 9"),
        ("end_group",),
        ("select_multiple far", "who", "Who is near?", "", "", "${locks} >= 2 or selected(${Safe-Now}, 'yes')"),
        ("begin_repeat", "times", "Each time"),
        ("dateTime", "at", "When?"),
        ("end_repeat",),
        ("end group",),
        ("date", "again", "Ask again on"),
        form_title="A quay check",
    )
    form = _form(tool, folder)
    assert (form.title, form.purpose, form.line) == ("A quay check", "general", ("safe_now",))
    assert [part.id for part in form.sections] == ["part_1", "home", "door", "home_3", "part_5"]
    assert _told(form) == [
        ("safe_now", "yes_no"),
        ("why", "long_text"),
        ("locks", "number"),
        ("who", "choices"),
        ("times", "group"),
        ("again", "date"),
    ]
    by_id = form.by_id
    assert (by_id["safe_now"].required, by_id["safe_now"].help, by_id["why"].help) == (
        True,
        "Ask it plainly.",
        "Take your time. Stop whenever she wants.",
    )
    assert (by_id["locks"].least, by_id["locks"].most) == (0, 9)
    home = form.sections[1].ask_if
    assert home is not None
    assert (home.field, home.is_) == ("safe_now", False)
    assert form.sections[2].ask_if == home == form.sections[3].ask_if
    assert form.sections[4].ask_if is None
    rule = by_id["who"].ask_if
    assert rule is not None
    assert [(one.field, one.at_least, one.is_) for one in rule.any_ or ()] == [
        ("locks", 2, None),
        ("safe_now", None, True),
    ]


NUMBERED = (("n", "1", "Calls"), ("n", "2", "Follows"), ("yn", "Yes", "Yes"), ("yn", "No", "No"))


@pytest.mark.parametrize("test", ["${how} = '2'", '${how} = "2"', "${how} = 2", "selected(${how}, '2')"])
def test_a_choice_that_is_a_number_has_an_id_and_is_looked_at_by_it(
    tool: ModuleType, laid: Callable[..., Path], test: str
) -> None:
    lines = [("select_one n", "how", "How?"), ("text", "b", "What?", "", "", test)]
    form = _form(tool, laid(*lines, choices=NUMBERED))
    assert [(one.id, one.label) for one in form.by_id["how"].choices] == [("c_1", "Calls"), ("c_2", "Follows")]
    rule = form.by_id["b"].ask_if
    assert rule is not None
    assert (rule.field, rule.is_) == ("how", "c_2")


def test_yes_and_no_are_those_with_a_capital_too(tool: ModuleType, laid: Callable[..., Path]) -> None:
    lines = [("select_one yn", "safe", "Safe?"), ("text", "b", "What?", "", "", "${safe} = 'Yes'")]
    form = _form(tool, laid(*lines, choices=NUMBERED))
    rule = form.by_id["b"].ask_if
    assert rule is not None
    assert (form.by_id["safe"].kind, rule.is_) == ("yes_no", True)


def test_a_group_without_words_is_called_by_its_name(tool: ModuleType, laid: Callable[..., Path]) -> None:
    form = _form(tool, laid(("begin_group", "at_home", ""), B, ("end_group",)))
    assert [one.title for one in form.sections] == ["At home"]


A, B = ("select_one far", "a", "Where?"), ("text", "b", "What?")


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        ([("geopoint", "a", "Where?")], 2, "its type has no kind here"),
        ([("select_one gone", "a", "Where?")], 2, "its list of choices"),
        ([("select_one far or_other", "a", "Where?")], 2, "its list of choices"),
        ([("", "a", "Where?")], 2, "it has no type"),
        ([("text", "", "What?")], 2, "no name"),
        ([("text", "9", "What?")], 2, "no name"),
        ([B, B], 3, "there already"),
        ([("text", "b", "")], 2, "it has no words"),
        ([("text", "b", "<b>What?</b>")], 2, "markup"),
        ([("text", "b", "What of ${a}?")], 2, "the answer of another question"),
        ([("text", "b", "x" * 2001)], 2, "more than 2,000"),
        ([("text", "b", "What?", "", "maybe")], 2, "required is yes or no"),
        ([("text", "b", "What?", "", "", "${a} = 'near'")], 2, "a question that is not before it"),
        ([A, ("text", "b", "What?", "", "", "${a} = 'up'")], 3, "a choice that is not there"),
        ([A, ("text", "b", "What?", "", "", "${a} >= 'near'")], 3, "compares words by size"),
        ([A, ("text", "b", "What?", "", "", "${a} = 3")], 3, "a choice that is not there"),
        ([A, ("text", "b", "What?", "", "", "${a} >= 3")], 3, "compares with a number"),
        ([A, ("text", "b", "What?", "", "", "not(${a} = 'near')")], 3, "more than tests joined"),
        ([A, ("text", "b", "What?", "", "", "${a} = 'near' and ${a} = 'away' or ${a} = 'near'")], 3, "more than tests"),
        ([A, ("text", "b", "What?", "", "", "today() > 3")], 3, "a test that cannot be said"),
        ([("integer", "b", "How many?", "", "", "", "regex(., '9')")], 2, "constraint"),
        ([("text", "b", "What?", "", "", "", ". >= 3")], 2, "constraint"),
        ([("text", "b", "What?", "", "", "", "", "", "1 + 1")], 2, "calculation"),
        ([("begin_group", "g", "Group"), B], 0, "has no end"),
        ([("end_group",)], 2, "was not begun"),
        ([("begin_repeat", "g", "Rows"), ("begin_group", "h", "Group")], 3, "inside a repeat"),
        ([B, ("note", "n", "Well done.")], 0, "a note stands after the last question"),
        ([], 0, "nothing in it"),
    ],
)
def test_what_cannot_be_said_is_named_with_its_line_and_nothing_is_written(
    tool: ModuleType,
    laid: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    lines: list[Line],
    line: int,
    why: str,
) -> None:
    folder = laid(*lines)
    out = folder / "out"
    out.mkdir()
    assert tool.main([str(folder), "--id", "quay_check", "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert why in said
    assert not line or f"survey line {line}: " in said
    assert "Nothing was written." in said
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        ([("far", "near", "")], "choices line 2"),
        ([("far", "near", "Near"), ("far", "Near", "Near")], "choices line 3: the choice stands in its list twice"),
        ([("far", "n" * 61, "Near")], "choices line 2"),
    ],
)
def test_choices_have_a_name_and_words_each_once(
    tool: ModuleType, laid: Callable[..., Path], choices: list[Line], why: str
) -> None:
    with pytest.raises(tool.Unusable, match=why):
        tool.converted(laid(A, choices=choices), "quay_check", 1)


def test_the_file_has_the_name_a_form_has_and_never_goes_over_another(
    tool: ModuleType, laid: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = laid(("deviceid", "d"), A, B)
    given = [str(folder), "--id", "quay_check", "--version", "2", "--out", str(folder)]
    assert tool.main(given) == 0
    assert "Left out: survey line 2: deviceid" in capsys.readouterr().err
    made = folder / "quay_check.v2.toml"
    assert read_form(made.name, made.read_bytes()).version == 2
    assert tool.main(given) == 1
    with pytest.raises(SystemExit):
        tool.main([str(folder), "--id", "Quay Check", "--out", str(folder)])


def test_words_are_taken_in_the_language_that_is_wanted(tool: ModuleType, tmp_path: Path) -> None:
    survey: Any = "type,name,label::English (en),label::Polish (pl)\ntext,a,What?,Co?\n"
    (tmp_path / "survey.csv").write_text(survey, encoding="utf-8")
    for language, label in (("en", "What?"), ("pl", "Co?"), ("", "What?")):
        text, _left_out = tool.converted(tmp_path, "quay_check", 1, language)
        assert read_form("quay_check.v1.toml", text.encode()).fields[0].label == label


def test_a_sheet_that_is_no_csv_is_said(tool: ModuleType, tmp_path: Path) -> None:
    for data, why in ((b"\xff\xfe\x00", "UTF-8"), (b"a" * (4 * 1024 * 1024 + 1), "larger"), (b'type\n"text', "CSV")):
        (tmp_path / "survey.csv").write_bytes(data)
        with pytest.raises(tool.Unusable, match=why):
            tool.converted(tmp_path, "quay_check", 1)


def _workbook(folder: Path, made: Path, **titles: str) -> Path:
    """The sheets of a folder as one workbook, as a spreadsheet program makes it."""
    book = Workbook()
    book.remove(book["Sheet"])
    for name in ("survey", "choices", "settings"):
        if (folder / f"{name}.csv").exists():
            sheet = book.create_sheet(titles.get(name, name))
            for line in csv.reader((folder / f"{name}.csv").read_text("utf-8-sig").splitlines()):
                sheet.append([_as_cell(one) for one in line])
    book.save(made)
    return made


def _as_cell(text: str) -> object:
    return {"true": True, "": None}.get(text, float(text) if text.isdigit() else text)


@pytest.mark.parametrize("titles", [{}, {"survey": "Survey", "choices": " CHOICES "}])
def test_a_workbook_gives_the_same_form_as_its_sheets(
    tool: ModuleType, laid: Callable[..., Path], tmp_path: Path, titles: dict[str, str]
) -> None:
    lines = [
        ("text", "who", "Who was there", "As they say it", "true"),
        ("select_one far", "where", "Where was it"),
        ("integer", "often", "How often", "", "", "", ". >= 1 and . <= 40"),
    ]
    folder = laid(*lines, form_title="Quay check")
    said = tool.converted(folder, "quay_check", 1)
    assert tool.converted(_workbook(folder, tmp_path / "form.xlsx", **titles), "quay_check", 1) == said
    assert "required = true" in said[0]


def test_a_line_of_a_workbook_that_cannot_be_said_is_named(
    tool: ModuleType, laid: Callable[..., Path], tmp_path: Path
) -> None:
    folder = laid(("text", "who", "Who was there"), ("geopoint", "where", "Where was it"))
    with pytest.raises(tool.Unusable) as fault:
        tool.converted(_workbook(folder, tmp_path / "form.xlsx"), "quay_check", 1)
    assert fault.value.lines == ("survey line 3: its type has no kind here",)


def _repacked(sound: Path, part: str, text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, text if one.filename == part else old.read(one))
    return out.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"
_UNFOLDS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda sound: _repacked(sound, _SHEET, _UNFOLDS), "defines words of its own"),
        (lambda sound: _repacked(sound, _SHEET, b" " * (65 * 2**20)), "unpacks to more than 64 MB"),
        (lambda sound: _repacked(sound, _SHEET, b"<worksheet><"), "cannot be read as a workbook"),
        (lambda sound: sound.read_bytes()[:300], "cannot be read as a workbook"),
        (lambda sound: b"type,name\n", "cannot be read as a workbook"),
        (lambda sound: b"PK" + bytes(5 * 2**20), "larger than 4 MB"),
    ],
    ids=["entities", "a bomb", "broken", "cut short", "no workbook", "large"],
)
def test_a_workbook_that_is_none_is_said_in_a_sentence(
    tool: ModuleType, laid: Callable[..., Path], tmp_path: Path, spoil: Callable[[Path], bytes], said: str
) -> None:
    sound = _workbook(laid(("text", "who", "Who was there")), tmp_path / "sound.xlsx")
    (tmp_path / "form.xlsx").write_bytes(spoil(sound))
    with pytest.raises(tool.Unusable, match=said):
        tool.converted(tmp_path / "form.xlsx", "quay_check", 1)


def test_a_workbook_that_is_not_there_is_said(tool: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(tool.Unusable, match="cannot be read"):
        tool.converted(tmp_path / "nowhere.xlsx", "quay_check", 1)
