"""The notice of a change: small, so that screens know it without loading what made it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Kinds of record (purposes, ``draft``, ``setting``) and ids of cases that a command changed. Screens ask again."""

    kinds: frozenset[str]
    cases: frozenset[str] = frozenset()
