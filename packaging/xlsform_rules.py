"""The rules of an XLSForm that a form here can say: limits of a number, and when a question is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TEST: Final = re.compile(r"\$\{([^{}]+)\}\s*(=|!=|>=)\s*(?:'([^']*)'|\"([^\"]*)\"|(\d{1,6}))")
_SELECTED: Final = re.compile(r"selected\(\s*\$\{([^{}]+)\}\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
_LIMITS: Final = re.compile(r"\.\s*(>=|<=)\s*(\d{1,6})")


@dataclass
class Asked:
    """A question that was read: its id and kind, and the choices it has."""

    id: str
    kind: str
    choices: frozenset[str] = frozenset()


def identifier(text: str) -> str:
    """A name as ids are written here, or "" where it cannot be one."""
    plain = re.sub(r"[\s.\-]+", "_", text.strip().lower())
    return plain if _ID.fullmatch(plain) else ""


def choice_id(text: str) -> str:
    """The name of a choice as ids are written here; one that is a number, as many forms have them, gets a letter."""
    plain = text.strip()
    return identifier(f"c_{plain}" if plain[:1].isascii() and plain[:1].isdigit() else plain)


def limits_of(kind: str, constraint: str) -> dict[str, int]:
    """The limits of a number; any other constraint cannot be said."""
    if not constraint:
        return {}
    parts = [_LIMITS.fullmatch(part.strip()) for part in re.split(r"\band\b", constraint)]
    if kind != "number" or any(part is None for part in parts):
        raise ValueError("its constraint is more than the least and the most of a number")
    return {"least" if part[1] == ">=" else "most": int(part[2]) for part in parts if part is not None}


def condition_of(asked: Mapping[str, Asked], relevant: str) -> dict[str, Any]:
    """The rule of when it is asked; joined by and, or by or, and not by both."""
    if not relevant:
        return {}
    joined = [name for name in ("and", "or") if re.search(rf"\b{name}\b", _quoted_out(relevant))]
    if len(joined) > 1 or "not(" in relevant.replace(" ", ""):
        raise ValueError("its relevant is more than tests joined by and, or by or")
    parts = re.split(rf"\s+{joined[0]}\s+", relevant) if joined else [relevant]
    tests = [test_of(asked, part.strip()) for part in parts]
    return tests[0] if len(tests) == 1 else {"all" if joined == ["and"] else "any": tests}


def _quoted_out(text: str) -> str:
    return re.sub(r"'[^']*'|\"[^\"]*\"", "''", text)


def test_of(asked: Mapping[str, Asked], part: str) -> dict[str, Any]:
    """One test of an earlier answer."""
    selected, compared = _SELECTED.fullmatch(part), _TEST.fullmatch(part)
    match = selected or compared
    if match is None:
        raise ValueError("its relevant has a test that cannot be said here")
    about = asked.get(identifier(match[1]))
    if about is None:
        raise ValueError("its relevant looks at a question that is not before it")
    if selected is not None:
        return {"field": about.id, "is": value_of(about, selected[2] or selected[3] or "")}
    sign = match[2]
    if match[5] is not None and not (about.choices and sign != ">="):
        if about.kind != "number" or sign == "!=":
            raise ValueError("its relevant compares with a number what is none")
        return {"field": about.id, "at_least" if sign == ">=" else "is": int(match[5])}
    if sign == ">=":
        raise ValueError("its relevant compares words by size")
    value = match[3] or match[4] or match[5] or ""
    return {"field": about.id, "is" if sign == "=" else "is_not": value_of(about, value)}


def value_of(about: Asked, value: str) -> str | bool:
    """A choice of an earlier question, or yes and no."""
    name = choice_id(value)
    if about.kind == "yes_no" and name in {"yes", "no"}:
        return name == "yes"
    if name not in about.choices:
        raise ValueError("its relevant names a choice that is not there")
    return name
