"""Which tests meet a bug, and in which order they are run against it: the nearest and quickest first."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.mutation.calls import RECORD, marked

SECONDS: Final = (3.0, 10.0, 60.0)
"""The time of the tests that a bug is held against: those at hand, the near ones, and the wider ones of survivors."""
TURN: Final = 1.0
"""The time of the rows of one table that come together, before the next are taken of other tables."""
OPENING: Final = 1.0
"""The time of a test file besides: its imports, and whatever its fixtures make for all of its tests."""
SEED: Final = "--hypothesis-seed=1"
"""Generated cases are the same in each run, so that only the bug makes a difference."""
_MARKED: Final = ("hru_advocate", "tests")


@dataclass(frozen=True, slots=True)
class Met:
    """A test (one row, where it is a table), what its file imports, and how long it takes."""

    name: str
    imports: frozenset[str]
    seconds: float

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.name.partition("::")[0]

    @property
    def table(self) -> str:
        """The test whose row it is."""
        return self.name.partition("[")[0]


class Meetings:
    """Every test of some folders and what it calls, from one run of them in a copy that is marked for it.

    A record that stands already is read, and no test run.
    """

    def __init__(self, tree: Path, record: Path, tests: Sequence[str]) -> None:
        self._imports = {path.relative_to(tree).as_posix(): path for top in _MARKED for path in modules(tree / top)}
        imported = {name: frozenset(_imported(path, self._imports)) for name, path in self._imports.items()}
        if not record.exists():
            _mark(self._imports)
            _run(tree, record, tests)
        self._by_call: defaultdict[str, list[Met]] = defaultdict(list)
        """Who meets what. What stands outside functions is called ``path:0``."""
        self._rows: Counter[str] = Counter()
        for one, calls in _met(json.loads(record.read_text(encoding="utf-8")), imported):
            self._rows[one.table] += 1
            for call in calls:
                self._by_call[call].append(one)

    def stages(self, path: str, function: int) -> list[tuple[list[str], float]]:
        """Which tests to run against a bug in a function (its line; 0 for none), and how many seconds they may take.

        The last are for the few bugs that the near ones let through, so they may take longer.
        """

        met = self._by_call.get(f"{path}:{function}", ())
        quickest: dict[str, float] = {}
        for one in met:
            quickest[one.file] = min(one.seconds, quickest.get(one.file, one.seconds))
        turns = _turns(met)

        def order(one: Met) -> tuple[bool, bool, int, float, str, float]:
            near = path not in one.imports, not _is_near(one.name, path)
            return *near, turns[one.name], quickest[one.file], one.file, one.seconds

        parts: tuple[list[Met], ...] = tuple([] for _ in SECONDS)
        total = 0.0
        opened = set[str]()
        for one in sorted(met, key=order):
            seconds = one.seconds + (0.0 if one.file in opened else OPENING)
            if total and total + seconds > SECONDS[-1]:
                continue
            opened.add(one.file)
            total += seconds
            parts[min(bisect_left(SECONDS, total), len(parts) - 1)].append(one)
        return [(list(self._names(part)), 20 + 4 * _seconds(part)) for part in parts if part]

    def _names(self, part: Sequence[Met]) -> Iterator[str]:
        """What pytest is asked for: a table by its name where all its rows are wanted."""
        wanted = Counter(one.table for one in part)
        yield from dict.fromkeys(one.table if wanted[one.table] == self._rows[one.table] else one.name for one in part)


def modules(start: Path) -> list[Path]:
    """Every module of a folder, or the one module named."""
    return sorted(start.rglob("*.py")) if start.is_dir() else [start]


def _seconds(part: Sequence[Met]) -> float:
    return sum(one.seconds for one in part) + OPENING * len({one.file for one in part})


def _turns(met: Sequence[Met]) -> dict[str, int]:
    """When the turn of each row comes: a long table is not taken whole before others, nor the rows it begins with."""
    taken: defaultdict[str, float] = defaultdict(float)
    turns: dict[str, int] = {}
    for one in sorted(met, key=lambda one: zlib.crc32(one.name.encode())):
        turns[one.name] = int(taken[one.table] / TURN)
        taken[one.table] += one.seconds
    return turns


def _is_near(test: str, path: str) -> bool:
    """Whether a test lies in the folder that mirrors a module's."""
    folder = path.removeprefix("hru_advocate/").rpartition("/")[0]
    return test.startswith(f"tests/{folder}/")


