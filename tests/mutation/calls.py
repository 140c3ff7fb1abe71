"""A plugin of pytest: which functions of ours each test runs, so that a bug is held only against tests that meet it."""

from __future__ import annotations

import ast
import json
import os
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import pytest

_SET: Final = "hru_calls"
RECORD: Final = "HRU_CALLS_TO"
"""Names the file the calls are written to."""
_START: Final = f"import sys as _hru_sys; _hru_called = getattr(_hru_sys, {_SET!r}, set()).add\n"


if os.environ.get(RECORD):
    # Before any module of ours is loaded: each takes hold of the set when it is.
    setattr(sys, _SET, set())


def marked(text: str, path: str) -> str:
    """A module whose every function says that it was called, by path and line."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node, clean=False) is not None
            call = ast.parse(f"_hru_called({f'{path}:{node.lineno}'!r})").body
            node.body[said:said] = call
    at = next((place for place, node in enumerate(tree.body) if not _stands_first(node)), len(tree.body))
    tree.body[at:at] = ast.parse(_START).body
    return ast.unparse(ast.fix_missing_locations(tree))


def _stands_first(node: ast.stmt) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


class _Recorder:
    """Notes the functions called and the seconds taken, by test; what wide fixtures call counts for the whole file."""

    def __init__(self) -> None:
        self.called: set[str] = getattr(sys, _SET)
        self.tests: dict[str, tuple[set[str], float]] = {}
        self.files: dict[str, set[str]] = {}
        self.folders: dict[Path, set[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, object, object]:
        """What a file calls while it is loaded (made-up cases, tables) counts for every test of its folder."""
        self.called.clear()
        answer = yield
        if isinstance(collector, pytest.Module):
            self.folders.setdefault(collector.path.parent, set()).update(self.called)
        return answer

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        self.called.clear()
        yield
        first = item.location[0] not in self.files
        if first:
            self.files[item.location[0]] = set(self.called)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        # The processor's seconds: what a test takes must not depend on who else uses the machine meanwhile.
        began = time.process_time()
        answer = yield
        called = self.called | self.files.get(item.location[0], set()) | self.folders.get(item.path.parent, set())
        self.tests[item.nodeid] = (called, time.process_time() - began)
        return answer

    def pytest_sessionfinish(self) -> None:
        found = {name: {"calls": sorted(calls), "seconds": took} for name, (calls, took) in self.tests.items()}
        Path(os.environ[RECORD]).write_text(json.dumps(found), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note, where a file to write to is named."""
    if os.environ.get(RECORD):
        config.pluginmanager.register(_Recorder(), "hru calls")
