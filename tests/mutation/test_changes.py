"""Which bugs are planted: each kind of change once, and nothing where no code runs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutation.changes import changes


def planted(text: str) -> list[tuple[str, str]]:
    return [(one.was, one.now) for one in changes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", [("a < b", "(a <= b)"), ("a < b", "(a >= b)")]),
        ("a >= b", [("a >= b", "(a > b)"), ("a >= b", "(a < b)")]),
        ("a == b", [("a == b", "(a != b)")]),
        ("a in b", [("a in b", "(a not in b)")]),
        ("a is None", [("a is None", "(a is not None)")]),
        ("a and b", [("a and b", "(a or b)"), ("a and b", "(b)"), ("a and b", "(a)")]),
        ("a or ''", [("a or ''", "(a and '')"), ("a or ''", "('')")]),
        ("not a", [("not a", "bool(a)")]),
        ("a + b", [("a + b", "(a - b)")]),
        ("a & b", [("a & b", "(a | b)")]),
        ("a + 'Some text'", []),
        ("min(a)", [("min(a)", "max(a)"), ("min(a)", "pass")]),
        ("any(a)", [("any(a)", "all(a)"), ("any(a)", "pass")]),
        ("x = 0", [("0", "1")]),
        ("x = 90", [("90", "91"), ("90", "89")]),
        ("x = True", [("True", "False")]),
        ("x = 'carry'", [("'carry'", "'carry_x'")]),
        ("x = 'Words for a person.'", []),
        ("x = a if b else c", [("a if b else c", "(a if not b else c)")]),
        ("x = [a for a in b if c]", [("[a for a in b if c]", "[a for a in b]")]),
        ("x = (a, b)", []),
        ("x = (1, 2)", [("(1, 2)", "(2,)"), ("(1, 2)", "(1,)"), ("1", "2"), ("2", "3"), ("2", "1")]),
        ("if a:\n    raise E", [("a", "not (a)"), ("raise E", "pass")]),
        ("def f():\n    return [a]", [("[a]", "[]")]),
        ('"""A docstring of words."""', []),
        ("from __future__ import annotations\nimport os", []),
        ("X: Literal['a', 'b']", []),
        ("X = Literal['a', 'b']", []),
        ("if TYPE_CHECKING:\n    x = 1", []),
        ("@dataclass(frozen=True)\nclass A:\n    x: int = 2", [("2", "3"), ("2", "1")]),
        ("x = f'{a + b}'", []),
        ("x = zip(a, b, strict=True)", []),
        ("__all__ = ['one', 'two']", []),
    ],
)
def test_each_kind_of_bug_is_planted(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(planted(text)) == sorted(expected)


def test_every_bug_of_the_program_is_a_text_python_reads_and_another_one(root: Path) -> None:
    many = 0
    for path in sorted((root / "hru_advocate" / "domain" / "plan").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for one in changes(text):
            many += 1
            assert one.text != text
            ast.parse(one.text)
            assert 0 < one.line <= len(text.splitlines())
    assert many > 500


def test_a_bug_knows_its_function() -> None:
    text = "x = 1\n\n\ndef f():\n    '''Docstring.'''\n    return 2\n"
    assert [(one.line, one.function) for one in changes(text)] == [(1, 0), (6, 4), (6, 4)]
