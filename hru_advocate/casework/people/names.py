"""The names of a case, hidden as initials in what a screen shows until somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Concatenate, Final, ParamSpec, TypeVar

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.people.name_mask import NameMask

P = ParamSpec("P")
T = TypeVar("T")
Masks = Callable[[str], NameMask]
"""The mask of a case, by its id."""

_NAMES: Final = {"referral": ("victim",), "victim": ("name", "called"), "person": ("name", "called")}
"""The answers that name somebody of a case, by slot."""


def names_of(session: Session, case: str) -> NameMask:
    """A mask over the names of everybody in a case: the victim, the other person, children, whoever passes on."""
    return session.kept_of_cases.get(case, "names", session.now().date(), partial(_names_in, session, case))


def _names_in(session: Session, case: str) -> NameMask:
    found = [
        value_of(record.answers, field)
        for slot, fields in _NAMES.items()
        for record in session.heads(case, [slot])
        for field in fields
        if field in record.form.by_id
    ]
    for record in session.heads(case, ["safe_contact"]):
        found += [getattr(value_of(row, "through"), "name", "") for row in value_of(record.answers, "ways") or ()]
        found.append(value_of(record.answers, "ask_for"))
    return NameMask(name for name in found if isinstance(name, str) and name)


def masks_of_cases(session: Session) -> Masks:
    """The mask of each case of a page of many, read when a line of it is first hidden and once for all of them."""
    return cache(partial(names_of, session))


def without_names(
    session: Session,
    case: str | None,
    function: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """The answer of a function of casework, with every name of the case as initials; the unit's own as it is."""
    found = function(session, *args, **kwargs)
    return found if case is None else names_of(session, case).hide_in(found)
