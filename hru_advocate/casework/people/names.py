"""The names of a case, hidden as initials in what a screen shows until somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Concatenate, ParamSpec, TypeVar

from hru_advocate.casework.people.naming_answers import NAMING_MARKS, RECORDED_NAMES, told_names
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.identifying.words_known import ALSO_NAMES, words_that_name
from hru_advocate.domain.people.name_mask import NameMask
from hru_advocate.domain.text_folding import fold
from hru_advocate.store.ledger import entries as ledger

P = ParamSpec("P")
T = TypeVar("T")
Masks = Callable[[str], NameMask]
"""The mask of a case, by its id."""


def names_of(session: Session, case: str) -> NameMask:
    """A mask over the names of everybody in a case: the victim, the other person, children, whoever passes on."""
    return session.kept_of_cases.get(case, "names", session.now().date(), partial(_names_in, session, case))


def _names_in(session: Session, case: str) -> NameMask:
    found = [
        value_of(record.answers, field)
        for slot, fields in RECORDED_NAMES.items()
        for record in session.heads(case, [slot])
        for field in fields
        if field in record.form.by_id
    ]
    for record in session.heads(case, ["safe_contact"]):
        found += [getattr(value_of(row, "through"), "name", "") for row in value_of(record.answers, "ways") or ()]
    names = [name for name in found if isinstance(name, str) and name]
    told = tuple(_in_passing(session, case))
    everyday = session.product.everyday_words
    words = {word for text in told for word in map(fold, text.split()) if everyday.is_ordinary(word)}
    return NameMask(names, told, ALSO_NAMES | words)


def _in_passing(session: Session, case: str) -> Iterator[str]:
    """The names of whoever has no record of a person: who did it, whom an order binds, which child it is about.

    What is typed there may be an office or a role, whose words stand all over a page: only what may be a name is one.
    """
    ours = _ours(session)
    for text in session.named_in_passing.get(case, partial(_told_since, session, case)):
        words = frozenset(text.casefold().split())
        if not any(words <= name for name in ours):  # who only shares a word with one of us is somebody else
            yield text


def _told_since(session: Session, case: str, position: int) -> Iterator[str]:
    for entry in ledger.holding_since(session.vault, case, position, NAMING_MARKS):
        record = session.read(entry)
        for text, is_name in told_names(record.form, record.answers):
            if words := words_that_name(text, session.product.everyday_words, is_name=is_name):
                yield " ".join(words)


def _ours(session: Session) -> list[frozenset[str]]:
    """The words of each name of whoever works here: they stand as they are."""
    colleagues = [value_of(record.answers, "name") or "" for record in session.heads(None, ["colleague"])]
    return [frozenset(name.casefold().split()) for name in (session.author, *colleagues)]


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
