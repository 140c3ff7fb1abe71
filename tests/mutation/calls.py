"""A plugin of pytest: which functions of ours each test runs, so that a bug is held only against tests that meet it.

What is worked out once and kept counts for every test that is handed it: the answers of cached functions and
properties, what wide fixtures made, and what a module made while it was loaded.
"""

from __future__ import annotations

import ast
import functools
import json
import os
import sys
from collections.abc import Callable, Generator, Hashable
from pathlib import Path
from typing import Any, Final

import pytest

_CALLS: Final = "hru_calls"
RECORD: Final = "HRU_CALLS_TO"
"""Names the file the calls are written to."""
_START: Final = f"""
import sys as _hru_sys
_hru_calls = getattr(_hru_sys, {_CALLS!r}, None)
_hru_called = _hru_calls.called.add if _hru_calls else set().add
_hru_cached = _hru_calls.cached if _hru_calls else lambda function: function
_hru_property = _hru_calls.cached_property if _hru_calls else __import__("functools").cached_property
if _hru_calls: _hru_calls.loading({{path!r}})
"""
_END: Final = "if _hru_calls: _hru_calls.loaded({path!r})\n"
_CACHES: Final = frozenset({"cache", "lru_cache"})


class Calls:
    """What is called now, and what was called for whatever is kept."""

    def __init__(self) -> None:
        self.called: set[str] = set()
        self.loads: dict[str, set[str]] = {}
        """By module, what was called while it was loaded."""
        self._stack: list[tuple[str, set[str]]] = []

    def loading(self, path: str) -> None:
        """A module begins to load; what it calls is not the running test's doing."""
        self._stack.append((path, set(self.called)))
        self.called.clear()

    def loaded(self, path: str) -> None:
        """A module is loaded; so are those that failed to say so, because they could not be."""
        while self._stack:
            name, before = self._stack.pop()
            self.loads.setdefault(name, set()).update(self.called)
            self.called.clear()
            self.called.update(before)
            if name == path:
                return

    def inside(self, work: Callable[[], Any]) -> tuple[Any, set[str]]:
        """The answer of some work, and what was called for it, which counts as called now too."""
        before = set(self.called)
        self.called.clear()
        try:
            answer = work()
        finally:
            found = set(self.called)
            self.called.update(before)
        return answer, found

    def cached(self, function: Any) -> Any:
        """A cached function that says what was called for an answer each time it is given again."""
        kept: dict[Hashable, set[str]] = {}

        @functools.wraps(function)
        def ask(*args: Any, **named: Any) -> Any:
            misses = function.cache_info().misses
            answer, found = self.inside(lambda: function(*args, **named))
            key = (args, tuple(named.items()))
            if function.cache_info().misses > misses:
                kept[key] = found
            self.called.update(kept.get(key, ()))
            return answer

        for name in ("cache_info", "cache_clear", "cache_parameters"):
            setattr(ask, name, getattr(function, name))
        return ask

    def cached_property(self, function: Callable[[Any], Any]) -> CachedProperty:
        """A cached property that says what was called for its value each time it is read."""
        return CachedProperty(self, function)


class CachedProperty:
    """Stands for a cached property while calls are noted: it is asked even where the value is kept."""

    def __init__(self, calls: Calls, function: Callable[[Any], Any]) -> None:
        self._calls, self._function = calls, function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, one: Any, owner: type | None = None) -> Any:
        if one is None:
            return self
        kept = one.__dict__
        if self._name not in kept:
            value, found = self._calls.inside(lambda: self._function(one))
            kept[self._name] = value
            kept[f"{_CALLS} {self._name}"] = found
        self._calls.called.update(kept.get(f"{_CALLS} {self._name}", ()))
        return kept[self._name]

    def __set__(self, one: Any, value: object) -> None:
        one.__dict__[self._name] = value

    def __delete__(self, one: Any) -> None:
        one.__dict__.pop(self._name, None)
        one.__dict__.pop(f"{_CALLS} {self._name}", None)


if os.environ.get(RECORD):
    # Before any module of ours is loaded: each takes hold of it when it is.
    setattr(sys, _CALLS, Calls())


def marked(text: str, path: str) -> str:
    """A module whose every function says that it was called, by path and line, and which says when it is loaded."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node, clean=False) is not None
            call = ast.parse(f"_hru_called({f'{path}:{node.lineno}'!r})").body
            node.body[said:said] = call
            _mark_kept(node)
    at = next((place for place, node in enumerate(tree.body) if not _stands_first(node)), len(tree.body))
    tree.body[at:at] = ast.parse(_START.format(path=path)).body
    tree.body.extend(ast.parse(_END.format(path=path)).body)
    return ast.unparse(ast.fix_missing_locations(tree))


def _mark_kept(node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    for at, one in enumerate(node.decorator_list):
        called = one.func if isinstance(one, ast.Call) else one
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name == "cached_property":
            node.decorator_list[at] = ast.Name("_hru_property", ast.Load())
        elif name in _CACHES:
            node.decorator_list.insert(at, ast.Name("_hru_cached", ast.Load()))
            return


def _stands_first(node: ast.stmt) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


class _Recorder:
    """Notes the functions called and the seconds taken, by test; what a wide fixture calls counts for all it serves."""

    def __init__(self) -> None:
        self.calls: Calls = getattr(sys, _CALLS)
        self.tests: dict[str, tuple[set[str], float]] = {}
        self.fixtures: dict[int, set[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        before = set(self.calls.called)
        self.calls.called.clear()
        try:
            return (yield)
        finally:
            self.fixtures[id(fixturedef)] = set(self.calls.called)
            self.calls.called.update(before)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.calls.called.clear()
        began = _seconds()
        answer = yield
        called = set(self.calls.called)
        for found in getattr(item, "_fixtureinfo").name2fixturedefs.values():  # noqa: B009 - pytest has no public name for it
            called.update(*(self.fixtures.get(id(one), set()) for one in found))
        self.tests[item.nodeid] = (called, _seconds() - began)
        return answer

    def pytest_sessionfinish(self) -> None:
        tests = {name: {"calls": sorted(calls), "seconds": took} for name, (calls, took) in self.tests.items()}
        loads = {name: sorted(calls) for name, calls in self.calls.loads.items()}
        text = json.dumps({"tests": tests, "loads": loads})
        Path(os.environ[RECORD]).write_text(text, encoding="utf-8")


def _seconds() -> float:
    """The processor's seconds, children's too: what a test takes must not depend on who else uses the machine."""
    return sum(os.times()[:4])


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note, where a file to write to is named."""
    if os.environ.get(RECORD):
        config.pluginmanager.register(_Recorder(), "hru calls")
