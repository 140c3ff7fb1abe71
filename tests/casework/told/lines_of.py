"""Any page as lines: a path and what stands there, empty things left out, ids by the names of what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from difflib import ndiff
from enum import Enum
from typing import Any, Final

import msgspec

from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from tests.casework.told.telling import Telling

_ID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_HEAD: Final = re.compile(r"(?:[0-9A-F]{4} ){3}[0-9A-F]{4}")
_DRAWN: Final = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{16}\b|(?<=-)[0-9a-f]{10}\b")
"""A hash, the name of a device, and the end of an item's id."""
_WIDE: Final = 160
"""Up to so many characters a thing without parts of its own stands in one line."""


class Names:
    """Names for what no two vaults share: ids and references."""

    def __init__(self, telling: Telling) -> None:
        self._of = {case: f"<{name}>" for name, case in telling.cases.items()}
        self._refs = {case_ref(case): f"<ref {name}>" for name, case in telling.cases.items()}
        self._of |= telling.named

    def put(self, text: str) -> str:
        """A text with every id and reference by its name."""
        named = _ID.sub(lambda found: self._of.get(found[0], "<id>"), _HEAD.sub("<head>", text))
        named = _DRAWN.sub("<drawn>", named)
        return re.sub(r"HRU-[0-9A-Z]{4}-[0-9A-Z]{4}", lambda found: self._refs.get(found[0], found[0]), named)


def lines_of(page: object, names: Names) -> list[str]:
    """Every value of a page that is not empty, in a line each."""
    return [names.put(line) for line in _lines("", page)]


def changed_lines(before: list[str], after: list[str]) -> list[str]:
    """What is gone and what has come, in its order."""
    return [line.rstrip("\n") for line in ndiff(before, after) if line[0] in "+-"]


def _lines(path: str, value: object) -> Iterator[str]:
    if _is_empty(value):
        return
    parts = _parts(value)
    if parts is None:
        yield f"{path or 'page'}: {_said(value)}"
        return
    held = [(name, part) for name, part in parts if not _is_empty(part)]
    short = [f"{name}={_said(part)}" for name, part in held]
    if held and all(_parts(part) is None for _name, part in held) and sum(map(len, short)) < _WIDE:
        yield f"{path or 'page'}: {', '.join(short)}"
        return
    for name, part in held:
        yield from _lines(f"{path}.{name}".lstrip("."), part)


def _is_empty(value: object) -> bool:
    """Say whether nothing stands there; a nought is something."""
    return value is False or (not isinstance(value, int | float) and not value)


def _parts(value: object) -> list[tuple[str, Any]] | None:
    """The parts of a thing that has some."""
    if isinstance(value, FormDefinition | Record):
        return None
    if isinstance(value, Mapping):
        return sorted(((str(key), part) for key, part in value.items()), key=lambda one: one[0])
    if isinstance(value, AbstractSet):
        return [("", one) for one in sorted(value, key=str)]
    if isinstance(value, list | tuple):
        if not any(_parts(one) for one in value) and sum(len(str(one)) for one in value) < _WIDE:
            return None
        return [(str(at), part) for at, part in enumerate(value, start=1)]
    if is_dataclass(value):
        own = [field.name for field in fields(value)]
    elif isinstance(value, msgspec.Struct):
        own = list(value.__struct_fields__)
    else:
        return None
    worked = [name for name, one in vars(type(value)).items() if name not in own and _is_worked_out(one)]
    return [(name, getattr(value, name)) for name in (*own, *worked) if not name.startswith("_")]


def _is_worked_out(one: object) -> bool:
    """Say whether it is a property of any sort, as far as it is no method and no slot."""
    return hasattr(one, "__get__") and not callable(one) and not isinstance(one, classmethod)


def _said(value: object) -> str:
    if isinstance(value, FormDefinition):
        return f"form {value.id}"
    if isinstance(value, Record):
        return f"record {value.entry}"
    if isinstance(value, list | tuple):
        return " | ".join(_said(one) for one in value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return " ⏎ ".join(str(value).splitlines())
