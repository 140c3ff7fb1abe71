"""An XLSForm as a form of this program: ``python packaging/xlsform.py FORM --id IDENTIFIER --out FOLDER``.

For a unit that holds the licence of somebody's wording and has it as an XLSForm. FORM is the workbook, or a folder with
its sheets saved as CSV in UTF-8: ``survey.csv``, and ``choices.csv`` and ``settings.csv`` where there are any. Either
the whole form can be said as one of ours and passes the program's own check, or nothing is written and each line that
does not is named.

It stands outside the program: nothing of it is installed, and no licensed wording is ever in this repository.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from xlsform_rules import Asked, choice_id, condition_of, identifier, limits_of
from xlsform_sheets import Row, Unusable, rows_of

from hru_advocate.domain.catalogue import read_form
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.errors import InvalidForm
from hru_advocate.paths import write_whole

_LONGEST: Final = 2000
_TRUE: Final = frozenset({"yes", "true", "true()"})
_FALSE: Final = frozenset({"", "no", "false", "false()"})
_KINDS: Final = {
    "text": "text", "integer": "number", "date": "date", "time": "time", "datetime": "when", "acknowledge": "yes_no",
}  # fmt: skip
"""The types of a question that have a kind here; choices have theirs by their list."""
_OF_THE_DEVICE: Final = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "simserial", "subscriberid", "audit"}
)
"""Fields a telephone fills in itself: left out, and said."""
_NEVER: Final = ("calculation", "choice_filter", "trigger", "default", "repeat_count")
"""Columns that a form here has nothing for; one that is filled in is refused."""


@dataclass
class Form:
    """A form as far as it was read; ``faults`` are the lines that cannot be said, ``left_out`` those that need not."""

    choices: Mapping[str, list[tuple[str, str]]]
    language: str = ""
    sections: list[dict[str, Any]] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    help: str = ""
    group: dict[str, Any] | None = None
    open: list[dict[str, Any]] = field(default_factory=list)
    """The groups that were begun and have not ended, the outer first."""


def words(row: Row, column: str, language: str) -> str:
    """The words of a column, in the language that is wanted where it has several."""
    wanted = [name for name in row if name == column or name.startswith(f"{column}::")]
    chosen = [name for name in wanted if (language and f"({language})" in name) or name == f"{column}::{language}"]
    name = next(iter(chosen), column if column in wanted else next(iter(wanted), ""))
    return " ".join(row.get(name, "").split())


def lists_of(rows: Sequence[Row], language: str) -> dict[str, list[tuple[str, str]]]:
    """The choices of each list, as ids and words.

    Raises:
        Unusable: a choice has no id that can be one, no words, or stands there twice.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    faults = []
    for number, row in enumerate(rows, start=2):
        listed, name = row.get("list_name", row.get("list name", "")), choice_id(row.get("name", ""))
        said = words(row, "label", language)
        if not any(row.values()):
            continue
        if not listed or not name or not is_clean(said, lines=False, most=_LONGEST):
            faults.append(f"choices line {number}: a choice has a list, a name of letters and digits, and words")
        elif name in dict(found.setdefault(listed, [])):
            faults.append(f"choices line {number}: the choice stands in its list twice")
        else:
            found[listed].append((name, said))
    if faults:
        raise Unusable(faults)
    return found


def read_survey(form: Form, rows: Sequence[Row]) -> None:
    """Read the questions in their order; what cannot be said here is kept as a fault with its line."""
    for number, row in enumerate(rows, start=2):
        sort = row.get("type", "").lower()
        if not sort:
            if any(row.values()):
                form.faults.append(f"survey line {number}: it has no type")
            continue
        try:
            read_row(form, number, re.sub(r"\s+", " ", sort), row)
        except ValueError as fault:
            form.faults.append(f"survey line {number}: {fault}")
    if form.open or form.group is not None:
        form.faults.append("survey: a group or repeat that was begun has no end")
    if form.help:
        form.faults.append("survey: a note stands after the last question; notes go beside the question that follows")


def read_row(form: Form, number: int, sort: str, row: Row) -> None:
    """Read one row: a question, a group, or words beside the next question."""
    opened = re.fullmatch(r"(begin|end)[ _](group|repeat)", sort)
    if opened is not None:
        read_edge(form, opened[1], opened[2], row)
    elif sort in _OF_THE_DEVICE:
        form.left_out.append(f"survey line {number}: {sort}, which a telephone fills in by itself")
    elif sort == "note":
        form.help = f"{form.help} {said_in(row, 'label', form.language)}".strip()
    else:
        holder(form)["field"].append(question(form, sort, row))


