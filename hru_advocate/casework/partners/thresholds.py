"""The unit's thresholds of partner meetings, kept as an entry with who confirmed them."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.partners.thresholds import Thresholds, read_thresholds

FORM = "thresholds"


def thresholds(session: Session) -> Thresholds:
    """The thresholds as they stand; without any number of its own while nobody confirmed one."""
    found = next((record for record in session.heads(None, [FORM]) if not record.erased), None)
    return read_thresholds(found.answers) if found is not None else Thresholds()


def keep_thresholds(session: Session, answers: Mapping[str, object]) -> Saved:
    """Keep thresholds, as a new version of those kept before.

    Raises:
        InvalidAnswer: it names the field; nothing was saved.
    """
    return save(session, FORM, {field: value for field, value in answers.items() if value not in ("", None)})
