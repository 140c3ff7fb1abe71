"""Words typed into a field that belongs to no form, kept in the vault until they are saved there or taken out again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.store import settings

_PLACE: Final = "typed "


def keep_typed(session: Session, place: str, words: str) -> datetime:
    """Keep what stands in a field; ``""`` when nothing of it is unsaved any more. Gives the time it was kept."""
    settings.keep(session.vault, _PLACE + place, words)
    return session.now()


def typed(session: Session, place: str) -> str:
    """The words typed into a field and never saved, or ``""``."""
    return settings.read(session.vault, _PLACE + place, str) or ""
