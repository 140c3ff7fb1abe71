"""The unit's thresholds of partner meetings, kept as an entry with who confirmed them."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session

FORM = "thresholds"


def keep_thresholds(session: Session, answers: Mapping[str, object]) -> Saved:
    """Keep thresholds, as a new version of those kept before.

    Raises:
        InvalidAnswer: it names the field; nothing was saved.
    """
    return save(session, FORM, {field: value for field, value in answers.items() if value not in ("", None)})
