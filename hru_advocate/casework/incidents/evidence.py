"""The evidence register: what shows an incident, who has it, and the SHA-256 of its file, which is kept nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, value_of
from hru_advocate.errors import AdvocateError
from hru_advocate.paths import open_plain
from hru_advocate.store.ledger import ledger

FORM: Final = "incident"
_PIECE: Final = 1024 * 1024
_REASON: Final = "Evidence noted"


class UnreadableEvidence(AdvocateError):
    """The file could not be read to its end. Nothing was noted; check that it is still there and try again."""


class ReadingStopped(AdvocateError):
    """The reading was stopped. Nothing was noted."""


class NotAnIncident(AdvocateError):
    """That entry is no incident. Nothing was saved; look the incident up with hru-vault incidents."""


def fingerprint(file: Path, go_on: Callable[[], bool] = lambda: True) -> str:
    """The SHA-256 of a file, read piece by piece so that a long video needs no memory; never its name or place.

    ``go_on`` is asked before each piece of a megabyte.

    Raises:
        UnreadableEvidence: it is no file, or cannot be read.
        ReadingStopped: it was not to go on.
    """
    found = hashlib.sha256()
    try:
        with open_plain(file) as opened:
            while piece := opened.read(_PIECE):
                if not go_on():
                    raise ReadingStopped
                found.update(piece)
    except (OSError, ValueError):
        raise UnreadableEvidence from None
    return found.hexdigest()


def add_evidence(session: Session, entry: str, *, what: str, held_by: str = "", sha256: str = "") -> Saved:
    """Write down one more thing that shows an incident, as a correction of it.

    Raises:
        NotAnIncident, NotCorrectable, Disagreement, NotFound, InvalidAnswer: nothing was saved.
    """
    held = ledger.entry(session.vault, entry)
    if held.header.form != FORM:
        raise NotAnIncident
    answers = one_that_stands(session, entry).answers
    row = {"what": what, "held_by": held_by or None, "sha256": sha256 or None}
    rows = [*(value_of(answers, "items") or ()), {field: value for field, value in row.items() if value is not None}]
    return save(session, FORM, {**answers, "items": Answer("answered", rows)}, corrects=(entry,), reason=_REASON)
