"""The label of a case: how a line in a list names it without a person's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self


class _CaseRow(Protocol):
    """A row that knows its case."""

    @property
    def case(self) -> str: ...

    @property
    def ref(self) -> str: ...

    @property
    def initials(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """The id of a case, its reference, and the initials of who it is about (``?`` while nobody knows)."""

    case: str
    ref: str
    initials: str

    @classmethod
    def of(cls, row: _CaseRow) -> Self:
        """Label the case of a row."""
        return cls(row.case, row.ref, row.initials or "?")