def read_edge(form: Form, edge: str, what: str, row: Row) -> None:
    """Read where a group or a repeat begins or ends: a section, or rows of questions."""
    if edge == "begin":
        if form.group is not None:
            raise ValueError("a group or repeat inside a repeat cannot be said here")
        begin = begin_group if what == "group" else begin_repeat
        begin(form, row)
    elif what == "repeat":
        if form.group is None:
            raise ValueError("a repeat ends that was not begun")
        form.group = None
    else:
        if not form.open:
            raise ValueError("a group ends that was not begun")
        form.open.pop()
        if form.open:  # what comes next belongs to the outer group again, and stands below
            outer = form.open.pop()
            begin_section(form, {**outer, "id": f"{outer['id']}_{len(form.sections)}", "field": []})


def begin_group(form: Form, row: Row) -> None:
    """Begin a group: a section, asked only where those around it are."""
    refuse_columns(row)
    made: dict[str, Any] = {"id": identifier(row.get("name", "")), "title": title_of(form, row)}
    around = [form.open[-1]["ask_if"]] if form.open and "ask_if" in form.open[-1] else []
    inner = condition_of(form.asked, row.get("relevant", ""))
    rules = [*around, *([inner] if inner else [])]
    if rules:
        made["ask_if"] = rules[0] if len(rules) == 1 else {"all": rules}
    begin_section(form, {**made, "field": []})


def title_of(form: Form, row: Row) -> str:
    """The words above a group; one without any, which an XLSForm may have, is called by its name."""
    said = words(row, "label", form.language)
    return plain(said or identifier(row.get("name", "")).replace("_", " ").capitalize())


def begin_section(form: Form, made: dict[str, Any]) -> None:
    """Begin a section of a group."""
    if not made["id"] or any(one["id"] == made["id"] for one in form.sections):
        raise ValueError("a group has a name of letters and digits, each once")
    form.sections.append(made)
    form.open.append(made)


def begin_repeat(form: Form, row: Row) -> None:
    """Begin a repeat: rows of questions."""
    refuse_columns(row)
    condition = condition_of(form.asked, row.get("relevant", ""))
    made: dict[str, Any] = {"kind": "group", "label": said_in(row, "label", form.language)}
    made["id"] = new_id(form, row, "group")
    made |= {"ask_if": condition} if condition else {}
    form.group = {**made, "field": []}
    section(form)["field"].append(form.group)


def section(form: Form) -> dict[str, Any]:
    """The section that questions go into: that of the group, or one of its own outside of any."""
    if form.open:
        return form.open[-1]
    if not form.sections or not form.sections[-1].get("loose"):
        form.sections.append({"id": f"part_{len(form.sections) + 1}", "title": "Questions", "field": [], "loose": True})
    return form.sections[-1]


def holder(form: Form) -> dict[str, Any]:
    """The rows that questions go into, or the section."""
    return form.group if form.group is not None else section(form)


def question(form: Form, sort: str, row: Row) -> dict[str, Any]:
    """One question as a field; ValueError says why it cannot be one."""
    refuse_columns(row)
    kind, choices = kind_of(form, sort, row)
    condition = condition_of(form.asked, row.get("relevant", ""))
    made: dict[str, Any] = {"kind": kind, "label": said_in(row, "label", form.language)}
    made["id"] = new_id(form, row, kind, [name for name, _words in choices] if kind in {"choice", "choices"} else ())
    beside = " ".join(part for part in (form.help, words(row, "hint", form.language)) if part)
    form.help = ""
    if beside:
        made["help"] = plain(beside)
    if flag(row, "required"):
        made["required"] = True
    if kind in {"choice", "choices"}:
        made["choices"] = [{"id": name, "label": said} for name, said in choices]
    if kind in {"date", "when"}:
        made["direction"] = "either"
    made |= limits_of(kind, row.get("constraint", ""))
    return made | ({"ask_if": condition} if condition else {})


def kind_of(form: Form, sort: str, row: Row) -> tuple[str, list[tuple[str, str]]]:
    """The kind of a question here, with its choices."""
    if sort == "text" and "multiline" in row.get("appearance", "").lower():
        return "long_text", []
    if sort in _KINDS:
        return _KINDS[sort], []
    name, _space, listed = row.get("type", "").partition(" ")
    kind = {"select_one": "choice", "select_multiple": "choices"}.get(name.lower())
    if kind is None:
        raise ValueError("its type has no kind here")
    choices = form.choices.get(listed.strip())
    if not choices:
        raise ValueError("its list of choices is not in the sheet choices (or_other is not said here)")
    if kind == "choice" and {one for one, _words in choices} == {"yes", "no"}:
        return "yes_no", choices
    return kind, choices


def refuse_columns(row: Row) -> None:
    """Refuse what a form here has nothing for."""
    filled = next((name for name in _NEVER if row.get(name)), "")
    if filled:
        raise ValueError(f"it has a {filled}, which a form here cannot say")
    if flag(row, "read_only") or flag(row, "readonly"):
        raise ValueError("nothing here is shown to be read only; make it a note")


