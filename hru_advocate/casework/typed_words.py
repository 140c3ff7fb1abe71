"""Words and answers given in a place that makes no draft, kept until they are saved there or taken out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.store import settings

_PLACE: Final = "typed "
_FIELDS: Final = "typed fields "
_ANSWERS: Final = "typed answers "
PLACES: Final = _PLACE
"""Begins the name of everything that is kept here: no entry, gone when it becomes one."""


def keep_typed(session: Session, place: str, words: str) -> datetime:
    """Keep what stands in a field; ``""`` when nothing of it is unsaved any more. Gives the time it was kept."""
    settings.keep(session.vault, _PLACE + place, words)
    return session.now()


def typed(session: Session, place: str) -> str:
    """The words typed into a field and never saved, or ``""``."""
    return settings.read(session.vault, _PLACE + place, str) or ""


def keep_fields(session: Session, place: str, changes: Mapping[str, str]) -> datetime:
    """Keep what stands in some fields of a page, by their names; ``""`` when nothing of one is unsaved any more."""
    held = {**fields_typed(session, place), **changes}
    settings.keep(session.vault, _FIELDS + place, {name: words for name, words in held.items() if words})
    return session.now()


def fields_typed(session: Session, place: str) -> dict[str, str]:
    """The words typed into the fields of a page and never saved, by the fields' names."""
    return settings.read(session.vault, _FIELDS + place, dict[str, str]) or {}


def keep_answers(session: Session, place: str, answers: Mapping[str, object]) -> datetime:
    """Keep what was answered on a page; nothing when none of it is unsaved any more. Gives the time it was kept."""
    settings.keep(session.vault, _ANSWERS + place, answers)
    return session.now()


def answers_typed(session: Session, place: str) -> dict[str, object]:
    """The answers that were given on a page and never saved."""
    return settings.read(session.vault, _ANSWERS + place, dict[str, object]) or {}
