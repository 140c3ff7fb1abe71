"""The colleagues who have left the unit: whose promise covers nothing until somebody else has it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import partial

from hru_advocate.casework.session import Session
from hru_advocate.domain.closing.colleagues import read_colleague
from hru_advocate.domain.people.names import alike, is_same_name
from hru_advocate.domain.people.written_names import plain_name


@dataclass(frozen=True, slots=True)
class NamesGone(Container[str]):
    """The names of everybody whose last day is gone by, however one is written: with a rank, by one name, initials.

    A name that may be that of somebody who is still here is not among them, but for the whole name of who left.
    """

    gone: tuple[str, ...]
    here: tuple[str, ...]

    def __contains__(self, name: object) -> bool:
        plain = plain_name(name) if isinstance(name, str) else ""
        if is_same_name(plain, self.here) or not plain:
            return False
        return is_same_name(plain, self.gone) or bool(alike(plain, self.gone) and not alike(plain, self.here))


def names_gone(session: Session) -> NamesGone:
    """The names of everybody on the roster whose last day is gone by, and who has not come back."""
    today = session.now().date()
    return session.kept.get(None, ("names gone", today), partial(_names_gone, session))


def _names_gone(session: Session) -> NamesGone:
    today = session.now().date()
    held = [read_colleague(one.entry, one.answers) for one in session.heads(None, ["colleague"]) if not one.erased]
    here = [plain_name(one.name) for one in held if one.until is None or one.until >= today]
    gone = [plain_name(one.name) for one in held if one.until is not None and one.until < today]
    if not is_same_name(session.author, gone):
        here.append(plain_name(session.author))  # who writes is here, on the roster or not
    return NamesGone(tuple(gone), tuple(here))