def _imported(path: Path, known: Mapping[str, object]) -> Iterator[str]:
    """The modules of ours that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        else:
            continue
        for name in names:
            place = name.replace(".", "/")
            yield from (file for file in (f"{place}.py", f"{place}/__init__.py") if file in known)


def _mark(paths: Mapping[str, Path]) -> None:
    for name, path in paths.items():
        if not name.startswith("tests/mutation/"):
            path.write_text(marked(path.read_text(encoding="utf-8"), name), encoding="utf-8")


def _run(tree: Path, record: Path, tests: Sequence[str]) -> None:
    """Run the tests once, which writes down what they called.

    Raises:
        RuntimeError: a test fails without any bug planted.
    """
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", "-p", "tests.mutation.calls", SEED, *tests],
        cwd=tree, env=os.environ | {RECORD: str(record)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"tests fail without any bug planted:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")


def functions(tree: Path) -> dict[str, dict[str, int]]:
    """By module, where each function of a copy begins, by its name and the names of what it stands in."""
    paths = {path.relative_to(tree).as_posix(): path for top in _MARKED for path in modules(tree / top)}
    return {name: dict(_places(ast.parse(path.read_text(encoding="utf-8")), "")) for name, path in paths.items()}


def _places(node: ast.AST, inside: str) -> Iterator[tuple[str, int]]:
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{inside}.{part.name}"
            yield name, part.lineno
            yield from _places(part, name)
        else:
            yield from _places(part, inside)


def note_anew(tree: Path, record: Path, tests: Sequence[str], before: Mapping[str, Mapping[str, int]]) -> None:
    """Note some tests alone in a newer copy; all others keep their notes, by the names of what they called.

    ``before`` says where the functions began when those were noted.
    """
    now, fresh = functions(tree), record.with_suffix(".anew")
    _mark({path.relative_to(tree).as_posix(): path for top in _MARKED for path in modules(tree / top)})
    _run(tree, fresh, tests)
    old, new = (json.loads(one.read_text(encoding="utf-8")) for one in (record, fresh))
    moved = {
        f"{path}:{line}": f"{path}:{now.get(path, {}).get(name, -1)}"
        for path, places in before.items()
        for name, line in places.items()
    }
    anew = {name.partition("::")[0] for name in new["tests"]}
    kept = {
        name: row | {"calls": [moved.get(call, call) for call in row["calls"]]}
        for name, row in old["tests"].items()
        if name.partition("::")[0] not in anew and name.partition("::")[0] in now
    }
    loads = {path: [moved.get(call, call) for call in calls] for path, calls in old["loads"].items()}
    text = json.dumps({"tests": kept | new["tests"], "loads": loads | new["loads"]})
    record.write_text(text, encoding="utf-8")


def _met(found: Mapping[str, Any], imported: Mapping[str, frozenset[str]]) -> Iterator[tuple[Met, frozenset[str]]]:
    loads = {name: frozenset(calls) for name, calls in found["loads"].items()}
    for name, row in found["tests"].items():
        file = name.partition("::")[0]
        calls = _with_loads(frozenset((*row["calls"], f"{file}:0")), loads, imported)
        yield Met(name, imported.get(file, frozenset()), row["seconds"]), calls


def _with_loads(
    calls: frozenset[str], loads: Mapping[str, frozenset[str]], imported: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """What a test calls, with what the modules it runs and those they import hold and called when they were loaded."""
    run = {call.rpartition(":")[0] for call in calls}
    reached = run.union(*(imported.get(name, ()) for name in run))
    outside = {f"{name}:0" for name in reached}
    return frozenset(calls | outside).union(*(loads.get(name, ()) for name in reached))
