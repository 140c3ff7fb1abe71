"""No code decides by words for people: to write a sentence anew, or hide a name in it, would change what is done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.trees import tree_of

ROOT: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = ("ui", "hru_advocate/casework", "hru_advocate/cli", "hru_advocate/demo")
_LOOKING: Final = frozenset({"startswith", "endswith", "removeprefix", "removesuffix", "partition", "find", "index"})
_SENTENCE: Final = re.compile(r"[A-Z][a-z]+\b(?!\()")
"""A word that begins as sentences and labels do; ids of ours are small letters, constants of others are capitals."""


def decisions(tree: ast.AST) -> Iterator[int]:
    """Lines that compare a text with words for people, or look for them in one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            texts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKING:
            texts = list(node.args)
        else:
            continue
        if any(isinstance(one, ast.Constant) and _is_sentence(one.value) for one in texts):
            yield node.lineno


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and _SENTENCE.match(value) is not None and value != "None"  # as Python spells a type


@pytest.mark.parametrize(
    ("source", "decides"),
    [
        ('line.signed.startswith("Signed")', True),
        ('line.words != "Visit"', True),
        ('"Quick check" in verdict.how', True),
        ('line.kind == "visit"', False),
        ('name.startswith("QT_")', False),
        ('label.setText("Visit")', False),
    ],
)
def test_a_decision_by_a_sentence_is_seen(source: str, *, decides: bool) -> None:
    assert bool(list(decisions(ast.parse(source)))) is decides


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_decides(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in decisions(tree_of(path))
    ]
    assert found == []
