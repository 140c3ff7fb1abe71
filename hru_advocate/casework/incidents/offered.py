"""The behaviours as they are offered, for a table that reads names of them while they are typed."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.session import Session
from hru_advocate.domain.incidents.behaviours import Behaviour


def offered_behaviours(session: Session) -> Mapping[str, Behaviour]:
    """Every behaviour of the unit's list by its id, in order; hidden ones are marked."""
    return dict(session.product.behaviours)
