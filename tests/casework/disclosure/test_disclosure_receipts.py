"""The receipt of a disclosure: record, copy and paper, all of them or none; the very bytes by their fingerprint."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, DisclosureView, build
from hru_advocate.casework.disclosure.receipts import NotWritten, disclose, disclose_to_file, take_back
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.errors import InvalidAnswer
from tests.casework.disclosure.told_case import DISCLOSED, told_case
from tests.casework.open_sessions import id_of

ANSWERS = {name: value for name, value in DISCLOSED.items() if name not in ("recipient", "what")}


def ticked(session: Session, case: str) -> DisclosureView:
    first = build(session, DisclosureRequest(case, "police"))
    tick = next(one.id for one in first.items if one.value == "Darren Holtby")
    return build(session, DisclosureRequest(case, "police", frozenset({tick})))


def kept(session: Session, case: str) -> tuple[int, int]:
    """The disclosures and the copies that are recorded."""
    return len(session.heads(case, ["disclosure"])), len(copies(session, case))


def test_the_receipt_names_the_bytes_the_items_and_the_copy(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came, and Kev."))
    view = ticked(session, case)
    disclose_to_file(session, view, ANSWERS, tmp_path / "paper.pdf")
    data = (tmp_path / "paper.pdf").read_bytes()
    (record,) = session.heads(case, ["disclosure"])
    assert value_of(record.answers, "fingerprint") == hashlib.sha256(data).hexdigest()
    assert [value_of(row, "value") for row in value_of(record.answers, "items")] == ["Darren Holtby"]
    assert value_of(record.answers, "held_back") == len(view.items) - 1
    (copy,) = copies(session, case)
    assert (copy.copy_number, copy.document, copy.state) == (
        value_of(record.answers, "copy_number"),
        "disclosure",
        "out",
    )
    assert build(session, DisclosureRequest(case, "police")).copy_number == copy.copy_number + 1


def test_what_is_refused_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came."))
    view = ticked(session, case)
    with pytest.raises(InvalidAnswer):
        disclose_to_file(session, view, ANSWERS | {"agency": "Daz"}, tmp_path / "paper.pdf")
    assert not (tmp_path / "paper.pdf").exists()
    assert kept(session, case) == (0, 0)


def test_a_file_that_cannot_be_written_is_not_recorded(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came."))
    with pytest.raises(NotWritten):
        disclose_to_file(session, ticked(session, case), ANSWERS, tmp_path / "no such folder" / "paper.pdf")
    assert kept(session, case) == (0, 0)


def test_an_encrypted_file_opens_with_its_password(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came."))
    disclose_to_file(session, ticked(session, case), ANSWERS, tmp_path / "paper.pdf", "a long password")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "paper.pdf")
    with pikepdf.open(tmp_path / "paper.pdf", password="a long password") as opened:
        assert len(opened.pages) >= 1


def test_a_printer_that_did_not_take_it_takes_the_receipt_back(session: Session) -> None:
    case = id_of(told_case(session, "Daz came."))
    saved = disclose(session, ticked(session, case), ANSWERS, "printed")
    take_back(session, saved.entry)
    (record,) = session.heads(case, ["disclosure"])
    assert value_of(record.answers, "state") == "withdrawn"
    assert value_of(record.answers, "fingerprint")
    assert [one.state for one in copies(session, case)] == ["destroyed"]
