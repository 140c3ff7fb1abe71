"""What belongs to a vault is moved by the one way that waits for a scanner on Windows (``paths.give_name``)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.trees import tree_of

CORE = Path(__file__).resolve().parents[2] / "hru_advocate"


def moves(tree: ast.AST) -> list[int]:
    """The lines in which a file is given another name: ``x.rename(…)``, or ``x.replace(…)`` with a place alone."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of_system = isinstance(node.func.value, ast.Name) and node.func.value.id == "os"
        alone = len(node.args) == 1 and not node.keywords
        if node.func.attr == "rename" or (node.func.attr == "replace" and (of_system or alone)):
            found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    ("line", "moved"),
    [
        ("new.rename(place)", True),
        ("new.replace(place)", True),
        ("os.replace(new, place)", True),
        ("text.replace('a', 'b')", False),
        ("day.replace(hour=1)", False),
        ("replace(line, day=1)", False),
    ],
)
def test_a_move_is_told_from_other_replacing(line: str, moved: bool) -> None:
    assert bool(moves(ast.parse(line))) is moved


def test_nothing_of_a_vault_is_moved_without_waiting() -> None:
    """The log of events is no part of it: it may lose a line rather than keep anybody waiting."""
    files = [file for room in ("keys", "store", "casework", "cli") for file in (CORE / room).rglob("*.py")]
    assert len(files) > 100
    assert [f"{file.name}:{line}" for file in files for line in moves(tree_of(file))] == []
