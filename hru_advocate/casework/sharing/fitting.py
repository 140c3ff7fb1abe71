"""An entry that comes from elsewhere holds what this program could have written: what its form takes, no hidden sign.

That it is rightly signed says whose it is. Pages read what stands here as the forms have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

import msgspec

from hru_advocate.casework.proof.lines import title_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.kept_answers import can_hold
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.ledger.entry import Entry, Header, canonical
from hru_advocate.domain.ledger.records import Body, Record, read_record
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError, NotFound

_LONGEST_NAME: Final = 300
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2700
"""A clock that has lost its battery begins in 1970; days reckoned from far beyond have no end in the calendar."""
_NOT_OF_ITS_FORM: Final = "holds what its form cannot hold"
_WRITTEN_OTHERWISE: Final = "is written otherwise than this program writes it, so that two readers may read two things"
_NOT_AS_WRITTEN: Final = (
    msgspec.MsgspecError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError,
)  # fmt: skip
"""Everything that reading a body raises which this program did not write."""


class UnknownForm(AdvocateError):
    """This package holds a form that this program does not know, or knows with other questions. Nothing was taken.

    Have both computers run the same version of the program, then open it again.
    """


class UnfitEntry(AdvocateError):
    """An entry holds what this program never writes. Nothing was taken; tell who sent it."""


class _Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    stub: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f-]{36}\Z")] = ""


def check_fits(session: Session, entry: Entry) -> None:
    """Refuse an entry that this program could not have written.

    Raises:
        UnknownForm: it was made with another form than is known here under that name.
        UnfitEntry: it says in words what does not fit.
    """
    header = entry.header
    if not is_clean(header.author, lines=False, most=_LONGEST_NAME):
        raise _unfit(session, header, "bears a name with signs that nobody sees")
    if not _FIRST_YEAR <= int(header.recorded.utc[:4]) <= _LAST_YEAR:
        raise _unfit(session, header, "was written down in a year that cannot be")
    if not header.parents and header.record != header.id:
        raise _unfit(session, header, "goes on from nothing and is not the first of its record")
    if header.kind == "record":
        _check_record(session, entry)
    elif header.version != 1 or header.happened:
        raise _unfit(session, header, "says of itself what only a form says")
    elif header.kind == "event":
        _check_event(session, entry)
    elif entry.body is not None:
        _check_erasure(session, entry)


def _check_record(session: Session, entry: Entry) -> None:
    header = entry.header
    try:
        known = session.forms.digest(header.form, header.version) == header.definition
    except NotFound:
        known = False
    if not known:
        raise UnknownForm
    form = session.forms.version(header.form, header.version)
    if form.about != "case":
        raise _unfit(session, header, "is of a form that is no case's")
    if entry.body is None:
        return
    try:
        record = read_record(entry, form)
        as_written = canonical(Body(form.to_stored(record.answers), record.reason)) == entry.body
        fits = as_written and can_hold(form.fields, record.answers) and _happened(record) == header.happened
    except _NOT_AS_WRITTEN:
        raise _unfit(session, header, _NOT_OF_ITS_FORM) from None
    if not fits:
        raise _unfit(session, header, _NOT_OF_ITS_FORM)
    if record.reason and not is_clean(record.reason, lines=True):
        raise _unfit(session, header, "holds words with signs that nobody sees")


def _happened(record: Record) -> str:
    return record.happened.sort if record.happened else ""


def _check_event(session: Session, entry: Entry) -> None:
    """Pages show the names and reasons that stand in events, a line each."""
    try:
        told = {} if entry.body is None else msgspec.json.decode(entry.body, type=dict[str, object])
        clean = all(cleaned(text, lines=False) == text for text in _texts(told))
        once = entry.body is None or canonical(told) == entry.body
    except _NOT_AS_WRITTEN:
        clean = once = False
    if not once:
        raise _unfit(session, entry.header, _WRITTEN_OTHERWISE)
    if not clean:
        raise _unfit(session, entry.header, "holds words with signs that nobody sees")


def _check_erasure(session: Session, entry: Entry) -> None:
    try:
        once = canonical(msgspec.json.decode(entry.body or b"", type=_Erasure)) == entry.body
    except _NOT_AS_WRITTEN:
        raise _unfit(session, entry.header, "names nothing that it was done on") from None
    if not once:
        raise _unfit(session, entry.header, _WRITTEN_OTHERWISE)


def _texts(told: object) -> Iterator[str]:
    """Every text in a body, the names of its parts too, however deep."""
    waiting: list[Any] = [told]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one


def _unfit(session: Session, header: Header, why: str) -> UnfitEntry:
    title = title_of(session, header)
    return UnfitEntry(f"An entry “{title}” {why}.")
