"""Saves what somebody typed, on a screen or in a file: a first contact asks for rules, or for why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hru_advocate.casework.checks.contact_checks import check_first_contact
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session


def save_typed(  # noqa: PLR0913 - what goes with a filing, all by name
    session: Session,
    form_id: str,
    raw: Mapping[str, object],
    *,
    case: str | None = None,
    corrects: Sequence[str] = (),
    reason: str = "",
    draft: str | None = None,
) -> Saved:
    """Save as ``entries.save`` does; a contact before there are any safe contact rules needs its reason as well.

    Raises:
        InvalidAnswer: an answer does not fit, or the reason is missing; it names the field, nothing was saved.
    """
    if form_id == "contact" and case is not None and not corrects:
        check_first_contact(session, case, raw)
    return save(session, form_id, raw, case=case, corrects=corrects, reason=reason, draft=draft)
