"""Nothing is built that nobody reaches: neither the window nor the command line."""

from __future__ import annotations

import ast
import re
from collections import Counter
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Final

from tests.architecture.reach import Source, Walk, read, sources
from tests.architecture.trees import tree_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("hru_advocate", "ui")
ENTRANCES = ("ui.__main__.main", "hru_advocate.cli.hru_vault.run", "hru_advocate.cli.hub.hru_hub.run")
WAITING: Final = frozenset[str]()
"""Built for work that is decided and not yet there. It only ever gets shorter."""


@cache
def ours() -> dict[str, Source]:
    """Every module of the program, read; nobody changes it."""
    return sources(ROOT, ROOMS)


def unreached(found: dict[str, Source]) -> set[str]:
    """Public definitions no entrance leads to; a method counts only where its class is reached."""
    walk = Walk(found)
    reached = walk.begin(*ENTRANCES)
    return {
        one.id
        for one in walk.at.values()
        if one.public and one.id not in reached and (not one.holder or f"{one.module}.{one.holder}" in reached)
    }


def test_every_public_definition_is_reached_by_the_window_or_the_command_line() -> None:
    left = unreached(ours())
    assert sorted(left - WAITING) == []
    assert sorted(WAITING - left) == [], "these are reached now: take them off the list"


def test_no_private_name_of_a_module_is_left_behind() -> None:
    """What served something that has gone goes with it."""
    left = []
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            found = read("", tree_of(path)).definitions
            words = Counter(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            names = {one.name for one in found if not one.holder and re.match(r"_(?!_)", one.name)}
            alone = [name for name in names if words[name] == 1]
            left += [f"{path.relative_to(ROOT).as_posix()}: {name}" for name in sorted(alone)]
    assert left == []


def test_the_walk_misses_neither_a_function_nor_a_method_nor_a_constant() -> None:
    found = dict(ours())
    forgotten = """
LIMIT = 3
def nobody_asks(): return LIMIT
class Idle:
    def rests(self): return None
class Busy:
    def works(self): return 1
    def dozes_off_unseen(self): return 2
def used(): return Busy().works()
"""
    found["hru_advocate.forgotten"] = read("hru_advocate.forgotten", ast.parse(forgotten))
    main = found["hru_advocate.cli.hru_vault"] = deepcopy(found["hru_advocate.cli.hru_vault"])
    main.imports["used"] = "hru_advocate.forgotten.used"
    next(one for one in main.definitions if one.name == "main").names.add("used")
    missed = {one.rpartition("forgotten.")[2] for one in unreached(found) if "forgotten" in one}
    assert missed == {"LIMIT", "nobody_asks", "Idle", "Busy.dozes_off_unseen"}
