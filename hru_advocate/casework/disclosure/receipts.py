"""The receipt of a disclosure: its record, the copy on paper and the paper itself, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from hru_advocate.casework.checks.disclosure_checks import check_not_refused
from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.purpose_checks import checked_answers
from hru_advocate.casework.disclosure.builder import DisclosureView, ListedItem
from hru_advocate.casework.paper.copies import note_state, record_copy
from hru_advocate.casework.paper.document_kinds import DISCLOSURE, PaperView
from hru_advocate.casework.paper.leaving import file_leaving
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.documents.pdf.finish import encrypted
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.raw_answers import plain_answer
from hru_advocate.errors import AdvocateError
from hru_advocate.store.ledger import ledger

FORM: Final = "disclosure"
_MOST_VALUE: Final = 300
_NOT_TAKEN: Final = "The printer did not take it"


class NotWritten(AdvocateError):
    """The file could not be written there. Nothing left and nothing was recorded; choose another folder."""


def disclose(
    session: Session,
    view: DisclosureView,
    answers: Mapping[str, object],
    how: str,
    deliver: Callable[[bytes], None] | None = None,
) -> Saved:
    """Record what leaves with the SHA-256 of its bytes, and hand the bytes over; if either fails, neither was done.

    Args:
        session: The open vault.
        view: What was previewed: the very bytes.
        answers: The answers of the form *Disclosure* that a person gives.
        how: ``printed`` or ``saved``.
        deliver: Called with the bytes once everything is written, within the same transaction; it raises to stop it.

    Raises:
        InvalidAnswer: the disclosure does not hold; it names the field, nothing left and nothing was saved.
    """
    check_not_refused(session, view.case, view.template)
    raw = _raw(view, answers)
    with session.vault.write():
        paper = PaperView(view.case, DISCLOSURE.id, view.pdf, view.pages, view.copy_number, "", (), (), (), (), ())
        saved = save(session, FORM, raw, case=view.case)
        record_copy(session, paper, _of_copy(session, saved), how)
        if deliver is not None:
            deliver(view.pdf)
    return saved


def check_disclosure(session: Session, view: DisclosureView, answers: Mapping[str, object]) -> None:
    """Hold the answers against everything a disclosure is held against, before anything is done.

    Raises:
        InvalidAnswer: the disclosure does not hold; it names the field.
    """
    check_not_refused(session, view.case, view.template)
    checked_answers(session, session.forms.newest(FORM), _raw(view, answers), Filing(view.case, (), ""))


def _raw(view: DisclosureView, answers: Mapping[str, object]) -> dict[str, object]:
    raw = {
        "recipient": view.template,
        "what": f"{view.title}, copy {view.copy_number}, {view.pages} page{'' if view.pages == 1 else 's'}",
        **answers,
        "items": [_row(one) for one in view.ticked],
        "held_back": view.held_back,
        "copy_number": view.copy_number,
        "pages": view.pages,
        "fingerprint": view.fingerprint,
    }
    return {name: one for name, one in raw.items() if one not in ("", None, [])}


def disclose_to_file(
    session: Session,
    view: DisclosureView,
    answers: Mapping[str, object],
    path: Path,
    password: str = "",
    *,
    over: bool = True,
) -> Saved:
    """Record what leaves and write it to a file, encrypted with AES-256 where there is a password: both or neither.

    Raises:
        FileExistsError: there is one, and it is not to be written over; nothing was recorded.
        NotWritten: the file could not be written there; nothing was recorded.
        LeftBehind: the same, and a part of it may lie there.
        InvalidAnswer: as ``disclose``.
    """
    with file_leaving(session, path) as one:

        def write(data: bytes) -> None:
            try:
                one.write(encrypted(data, password) if password else data, over=over)
            except FileExistsError:
                raise
            except OSError:
                raise NotWritten from None
            one.arrived()

        return disclose(session, view, answers, "saved_encrypted" if password else "saved", write)


def _row(item: ListedItem) -> dict[str, object]:
    return {"item": item.what, "value": item.value[:_MOST_VALUE]}


def _of_copy(session: Session, saved: Saved) -> dict[str, object]:
    """The answers for the list of copies, as the disclosure was kept: who has it, and until when."""
    answers = session.read(ledger.entry(session.vault, saved.entry)).answers
    until: date | None = value_of(answers, "back_by")
    ahead = until is not None and until >= session.now().date()
    return {"goes_to": value_of(answers, "agency")} | ({"destroy_by": until.isoformat()} if until and ahead else {})


def take_back(session: Session, entry: str) -> Saved:
    """Keep that a paper did not leave after all, because the printer did not take it."""
    held = session.read(ledger.entry(session.vault, entry))
    form = session.forms.newest(FORM)
    raw = {name: plain_answer(form.by_id[name], answer) for name, answer in held.answers.items() if name in form.by_id}
    raw |= {"state": "withdrawn", "ended": _NOT_TAKEN}
    number = value_of(held.answers, "copy_number")
    with session.vault.write():
        saved = save(session, FORM, raw, corrects=[entry], reason=_NOT_TAKEN)
        for copy in session.heads(held.case, ["paper"]):
            if value_of(copy.answers, "copy_number") == number:
                note_state(session, copy.entry, "destroyed")
    return saved
