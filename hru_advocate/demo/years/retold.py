"""Answers of one case told again for another of the same story: other names, other days, nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|T| )")
_NAMES: Final = ("victim", "other_full", "officer_full", "called", "other", "officer", "town")


class ToldBefore:
    """Keeps what takes long to work out (plans, letters) and tells it again for the next case of its story."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, ...], tuple[Raw, Mapping[str, str], date]] = {}

    def find(self, telling: Telling, which: str, on: date) -> Raw | None:
        """The answers told before, about this case's people and counted from this day; ``None`` the first time."""
        held = self._held.get(_key(telling, which))
        if held is None:
            return None
        raw, words, day = held
        names = {words[one]: telling.words[one] for one in _names(words) if one in telling.words and words[one]}
        return _told_again(raw, _Renaming(names), on - day)

    def keep(self, telling: Telling, which: str, on: date, raw: Raw) -> None:
        """Keep the answers for the next case."""
        self._held[_key(telling, which)] = (raw, dict(telling.words), on)


def _names(words: Mapping[str, str]) -> list[str]:
    """The words that are people or places of a case, whole names before their parts."""
    people = [name for name in words if name.removesuffix("_full") in words or f"{name}_full" in words]
    return sorted({*_NAMES, *people} & set(words), key=lambda name: -len(words[name]))


def _key(telling: Telling, which: str) -> tuple[str, ...]:
    """The same story, of people spoken of in the same way."""
    spoken = [telling.words.get(one, "") for one in ("she", "he")]
    return (telling.story.id, which, *spoken)


class _Renaming:
    """Puts one case's names in the places of another's, all at once."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        parts = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
        self._found = re.compile(rf"\b(?:{parts})\b") if parts else None

    def __call__(self, text: str) -> str:
        """The text with the other names."""
        return self._found.sub(lambda found: self._names[found[0]], text) if self._found else text


def _told_again(value: object, renaming: _Renaming, by: timedelta) -> Raw:
    told = _walked(value, renaming, by)
    return told if isinstance(told, dict) else {}


def _walked(value: object, renaming: _Renaming, by: timedelta) -> object:
    if isinstance(value, dict):
        return {name: _walked(one, renaming, by) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_walked(one, renaming, by) for one in value]
    if not isinstance(value, str):
        return value
    if _DAY.match(value):
        return f"{(date.fromisoformat(value[:10]) + by).isoformat()}{value[10:]}"
    return renaming(value)
