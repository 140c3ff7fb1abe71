"""The names of colleagues who have left the unit: what they promised is promised by nobody now."""

from __future__ import annotations

from functools import partial

from hru_advocate.casework.session import Session
from hru_advocate.domain.closing.colleagues import read_colleague
from hru_advocate.domain.text_folding import fold


def names_gone(session: Session) -> frozenset[str]:
    """The folded names of everybody on the roster whose last day is gone by, and who has not come back."""
    today = session.now().date()
    return session.kept.get(None, ("names gone", today), partial(_names_gone, session))


def _names_gone(session: Session) -> frozenset[str]:
    today = session.now().date()
    held = [read_colleague(one.entry, one.answers) for one in session.heads(None, ["colleague"]) if not one.erased]
    here = {fold(one.name) for one in held if one.until is None or one.until >= today}
    return frozenset(fold(one.name) for one in held) - here - {""}
