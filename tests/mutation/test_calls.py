"""Which function each test meets, also where an answer is kept, or was made while a module was loaded."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mutation import meetings as noting
from tests.mutation.calls import Calls, marked
from tests.mutation.meetings import Meetings, functions, note_anew

MODULE = '''"""Words."""
from __future__ import annotations
from functools import cache, cached_property

def f():
    """More."""
    return g()

def g():
    return 1

@cache
def kept(what=0):
    return g() + what

class Book:
    @cached_property
    def page(self):
        return kept()

FIRST = g()
'''
F, G, KEPT, PAGE = "m.py:5", "m.py:9", "m.py:13", "m.py:18"


@pytest.fixture
def calls() -> Iterator[Calls]:
    before = getattr(sys, "hru_calls", None)
    noted = Calls()
    setattr(sys, "hru_calls", noted)  # noqa: B010 - a name that sys does not have
    yield noted
    delattr(sys, "hru_calls")
    if before is not None:
        setattr(sys, "hru_calls", before)  # noqa: B010 - as above


def loaded() -> dict[str, Any]:
    space: dict[str, Any] = {}
    exec(compile(marked(MODULE, "m.py"), "m.py", "exec"), space)
    return space


def noted(calls: Calls, work: Callable[[], object]) -> set[str]:
    calls.called.clear()
    work()
    return set(calls.called)


def test_a_function_called_is_noted_with_those_it_calls(calls: Calls) -> None:
    space = loaded()
    assert noted(calls, space["f"]) == {F, G}
    assert noted(calls, space["g"]) == {G}


def test_what_a_module_calls_while_it_is_loaded_is_the_module_s_not_the_running_test_s(calls: Calls) -> None:
    assert noted(calls, loaded) == set()
    assert calls.loads == {"m.py": {G}}


def test_an_answer_that_is_kept_counts_for_whoever_is_given_it(calls: Calls) -> None:
    space = loaded()
    assert noted(calls, lambda: space["kept"](1)) == {KEPT, G}
    assert noted(calls, lambda: space["kept"](1)) == {KEPT, G}
    assert noted(calls, lambda: space["kept"](what=1)) == {KEPT, G}
    assert space["kept"].cache_info().hits == 1


def test_a_property_that_is_kept_counts_for_whoever_reads_it(calls: Calls) -> None:
    book = loaded()["Book"]()
    for _ in range(2):
        assert noted(calls, lambda: book.page) == {PAGE, KEPT, G}
    book.page = 7
    assert book.page == 7
    del book.page
    assert book.page == 1


def test_a_marked_module_runs_where_nothing_is_noted(calls: Calls) -> None:
    delattr(sys, "hru_calls")
    try:
        space = loaded()
        assert (space["f"](), space["kept"](1), space["Book"]().page) == (1, 2, 1)
    finally:
        setattr(sys, "hru_calls", calls)  # noqa: B010 - a name that sys does not have


PROGRAM = {
    "hru_advocate/__init__.py": "",
    "hru_advocate/table.py": "def row(a):\n    return a + 1\n\nROWS = (row(1), row(2))\n",
    "hru_advocate/book.py": (
        "from functools import cached_property\nfrom hru_advocate.table import ROWS\n\n"
        "class Book:\n    @cached_property\n    def last(self):\n        return deep(ROWS)\n\n"
        "def deep(rows):\n    return rows[-1]\n\ndef other():\n    return 0\n"
    ),
    "tests/__init__.py": "",
    "tests/test_book.py": (
        "import pytest\nfrom hru_advocate.book import Book, other\n\nBOOK = Book()\n\n"
        "@pytest.fixture(scope='module')\ndef wide():\n    return other()\n\n"
        "def test_one():\n    assert BOOK.last == 3\n\ndef test_two():\n    assert BOOK.last == 3\n\n"
        "def test_three(wide):\n    assert wide == 0\n\ndef test_four(wide):\n    assert wide == 0\n\n"
        "def test_none():\n    pass\n"
    ),
}
READERS = ["test_one", "test_two"]
HANDED = ["test_three", "test_four"]


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Meetings:
    top = tmp_path_factory.mktemp("program")
    mutation = Path(__file__).parent
    for name, text in {
        **PROGRAM,
        **{f"tests/mutation/{one.name}": one.read_text() for one in mutation.glob("c*.py")},
    }.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    return Meetings(top, top / "calls.json", ["tests/test_book.py"])


@pytest.mark.parametrize(
    ("path", "function", "expected"),
    [
        ("hru_advocate/book.py", 9, READERS),  # called once, for an answer that is kept
        ("hru_advocate/book.py", 12, HANDED),  # called once, by a fixture for the whole file
        ("hru_advocate/book.py", 0, READERS + HANDED + ["test_none"]),  # their file imports it
        ("hru_advocate/table.py", 0, READERS + HANDED),  # a table of a module that the one they run imports
        ("hru_advocate/table.py", 1, READERS + HANDED),  # called while that table was made
        ("hru_advocate/table.py", 99, []),
    ],
)
def test_a_bug_is_held_against_every_test_that_meets_it(
    meetings: Meetings, path: str, function: int, expected: list[str]
) -> None:
    found = [name.rpartition("::")[2] for names, _seconds in meetings.stages(path, function) for name in names]
    assert sorted(found) == sorted(expected)


def test_a_bug_is_held_against_the_near_tests_first_and_against_wider_ones_where_they_let_it_through(
    tmp_path: Path,
) -> None:
    took = {"a::near": 1.5, "b::nearer": 0.5, "b::next": 5.0, "c::wider": 20.0, "c::widest": 25.0, "d::long": 40.0}
    # The tests of one file together.
    assert stages_of(tmp_path, took) == [["nearer"], ["next", "near"], ["wider", "widest"]]


def test_the_rows_of_a_long_table_are_taken_one_by_one_in_turn_with_other_tests(tmp_path: Path) -> None:
    long = {f"a::long[{row}]": 0.4 for row in range(400)}
    found = stages_of(tmp_path, {**long, "a::other[1]": 0.9, "a::other[2]": 0.9, "z::last": 0.9})
    asked = [name for names in found for name in names]
    assert asked.index("other") < 10
    assert asked.index("last") < 10
    assert 100 < len(asked) == len(set(asked)) < 150  # a minute of them, all over the table
    assert {name[:6] for name in asked} >= {"long[1", "long[2", "long[3"}


def test_a_table_of_which_every_row_is_wanted_is_asked_for_by_its_name(tmp_path: Path) -> None:
    assert stages_of(tmp_path, {f"a::short[{row}]": 0.001 for row in range(400)}) == [["short"]]


def stages_of(folder: Path, took: dict[str, float]) -> list[list[str]]:
    """Which tests are run against a bug that they all meet, given what they took."""
    for name, text in PROGRAM.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    tests = {f"tests/{name}": {"calls": ["hru_advocate/book.py:9"], "seconds": took[name]} for name in took}
    record = folder / "calls.json"
    record.write_text(json.dumps({"tests": tests, "loads": {}}))  # of the run before: no test is run for it again
    stages = Meetings(folder, record, ()).stages("hru_advocate/book.py", 9)
    return [[one.rpartition("::")[2] for one in names] for names, _seconds in stages]


def test_what_was_written_since_is_noted_alone_and_the_rest_keeps_its_notes_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, record = tmp_path / "hru_advocate" / "m.py", tmp_path / "calls.json"
    module.parent.mkdir()
    for test in ("test_old.py", "test_new.py"):
        (tmp_path / "tests" / test).parent.mkdir(exist_ok=True)
        (tmp_path / "tests" / test).write_text("")
    module.write_text(
        "def first():\n    pass\n\ndef gone():\n    pass\n\nclass Book:\n    def page(self):\n        pass\n"
    )
    called = [f"hru_advocate/m.py:{line}" for line in (1, 4, 8, 0)]
    old = {f"tests/{test}.py::one": {"calls": called, "seconds": 1.0} for test in ("test_old", "test_new", "test_lost")}
    record.write_text(json.dumps({"tests": old, "loads": {"hru_advocate/m.py": called[:1]}}))
    before = functions(tmp_path)
    module.write_text("\n\ndef first():\n    pass\n\nclass Book:\n    def page(self):\n        pass\n")
    new = {"tests": {"tests/test_new.py::two": {"calls": ["hru_advocate/m.py:3"], "seconds": 2.0}}, "loads": {}}
    monkeypatch.setattr(noting, "_run", lambda _tree, fresh, _tests: fresh.write_text(json.dumps(new)))
    note_anew(tmp_path, record, ["tests/test_new.py"], before)
    found = json.loads(record.read_text())
    assert sorted(found["tests"]) == ["tests/test_new.py::two", "tests/test_old.py::one"]
    assert found["tests"]["tests/test_old.py::one"]["calls"] == [f"hru_advocate/m.py:{line}" for line in (3, -1, 7, 0)]
    assert found["loads"] == {"hru_advocate/m.py": ["hru_advocate/m.py:3"]}
