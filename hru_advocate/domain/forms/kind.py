"""One kind of question: how an answer to it is checked, stored and spoken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar

import msgspec

from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import InvalidAnswer

T = TypeVar("T")
LONGEST = 200_000
"""Characters one answer may hold; a whole diary fits, a runaway paste does not."""

_ANY_DAY: Final = Asking(datetime(2026, 1, 1, tzinfo=UTC))
"""Any day: what is stored reads the same on each."""


class Kind(Generic[T]):
    """One kind of question. Subclasses say how a raw answer is checked and spoken.

    ``holds`` is the type of a checked value; storing and reading back follow from it.
    """

    def __init__(self, holds: Any) -> None:  # noqa: ANN401 - a type form such as tuple[str, ...]
        self.holds = holds

    def check(self, field: Field, raw: object, asking: Asking) -> T:
        """Turn what came from a screen or a file into a clean value, or raise InvalidAnswer."""
        raise NotImplementedError

    def in_words(self, field: Field, value: T) -> str:
        """The answer in words, for paper, lists and screen readers. Never empty."""
        raise NotImplementedError

    def example(self, field: Field) -> object:
        """A plain value that this kind accepts, for documentation and made-up records."""
        raise NotImplementedError

    def facts(self, field: Field, value: T) -> tuple[frozenset[str], frozenset[str]]:
        """The facts this answer makes true and those it makes false."""
        del field, value
        return frozenset(), frozenset()

    def to_stored(self, value: T) -> object:
        """The value as plain data for the record's JSON body."""
        return msgspec.to_builtins(value)

    def from_stored(self, stored: object) -> T:
        """The value back from a record's body."""
        value: T = msgspec.convert(stored, self.holds)
        return value

    def keeps(self, field: Field, value: T) -> bool:
        """Say whether a check could have given this value, which another device stored."""
        try:
            return self.check(field, self.to_stored(value), _ANY_DAY) == value
        except InvalidAnswer:
            return False


def is_clean(text: str, *, lines: bool, most: int = LONGEST) -> bool:
    """Say whether a text is as it is kept: not empty, not endless, nothing in it that nobody sees."""
    fits = bool(text.strip()) and len(text) <= most and not _is_damaged(text)
    return fits and cleaned(text, lines=lines) == text


def _is_damaged(text: str) -> bool:
    """Say whether half of a character stands in a text: nothing can be stored that holds one."""
    return any("\ud800" <= char <= "\udfff" for char in text)


def clean_text(field: Field, raw: object, *, lines: bool, most: int = LONGEST) -> str:
    """Check typed or pasted text: really text, storable, not empty, not endless.

    What nobody sees of it is taken out (``pasted_text``); what can be seen is never changed.
    """
    if not isinstance(raw, str):
        raise InvalidAnswer(field.id, "This needs words. Nothing was saved; type the answer again.")
    if _is_damaged(raw):
        raise InvalidAnswer(field.id, "A character in it is damaged. Nothing was saved; take it out and save again.")
    text = cleaned(raw, lines=lines)
    if not text.strip():
        raise InvalidAnswer(field.id, "It is empty. Type the answer, or say why there is none.")
    if len(text) > most:
        raise InvalidAnswer(field.id, f"It is longer than {most:,} characters. Nothing was saved; shorten or split it.")
    return text


def entries_of(field: Field, raw: object, allowed: Callable[[str], bool], otherwise: str) -> tuple[str, ...]:
    """Check a list of ids: text, allowed, each once, order kept."""
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, (list, tuple)) or not all(isinstance(part, str) for part in raw):
        raise InvalidAnswer(field.id, "This takes a list of choices. Nothing was saved; choose again.")
    if not all(allowed(part) for part in raw):
        raise InvalidAnswer(field.id, otherwise)
    return tuple(dict.fromkeys(raw))
