"""Words typed into a field that belongs to no form, kept in the vault until they are saved there or taken out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.store import settings

_PLACE: Final = "typed "
_FIELDS: Final = "typed fields "


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
