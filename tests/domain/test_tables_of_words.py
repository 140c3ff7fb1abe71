"""Every table by a closed list of ids has each of them and no other: whatever can be asked for has its words."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Final, Literal, get_args, get_origin

import pytest

from hru_advocate import casework, documents, domain
from hru_advocate.domain import catalogue
from hru_advocate.domain.actions import action
from hru_advocate.domain.closing import closures
from hru_advocate.domain.forms import answers, fields, kinds, pronouns
from hru_advocate.domain.identifying import items, sweep
from hru_advocate.domain.incidents.diary import columns, preview
from hru_advocate.domain.law import due, order_changes
from hru_advocate.domain.letters import identifying
from hru_advocate.domain.outcomes import outcome, questions, report
from hru_advocate.domain.partners import flags, meetings
from hru_advocate.domain.people import contact_check, contact_now
from hru_advocate.domain.plan import agreements, coverage
from hru_advocate.domain.visits import visit

NAMED: Final = (
    catalogue,
    action, closures, answers, fields, kinds, pronouns, items, sweep, columns, preview, due, order_changes, identifying,
    outcome, questions, report, flags, meetings, contact_check, contact_now, agreements, coverage, visit,
)  # fmt: skip
IN_PART: Final = frozenset(
    "FIELDS_REASONED_ABOUT _FORMS _LEAST _MOST _CALENDAR _GAPS _BECAME _SHAPES _WARNINGS _PLACE _RULES _CHECKS _SAYS"
    " _WHAT _LINES _HELP _OPEN".split()
)
"""Tables that say only what is not the same for all the others."""


def tables_of(module: ModuleType) -> Iterator[tuple[str, set[str], set[str]]]:
    """The tables of a module that have a closed list of ids for their keys: the keys, and those that may be."""
    for name, said in vars(module).get("__annotations__", {}).items():
        if "Mapping[" not in said and "dict[" not in said:
            continue
        kind = eval(said, vars(module))
        kind = get_args(kind)[0] if get_origin(kind) is Final else kind
        keys = get_args(kind)[0] if get_origin(kind) in (Mapping, dict) else None
        if get_origin(keys) is Literal:
            yield name, set(getattr(module, name)), set(get_args(keys))


def everywhere() -> Iterator[ModuleType]:
    for room in (domain, casework, documents):
        for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(one.name)  # noqa: TID251 - every module there is, whatever its name


@pytest.mark.parametrize("module", NAMED, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_table_has_every_id_it_can_be_asked_for(module: ModuleType) -> None:
    tables = list(tables_of(module))
    assert tables
    for name, held, known in tables:
        assert held <= known, name
        assert name in IN_PART or held == known, name


def test_so_has_every_other_table_of_the_program() -> None:
    faults = [
        f"{module.__name__}.{name}"
        for module in everywhere()
        for name, held, known in tables_of(module)
        if not held <= known or (name not in IN_PART and held != known)
    ]
    assert faults == []
