"""Small deliberate bugs: every one that can be planted into a source text, each as the text with that bug in it."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_COMBINED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_SWAPPED: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.?[a-z0-9_]*")
_TYPES: Final = frozenset(
    "Annotated Callable Final Iterable Iterator Literal Mapping Sequence dict frozenset list set tuple type".split()
)


@dataclass(frozen=True, slots=True)
class Change:
    """One bug: its line, what was changed into what, the line of the function it is in (0 for none), the new text."""

    line: int
    was: str
    now: str
    function: int
    text: str


def changes(text: str) -> Iterator[Change]:
    """Every bug that can be planted into a module, in the order of its lines."""
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    source = text.encode()
    for node, now, function in _Walk().module(ast.parse(text)):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        changed = source[:begin] + now.encode() + source[end:]
        was = " ".join(source[begin:end].decode().split())
        yield Change(node.lineno, was, now, function, changed.decode())


_Found = tuple[ast.expr | ast.stmt, str, int]


class _Walk:
    """Goes through a module and leaves out what never runs or only names types: annotations, docstrings, decorators.

    So it does with ``strict``, which says what is never otherwise.
    """

    def module(self, tree: ast.Module) -> Iterator[_Found]:
        yield from self._body(tree.body, 0)

    def _body(self, body: Sequence[ast.stmt], function: int) -> Iterator[_Found]:
        for at, node in enumerate(body):
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if docstring or isinstance(node, ast.Import | ast.ImportFrom) or _only_types(node):
                continue
            if at == 0 or len(body) > 1 or function:
                yield from _as_statement(node, function)
            yield from self._node(node, function)

    def _node(self, node: ast.AST, function: int) -> Iterator[_Found]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from self._node(node.args, function)
            yield from self._body(node.body, node.lineno)
        elif isinstance(node, ast.ClassDef):
            yield from self._body(node.body, function)
        elif not _only_types(node) and not (isinstance(node, ast.keyword) and node.arg == "strict"):
            if isinstance(node, ast.expr):
                yield from ((node, now, function) for now in _as_expression(node))
            for name, value in ast.iter_fields(node):
                yield from self._part(name, value, function)

    def _part(self, name: str, value: object, function: int) -> Iterator[_Found]:
        if name in {"annotation", "returns", "decorator_list"}:
            return
        if name in {"body", "orelse", "finalbody"} and isinstance(value, list):
            yield from self._body(value, function)
            return
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                yield from self._node(part, function)


def _only_types(node: ast.AST) -> bool:
    """Whether a node names types or what a module gives away, or is text whose parts have no places (3.11: f-strings).

    ``__all__`` runs nothing: what it lacks, mypy misses, and no test could.
    """
    if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets):
        return True
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and node.value.id in _TYPES
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Assign) and any(
        isinstance(part, ast.Subscript) and _only_types(part) for part in [node.value]
    )


def _as_statement(node: ast.stmt, function: int) -> Iterator[_Found]:
    """A statement left out, or a test turned round."""
    value = node.value if isinstance(node, ast.Expr) else None
    if isinstance(node, ast.Raise | ast.AugAssign) or isinstance(value, ast.Call):
        yield node, "pass", function
    elif isinstance(value, ast.Yield | ast.YieldFrom):
        yield node, "yield from ()", function
    elif isinstance(node, ast.Continue | ast.Break):
        yield node, "break" if isinstance(node, ast.Continue) else "continue", function
    elif isinstance(node, ast.If) and not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield node.test, f"not ({ast.unparse(node.test)})", function
    elif isinstance(node, ast.Return) and node.value is not None:
        empty = _EMPTY.get(type(node.value), "")
        if empty not in ("", ast.unparse(node.value)):
            yield node.value, empty, function


def _as_expression(node: ast.expr) -> Iterator[str]:
    """What an expression could wrongly have been."""
    for kind, changed in _EXPRESSIONS:
        if isinstance(node, kind):
            yield from changed(node)
            return


def _as_choice(node: ast.BoolOp) -> Iterator[str]:
    """*And* for *or*, and each condition forgotten."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"({ast.unparse(ast.BoolOp(other, node.values))})"
    for at, part in enumerate(node.values):
        if isinstance(part, ast.Constant) and not part.value:
            continue  # the empty value that stands for None: without it nothing is asked differently
        rest = node.values[:at] + node.values[at + 1 :]
        yield f"({ast.unparse(rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest))})"


def _as_denial(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not):
        yield f"bool({ast.unparse(node.operand)})"


def _as_sum(node: ast.BinOp) -> Iterator[str]:
    if type(node.op) in _COMBINED and not _is_text(node):
        yield f"({ast.unparse(ast.BinOp(node.left, _COMBINED[type(node.op)](), node.right))})"


def _as_alternative(node: ast.IfExp) -> Iterator[str]:
    yield f"({ast.unparse(ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse))})"


def _as_comparison(node: ast.Compare) -> Iterator[str]:
    for at, op in enumerate(node.ops):
        for other in _COMPARED[type(op)]:
            made = copy.copy(node)
            made.ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
            yield f"({ast.unparse(made)})"


def _as_constant(node: ast.Constant) -> Iterator[str]:
    value = node.value
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield str(value + 1)
        if value > 1:
            yield str(value - 1)
    elif isinstance(value, str) and _ID.fullmatch(value):
        yield repr(f"{value}_x")


def _as_call(node: ast.Call) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and node.func.id in _SWAPPED:
        made = copy.copy(node)
        made.func = ast.Name(_SWAPPED[node.func.id])
        yield ast.unparse(made)


def _without_conditions(node: ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) -> Iterator[str]:
    if any(part.ifs for part in node.generators):
        made = copy.deepcopy(node)
        for part in made.generators:
            part.ifs = []
        yield ast.unparse(made)


def _one_fewer(node: ast.Tuple | ast.List | ast.Set) -> Iterator[str]:
    """A list of literal values that lacks one of them."""
    if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        return
    if len(node.elts) < 2 or not all(isinstance(part, ast.Constant) for part in node.elts):
        return
    for at in range(len(node.elts)):
        made = copy.copy(node)
        made.elts = node.elts[:at] + node.elts[at + 1 :]
        yield ast.unparse(made)


def _is_text(node: ast.BinOp) -> bool:
    """Whether a sum joins texts; other signs between them make no bug but a crash."""
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in (node.left, node.right)
    )


_EMPTY: Final[dict[type[ast.expr | None], str]] = {
    ast.Tuple: "()",
    ast.List: "[]",
    ast.Dict: "{}",
    ast.ListComp: "[]",
    ast.JoinedStr: "''",
}
_EXPRESSIONS: Final[tuple[tuple[tuple[type[ast.expr], ...], Callable[[Any], Iterator[str]]], ...]] = (
    ((ast.Compare,), _as_comparison),
    ((ast.BoolOp,), _as_choice),
    ((ast.UnaryOp,), _as_denial),
    ((ast.BinOp,), _as_sum),
    ((ast.IfExp,), _as_alternative),
    ((ast.Constant,), _as_constant),
    ((ast.Call,), _as_call),
    ((ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp), _without_conditions),
    ((ast.Tuple, ast.List, ast.Set), _one_fewer),
)
