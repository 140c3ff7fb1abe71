"""Sizes and names that keep a file readable in one sitting."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from PySide6 import QtCore, QtGui, QtWidgets

from tests.architecture.trees import tree_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("hru_advocate", "ui", "forms", "resources")
MODULES = sorted(path for room in (*ROOMS, "tests", "benchmarks") for path in (ROOT / room).rglob("*.py"))
OURS = [path for path in MODULES if path.relative_to(ROOT).parts[0] in ROOMS]

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
MOST_METHODS = 20
MOST_MODULES_OF_A_FOLDER = 20
TRIVIAL_LINES = 3
OPENERS = ("How", "What", "When", "Where", "Whether", "Which", "Who", "Whose", "Why")
"""A docstring that opens with one of these says what a reader will know, not what the thing is."""
REFUSED_NAMES = {"base", "common", "handler", "helper", "helpers", "manager", "misc", "util", "utils"}
REFUSED_ENDINGS = ("Manager", "Handler", "Controller", "Helper", "Utils")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def over_budget(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    found = [f"{name_of(path)}: {lines} lines"] if lines > MOST_LINES else []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, type_of_function) and length_of(node) > MOST_LINES_OF_A_FUNCTION:
            found.append(f"{name_of(path)}: {node.name} has {length_of(node)} lines")
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, type_of_function) for part in node.body)
            if methods > MOST_METHODS:
                found.append(f"{name_of(path)}: {node.name} has {methods} methods")
    return found


def test_every_module_keeps_its_budgets() -> None:
    assert [line for path in MODULES for line in over_budget(path)] == []


def test_a_folder_has_room_for_what_it_holds() -> None:
    """About fifteen files to a subject; a folder of more than twenty is two subjects."""
    folders: dict[Path, int] = {}
    for path in MODULES:
        folders[path.parent] = folders.get(path.parent, 0) + 1
    full = [f"{name_of(folder)}: {count}" for folder, count in folders.items() if count > MOST_MODULES_OF_A_FOLDER]
    assert full == []


def room_of(path: Path) -> str:
    """The room a module stands in: a folder of the core, or ``ui`` as a whole."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:2]) if parts[0] == "hru_advocate" else parts[0]


def type_named_by(node: ast.stmt) -> str | None:
    """The name of the class or of the type that is defined here, if one is."""
    if isinstance(node, ast.ClassDef):
        return node.name
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    alias = target.id if isinstance(target, ast.Name) else ""
    return alias if re.fullmatch("_?[A-Z][a-z][A-Za-z]*", alias) else None


def test_the_name_of_a_class_or_a_type_means_one_thing_in_its_room() -> None:
    homes: dict[tuple[str, str], list[str]] = {}
    for path in OURS:
        for name in filter(None, map(type_named_by, tree_of(path).body)):
            homes.setdefault((room_of(path), name), []).append(name_of(path))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def opens_as_a_question(node: ast.Expr) -> bool:
    """A docstring, or a text below a constant or an attribute, that opens with one of ``OPENERS``."""
    if not isinstance(node.value, ast.Constant):
        return False
    first = str(node.value.value).split(maxsplit=1)[:1]
    return bool(first) and first[0].rstrip(",:") in OPENERS


def test_docstrings_open_with_what_a_thing_is_or_does() -> None:
    scripts = [path for room in ("benchmarks", "packaging") for path in (ROOT / room).rglob("*.py")]
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in (*OURS, *scripts)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Expr) and opens_as_a_question(node)
    ]
    assert wrong == []


def test_files_and_classes_are_named_for_what_they_hold() -> None:
    refused = [name_of(path) for path in MODULES if path.stem in REFUSED_NAMES]
    for path in OURS:
        refused += [
            f"{name_of(path)}: {node.name}"
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ClassDef) and node.name.endswith(REFUSED_ENDINGS)
        ]
    assert refused == []


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in MODULES if path.name.startswith("test_")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_module_with_code_reads_annotations_late() -> None:
    wrong = []
    for path in MODULES:
        body = tree_of(path).body
        code = [node for node in body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
        late = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in code)
        if code and not late:
            wrong.append(name_of(path))
    assert wrong == []


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = {getattr(mark, "id", getattr(mark, "attr", "")) for mark in node.decorator_list}
    return bool(names & {"overload", "setter"})


def classes_by_name() -> dict[str, list[ast.ClassDef]]:
    found: dict[str, list[ast.ClassDef]] = {}
    for path in OURS:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def is_explained_above(holder: ast.ClassDef, method: str, classes: dict[str, list[ast.ClassDef]]) -> bool:
    """Whether a class above, ours or Qt's, says what a method of this name does."""
    above = {getattr(part, "id", getattr(part, "attr", "")) for part in map(unsubscripted, holder.bases)} - {
        holder.name
    }
    if any(hasattr(getattr(library, name, None), method) for name in above for library in (QtCore, QtGui, QtWidgets)):
        return True
    parents = [parent for name in above for parent in classes.get(name, [])]
    return any(says(parent, method) or is_explained_above(parent, method, classes) for parent in parents)


def says(holder: ast.ClassDef, method: str) -> bool:
    found = [node for node in holder.body if isinstance(node, type_of_function) and node.name == method]
    return any(ast.get_docstring(node) for node in found)


def unsubscripted(node: ast.expr) -> ast.expr:
    """The class a generic one is made from: ``Editor`` of ``Editor[str]``."""
    return node.value if isinstance(node, ast.Subscript) else node


def is_trivial(node: ast.stmt) -> bool:
    """Of at most three lines: its name says what it does, and a docstring would only say it again."""
    return isinstance(node, type_of_function) and length_of(node) <= TRIVIAL_LINES


def is_for_readers(node: ast.stmt) -> bool:
    """Public, ours, and more than a typing stub or three lines."""
    if is_trivial(node):
        return False
    if isinstance(node, ast.ClassDef):
        return not node.name.startswith("_")
    return isinstance(node, type_of_function) and not (node.name.startswith("_") or is_overload(node))


def undocumented(path: Path, classes: dict[str, list[ast.ClassDef]]) -> list[str]:
    tree = tree_of(path)
    missing = [] if ast.get_docstring(tree) else [name_of(path)]
    holders: list[ast.Module | ast.ClassDef] = [tree]
    holders += [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for holder in holders:
        for node in filter(is_for_readers, holder.body):
            if not isinstance(node, (*type_of_function, ast.ClassDef)) or ast.get_docstring(node):
                continue
            if isinstance(holder, ast.ClassDef) and is_explained_above(holder, node.name, classes):
                continue
            missing.append(f"{name_of(path)}: {node.name}")
    return missing


def test_everything_public_says_what_it_is() -> None:
    classes = classes_by_name()
    missing = [name for path in OURS for name in undocumented(path, classes)]
    assert missing == []


def test_exemptions_carry_a_code_and_a_reason() -> None:
    bare = []
    for path in MODULES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for mark in ("# noqa", "# type: ignore"):
                _, found, after = line.partition(mark)
                if found and path.name != Path(__file__).name and " - " not in after and "  # " not in after:
                    bare.append(f"{name_of(path)}:{number}")
    assert bare == []


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "coming " + "soon")
    left = [name_of(path) for path in OURS if any(mark in path.read_text(encoding="utf-8") for mark in marks)]
    assert left == []
