"""Sizes and names that keep a file readable in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("hru_advocate", "ui", "forms", "resources")
MODULES = sorted(path for room in (*ROOMS, "tests", "benchmarks") for path in (ROOT / room).rglob("*.py"))
OURS = [path for path in MODULES if path.relative_to(ROOT).parts[0] in ROOMS]

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
MOST_METHODS = 20
REFUSED_NAMES = {"base", "common", "handler", "helper", "helpers", "manager", "misc", "util", "utils"}
REFUSED_ENDINGS = ("Manager", "Handler", "Controller", "Helper", "Utils")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def over_budget(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    found = [f"{name_of(path)}: {lines} lines"] if lines > MOST_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, type_of_function) and length_of(node) > MOST_LINES_OF_A_FUNCTION:
            found.append(f"{name_of(path)}: {node.name} has {length_of(node)} lines")
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, type_of_function) for part in node.body)
            if methods > MOST_METHODS:
                found.append(f"{name_of(path)}: {node.name} has {methods} methods")
    return found


def test_every_module_keeps_its_budgets() -> None:
    assert [line for path in MODULES for line in over_budget(path)] == []


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


def is_qt_override(node: ast.stmt) -> bool:
    """Qt's own methods are camelCase; their meaning is Qt's."""
    return isinstance(node, type_of_function) and node.name != node.name.lower()


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = {getattr(mark, "id", getattr(mark, "attr", "")) for mark in node.decorator_list}
    return bool(names & {"overload", "override", "setter"})


def undocumented(path: Path) -> list[str]:
    tree = tree_of(path)
    missing = [] if ast.get_docstring(tree) else [name_of(path)]
    holders: list[ast.Module | ast.ClassDef] = [tree]
    holders += [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for holder in holders:
        for node in holder.body:
            if not isinstance(node, (*type_of_function, ast.ClassDef)) or node.name.startswith("_"):
                continue
            if is_qt_override(node) and path.is_relative_to(ROOT / "ui"):
                continue
            if isinstance(node, type_of_function) and is_overload(node):
                continue
            if not ast.get_docstring(node):
                missing.append(f"{name_of(path)}: {node.name}")
    return missing


def test_everything_public_says_what_it_is() -> None:
    missing = [name for path in OURS for name in undocumented(path) if not name.endswith(": main")]
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