def flag(row: Row, column: str) -> bool:
    """A column that says yes or no."""
    value = row.get(column, "").lower()
    if value not in _TRUE | _FALSE:
        raise ValueError(f"{column} is yes or no here, and nothing that is worked out")
    return value in _TRUE


def said_in(row: Row, column: str, language: str) -> str:
    """The words of a row, which it has to have."""
    return plain(words(row, column, language))


def plain(text: str) -> str:
    """Words without markup and signs nobody sees."""
    if not is_clean(text, lines=False, most=_LONGEST):
        raise ValueError(f"it has no words, a sign nobody sees, or more than {_LONGEST:,} letters")
    if re.search(r"<[A-Za-z/]|\$\{|\*\*", text):
        raise ValueError("its words have markup or the answer of another question in them")
    return text


def new_id(form: Form, row: Row, kind: str, choices: Sequence[str] = ()) -> str:
    """The id of a question, each once in the form."""
    name: str = identifier(row.get("name", ""))
    if not name or name in form.asked:
        raise ValueError("it has no name of letters and digits, or one that is there already")
    form.asked[name] = Asked(name, kind, frozenset(choices))
    return name


def toml_of(form: Form, form_id: str, version: int, title: str) -> str:
    """The form as a definition of ours."""
    first = next((one["id"] for part in form.sections for one in part["field"] if one["kind"] != "group"), "")
    head = [
        "# Made from an XLSForm. Whether the unit holds the licence of this wording: to be confirmed by the unit.\n",
        f"id = {_value(form_id)}",
        f"version = {version}",
        f"title = {_value(title)}",
        'purpose = "general"',
        f"line = [{_value(first)}]" if first else "line = []",
    ]
    return "\n".join((*head, *_tables(form.sections))) + "\n"


def _tables(sections: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for part in sections:
        lines = [f"{key} = {_value(value)}" for key, value in part.items() if key not in {"field", "loose"}]
        yield "\n".join(("\n[[section]]", *lines))
        yield from _fields(part["field"], "section.field")


def _fields(fields: Sequence[Mapping[str, Any]], table: str) -> Iterator[str]:
    for one in fields:
        ordered = {"id": one["id"], **one}
        lines = [f"{key} = {_value(value)}" for key, value in ordered.items() if key != "field"]
        yield "\n".join((f"\n[[{table}]]", *lines))
        yield from _fields(one.get("field", ()), f"{table}.field")


def _value(value: Any) -> str:  # noqa: ANN401 - what a TOML file can hold
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def converted(place: Path, form_id: str, version: int, language: str = "") -> tuple[str, tuple[str, ...]]:
    """The form as a definition that passes the program's own check, and the lines that were left out.

    Raises:
        Unusable: with each line that cannot be said here.
    """
    survey = rows_of(place, "survey")
    if not survey:
        raise Unusable(["survey: there is no such sheet, or nothing in it"])
    form = Form(lists_of(rows_of(place, "choices"), language), language)
    read_survey(form, survey)
    settings = rows_of(place, "settings")
    title = words(settings[0], "form_title", language) if settings else ""
    title = title or form_id.replace("_", " ").capitalize()
    if not is_clean(title, lines=False, most=120):
        form.faults.append("settings line 2: the form_title cannot be used")
    form.sections = [part for part in form.sections if part["field"]]
    if not form.sections and not form.faults:
        form.faults.append("survey: there is no question in it")
    if form.faults:
        raise Unusable(form.faults)
    text = toml_of(form, form_id, version, title)
    try:
        read_form(f"{form_id}.v{version}.toml", text.encode())
    except InvalidForm as fault:
        raise Unusable([fault.message]) from None
    return text, tuple(form.left_out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("form", type=Path, help="the workbook, or the folder where survey.csv lies")
    parser.add_argument("--id", dest="form_id", required=True, help="the id of the form here, such as unit_check")
    parser.add_argument("--version", type=int, default=1, help="its version; a released one is never edited")
    parser.add_argument("--language", default="", help="the language of its words, where it has several, such as en")
    parser.add_argument("--out", type=Path, required=True, help="the folder the file is written into")
    options = parser.parse_args(arguments)
    if identifier(options.form_id) != options.form_id or not options.form_id or options.version < 1:
        parser.error("the id is small letters, digits and _, the version a number from 1")
    place = options.out / f"{options.form_id}.v{options.version}.toml"
    try:
        text, left_out = converted(options.form, options.form_id, options.version, options.language)
        write_whole(place, text.encode())
    except Unusable as fault:
        print("\n".join((*fault.lines, "Nothing was written.")), file=sys.stderr)
        return 1
    except OSError:
        print("There is a file of that name, or it cannot be written there. Nothing was written.", file=sys.stderr)
        return 1
    for line in left_out:
        print(f"Left out: {line}", file=sys.stderr)
    print(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
