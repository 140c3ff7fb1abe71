"""The recovery holder's computer: every case that is sealed goes there too, so that it can be brought back.

It shows no case without a reason, which is recorded, and nothing is written into one there.
"""

from __future__ import annotations

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.session import KEEPS_COPIES, Session
from hru_advocate.casework.sharing.roster import KIND
from hru_advocate.errors import AdvocateError
from hru_advocate.store import views


class HasCases(AdvocateError):
    """There are cases on this computer already, and somebody works on them. Nothing was changed.

    A recovery holder's computer begins with an empty vault: make a new one.
    """


def begin_holding(session: Session) -> Changed:
    """Make this computer the recovery holder's, for good.

    Raises:
        HasCases: nothing was changed.
    """
    if session.keeps_copies:
        return Changed(frozenset())
    if views.every_case(session.vault):
        raise HasCases
    session.note_event(KEEPS_COPIES, {})
    session.keeps_copies = True
    return Changed(frozenset({KIND}))
